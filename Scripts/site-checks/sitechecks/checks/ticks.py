"""Are ticks kept on the device, only there, only when asked, and gone when asked?"""

import json
from functools import partial

from .. import hooks
from ..bench import Bench
from ..document import text_of
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..story import Story, numbers, one_per_language
from ..view import DESK, PHONE


def listed_steps(page: Page) -> list[str]:
    """What the page's own list of steps names, once each, in order."""
    return list(dict.fromkeys(e.get("data-step") for e in page.document.all(hooks.LISTED)))


async def kept(page: Page, bench: Bench, report: Report):
    """Nothing is stored before the first tick; ticks survive a reload; other tabs follow; the last one unticked leaves nothing."""
    key = hooks.ticks_key(bench.site.id)
    async with bench.context(DESK) as context:
        tab = await bench.tab(context, page, DESK)
        story = Story(tab, page, DESK, report)
        story.expect(
            await story.stored() == {} and not await context.cookies(),
            "",
            "something is stored before the reader ticks anything",
        )
        story.expect(
            not await story.shows(hooks.PROGRESS), hooks.PROGRESS, "progress shows before the reader ticks anything"
        )
        boxes = tab.locator(hooks.TICK)
        names = [await box.get_attribute("data-keep") for box in (await boxes.all())[:2]]
        for name in names:
            await tab.check(f"[data-keep='{name}']")
        stored = await story.stored()
        story.expect(
            list(stored) == [key],
            "",
            f"ticks are not kept under {key} alone, but under {', '.join(stored) or 'nothing'}",
        )
        story.expect(
            all(name in stored.get(key, "") for name in names), hooks.TICK, "what is kept does not name the steps"
        )
        await _marked(story, len(names))
        await tab.reload()
        story.expect(
            await tab.locator(f"{hooks.TICK}:checked").count() == len(names),
            hooks.TICK,
            "ticks do not survive a reload",
        )
        await _marked(story, len(names))
        await _other_tab(story, bench, context, names)
        for name in names:
            await tab.uncheck(f"[data-keep='{name}']")
        story.expect(await story.stored() == {}, "", "something stays stored when the last tick is taken back")


async def _marked(story: Story, done: int):
    """The map ticks the steps and the count counts them."""
    listed = listed_steps(story.page)
    story.expect(
        await story.count(f"{hooks.MAP} .done") == done,
        f"{hooks.MAP} .done",
        f"the map does not show {done} steps as done",
    )
    described = await story.tab.evaluate(
        "() => [...document.querySelectorAll('.done a')].every(a => document.getElementById(a.getAttribute('aria-describedby'))?.textContent.trim())"
    )
    story.expect(described, ".done a", "a step that is done does not say so to screen readers")
    for count in story.page.document.all(hooks.COUNT):
        wanted = numbers(story.page.document, count.get("data-count"), n=done, total=len(listed))
        story.expect(
            await story.shows(hooks.COUNT) and wanted == await story.text(hooks.COUNT),
            hooks.COUNT,
            f"progress does not say “{wanted}”",
        )


async def _other_tab(story: Story, bench: Bench, context, names: list[str]):
    other = await bench.tab(context, story.page, story.view)
    await other.uncheck(f"[data-keep='{names[0]}']")
    followed = await story.soon("name => !document.querySelector(`[data-keep='${name}']`).checked", names[0])
    story.expect(followed, hooks.TICK, "a tick taken back in one tab stays in another")
    await other.check(f"[data-keep='{names[0]}']")
    await other.close()


async def go_on(page: Page, bench: Bench, report: Report):
    """The landing page offers the first step, then the next one, then none."""
    steps = [e for e in page.document.all(f"main {hooks.LISTED}")] or page.document.all(hooks.LISTED)
    keys = listed_steps(page)
    async with bench.context(PHONE) as context:
        tab = await bench.tab(context, page, PHONE)
        story = Story(tab, page, PHONE, report)
        if page.document.has(hooks.START):
            story.expect(await story.shows(hooks.START), hooks.START, "the first step is not offered")
        story.expect(not await story.shows(hooks.NEXT), hooks.NEXT, "“Go on” shows before anything is ticked")
        await _set(story, bench, keys[:1])
        story.expect(
            not await story.shows(hooks.START), hooks.START, "the first step is still offered after it is done"
        )
        if (
            story.expect(await story.shows(hooks.NEXT), hooks.NEXT, "“Go on” does not show after a tick")
            and len(keys) > 1
        ):
            link = next(e for e in steps if e.get("data-step") == keys[1]).find(".//a")
            wanted = page.document.first(hooks.NEXT).get("data-next").replace("{title}", text_of(link))
            story.expect(wanted == await story.text(hooks.NEXT), hooks.NEXT, f"“Go on” does not say “{wanted}”")
            await tab.click(hooks.NEXT)
            story.expect(
                await story.arrives(lambda url: url.endswith(link.get("href").removeprefix("../"))),
                hooks.NEXT,
                f"“Go on” does not lead to {link.get('href')}",
            )
            await tab.goto(bench.address(page, PHONE))
        await _set(story, bench, keys)
        story.expect(not await story.shows(hooks.NEXT), hooks.NEXT, "“Go on” shows though all steps are done")


async def _set(story: Story, bench: Bench, keys: list[str]):
    """Puts ticks where the page keeps them, as an earlier visit would have."""
    value = json.dumps(dict.fromkeys(keys, 1))
    await story.tab.evaluate(
        "([key, value]) => localStorage.setItem(key, value)", [hooks.ticks_key(bench.site.id), value]
    )
    await story.tab.reload()


async def clear(page: Page, bench: Bench, report: Report):
    """Each Clear button empties the device of ticks and theme, and says so."""
    for number in range(len(page.document.all(hooks.CLEAR))):
        async with bench.open(page, PHONE) as tab:
            story = Story(tab, page, PHONE, report)
            await tab.locator(hooks.TICK).first.check()
            await tab.click(hooks.THEME)
            button = tab.locator(hooks.CLEAR).nth(number)
            if not story.expect(await button.is_visible(), hooks.CLEAR, "a Clear button does not show after a tick"):
                continue
            await story.listen()
            await button.click()
            left = await story.stored()
            story.expect(left == {}, hooks.CLEAR, f"Clear leaves {', '.join(left)} on the device")
            story.expect(await story.count(f"{hooks.TICK}:checked") == 0, hooks.CLEAR, "Clear leaves boxes ticked")
            story.expect(
                await tab.evaluate("() => !document.documentElement.dataset.theme"),
                hooks.CLEAR,
                "Clear leaves the chosen theme on",
            )
            story.expect(
                await story.said(await button.get_attribute("data-clear")),
                hooks.TOAST,
                "Clear does not say that it is done",
            )


async def moment(page: Page, bench: Bench, report: Report):
    """Ticking the last step brings a quiet word, read out to those who cannot see it."""
    end = page.document.first(hooks.END)
    async with bench.open(page, PHONE) as tab:
        story = Story(tab, page, PHONE, report)
        story.expect(
            await story.text(hooks.END) == "", hooks.END, "the last word stands there before the last step is ticked"
        )
        for box in await tab.locator(hooks.TICK).all():
            await box.check()
        story.expect(
            await story.shows(hooks.END) and await story.text(hooks.END) != "",
            hooks.END,
            "nothing happens when the last step is ticked",
        )
        story.expect(
            end.get("role") == "status" or end.get("aria-live") == "polite", hooks.END, "the last word is not announced"
        )


async def checklist(page: Page, bench: Bench, report: Report):
    """A checklist says so when all its boxes are ticked, and keeps them."""
    async with bench.open(page, PHONE) as tab:
        story = Story(tab, page, PHONE, report)
        boxes = await tab.locator(hooks.CHECKLIST).first.locator("input").all()
        for box in boxes:
            story.expect(
                not await tab.locator(hooks.CHECKLIST_DONE).first.is_visible(),
                hooks.CHECKLIST_DONE,
                "a checklist says that it is complete before it is",
            )
            await box.check()
        story.expect(
            await tab.locator(hooks.CHECKLIST_DONE).first.is_visible(),
            hooks.CHECKLIST_DONE,
            "a checklist does not say that it is complete",
        )
        await tab.reload()
        story.expect(
            await tab.locator(hooks.CHECKLIST).first.locator("input:checked").count() == len(boxes),
            hooks.CHECKLIST,
            "a checklist's ticks do not survive a reload",
        )


async def without_storage(page: Page, bench: Bench, report: Report):
    """A browser that forbids storage still lets one tick; script errors are reported by the check "policy"."""
    async with bench.context(PHONE) as context:
        await context.add_init_script(
            "Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } })"
        )
        tab = await bench.tab(context, page, PHONE)
        story = Story(tab, page, PHONE, report)
        box = tab.locator(hooks.TICK).first
        await box.check()
        counted = await story.shows(hooks.PROGRESS) or not page.document.has(hooks.PROGRESS)
        story.expect(await box.is_checked() and counted, hooks.TICK, "without storage a tick does nothing")


async def one_for_each(bench: Bench, report: Report):
    """Each step has a tick whose name a list of steps knows; each guide ends in a word."""
    ends = 0
    pages = bench.site.of_kind("part", "short guide", "step")
    for page in pages:
        steps, listed = page.document.all(f"main {hooks.STEP}"), listed_steps(page)
        ticks = [e.get("data-keep") for e in page.document.all(hooks.TICK)]
        report.expect(len(ticks) == len(steps), page.path, hooks.TICK, f"{len(ticks)} ticks for {len(steps)} steps")
        report.expect(
            set(ticks) <= set(listed),
            page.path,
            hooks.TICK,
            f"a tick is not in the map: {', '.join(sorted(set(ticks) - set(listed))[:2])}",
        )
        report.expect(page.document.has(hooks.CLEAR), page.path, hooks.CLEAR, "there is no way to clear what is kept")
        ends += len(page.document.all(hooks.END))
    report.expect(ends or not pages, "", hooks.END, "no guide has a word for its end")


def jobs(site: Site, sample: list[Page]):
    yield one_for_each
    for page in (
        one_per_language(sample, hooks.TICK, kinds=("part",))
        + one_per_language(sample, hooks.TICK, kinds=("short guide",))
        + one_per_language(sample, hooks.TICK, kinds=("step",))
    ):
        yield partial(kept, page)
    for kind in ("landing", "short guide"):
        for page in one_per_language(sample, hooks.NEXT, kinds=(kind,)):
            yield partial(go_on, page)
    for look, selectors in (
        (clear, (hooks.TICK, hooks.CLEAR)),
        (moment, (hooks.END,)),
        (checklist, (hooks.CHECKLIST_DONE,)),
        (without_storage, (hooks.TICK,)),
    ):
        for page in one_per_language(sample, *selectors):
            yield partial(look, page)


CHECK = Check(
    "ticks", "that ticks are kept on the device, only after a tick, counted, shared by tabs, and cleared", jobs
)
