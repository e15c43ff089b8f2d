"""One page, used as a reader would use it; each expectation reads as a sentence."""

import json

from playwright.async_api import Page as Tab
from playwright.async_api import TimeoutError

from . import hooks
from .document import Document
from .findings import Report
from .site import Page
from .view import View


# When to give up on what a page does by itself; a machine may be ten times busier than it usually is.
PATIENCE = 30_000

# Toasts are gone after four seconds, in which a busy machine may not get round to asking.
LISTEN = """css => { globalThis.toldSoFar = []; for (const box of document.querySelectorAll(css))
    new MutationObserver(() => globalThis.toldSoFar.push(box.textContent.trim())).observe(box, { childList: true, characterData: true, subtree: true }) }"""


class Story:
    def __init__(self, tab: Tab, page: Page, view: View, report: Report):
        self.tab, self.page, self.view, self.report = tab, page, view, report

    def expect(self, holds: bool, element: str, message: str) -> bool:
        """Reports the message unless what it denies holds."""
        return self.report.expect(bool(holds), self.page.path, element, message, str(self.view))

    async def shows(self, css: str) -> bool:
        """Whether any element of these is visible."""
        return await self.tab.evaluate(
            "css => [...document.querySelectorAll(css)].some(e => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().height > 0)",
            css,
        )

    async def count(self, css: str) -> int:
        return await self.tab.locator(css).count()

    async def text(self, css: str) -> str:
        return " ".join((await self.tab.locator(css).first.text_content() or "").split())

    async def focus_is_on(self, css: str) -> bool:
        return await self.tab.evaluate("css => document.activeElement.matches(css)", css)

    async def stored(self) -> dict[str, str]:
        """All that the page has put into local storage."""
        return json.loads(await self.tab.evaluate("() => JSON.stringify({ ...localStorage })"))

    async def soon(self, script: str, argument=None) -> bool:
        """Whether a condition in the page comes true."""
        try:
            await self.tab.wait_for_function(script, arg=argument, timeout=PATIENCE)
            return True
        except TimeoutError:
            return False

    async def listen(self):
        """Takes down from now on what the page says in passing."""
        await self.tab.evaluate(LISTEN, hooks.TOAST)

    async def said(self, words: str | None) -> bool:
        return await self.soon("words => globalThis.toldSoFar.includes(words)", words)

    async def arrives(self, test) -> bool:
        """Whether a link that was followed leads to an address; following it takes as long as it takes."""
        try:
            await self.tab.wait_for_url(test, timeout=PATIENCE)
            return True
        except TimeoutError:
            return False

    async def frame(self):
        """Lets the page draw what it has changed."""
        await self.tab.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def numbers(document: Document, template: str, **values: int) -> str:
    """A phrase with its numbers filled in as the page's own scripts do, in the language's digits."""
    digits = document.root.get("data-digits") or "0123456789"
    for name, value in values.items():
        template = template.replace("{" + name + "}", "".join(digits[int(d)] for d in str(value)))
    return template


def one_per_language(pages: list[Page], *selectors: str, kinds: tuple[str, ...] = ()) -> list[Page]:
    """The first page in each language that has all of these."""
    found: dict[str, Page] = {}
    for page in pages:
        if (not kinds or page.kind in kinds) and all(page.document.has(css) for css in selectors):
            found.setdefault(page.language, page)
    return list(found.values())
