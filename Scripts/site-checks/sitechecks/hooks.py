"""What the theme promises its scripts, and so also these checks: the names of the parts of a page."""

MAP, MAP_BUTTON, MAP_STEP = ".map", ".btn-map", ".map .trail a"
STEP, STRIP = ".step", ".step > .here"
TICK = ".tick input[data-keep]"
KEPT = "[data-keep]"
LISTED = "[data-step]"
PROGRESS, COUNT, NEXT, START = "[data-progress]", "[data-count]", "a[data-next]", "[data-start]"
CLEAR = "[data-clear]"
END = "[data-end]"
CHECKLIST, CHECKLIST_DONE = ".checks", ".checks .all"
COPY = "[data-copy]"
TOAST = ".toast"
THEME = "button.theme"
LEAVE = "a.leave"
SEARCH, DIALOG, HITS = "a.search", "dialog.find", ".hits a"
PRINT = "button.print"
ONLY_WITH_SCRIPTS = ".js-only"


def ticks_key(site_id: str) -> str:
    return f"waymark:{site_id}"


def theme_key(site_id: str) -> str:
    return f"waymark:{site_id}:theme"
