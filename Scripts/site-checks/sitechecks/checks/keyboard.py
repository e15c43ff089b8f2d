"""Can everything be reached with Tab, in the order of the document, and is it always plain where one is?"""

import io
import itertools
from functools import partial

from PIL import Image, ImageChops
from playwright.async_api import Page as Tab

from ..bench import Bench, ask
from ..findings import Report
from ..schedule import Check
from ..site import Page, Site
from ..story import Story
from ..view import DESK, PHONE, View

# A desk at 400 % zoom: the frame takes most room, and focus looks as it does on a phone.
ZOOMED = View(320, 256)
VIEWS = (PHONE, DESK.but(scheme="dark"), ZOOMED, PHONE.but(forced=True))
MOST_STOPS = 250
# A focus ring must change this many pixels, and by 3:1 somewhere (WCAG 2.4.11 and 2.4.13 of an earlier draft).
LEAST_CHANGE = 60
LEAST_CONTRAST = 3.0


async def walk(page: Page, view: View, bench: Bench, report: Report):
    """Tab from the top to the end."""
    async with bench.open(page, view) as tab:
        stops = await ask(tab, "tab-stops")
        reached = await _follow(tab, page, view, bench, report, stops)
        missed = [name for number, name in enumerate(stops) if number not in reached]
        if stops and len(reached) < MOST_STOPS:
            report.expect(
                not missed,
                page.path,
                ", ".join(missed[:3]),
                f"{len(missed)} controls are not reached by Tab",
                str(view),
            )


async def _follow(tab: Tab, page: Page, view: View, bench: Bench, report: Report, stops: list[str]) -> list[int]:
    reached: list[int] = []
    for _ in range(min(MOST_STOPS, len(stops) + 5)):
        await tab.keyboard.press("Tab")
        at = await ask(tab, "focused")
        if at is None or at["stop"] in reached and at["stop"] == reached[0]:
            break  # past the end, or round to the start
        if at["stop"] in reached:
            report.fault(
                page.path, at["name"], f"Tab is trapped here, after {len(reached)} of {len(stops)} stops", str(view)
            )
            break
        if at["stop"] >= 0:
            report.expect(
                not reached or at["stop"] > reached[-1],
                page.path,
                at["name"],
                "Tab goes back here: its order is not that of the document",
                str(view),
            )
            reached.append(at["stop"])
        await _see(tab, page, view, bench, report, at)
    return reached


async def _see(tab: Tab, page: Page, view: View, bench: Bench, report: Report, at: dict):
    """The focused control is in view, nothing covers it, and focus shows."""
    report.expect(
        at["width"] >= 1 and at["height"] >= 1, page.path, at["name"], "what has the focus has no size", str(view)
    )
    report.expect(
        not at["hidden"],
        page.path,
        at["name"],
        f"what has the focus is hidden by {at['cover']}" if at["cover"] else "what has the focus is out of view",
        str(view),
    )
    # Controls of one kind look alike on every page, so each kind is compared once in each view.
    seen = bench.memory.setdefault(("focus", str(view)), set())
    if at["hidden"] or at["signature"] in seen or view == ZOOMED:
        return
    seen.add(at["signature"])
    with_focus = await _picture(tab, at)
    await tab.evaluate("() => { globalThis.siteCheckFocus = document.activeElement; document.activeElement.blur(); }")
    without = await _picture(tab, at)
    await tab.evaluate("() => globalThis.siteCheckFocus.focus({ preventScroll: true, focusVisible: true })")
    changed, contrast = _difference(with_focus, without)
    least = min(LEAST_CHANGE, at["width"] + at["height"])
    if report.expect(changed >= least, page.path, at["name"], "focus does not show", str(view)):
        report.expect(
            contrast >= LEAST_CONTRAST,
            page.path,
            at["name"],
            f"focus changes colors by {contrast:.1f}:1 only",
            str(view),
        )


async def _picture(tab: Tab, at: dict) -> Image.Image:
    size = tab.viewport_size
    x, y = max(0, at["x"] - 8), max(0, at["y"] - 8)
    clip = {
        "x": x,
        "y": y,
        "width": max(1, min(size["width"] - x, at["width"] + 16)),
        "height": max(1, min(size["height"] - y, at["height"] + 16)),
    }
    return Image.open(io.BytesIO(await tab.screenshot(clip=clip, animations="disabled", caret="hide"))).convert("RGB")


def _difference(one: Image.Image, other: Image.Image) -> tuple[int, float]:
    """How many pixels differ, and the highest contrast between what a pixel was and is."""
    mask = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value else 0)
    box = mask.getbbox()
    if not box:
        return 0, 1.0
    one, other, changed = one.crop(box), other.crop(box), mask.crop(box).getdata()
    pairs = set(itertools.compress(zip(one.getdata(), other.getdata()), changed))
    return mask.histogram()[255], max(_contrast(a, b) for a, b in pairs)


def _contrast(one: tuple, other: tuple) -> float:
    """WCAG's contrast ratio of two colors."""

    def luminance(color):
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (part / 255 for part in color)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


async def skip_link(page: Page, view: View, bench: Bench, report: Report):
    """The first stop leads past the frame: the next stop after using it is in the main part, or behind it."""
    async with bench.open(page, view) as tab:
        await tab.keyboard.press("Tab")
        at = await ask(tab, "focused")
        if not report.expect(
            at is not None and (at["href"] or "").startswith("#"),
            page.path,
            at["name"] if at else "",
            "the first stop is no skip link",
            str(view),
        ):
            return
        report.expect(
            not at["hidden"], page.path, at["name"], "the skip link does not show when it has the focus", str(view)
        )
        await tab.keyboard.press("Enter")
        await Story(tab, page, view, report).arrives(lambda url: url.endswith(at["href"]))
        await tab.keyboard.press("Tab")
        past = await tab.evaluate("""() => { const main = document.querySelector('main'), e = document.activeElement;
            return e === document.body || main.contains(e) || !!(main.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING) }""")
        report.expect(past, page.path, at["name"], "the skip link does not lead to the main part", str(view))


async def inside(opener: str, box: str, page: Page, bench: Bench, report: Report):
    """A sheet or dialog, opened by key: Tab reaches all of it, Escape closes it, focus goes back to its opener."""
    for view in (PHONE, ZOOMED):
        async with bench.open(page, view) as tab:
            await tab.focus(opener)
            await tab.keyboard.press("Enter")
            await tab.wait_for_selector(box, state="visible")
            stops = await ask(tab, "tab-stops")
            within = set(
                await tab.evaluate(
                    f"() => [...document.querySelector('{box}').querySelectorAll('*')].filter(e => e.siteCheckStop !== undefined).map(e => e.siteCheckStop)"
                )
            )
            reached = {(await ask(tab, "focused") or {}).get("stop")}
            for _ in range(len(stops) + 3):
                await tab.keyboard.press("Tab")
                at = await ask(tab, "focused")
                if at:
                    reached.add(at["stop"])
                    if at["stop"] in within:
                        await _see(tab, page, view, bench, report, at)
            missed = [stops[number] for number in within - reached]
            report.expect(
                not missed,
                page.path,
                ", ".join(missed[:3]),
                f"{len(missed)} controls of {box} are not reached by Tab",
                str(view),
            )
            await _escape(tab, page, view, report, opener, box, within)


async def _escape(tab: Tab, page: Page, view: View, report: Report, opener: str, box: str, within: set[int]):
    for _ in range(200):
        at = await ask(tab, "focused")
        if at and at["stop"] in within:
            break
        await tab.keyboard.press("Tab")
    await tab.keyboard.press("Escape")
    report.expect(not await tab.locator(box).is_visible(), page.path, box, "Escape does not close it", str(view))
    report.expect(
        await tab.evaluate(f"() => document.activeElement.matches('{opener}')"),
        page.path,
        opener,
        f"focus does not return here when Escape closes {box}",
        str(view),
    )


def jobs(site: Site, sample: list[Page]):
    for page in sample:
        if not page.document.has("link[rel~=stylesheet]"):
            continue  # a page for wrong addresses without a configured address: text alone
        for view in VIEWS:
            yield partial(walk, page, view)
        yield partial(skip_link, page, PHONE)
        yield partial(skip_link, page, DESK)
    with_map = next((page for page in sample if page.document.has(".btn-map")), None)
    if with_map:
        yield partial(inside, ".btn-map", ".map", with_map)
    with_search = next((page for page in sample if page.document.has("dialog.find")), None)
    if with_search:
        yield partial(inside, ".search", "dialog.find", with_search)


CHECK = Check(
    "keyboard",
    "that Tab reaches everything in order, focus shows and is never covered, nothing traps it, the skip link and Escape work",
    jobs,
)
