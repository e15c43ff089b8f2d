"""Does everything still fit when text or the whole page is enlarged, or the reader spaces it out?"""

from functools import partial

from playwright.async_api import Page as Tab

from ..bench import Bench, ask
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..view import View

# WCAG 1.4.12, word for word.
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
# Text alone enlarged, as in Firefox: the window's width in rem stays, so the layout does not help.
DOUBLE = "html { font-size: 200% !important }"

# What it is, window, the reader's own style sheet, size of the browser's standard text.
LOOKS = (
    ("at 320 px", (320, 640), "", 16),
    ("at 400 % zoom", (320, 256), "", 16),
    ("at 200 % zoom", (640, 400), "", 16),
    ("at 768 px", (768, 1024), "", 16),
    ("with text spacing at 320 px", (320, 640), SPACING, 16),
    ("with text spacing at 1280 px", (1280, 800), SPACING, 16),
    ("with text at 200 % and 360 px", (360, 740), DOUBLE, 16),
    ("with text at 200 % and 1280 px", (1280, 800), DOUBLE, 16),
    ("with the browser's text at 200 % and 360 px", (360, 740), "", 32),
    ("with the browser's text at 200 % and 1280 px", (1280, 800), "", 32),
)
# More pages than this are spread evenly: each takes about a second.
MOST_PAGES = 60


async def fits(page: Page, bench: Bench, report: Report):
    async with bench.open(page, View(320, 640)) as tab:
        cut = set(await ask(tab, "clipped"))
        for name in cut:
            report.fault(page.path, name, "text is cut off", "at 320 px")
        for look, size, style, text in LOOKS:
            await _look(tab, size, style, text)
            for name, by in await ask(tab, "sideways"):
                report.fault(page.path, name, f"does not fit the window's width, by {by} px", look)
            for name in set(await ask(tab, "clipped")) - cut:
                report.fault(page.path, name, "text is cut off", look)
            for names in await ask(tab, "overlaps"):
                report.fault(page.path, names, "lie on one another", look)


async def _look(tab: Tab, size: tuple[int, int], style: str, text: int):
    await tab.set_viewport_size({"width": size[0], "height": size[1]})
    await ask(tab, "style", style)
    session = await tab.context.new_cdp_session(tab)
    await session.send("Page.setFontSizes", {"fontSizes": {"standard": text, "fixed": text * 13 // 16}})
    await session.detach()


async def room(page: Page, bench: Bench, report: Report):
    """At 400 % zoom the frame leaves most of the window to the text."""
    async with bench.open(page, View(320, 256)) as tab:
        taken = await ask(tab, "held-height")
        report.expect(
            taken <= 128, page.path, "", f"parts held in place take {taken} of the window's 256 px", "at 400 % zoom"
        )


async def open_parts(opener: str, box: str, page: Page, bench: Bench, report: Report):
    """The sheet and the dialog, opened at each size."""
    for look, size, style, text in LOOKS:
        async with bench.open(page, View(*size)) as tab:
            await _look(tab, size, style, text)
            if not await tab.locator(opener).first.is_visible():
                continue
            await tab.click(opener)
            await tab.wait_for_selector(box, state="visible")
            for name, by in await ask(tab, "sideways"):
                report.fault(page.path, name, f"does not fit the window's width with {box} open, by {by} px", look)
            for names in await ask(tab, "overlaps"):
                report.fault(page.path, names, f"lie on one another with {box} open", look)


async def targets(page: Page, bench: Bench, report: Report):
    for view in (View(360, 800), View(1280, 800)):
        async with bench.open(page, view) as tab:
            for name, size, least in await ask(tab, "small-targets"):
                report.fault(page.path, name, f"a control of {size} px, promised are {least}", str(view))


def jobs(site: Site, sample: list[Page]):
    pages = [page for page in site.readable if page.document.has("link[rel~=stylesheet]")]
    if sample is not site.sample:
        pages = sample
    for page in pages[:: max(1, -(-len(pages) // MOST_PAGES))]:
        yield partial(fits, page)
    for page in sample:
        yield partial(room, page)
        yield partial(targets, page)
    for opener, box in ((".btn-map", ".map"), (".search", "dialog.find")):
        page = next((page for page in sample if page.document.has(opener) and page.document.has(box)), None)
        if page:
            yield partial(open_parts, opener, box, page)


CHECK = Check(
    "reflow",
    "that nothing needs sideways scrolling at 320 px, 400 % zoom, 200 % text or with WCAG's text spacing, and no control is small",
    jobs,
)
