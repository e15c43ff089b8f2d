"""A copy of a good site, to break: each method makes one change and says which pages to look at."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from .site import Page, Site


class Copy:
    """`site` is the good one; what is asked of it (which page has a map?) holds for the copy too."""

    def __init__(self, site: Site, folder: Path):
        self.site, self.folder = site, folder
        shutil.copytree(site.folder, folder)

    def page(self, css: str = "main", kinds: tuple[str, ...] = ()) -> Page:
        """The smallest page with styles that has this: breaks are to be found quickly."""
        pages = [page for page in self.site.linked if page.document.has(css) and (not kinds or page.kind in kinds)]
        if not pages:
            raise LookupError(f"no page here has {css} {kinds or ''}")
        return min(pages, key=lambda page: page.bytes)

    def html(self, pattern: str, to: str, css: str = "main", kinds: tuple[str, ...] = ()) -> list[str]:
        """Replaces the first match of a pattern in a page that has `css`."""
        page = self.page(css, kinds)
        self._edit(page.path, lambda text: re.sub(pattern, to, text, count=1, flags=re.S))
        return [page.path]

    def css(self, rules: str, css: str = "main", kinds: tuple[str, ...] = ()) -> list[str]:
        """Adds rules to the style sheet, outside its layers, so that they win."""
        page = self.page(css, kinds)
        self._edit(self._linked(page, "link[rel~=stylesheet]", "href"), lambda text: text + "\n" + rules)
        return [page.path]

    def script(self, source: str, css: str = "main", kinds: tuple[str, ...] = ()) -> list[str]:
        """Adds statements to the theme's deferred script."""
        page = self.page(css, kinds)
        self._edit(self._linked(page, "script[defer]", "src"), lambda text: text + "\n;(() => { " + source + " })();\n")
        return [page.path]

    def file(self, path: str, edit: Callable[[str], str]) -> list[str]:
        self._edit(path, edit)
        return [path]

    def _linked(self, page: Page, css: str, attribute: str) -> str:
        url = page.document.first(css).get(attribute)
        return (self.folder / page.path).parent.joinpath(url).resolve().relative_to(self.folder.resolve()).as_posix()

    def _edit(self, path: str, edit: Callable[[str], str]):
        file = self.folder / path
        before = file.read_text()
        after = edit(before)
        if after == before:
            raise LookupError(f"nothing in {path} was changed")
        file.write_text(after)
