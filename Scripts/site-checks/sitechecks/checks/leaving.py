"""Does "Leave this site" go at once, by button and by key, and leave as little as it can?"""

import asyncio
from functools import partial

from playwright.async_api import Error, TimeoutError
from playwright.async_api import Page as Tab

from .. import hooks
from ..bench import Bench
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..story import PATIENCE, Story
from ..view import DESK, PHONE


async def leave(page: Page, how: str, bench: Bench, report: Report):
    """The guide's page is replaced in the history, so that Back does not show it again."""
    view = PHONE if how == "button" else DESK
    async with bench.context(view) as context:
        tab = await bench.tab(context, bench.site.of_kind("home")[0], view)
        await tab.goto(bench.address(page, view))
        story = Story(tab, page, view, report)
        exit_address = await tab.get_attribute(hooks.LEAVE, "href")
        length = await tab.evaluate("() => history.length")
        sent = []
        tab.on("request", lambda request: sent.append(request))
        if how == "button":
            await tab.click(hooks.LEAVE)
        else:
            await _two_are_not_enough(story)
            await _shift_three_times(tab, exit_address)
        if not story.expect(await _has_left(tab, exit_address), hooks.LEAVE, f"the {how} does not leave"):
            return
        asked = [request for request in sent if request.url.startswith(exit_address)]
        story.expect(
            asked and not asked[0].headers.get("referer"),
            hooks.LEAVE,
            f"leaving by {how} tells the other site where the reader came from",
        )
        story.expect(
            await tab.evaluate("() => history.length") == length,
            hooks.LEAVE,
            f"leaving by {how} makes the history longer",
        )
        await tab.go_back()
        story.expect(
            not tab.url.startswith(bench.address(page, view)),
            hooks.LEAVE,
            f"after leaving by {how}, Back shows the page again",
        )


async def _shift_three_times(tab: Tab, exit_address: str):
    """The page allows a second and a half; on a busy machine the third press may come too late, so again then."""
    for _ in range(3):
        await asyncio.gather(*(tab.keyboard.press("Shift") for _ in range(3)))
        if await _has_left(tab, exit_address, PATIENCE // 3):
            return


async def _has_left(tab: Tab, exit_address: str, milliseconds: int = PATIENCE) -> bool:
    for _ in range(3):
        try:
            await tab.wait_for_url(lambda url: url.startswith(exit_address), timeout=milliseconds)
            return True
        except TimeoutError:
            return False
        except Error:
            pass  # one more press, and leaving began anew
    return False


async def _two_are_not_enough(story: Story):
    """Capitals and other keys in between must not end a visit."""
    for key in ("Shift", "Shift", "Tab", "Shift+A", "Shift+A", "Shift+A", "Tab"):
        await story.tab.keyboard.press(key)
    await story.frame()
    story.expect(
        await story.shows("main"), hooks.LEAVE, "the page leaves though Shift was not pressed three times in a row"
    )


async def everywhere(bench: Bench, report: Report):
    """The same on every page, or on none."""
    pages = [page for page in bench.site.readable if page.document.has("link[rel~=stylesheet]")]
    without = [page for page in pages if not page.document.has(hooks.LEAVE)]
    if len(without) == len(pages):
        return report.lacks("a quick exit")
    for page in without:
        report.fault(page.path, hooks.LEAVE, "other pages have a quick exit, this one has none")
    for page in pages:
        for link in page.document.all(hooks.LEAVE):
            report.expect(
                (link.get("href") or "").startswith("http"),
                page.path,
                hooks.LEAVE,
                "the quick exit does not leave the site",
            )


async def help_everywhere(bench: Bench, report: Report):
    """A guide that offers help on one page offers it on all."""
    guides: dict[str, list[Page]] = {}
    for page in bench.site.linked:
        if "/" in page.path and page.kind != "search":
            guides.setdefault(page.path.split("/")[0], []).append(page)
    for pages in guides.values():
        without = [page for page in pages if not page.document.has("a.help")]
        if 0 < len(without) < len(pages):
            for page in without:
                report.fault(page.path, "a.help", "other pages of this guide have “Get help”, this one has none")


def jobs(site: Site, sample: list[Page]):
    yield everywhere
    yield help_everywhere
    page = next((page for page in sample if page.document.has(hooks.LEAVE) and page.kind not in ("home", "404")), None)
    if page:
        yield partial(leave, page, "button")
        yield partial(leave, page, "key")


CHECK = Check(
    "leaving",
    "that the quick exit leaves at once, by button and by three times Shift, and Back does not lead back",
    jobs,
)
