"""Does a strict policy hold, in silence, while everything on a page is used?

Every page that any check opens is served with the policy, and every word in the console, failed
request or request to elsewhere comes out here. The jobs below use each control once more, and read
the files for what a policy would forbid.
"""

from functools import partial

from .. import hooks
from ..bench import Bench, ask
from ..document import name_of
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..view import DESK, PHONE, View

MOST_CONTROLS = 60


async def use_everything(page: Page, view: View, bench: Bench, report: Report):
    """Clicks or fills each kind of control on the page, two of a kind; whatever happens must happen quietly."""
    async with bench.context(view) as context:
        await context.add_init_script("globalThis.print = () => {}")
        tab = await bench.tab(context, page, view)
        address = tab.url
        total = await ask(tab, "use", -1)
        for number in range(min(total, MOST_CONTROLS)):
            await ask(tab, "use", number)
            await tab.wait_for_load_state("load")
            if tab.url.split("#")[0] != address.split("#")[0]:
                await tab.goto(address)
        if page.document.has(hooks.DIALOG):
            await _search(tab, bench)
        for key in ("/", "s", "?", "ArrowRight", "Escape"):
            await tab.keyboard.press(key)
        report.expect(
            tab.url.split("#")[0] == address.split("#")[0],
            page.path,
            "",
            "a single key leads to another page",
            str(view),
        )


async def _search(tab, bench: Bench):
    await tab.evaluate("() => document.querySelectorAll('dialog[open]').forEach(dialog => dialog.close())")
    await tab.click(hooks.SEARCH)
    await tab.fill(f"{hooks.DIALOG} input", bench.site.word_to_find())
    await tab.wait_for_selector(f"{hooks.DIALOG} .hits li")
    await tab.keyboard.press("Escape")
    await tab.keyboard.press("Escape")


async def written(bench: Bench, report: Report):
    """Nothing inline on any page: no script, style, event handler or picture in an address."""
    for page in bench.site.pages:
        for element in page.document.root.iter():
            if not isinstance(element.tag, str):
                continue
            tag = element.tag.split("}")[-1]
            if (
                tag == "style"
                or tag == "script"
                and not element.get("src")
                and element.get("type") in (None, "", "module", "text/javascript")
            ):
                report.fault(page.path, tag, f"an inline {tag}")
            for attribute, value in element.attrib.items():
                if attribute == "style" or attribute.startswith("on"):
                    report.fault(page.path, name_of(element), f"an inline {attribute}")
                if value.strip().lower().startswith(("data:", "javascript:")) and not attribute.startswith("data-"):
                    report.fault(page.path, name_of(element), f"{attribute} holds {value[:20]}…")
    for path in bench.site.files:
        if path.endswith(".css"):
            text = (bench.site.folder / path).read_text()
            report.expect(
                "url(data:" not in text.replace('"', "").replace("'", ""),
                path,
                "",
                "a style sheet holds a picture in an address",
            )


def jobs(site: Site, sample: list[Page]):
    yield written
    for page in sample:
        yield partial(use_everything, page, PHONE)
        if page.kind in ("home", "part", "short guide", "step", "search"):
            yield partial(use_everything, page, DESK)


CHECK = Check(
    "policy",
    "that a strict Content-Security-Policy holds, the console stays empty and nothing is asked of others while everything is used",
    jobs,
)
