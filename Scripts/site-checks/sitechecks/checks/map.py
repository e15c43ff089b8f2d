"""Does the reader always know which step this is, and get to any other?"""

from functools import partial

from .. import hooks
from ..bench import Bench, ask
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..story import Story, one_per_language
from ..view import DESK, PHONE, View


async def sheet(page: Page, bench: Bench, report: Report):
    """On a phone the map is a sheet: the button opens it; a step, Escape, Close and a tap outside close it."""
    async with bench.open(page, PHONE) as tab:
        story = Story(tab, page, PHONE, report)
        story.expect(not await story.shows(hooks.MAP), hooks.MAP, "the map is open before anyone asked for it")
        for close, what in ((_escape, "Escape"), (_close_button, "its Close button"), (_tap_outside, "a tap outside")):
            await tab.click(hooks.MAP_BUTTON)
            if not story.expect(await story.shows(hooks.MAP), hooks.MAP_BUTTON, "the button does not open the map"):
                return
            await close(tab)
            story.expect(not await story.shows(hooks.MAP), hooks.MAP, f"{what} does not close the map")
            if close is not _tap_outside:
                story.expect(
                    await story.focus_is_on(hooks.MAP_BUTTON),
                    hooks.MAP_BUTTON,
                    f"focus does not return here when {what} closes the map",
                )
        await _choose(story)


async def _escape(tab):
    await tab.keyboard.press("Escape")


async def _close_button(tab):
    await tab.click(f"{hooks.MAP} button")


async def _tap_outside(tab):
    await tab.mouse.click(180, 5)


async def _choose(story: Story):
    """The last step of this page: chosen, the sheet closes and the step is there."""
    links = story.tab.locator(f"{hooks.MAP_STEP}[href^='#']")
    if not await links.count():
        return  # one step a page: choosing leads to another page
    await story.tab.click(hooks.MAP_BUTTON)
    address = await links.last.get_attribute("href")
    await links.last.click()
    story.expect(
        await story.soon("() => !document.querySelector('.map').matches(':popover-open')"),
        hooks.MAP,
        "choosing a step does not close the map",
    )
    story.expect(await story.arrives(lambda url: url.endswith(address)), hooks.MAP_STEP, f"choosing a step does not lead to {address}")


async def column(page: Page, bench: Bench, report: Report):
    """On a desk the map stands beside the text, stays there, and marks the step being read."""
    async with bench.open(page, DESK) as tab:
        story = Story(tab, page, DESK, report)
        story.expect(await story.shows(hooks.MAP), hooks.MAP, "the map does not stand beside the text")
        story.expect(
            not await story.shows(hooks.MAP_BUTTON), hooks.MAP_BUTTON, "the map's button shows though the map is there"
        )
        steps = page.document.all(f"main {hooks.STEP}")
        if len(steps) > 1:
            slug = steps[-1].get("id")
            await tab.evaluate("id => document.getElementById(id).scrollIntoView()", slug)
            story.expect(
                await story.soon("id => document.querySelector('.map .trail [aria-current]')?.hash === '#' + id", slug),
                hooks.MAP_STEP,
                f"the map does not mark the step being read ({slug})",
            )
            story.expect(
                await story.count(".map .trail [aria-current]") == 1, hooks.MAP_STEP, "the map marks more than one step"
            )
            top = await tab.evaluate("() => document.querySelector('.map').getBoundingClientRect().top")
            story.expect(
                -1 <= top < DESK.height / 2, hooks.MAP, "the map does not stay beside the text while one reads on"
            )
        else:
            story.expect(
                await story.count(".map .trail [aria-current]") == 1,
                hooks.MAP_STEP,
                "the map does not mark this page's step",
            )


async def strip(page: Page, bench: Bench, report: Report):
    """In the middle of each step its own "Step 2 of 7" stands at the top of the window."""
    for view in (PHONE, DESK):
        async with bench.open(page, view) as tab:
            story = Story(tab, page, view, report)
            for wrong in await ask(tab, "strips"):
                story.expect(False, hooks.STRIP, wrong)


async def anchors(page: Page, bench: Bench, report: Report):
    """A link to a step shows the step's title, with nothing held over it."""
    slug = page.document.all(f"main {hooks.STEP}")[-1].get("id")
    for view in (PHONE, DESK, View(320, 256)):
        async with bench.open(f"{page.path}#{slug}", view) as tab:
            await Story(tab, page, view, report).frame()  # going to an anchor takes until the next one
            covered = await tab.evaluate(
                """id => { const r = document.getElementById(id).querySelector('h1,h2').getBoundingClientRect();
                const top = document.elementFromPoint(r.left + 5, r.top + 5);
                return r.top < 0 || r.top > innerHeight - 20 ? 'out of view' : top?.closest('h1,h2') ? '' : 'covered by ' + top?.className }""",
                slug,
            )
            Story(tab, page, view, report).expect(
                not covered, f"#{slug}", f"a link to a step leaves its title {covered}"
            )


async def one_for_each(bench: Bench, report: Report):
    """Every page with steps has a strip for each, and a map that lists each."""
    for page in bench.site.of_kind("part", "short guide", "step"):
        steps = page.document.all(f"main {hooks.STEP}")
        report.expect(
            len(page.document.all(f"main {hooks.STRIP}")) == len(steps),
            page.path,
            hooks.STRIP,
            f"there is not one strip for each of {len(steps)} steps",
        )
        report.expect(
            page.document.has(hooks.MAP_BUTTON) and page.document.has(f"{hooks.MAP}[popover]"),
            page.path,
            hooks.MAP,
            "there is no map, or no button for it",
        )
        if page.kind != "step":
            here = {link.get("href", "").removeprefix("#") for link in page.document.all(hooks.MAP_STEP)}
            missing = [step.get("id") for step in steps if step.get("id") not in here]
            report.expect(
                not missing, page.path, hooks.MAP_STEP, f"the map does not list {', '.join(map(str, missing))}"
            )


def jobs(site: Site, sample: list[Page]):
    yield one_for_each
    pages = [
        page
        for kind in ("part", "short guide", "step")
        for page in one_per_language(sample, hooks.MAP_BUTTON, kinds=(kind,))
    ]
    for page in pages:
        for look in (sheet, column, strip) + ((anchors,) if page.kind != "step" else ()):
            yield partial(look, page)


CHECK = Check(
    "map", "that the map opens, closes and marks the step being read, and “Step 2 of 7” stays on screen", jobs
)
