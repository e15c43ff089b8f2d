"""What kind of page a page is, told from its own markup.

Never from file names, the two that hosts look for excepted: the checks must work for libraries that
nobody here has seen.
"""

from .document import Document

# In the order in which reports list them.
KINDS = [
    "home",
    "landing",
    "short guide",
    "part",
    "step",
    "steps list",
    "worksheet",
    "plain",
    "print",
    "search",
    "404",
    "redirect",
]


def kind_of(path: str, page: Document) -> str:
    if page.has("meta[http-equiv=refresh]"):
        return "redirect"
    if path == "404.html":
        return "404"
    if path == "index.html":
        return "home"
    if page.has("main [data-search]"):
        return "search"
    if page.has("main .contents"):
        return "print"
    if page.has("main .step"):
        return _kind_with_steps(page)
    if page.has("main .trail"):
        return "steps list" if page.has(".map") else "landing"
    return "worksheet" if page.has("main.worksheet") else "plain"


def _kind_with_steps(page: Document) -> str:
    if page.has(".step h1"):
        return "step"
    return "part" if page.has(".map .map-parts") else "short guide"
