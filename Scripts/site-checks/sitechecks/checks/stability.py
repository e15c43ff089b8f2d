"""Does anything jump? Cumulative layout shift must be 0, also when scripts and pictures come late."""

import asyncio
from functools import partial

from .. import hooks
from ..bench import Bench
from ..document import name_of
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..story import Story
from ..view import DESK, PHONE, View

WATCH = """globalThis.shifts = [];
new PerformanceObserver(list => globalThis.shifts.push(...list.getEntries().map(shift => [shift.value,
    shift.sources.map(s => s.node?.nodeType === 1 ? s.node.localName + '.' + s.node.className : s.node?.nodeName).slice(0, 3).join(', ')])))
    .observe({ type: 'layout-shift', buffered: true });"""


# Waits until the page has grown and what it is now has been shown; gives up on pieces that do not show.
SHOWN = """before => new Promise(done => {
    const size = () => document.all.length + document.documentElement.textContent.length, began = performance.now();
    const look = () => size() > before || performance.now() - began > 1000
        ? requestAnimationFrame(() => requestAnimationFrame(() => done(size()))) : setTimeout(look, 4);
    look(); })"""


def _is_late(page: Page):
    """What may come after the first paint: deferred scripts, pictures, fonts."""
    blocking = {
        script.get("src").split("/")[-1]
        for script in page.document.all("script[src]")
        if "defer" not in script.attrib and "async" not in script.attrib
    }
    return lambda url: (
        url.endswith((".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".woff2"))
        or url.endswith(".js")
        and url.split("/")[-1] not in blocking
    )


async def _slowly(tab, page: Page, go):
    """Opens a page as a slow line would: all that is late is held back until there was a first paint."""
    painted = asyncio.Event()

    async def late(route):
        await painted.wait()
        await route.continue_()

    await tab.route(_is_late(page), late)
    await go(wait_until="commit")
    await tab.wait_for_function("() => performance.getEntriesByType('paint').length > 0")
    painted.set()
    await tab.wait_for_load_state("load")


async def first_visit(page: Page, view: View, bench: Bench, report: Report):
    async with bench.context(view) as context:
        await context.add_init_script(WATCH)
        tab = await bench.tab(context, page, view, go=False)
        await _slowly(tab, page, partial(tab.goto, bench.address(page, view)))
        await _shifts(Story(tab, page, view, report), "while the page loads")


async def slow_line(page: Page, view: View, bench: Bench, report: Report):
    """The page itself comes in pieces, and what is there already is shown."""
    async with bench.context(view) as context:
        await context.add_init_script(WATCH)
        tab = await bench.tab(context, page, view, go=False)
        line = bench.server.slow_line()
        await tab.goto(bench.address(page, view) + "?" + line.query, wait_until="commit")
        size = 0
        while not line.has_ended:
            size = await tab.evaluate(SHOWN, size)
            line.next()
        await tab.wait_for_load_state("load")
        # The columns of a table are as wide as their longest words, and those may come last.
        await _shifts(Story(tab, page, view, report), "while the page comes in piece by piece", but={"th", "td"})


async def next_visit(page: Page, view: View, bench: Bench, report: Report):
    """With a tick and a theme kept from an earlier visit."""
    async with bench.context(view) as context:
        await context.add_init_script(WATCH)
        tab = await bench.tab(context, page, view)
        steps = page.document.all(hooks.LISTED)
        await tab.evaluate(
            "([ticks, step, theme]) => { localStorage.setItem(ticks, JSON.stringify({ [step]: 1 })); localStorage.setItem(theme, 'dark'); }",
            [hooks.ticks_key(bench.site.id), steps[0].get("data-step"), hooks.theme_key(bench.site.id)],
        )
        await _slowly(tab, page, tab.reload)
        # The words of the progress line arrive with the script: a fraction of a pixel may round differently.
        await _shifts(Story(tab, page, view, report), "while the page loads with a tick", most=0.005)


async def reading(page: Page, view: View, bench: Bench, report: Report):
    """Scrolling through, and switching the theme by the device, moves nothing."""
    async with bench.context(view) as context:
        await context.add_init_script(WATCH)
        tab = await bench.tab(context, page, view)
        story = Story(tab, page, view, report)
        height = await tab.evaluate("() => document.documentElement.scrollHeight")
        for y in range(0, min(height, 12_000), view.height // 2):
            await tab.evaluate("y => scrollTo(0, y)", y)
            await story.frame()
        await tab.emulate_media(color_scheme="dark")
        await story.frame()
        await _shifts(story, "while one reads")


async def _shifts(story: Story, when: str, most: float = 0, but: set[str] = frozenset()):
    await story.frame()
    for value, sources in await story.tab.evaluate("() => globalThis.shifts"):
        if but and {source.split(".")[0] for source in sources.split(", ")} <= but:
            continue
        story.expect(value <= most, sources, f"jumps {when} (layout shift {value:.4f})")


async def sizes(bench: Bench, report: Report):
    """Each picture keeps its room until it is there."""
    for page in bench.site.pages:
        for image in page.document.all("img"):
            report.expect(
                image.get("width") and image.get("height"),
                page.path,
                f"{name_of(image)} {image.get('src')}",
                "a picture has no width and height",
            )


def jobs(site: Site, sample: list[Page]):
    yield sizes
    for page in sample:
        if page.document.has("link[rel~=stylesheet]"):
            for view in (PHONE, DESK):
                yield partial(first_visit, page, view)
                yield partial(slow_line, page, view)
    for kind in ("home", "landing", "short guide", "part", "step"):
        page = next((page for page in sample if page.kind == kind), None)
        if page:
            yield partial(reading, page, PHONE)
            yield partial(reading, page, DESK)
            if page.document.has(hooks.LISTED):
                yield partial(next_visit, page, PHONE)
                yield partial(next_visit, page, DESK)


CHECK = Check(
    "stability",
    "that nothing jumps: layout shift is 0 on load, with late scripts and pictures, with ticks, and while one reads",
    jobs,
)
