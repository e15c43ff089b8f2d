"""Is everything there without JavaScript, and nothing on screen that then does nothing?"""

import posixpath
from functools import partial

from .. import hooks
from ..bench import Bench, ask
from ..document import text_of
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..story import Story, one_per_language
from ..view import DESK, PHONE
from ..wording import difference

# What scripts may add or fill in.
SCRIPTED = ".js-only, [data-progress], .moment, .toast { display: none !important }"


async def same_words(page: Page, bench: Bench, report: Report):
    """The main part reads the same with and without scripts, and without them shows no dead control."""
    words = {}
    for scripts in (True, False):
        view = DESK.but(scripts=scripts)
        async with bench.open(page, view) as tab:
            if not scripts:
                for name in await ask(tab, "dead-controls"):
                    report.fault(page.path, name, "does nothing without JavaScript, but shows", str(view))
            await ask(tab, "style", SCRIPTED)
            words[scripts] = await tab.inner_text("main")
    if found := difference(words[True], words[False]):
        report.fault(page.path, "main", f"reads differently without JavaScript: {found}")
    report.expect(len(words[False]) > 20, page.path, "main", "shows no text without JavaScript")


async def on_a_phone(page: Page, bench: Bench, report: Report):
    """The map opens, closes and leads on by HTML alone."""
    view = PHONE.but(scripts=False)
    async with bench.open(page, view) as tab:
        story = Story(tab, page, view, report)
        for name in await ask(tab, "dead-controls"):
            story.expect(False, name, "does nothing without JavaScript, but shows")
        await tab.click(hooks.MAP_BUTTON)
        if story.expect(await story.shows(hooks.MAP), hooks.MAP_BUTTON, "the map does not open without JavaScript"):
            await tab.click(f"{hooks.MAP} button")
            story.expect(not await story.shows(hooks.MAP), hooks.MAP, "the map does not close without JavaScript")
            await tab.click(hooks.MAP_BUTTON)
            link = tab.locator(hooks.MAP_STEP).last
            address = await link.evaluate("a => a.href")
            await link.click()
            story.expect(await story.arrives(address), hooks.MAP_STEP, "the map does not lead to a step without JavaScript")
        if page.document.has(hooks.SEARCH):
            await tab.goto(bench.address(page, view))
            await tab.click(hooks.SEARCH)
            await story.arrives(lambda url: url != bench.address(page, view))
            story.expect(
                await story.count(f"main {hooks.HITS}") == len(bench.site.searches),
                hooks.SEARCH,
                "without JavaScript Search does not lead to a list of every step",
            )


async def chain(bench: Bench, report: Report):
    """ "Next" leads from the first page of each guide through all its steps, and "previous" back the same way."""
    pages = {page.path: page for page in bench.site.pages}

    def beside(page: Page, rel: str) -> str | None:
        link = page.document.first(f".pager a[rel~={rel}]")
        return (
            posixpath.normpath(posixpath.join(posixpath.dirname(page.path), link.get("href").split("#")[0]))
            if link is not None
            else None
        )

    with_steps = bench.site.of_kind("part", "step", "steps list")
    for page in with_steps:
        following, before = beside(page, "next"), beside(page, "prev")
        report.expect(page.document.has(".pager"), page.path, ".pager", "there is neither next nor previous")
        if following:
            back = beside(pages[following], "prev") if following in pages else None
            report.expect(back == page.path, page.path, ".pager", f"next is {following}, whose previous is {back}")
        if before:
            ahead = beside(pages[before], "next") if before in pages else None
            report.expect(ahead == page.path, page.path, ".pager", f"previous is {before}, whose next is {ahead}")
    for landing in bench.site.of_kind("landing"):
        listed = [
            posixpath.normpath(posixpath.join(posixpath.dirname(landing.path), link.get("href").split("#")[0]))
            for link in landing.document.all("main .trail a")
        ]
        _follow(landing, list(dict.fromkeys(listed)), pages, beside, report)


def _follow(landing: Page, listed: list[str], pages: dict, beside, report: Report):
    """The chain of "next" from a guide's first page passes every page of its steps, in the order of the landing page."""
    if not listed or listed[0] not in pages:
        return
    passed, here = [], listed[0]
    while here in pages and here not in passed:
        passed.append(here)
        here = beside(pages[here], "next")
    steps = [path for path in passed if path in listed]
    report.expect(
        steps == listed,
        landing.path,
        ".pager",
        f"next leads through {', '.join(steps)} and not through {', '.join(listed)}",
    )


async def names(bench: Bench, report: Report):
    """A reader without styles or scripts still has a heading, a main part and a way home on each page."""
    for page in bench.site.linked:
        report.expect(page.document.has("main h1"), page.path, "main", "the main part has no heading")
        report.expect(
            any(text_of(link) and "index.html" in link.get("href", "") for link in page.document.all("a[href]")),
            page.path,
            "",
            "there is no link home",
        )


def jobs(site: Site, sample: list[Page]):
    yield chain
    yield names
    for page in sample:
        if page.kind != "404":
            yield partial(same_words, page)
    for page in one_per_language(sample, hooks.MAP_BUTTON):
        yield partial(on_a_phone, page)


CHECK = Check(
    "noscript", "that without JavaScript all is there, every step can be reached, and nothing on screen is dead", jobs
)
