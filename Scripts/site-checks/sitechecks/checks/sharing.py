"""Can a step be passed on: as a link, and on paper?"""

from functools import partial

from .. import hooks
from ..bench import Bench
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..story import Story
from ..view import PHONE


async def copy_link(page: Page, bench: Bench, report: Report):
    async with bench.clipboard, bench.context(PHONE, permissions=["clipboard-read", "clipboard-write"]) as context:
        tab = await bench.tab(context, page, PHONE)
        story = Story(tab, page, PHONE, report)
        link = tab.locator(hooks.COPY).last
        wanted = await link.evaluate("a => a.href")
        await story.listen()
        await link.click()
        said = await story.said(await link.get_attribute("data-copy"))
        story.expect(said, hooks.TOAST, "copying a link does not say that it is done")
        copied = await tab.evaluate("() => navigator.clipboard.readText()")
        story.expect(copied == wanted, hooks.COPY, f"the link copied is “{copied[:80]}”, not {wanted[-80:]}")
        story.expect(await story.arrives(wanted), hooks.COPY, "the link itself does not lead to the step")


async def copy_refused(page: Page, bench: Bench, report: Report):
    """Without leave to copy, the link is still a link; errors are reported by the check "policy"."""
    async with bench.context(PHONE) as context:
        await context.add_init_script(
            "navigator.clipboard && (navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')))"
        )
        tab = await bench.tab(context, page, PHONE)
        story = Story(tab, page, PHONE, report)
        await story.listen()
        await tab.locator(hooks.COPY).last.click()
        story.expect(
            await story.arrives(lambda url: "#" in url), hooks.COPY, "the link to a step does not lead there"
        )
        await story.frame()
        story.expect(
            await tab.evaluate("() => globalThis.toldSoFar.length") == 0, hooks.TOAST, "the page says that a link was copied though it was not"
        )


async def print_button(page: Page, bench: Bench, report: Report):
    async with bench.context(PHONE) as context:
        await context.add_init_script("globalThis.print = () => { globalThis.printed = true; }")
        tab = await bench.tab(context, page, PHONE)
        await tab.click(hooks.PRINT)
        Story(tab, page, PHONE, report).expect(
            await tab.evaluate("() => globalThis.printed === true"), hooks.PRINT, "the button does not print"
        )


async def everywhere(bench: Bench, report: Report):
    site = bench.site
    for page in site.of_kind("part", "short guide", "step"):
        links = [link.get("href") for link in page.document.all(f"main {hooks.COPY}")]
        steps = ["#" + (step.get("id") or "") for step in page.document.all(f"main {hooks.STEP}")]
        report.expect(links == steps, page.path, hooks.COPY, "there is not one link to each step")
    if not site.of_kind("print"):
        report.lacks("print editions")


def jobs(site: Site, sample: list[Page]):
    yield everywhere
    page = next((page for page in sample if page.document.has(hooks.COPY)), None)
    if page:
        yield partial(copy_link, page)
        yield partial(copy_refused, page)
    for kind in ("print", "worksheet"):
        page = next((page for page in sample if page.kind == kind and page.document.has(hooks.PRINT)), None)
        if page:
            yield partial(print_button, page)


CHECK = Check("sharing", "that a link to a step can be copied and a page printed", jobs)
