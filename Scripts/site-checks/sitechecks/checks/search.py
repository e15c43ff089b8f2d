"""Does search find, by itself and on first use only, from a server and from a disk?"""

import gzip
from functools import partial

from .. import hooks
from ..bench import Bench
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..story import Story
from ..view import DESK, PHONE, View

FIRST_SEARCH = 150 * 1024  # bytes over the network, gzipped, however large the library is
NEVER = "zqxjzqxj"  # no language has this word
LISTS = """([css, title]) =>
    [...document.querySelectorAll(css)].some(a => a.textContent.replace(/\\s+/g, ' ').trim() === title)"""


async def dialog(page: Page, view: View, bench: Bench, report: Report):
    async with bench.context(view) as context:
        tab = await bench.tab(context, page, view, go=False)
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        await tab.goto(bench.address(page, view), wait_until="load")
        story = Story(tab, page, view, report)
        # A large library's index has more files beside this one, which a search loads as it needs them.
        index = (page.document.first(hooks.DIALOG).get("data-index") or "search-index.js").lstrip("./")
        fetched = lambda: sum(url.endswith(index) for url in asked)
        story.expect(fetched() == 0, "", "the search index is fetched before anyone searches")
        before = tab.url
        await tab.click(hooks.SEARCH)
        if not story.expect(await story.shows(hooks.DIALOG), hooks.SEARCH, "Search does not open its dialog"):
            return
        story.expect(
            await story.focus_is_on(f"{hooks.DIALOG} input"),
            f"{hooks.DIALOG} input",
            "the dialog's field has not the focus",
        )
        if not await _find(story, bench):
            return
        story.expect(fetched() == 1, "", f"the search index is fetched {fetched()} times for a search")
        story.expect(tab.url == before, "", "the search writes into the address")
        await _nothing(story)
        await _close(story, bench)
        story.expect(
            tab.url == before and await story.stored() == {},
            "",
            "the search leaves a trace in the address or on the device",
        )
        await _go(story, bench)


async def first_search(page: Page, view: View, bench: Bench, report: Report):
    """What a reader loads for one search, typed without a pause. A server would gzip each file by itself."""
    word, title = bench.site.word_to_find(), bench.site.searches[0][0]
    async with bench.context(view) as context:
        tab = await bench.tab(context, page, view)
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        await tab.click(hooks.SEARCH)
        await tab.fill(f"{hooks.DIALOG} input", word)
        story = Story(tab, page, view, report)
        if not await story.soon(LISTS, [f"{hooks.DIALOG} {hooks.HITS}", title]):
            return
        files = [bench.site.folder / "assets" / url.partition("/assets/")[2] for url in asked]
        size = sum(len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in files)
        story.expect(
            size <= FIRST_SEARCH,
            hooks.DIALOG,
            f"a first search for “{word}” loads {len(files)} files of {size:,} bytes, the budget is {FIRST_SEARCH:,}",
        )


async def _find(story: Story, bench: Bench) -> bool:
    """Letter case does not matter, and Enter leads to the first result."""
    word, title = bench.site.word_to_find(), bench.site.searches[0][0]
    await story.tab.locator(f"{hooks.DIALOG} input").press_sequentially(word.upper())
    hit = f"{hooks.DIALOG} {hooks.HITS}"
    if not story.expect(
        await story.soon(LISTS, [hit, title]), hit, f"a search for “{word.upper()}” does not find “{title}”"
    ):
        return False
    await story.tab.keyboard.press("Enter")
    story.expect(await story.focus_is_on(hooks.HITS), hit, "Enter does not lead to the first result")
    return True


async def _nothing(story: Story):
    field, status = story.tab.locator(f"{hooks.DIALOG} input"), story.tab.locator(f"{hooks.DIALOG} [role=status]")
    await field.fill(NEVER)
    wanted = (await status.get_attribute("data-none") or "").replace("{q}", NEVER)
    story.expect(
        await story.soon(
            "([css, text]) => document.querySelector(css).textContent === text",
            [f"{hooks.DIALOG} [role=status]", wanted],
        ),
        f"{hooks.DIALOG} [role=status]",
        "a search that finds nothing does not say so",
    )
    story.expect(
        await story.count(f"{hooks.DIALOG} .hits li") == 0,
        f"{hooks.DIALOG} .hits",
        "a search that finds nothing shows results",
    )


async def _close(story: Story, bench: Bench):
    """Escape empties the field, then closes; the focus is where it was."""
    tab = story.tab
    await tab.focus(f"{hooks.DIALOG} input")
    await tab.keyboard.press("Escape")
    story.expect(
        await tab.input_value(f"{hooks.DIALOG} input") == "" and await story.shows(hooks.DIALOG),
        hooks.DIALOG,
        "Escape does not empty the field first",
    )
    await tab.keyboard.press("Escape")
    story.expect(not await story.shows(hooks.DIALOG), hooks.DIALOG, "Escape does not close the dialog")
    story.expect(await story.focus_is_on(hooks.SEARCH), hooks.SEARCH, "focus does not return to Search")
    await tab.click(hooks.SEARCH)
    await tab.click(f"{hooks.DIALOG} button")
    story.expect(not await story.shows(hooks.DIALOG), hooks.DIALOG, "the Close button does not close the dialog")
    story.expect(await story.focus_is_on(hooks.SEARCH), hooks.SEARCH, "focus does not return to Search")


async def _go(story: Story, bench: Bench):
    """A result leads to its step."""
    tab, (title, address) = story.tab, bench.site.searches[0]
    await tab.click(hooks.SEARCH)
    await tab.fill(f"{hooks.DIALOG} input", title)
    hit = tab.locator(f"{hooks.DIALOG} {hooks.HITS}").first
    await hit.click()
    if not await story.arrives(lambda url: url.endswith(address.split("#")[-1]) or url.endswith(address)):
        story.expect(
            False,
            f"{hooks.DIALOG} {hooks.HITS}",
            f"a result does not lead to {address}, but to {tab.url.split('/')[-1]}",
        )
        return
    story.expect(
        not await tab.locator(hooks.DIALOG).is_visible(),
        hooks.DIALOG,
        "the dialog stays open over the step that was chosen",
    )


async def page_of_all(page: Page, view: View, bench: Bench, report: Report):
    """The search page lists every step, narrows them as one types, and takes a query from its address."""
    title, total = bench.site.searches[0][0], len(bench.site.searches)
    word = bench.site.word_to_find()
    async with bench.open(page, view) as tab:
        story = Story(tab, page, view, report)
        story.expect(
            await story.count(f"main {hooks.HITS}") == total, hooks.HITS, "the search page does not list every step"
        )
        await tab.fill("main input[type=search]", word)
        story.expect(
            await story.soon(LISTS, [f"main {hooks.HITS}", title]),
            hooks.HITS,
            f"the search page does not find “{word}”",
        )
        await tab.fill("main input[type=search]", "")
        story.expect(
            await story.soon(
                "([css, n]) => document.querySelectorAll(css).length === n", [f"main {hooks.HITS}", total]
            ),
            hooks.HITS,
            "an emptied field does not bring back every step",
        )
        await tab.goto(tab.url.split("?")[0] + "?q=" + word)
        story.expect(
            await tab.input_value("main input[type=search]") == word,
            "main input",
            "the search page does not take a query from its address",
        )


async def everything(bench: Bench, report: Report):
    """The search page names each step of the site, once; each page has Search."""
    site = bench.site
    pages = [page for page in site.linked if page.document.has("link[rel~=stylesheet]")]
    if not site.of_kind("search"):
        report.expect(
            not any(page.document.has(hooks.SEARCH) for page in pages),
            "",
            hooks.SEARCH,
            "there is a Search, but no search page",
        )
        return report.lacks("search")
    for page in pages:
        report.expect(page.document.has(hooks.SEARCH), page.path, hooks.SEARCH, "there is no Search here")
        report.expect(
            page.kind == "search" or page.document.has(hooks.DIALOG),
            page.path,
            hooks.DIALOG,
            "there is no search dialog here",
        )
    listed = {address for _, address in site.searches}
    for page in site.of_kind("part", "short guide", "step"):
        for step in page.document.all(f"main {hooks.STEP}"):
            name = f"{page.path}#{step.get('id')}"
            report.expect(
                name in listed or page.path in listed,
                page.path,
                f"#{step.get('id')}",
                "the search page does not list this step",
            )
    report.expect(len(listed) == len(site.searches), "", hooks.HITS, "the search page lists a step twice")


def jobs(site: Site, sample: list[Page]):
    yield everything
    pages = [page for page in sample if page.document.has(hooks.DIALOG) and page.document.has(hooks.SEARCH)]
    deep = next((page for page in pages if page.kind in ("part", "short guide", "step")), None)
    flat = next((page for page in pages if page.kind == "home"), None)
    for page in filter(None, (deep, flat)):
        yield partial(dialog, page, PHONE)
        yield partial(dialog, page, DESK.but(disk=True))
    if deep:
        yield partial(first_search, deep, PHONE)
    for page in site.of_kind("search"):
        yield partial(page_of_all, page, PHONE)
        yield partial(page_of_all, page, DESK.but(disk=True))


CHECK = Check(
    "search",
    "that search finds each step, fetches its index once and on first use, with few bytes, also from file://, and closes as it should",
    jobs,
)
