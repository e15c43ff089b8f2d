"""Does the choice of dark or light hold, without a flash, and only when it differs from the device's?"""

from functools import partial

from .. import hooks
from ..bench import Bench
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..story import Story
from ..view import PHONE

# Before there is a body nothing can be painted, so a theme that is set by then cannot flash.
SPY = """new MutationObserver((_, spy) => { if (document.body) { globalThis.themeBeforePaint = document.documentElement.dataset.theme || ''; spy.disconnect(); } })
    .observe(document, { childList: true, subtree: true })"""
PAPER = "() => getComputedStyle(document.body).backgroundColor"


async def switch(page: Page, device: str, bench: Bench, report: Report):
    view, other = PHONE.but(scheme=device), "dark" if device == "light" else "light"
    key = hooks.theme_key(bench.site.id)
    async with bench.context(view) as context:
        await context.add_init_script(SPY)
        tab = await bench.tab(context, page, view)
        story = Story(tab, page, view, report)
        first = await tab.evaluate(PAPER)
        story.expect(
            await _pressed(tab) == (device == "dark"), hooks.THEME, "the button does not say which theme is on"
        )
        await tab.click(hooks.THEME)
        second = await tab.evaluate(PAPER)
        story.expect(first != second, hooks.THEME, "the button does not change the colors")
        story.expect(
            await _pressed(tab) == (other == "dark"), hooks.THEME, "the button does not say that the theme changed"
        )
        story.expect(
            await story.stored() == {key: other},
            hooks.THEME,
            f"the choice is not kept as {key} = {other}, but as {await story.stored()}",
        )
        await tab.reload()
        story.expect(
            await tab.evaluate("() => globalThis.themeBeforePaint") == other,
            "html",
            "the chosen theme comes after the first paint: it flashes",
        )
        story.expect(
            await tab.evaluate(PAPER) == second and await _pressed(tab) == (other == "dark"),
            "html",
            "the chosen theme does not survive a reload",
        )
        await tab.click(hooks.THEME)
        story.expect(
            await story.stored() == {}, hooks.THEME, "choosing what the device asks for is kept, not forgotten"
        )
        await tab.emulate_media(color_scheme=other)
        story.expect(
            await tab.evaluate(PAPER) == second, "html", "without a choice the page does not follow the device"
        )


async def _pressed(tab) -> bool:
    return await tab.get_attribute(hooks.THEME, "aria-pressed") == "true"


async def everywhere(bench: Bench, report: Report):
    for page in bench.site.readable:
        if page.document.has("script[src]"):
            report.expect(page.document.has(hooks.THEME), page.path, hooks.THEME, "there is no theme switch")


def jobs(site: Site, sample: list[Page]):
    yield everywhere
    page = next((page for page in sample if page.document.has(hooks.THEME) and page.kind not in ("404", "home")), None)
    if page:
        yield partial(switch, page, "light")
        yield partial(switch, page, "dark")


CHECK = Check(
    "theme", "that dark or light is kept, survives a reload without a flash, and follows the device otherwise", jobs
)
