"""Does axe-core find anything, at any width, in any colors, in any state of a page?"""

from functools import partial

from playwright.async_api import Page as Tab

from .. import tools
from ..bench import Bench, ask
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..view import DESK, PHONE, View

WIDTHS = (320, 360, 768, 1280)


async def _run(bench: Bench, report: Report, tab: Tab, page: Page, view: View, state: str = "", box: str = ""):
    """The whole page, or the box alone, which then lies over the page.

    axe does not know that an open dialog is above all else, so what it covers is made invisible.
    """
    if not await tab.evaluate("() => !!globalThis.axe"):
        await tab.evaluate(bench.memory.setdefault("axe", tools.axe()))
    if box:
        await ask(tab, "style", f"body * {{ visibility: hidden }} {box}, {box} * {{ visibility: visible }}")
    # In forced colors axe reads the author's colors and not those that are shown.
    for found in await ask(tab, "axe", {"contrast": not view.forced, "box": box}):
        report.fault(
            page.path,
            found["target"][:120],
            f"{found['rule']}: {found['help']}. {found['why'][:120]}",
            f"{view}{state}",
        )


async def widths_and_colors(page: Page, bench: Bench, report: Report):
    async with bench.open(page, DESK) as tab:
        for width in WIDTHS:
            for view in (View(width), View(width, scheme="dark"), View(width, forced=True)):
                await tab.set_viewport_size({"width": width, "height": 800})
                await tab.emulate_media(color_scheme=view.scheme, forced_colors="active" if view.forced else "none")
                await _run(bench, report, tab, page, view)


async def more_contrast(page: Page, bench: Bench, report: Report):
    for view in (PHONE.but(contrast=True), DESK.but(contrast=True, scheme="dark")):
        async with bench.open(page, view) as tab:
            await _run(bench, report, tab, page, view)


async def map_open(page: Page, bench: Bench, report: Report):
    for view in (PHONE, PHONE.but(scheme="dark"), PHONE.but(forced=True)):
        async with bench.open(page, view) as tab:
            await tab.click(".btn-map")
            await tab.wait_for_selector(".map a", state="visible")
            await _run(bench, report, tab, page, view, ", map open", ".map")


async def search_open(page: Page, bench: Bench, report: Report):
    for view in (PHONE, DESK.but(scheme="dark"), PHONE.but(forced=True)):
        async with bench.open(page, view) as tab:
            await tab.click(".search")
            await tab.fill("dialog.find input", bench.site.word_to_find())
            await tab.wait_for_selector("dialog.find .hits li")
            await _run(bench, report, tab, page, view, ", search open", "dialog.find")


async def all_ticked(page: Page, bench: Bench, report: Report):
    for view in (PHONE, DESK.but(scheme="dark"), PHONE.but(forced=True)):
        async with bench.open(page, view) as tab:
            for box in await tab.locator("main input[type=checkbox]").all():
                await box.check()
            await _run(bench, report, tab, page, view, ", all ticked")


def jobs(site: Site, sample: list[Page]):
    for page in sample:
        yield partial(widths_and_colors, page)
    for kind in ("landing", "part", "short guide"):
        page = next((page for page in sample if page.kind == kind), None)
        if page:
            yield partial(more_contrast, page)
            if page.document.has(".btn-map"):
                yield partial(map_open, page)
            if page.document.has("dialog.find"):
                yield partial(search_open, page)
            if page.document.has("main input[type=checkbox]"):
                yield partial(all_ticked, page)


CHECK = Check(
    "axe",
    "that axe-core finds nothing (WCAG 2.2 A and AA, best practices) at 320, 360, 768 and 1280 px, light, dark and in forced colors",
    jobs,
)
