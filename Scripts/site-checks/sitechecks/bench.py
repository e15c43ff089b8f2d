"""The one browser that all checks share, and the pages they open in it.

Whatever a check is about, three things are watched on every page that any check opens: what the
console says, which requests leave the site, and which requests fail. They become findings of the
check "policy".
"""

import asyncio
import os
import re
import urllib.parse
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Route, async_playwright
from playwright.async_api import Page as Tab

from . import tools
from .findings import Report
from .server import Server
from .site import Page, Site
from .view import View

# The machine may be compiling at the same time. Nothing here waits for a time to pass; this is only
# when to give up.
PATIENCE = 90_000
ELSEWHERE = re.compile(r"https?://(?!127\.0\.0\.1)")
PROBES = Path(__file__).parent / "probes"


@cache
def probe(name: str) -> str:
    """The JavaScript of a probe, wrapped with the words that all probes share."""
    shared = (PROBES / "shared.js").read_text()
    return f"(argument) => {{ {shared}\nreturn ({(PROBES / f'{name}.js').read_text().strip().rstrip(';')})(argument) }}"


async def ask(tab: Tab, name: str, argument=None):
    return await tab.evaluate(probe(name), argument)


@asynccontextmanager
async def browser(fonts: str = "wide"):
    """Debian's Chromium with a fixed set of fonts."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=tools.chromium(),
            env={**os.environ, "FONTCONFIG_FILE": str(tools.font_configuration(fonts)), "LANG": "C.UTF-8"},
            args=[
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--font-render-hinting=none",
                "--hide-scrollbars",
                "--disable-partial-raster",  # the same pixels, whatever was drawn before
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        try:
            yield chromium
        finally:
            await chromium.close()


class Bench:
    """Opens the pages of one site in one browser."""

    def __init__(self, site: Site, chromium: Browser, server: Server):
        self.site, self.chromium, self.server = site, chromium, server
        self.noise = Report("policy")
        self.clipboard = asyncio.Lock()  # one for the whole browser
        self.memory: dict = {}  # what a check need not look at twice

    def address(self, page: Page | str, view: View) -> str:
        path = page if isinstance(page, str) else page.path
        if view.disk:
            return (self.site.folder / path.split("#")[0]).as_uri() + (
                "#" + path.split("#", 1)[1] if "#" in path else ""
            )
        # Hosts serve the page for wrong addresses at any depth, so that is where it is looked at.
        if path == "404.html":
            return self.server.base + "deeper/and/deeper/404.html"
        return self.server.base + urllib.parse.quote(path, safe="/#?=&%")

    @asynccontextmanager
    async def context(self, view: View, **options):
        """A fresh profile: no storage, no history. `options` go to Playwright.

        Nothing reaches the network: a link that leaves the site ends at an empty page.
        """
        context = await self.chromium.new_context(
            viewport={"width": view.width, "height": view.height},
            color_scheme=view.scheme,
            forced_colors="active" if view.forced else "none",
            contrast="more" if view.contrast else "no-preference",
            java_script_enabled=view.scripts,
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        try:
            await context.route(ELSEWHERE, self._elsewhere)
            yield context
        finally:
            await context.close()

    @asynccontextmanager
    async def open(self, page: Page | str, view: View, **options):
        """A tab with this page, loaded, in a profile of its own."""
        async with self.context(view, **options) as context:
            yield await self.tab(context, page, view)

    async def tab(self, context: BrowserContext, page: Page | str, view: View, go: bool = True) -> Tab:
        tab = await context.new_page()
        self._listen(tab, page if isinstance(page, str) else page.path, str(view))
        if go:
            await tab.goto(self.address(page, view), wait_until="load")
        return tab

    async def _elsewhere(self, route: Route):
        if route.request.is_navigation_request():
            await route.fulfill(body="<title>elsewhere</title>", content_type="text/html")
        else:
            await route.abort()

    def _listen(self, tab: Tab, path: str, view: str):
        ours = (self.server.origin + "/", self.site.folder.as_uri() + "/", "about:", "blob:", "chrome-error:")
        short = lambda text: re.sub(r"(http://127\.0\.0\.1:\d+|file://)\S*/", "…/", text)[:200]
        fault = lambda element, message: self.noise.fault(path, element, message, view)

        def request(sent):
            # Following a link is the reader's doing; everything else is the page's.
            if not sent.url.startswith(ours) and not sent.is_navigation_request():
                fault(sent.url[:90], "a request leaves the site")

        def failed(sent):
            if sent.url.startswith(ours) and "ERR_ABORTED" not in (sent.failure or ""):  # aborted: the reader went on
                fault(short(sent.url), f"a request failed: {sent.failure}")

        tab.on("console", lambda said: fault("", f"the console says ({said.type}): {short(said.text)}"))
        tab.on("pageerror", lambda error: fault("", f"a script failed: {short(str(error))}"))
        tab.on("request", request)
        tab.on("requestfailed", failed)
        tab.on(
            "response",
            lambda got: got.status >= 400 and fault(short(got.url), f"a request was answered with {got.status}"),
        )
