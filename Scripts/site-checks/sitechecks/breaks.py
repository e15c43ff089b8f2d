"""One deliberate fault for everything that a check claims to find. A new promise needs a new line here."""

from collections.abc import Callable
from dataclasses import dataclass

from .copy import Copy

STEPS = ("part", "short guide")


@dataclass(frozen=True)
class Break:
    """`check`, in its jobs called `only`, must report something that contains `says`.

    `edit` breaks a copy and returns the pages to look at.
    """

    what: str
    check: str
    only: str
    says: str
    edit: Callable[[Copy], list[str]]


def attribute_away(name: str, css: str) -> Callable[[Copy], list[str]]:
    """Takes an attribute from the first element that has it."""
    return lambda copy: copy.html(rf'\s{name}="[^"]*"', "", css)


def before(pattern: str, text: str, css: str = "main", kinds: tuple[str, ...] = ()) -> Callable[[Copy], list[str]]:
    """Puts markup before the first match."""
    return lambda copy: copy.html(rf"(?={pattern})", text, css, kinds)


def css(rules: str, where: str = "main", kinds: tuple[str, ...] = ()) -> Callable[[Copy], list[str]]:
    return lambda copy: copy.css(rules, where, kinds)


def script(source: str, where: str = "main", kinds: tuple[str, ...] = ()) -> Callable[[Copy], list[str]]:
    return lambda copy: copy.script(source, where, kinds)


def on_click(css: str, source: str) -> str:
    """A script that hears a click before the theme does."""
    return f"document.addEventListener('click', event => {{ const e = event.target.closest('{css}'); if (e) {{ {source} }} }}, true)"


def search_index(copy: Copy) -> list[str]:
    page = copy.page("dialog.find", STEPS)
    path = next(path for path in copy.site.files if "search-index" in path)
    copy.file(path, lambda text: "globalThis.waymarkIndex=[];\n")
    return [page.path]


def same_title(copy: Copy) -> list[str]:
    home = copy.site.of_kind("home")[0].document.first("title").text
    return copy.html(r"<title>.*?</title>", f"<title>{home}</title>", kinds=STEPS)


def wrong_direction(copy: Copy) -> list[str]:
    other = {"ltr": "rtl", "rtl": "ltr"}[copy.page().document.root.get("dir")]
    return copy.html(r'dir="(ltr|rtl)"', f'dir="{other}"')


def orphan(copy: Copy) -> list[str]:
    source = copy.page(kinds=("plain", "worksheet")).path
    (copy.folder / "nobody-links-here.html").write_text((copy.folder / source).read_text())
    return ["index.html"]


NOT_HERE = '<p><a href="not-there.html">x</a></p>'
DEAD = "event.preventDefault(); event.stopImmediatePropagation();"

# fmt: off
BREAKS = [
    # Valid files
    Break("an element that is closed in the wrong order", "markup", "strict_parse", "html5lib", before("</main>", "<b><i>x</b></i>")),
    Break("an attribute that does not exist", "markup", "vnu", "vnu: Attribute", before("</main>", '<p wrong="1">x</p>')),
    Break("a CSS property that does not exist", "markup", "vnu", "vnu: CSS", css("main{colour:red}")),
    # Links
    Break("a link to a page that is not there", "links", "addresses", "a broken link", before("</main>", NOT_HERE)),
    Break("the same, for lychee", "crawlers", "lychee_on_disk", "lychee", before("</main>", NOT_HERE)),
    Break("the same, for linkchecker", "crawlers", "linkchecker", "linkchecker", before("</main>", NOT_HERE)),
    Break("a link to an anchor that is not there", "links", "addresses", "a broken anchor", before("</main>", '<p><a href="#not-there">x</a></p>')),
    Break("a link that starts at the domain's root", "links", "addresses", "domain's root", before("</main>", '<p><a href="/index.html">x</a></p>')),
    Break("a link to a folder", "links", "addresses", "a link names a folder", before("</main>", '<p><a href="./">x</a></p>')),
    Break("a link in the wrong letter case", "links", "addresses", "letter case", lambda copy: copy.html(r'href="([^"#]*)index\.html"', r'href="\1Index.html"')),
    Break("a picture from another site", "links", "addresses", "fetched from elsewhere", before("</main>", '<img src="https://example.org/x.png" alt="x" width="1" height="1">')),
    Break("one id twice", "links", "ids", "is used 2 times", before("</main>", '<p id="twice">x</p><p id="twice">y</p>')),
    Break("a page that nothing links to", "links", "orphans", "no chain of links", orphan),
    # Titles and headings
    Break("two pages with one title", "outline", "titles", "have one title", same_title),
    Break("two first headings", "outline", "headings", "first headings", before("</main>", "<h1>Again</h1>")),
    Break("a heading level left out", "outline", "headings", "follows one of level", before("</main>", "<h6>Deep</h6>")),
    Break("no language", "outline", "languages", "no language", attribute_away("lang", "main")),
    Break("a wrong direction", "outline", "languages", "the direction is not", wrong_direction),
    Break("words in another script without their language", "outline", "parts_in_other_languages", "stands in a text in", before("</main>", "<p>Привет</p>")),
    Break("numbers in the wrong digits", "outline", "digits", "not in the digits of", lambda copy: copy.html('data-digits="[^"]*"', 'data-digits="०१२३४५६७८९"', ".step", STEPS)),
    # Weight
    Break("heavy styles", "budgets", "weights", "the style sheets have", css("/*" + "".join(f"{n * 7919:x}" for n in range(4000)) + "*/")),
    Break("heavy scripts", "budgets", "weights", "the scripts have", script("/*" + "".join(f"{n * 7919:x}" for n in range(3000)) + "*/")),
    Break("a heavy page", "budgets", "weights", "the page and its style sheets", before("</main>", "<p>" + " ".join(f"{n * 104729:x}" for n in range(4000)) + "</p>", kinds=STEPS)),
    Break("a sixth request", "budgets", "requests", "a first view makes",
          lambda copy: [path for path in copy.html(r"(<script[^>]*defer></script>)", r"\1" + "".join(f'<script src="../404.html?{n}" defer></script>' for n in range(3)), kinds=("short guide",))]),
    # Accessibility, by axe
    Break("a picture without a text", "axe", "widths_and_colors", "image-alt", lambda copy: copy.html(r'(<img[^>]*?) alt="[^"]*"', r"\1", "main img")),
    Break("pale text in the light theme", "axe", "widths_and_colors", "color-contrast", css(":root{color-scheme:light}main p{color:#aaa;background:#fff}", kinds=("plain", "worksheet"))),
    Break("pale text in the dark theme only", "axe", "widths_and_colors", "color-contrast", css("@media (prefers-color-scheme:dark){main p{color:#444;background:#000}}", kinds=("plain", "worksheet"))),
    Break("controls too small on a phone only", "axe", "widths_and_colors", "target-size",
          lambda copy: (copy.css("@media (max-width:24rem){.tiny button{all:unset;display:block;font:8px/8px serif}}"), copy.html("(?=</main>)", '<div class="tiny"><button>a</button><button>b</button></div>'))[1]),
    Break("a control without a name", "axe", "widths_and_colors", "button-name", before("</main>", "<button></button>")),
    Break("pale results in the search dialog", "axe", "search_open", "color-contrast", css("dialog.find .hits p{color:#aaa !important;background:#fff}", "dialog.find", STEPS)),
    Break("pale text in the open map", "axe", "map_open", "color-contrast", css(".map *{color:#aaa !important;background:#fff !important}", ".btn-map", STEPS)),
    # Keyboard
    Break("focus that does not show", "keyboard", "walk", "focus does not show", css("*:focus,*:focus-visible{outline:0 !important;box-shadow:none !important}.skip{top:0 !important}", kinds=("plain", "worksheet"))),
    Break("focus in a pale color", "keyboard", "walk", "focus changes colors", css(":root{color-scheme:light}*:focus-visible{outline:3px solid #eee9e0 !important}", kinds=("plain", "worksheet"))),
    Break("an order of its own", "keyboard", "walk", "its order is not that of the document", lambda copy: copy.html(r'<a class="brand"', '<a tabindex="3" class="brand"')),
    Break("focus under the dock", "keyboard", "walk", "is hidden by", css("html{scroll-padding:0 !important} .foot summary{scroll-margin:0}", ".btn-map", STEPS)),
    Break("a trap for the focus", "keyboard", "walk", "trapped", script("document.querySelector('.foot summary').addEventListener('keydown', event => event.key === 'Tab' && event.preventDefault())")),
    Break("a control that Tab does not reach", "keyboard", "walk", "not reached by Tab", script("document.querySelector('.brand').addEventListener('focus', event => document.querySelector('.foot summary').focus())")),
    Break("no skip link", "keyboard", "skip_link", "no skip link", lambda copy: copy.html(r'<a class="skip".*?</a>', "")),
    Break("a skip link to the wrong place", "keyboard", "skip_link", "does not lead to the main part", lambda copy: (copy.html(r'(class="skip" href=")#[^"]*', r'\1#top-of-all'), copy.html(r"<header class=\"top\"", '<header id="top-of-all" class="top"'))[0]),
    Break("a map that Escape does not close", "keyboard", "inside", "Escape does not close it", lambda copy: copy.html(r"(<nav class=\"map\"[^>]*) popover(?=[ >])", r'\1 popover="manual"', ".btn-map", STEPS)),
    # Enlarged
    Break("text that does not wrap", "reflow", "fits", "does not fit the window's width", css("main p{white-space:nowrap}", kinds=("plain", "worksheet"))),
    Break("a frame that does not fit at 200 % text", "reflow", "fits", "at 200 %", css(".brand{flex:none !important;min-width:16em}", kinds=("plain", "worksheet"))),
    Break("text cut off when it is spaced out", "reflow", "fits", "text is cut off", css("h1{max-height:1.3em;overflow:hidden;line-height:1.2}", kinds=("plain", "worksheet"))),
    Break("controls that lie on one another", "reflow", "fits", "lie on one another", css(".theme{margin-inline-start:-3rem !important}", kinds=("plain", "worksheet"))),
    Break("a dialog that is too wide", "reflow", "open_parts", "dialog.find open", css("dialog.find{width:30rem !important;max-width:none !important;margin:0 !important}", "dialog.find", STEPS)),
    Break("a frame that covers the window at 400 % zoom", "reflow", "room", "held in place take", css(".top{position:fixed !important;inset:0 0 auto;height:150px;z-index:9}", kinds=("plain", "worksheet"))),
    Break("a small button", "reflow", "targets", "promised are 44", css(".theme{min-height:0 !important;height:30px;padding:0 !important}", kinds=("plain", "worksheet"))),
    # Map and strip
    Break("a map button that is dead", "map", "sheet", "does not open the map", lambda copy: copy.html(r'(btn-map"[^>]*) popovertarget="[^"]*"', r"\1", ".btn-map", STEPS)),
    Break("a sheet that stays open over the chosen step", "map", "sheet", "choosing a step does not close", script(on_click(".map a", "event.stopImmediatePropagation();"), ".btn-map", STEPS)),
    Break("no map beside the text", "map", "column", "does not stand beside", css(".map:not(:popover-open){display:none !important}", ".btn-map", STEPS)),
    Break("a map that does not say where one is", "map", "column", "does not mark the step", script("new MutationObserver(() => document.querySelectorAll('.map [aria-current=step]').forEach(e => e.removeAttribute('aria-current'))).observe(document.querySelector('.map'), { subtree: true, attributes: true })", ".step + .step", STEPS)),
    Break("a strip that scrolls away", "map", "strip", "its strip stands at", css(".here{position:static !important}", ".btn-map", STEPS)),
    Break("a step's title under the header", "map", "anchors", "leaves its title", css("html{scroll-padding:0 !important}.step{scroll-margin:-9rem !important}", ".btn-map", STEPS)),
    Break("a step without a strip", "map", "one_for_each", "not one strip", lambda copy: copy.html(r'<p class="here".*?</p>', "", ".btn-map", STEPS)),
    # Ticks
    Break("something stored before a tick", "ticks", "kept", "is stored before", script("localStorage.setItem('visited', '1')", ".tick", STEPS)),
    Break("ticks under another key", "ticks", "kept", "ticks are not kept under", script("const set = Storage.prototype.setItem; Storage.prototype.setItem = function (key, value) { set.call(this, 'x' + key, value); }", ".tick", STEPS)),
    Break("ticks that a reload forgets", "ticks", "kept", "do not survive", script("addEventListener('pagehide', () => localStorage.clear())", ".tick", STEPS)),
    Break("a count that does not count", "ticks", "kept", "progress does not say", script("document.querySelectorAll('[data-count]').forEach(e => { e.removeAttribute('data-count'); e.textContent = '?'; })", "[data-count]", STEPS)),
    Break("a tick that screen readers do not hear of", "ticks", "kept", "does not say so to screen readers", lambda copy: copy.html(r'<p id="[^"]*" hidden>.*?</p>', "", ".tick", STEPS)),
    Break("“Go on” that does not go on", "ticks", "go_on", "“Go on”", script("document.querySelectorAll('[data-next]').forEach(e => e.remove())", "[data-next]", ("short guide",))),
    Break("a theme that Clear leaves", "ticks", "clear", "Clear leaves", script("const remove = Storage.prototype.removeItem; Storage.prototype.removeItem = function (key) { key.endsWith(':theme') || remove.call(this, key); }", ".tick", STEPS)),
    Break("no word at the end", "ticks", "moment", "nothing happens when the last step", css("[data-end]{display:none !important}", "[data-end]")),
    Break("a checklist that does not see it is complete", "ticks", "checklist", "does not say that it is complete", css(".all{display:none !important}", ".checks .all")),
    Break("a step without a tick", "ticks", "one_for_each", "ticks for", lambda copy: copy.html(r'<label class="tick.*?</label>', "", ".tick", STEPS)),
    # Theme
    Break("a theme that flashes", "theme", "switch", "it flashes", lambda copy: copy.html(r'<script src="([^"]*)"></script>', r'<script src="\1" defer></script>', ".tick", STEPS)),
    Break("a theme under another key", "theme", "switch", "the choice is not kept as", script("const set = Storage.prototype.setItem; Storage.prototype.setItem = function (key, value) { set.call(this, key.replace(':theme', '-theme'), value); }", "button.theme", STEPS)),
    Break("a theme switch that is dead", "theme", "switch", "does not change the colors", script(on_click("button.theme", DEAD), "button.theme", STEPS)),
    # Leaving
    Break("a quick exit that Back undoes", "leaving", "leave", "makes the history longer", script(on_click("a.leave", DEAD + "location.assign(e.href);"), "a.leave", STEPS)),
    Break("Shift that does not leave", "leaving", "leave", "the key does not leave", script("addEventListener('keyup', event => event.stopImmediatePropagation(), true)", "a.leave", STEPS)),
    Break("capital letters that leave", "leaving", "leave", "though Shift was not pressed", script("let n = 0; addEventListener('keydown', event => event.key === 'Shift' && ++n > 2 && (document.documentElement.hidden = true))", "a.leave", STEPS)),
    Break("a page without the quick exit", "leaving", "everywhere", "this one has none", lambda copy: copy.html(r'<a class="btn leave".*?</a>', "", "a.leave")),
    # Search
    Break("an index that loads unasked", "search", "dialog", "before anyone searches", lambda copy: copy.script("document.head.append(Object.assign(document.createElement('script'), { src: document.querySelector('dialog.find').dataset.index }))", "dialog.find", STEPS)),
    Break("an index that is empty", "search", "dialog", "does not find", search_index),
    Break("a search that writes into the address", "search", "dialog", "writes into the address", script("document.addEventListener('input', event => event.target.type === 'search' && history.replaceState(null, '', '?q=' + event.target.value))", "dialog.find", STEPS)),
    Break("a step that the search page does not list", "search", "everything", "does not list this step", lambda copy: copy.html(r"(<ol class=\"plain hits\">\s*)<li>.*?</li>", r"\1", kinds=("search",))),
    Break("a page without search", "search", "everything", "there is no Search here", lambda copy: copy.html(r'<a class="btn icon search".*?</a>', "", "dialog.find")),
    # Passing on
    Break("a link that copies something else", "sharing", "copy_link", "the link copied is", script("const write = navigator.clipboard.writeText.bind(navigator.clipboard); navigator.clipboard.writeText = () => write('x')", "[data-copy]", STEPS)),
    Break("a print button that is dead", "sharing", "print_button", "does not print", script(on_click("button.print", DEAD), "button.print")),
    # Without scripts
    Break("controls that are dead without scripts", "noscript", "same_words", "does nothing without JavaScript", css("html:not(.js) .js-only{display:inline-flex !important}", ".tick", STEPS)),
    Break("text that only scripts bring", "noscript", "same_words", "reads differently", script("document.querySelector('main').append(Object.assign(document.createElement('p'), { textContent: 'Only with scripts.' }))", kinds=("plain", "worksheet"))),
    Break("“next” that leads elsewhere", "noscript", "chain", "next", lambda copy: copy.html(r'(rel="next" href=")[^"]*', r"\1index.html", ".pager a[rel=next]")),
    # Policy
    Break("an inline script", "policy", "written", "an inline script", before("</main>", "<script>1</script>")),
    Break("an inline script, as the browser sees it", "policy", "use_everything", "the console says", before("</main>", "<script>1</script>", kinds=("plain", "worksheet"))),
    Break("an inline style", "policy", "written", "an inline style", before("</main>", '<p style="color:red">x</p>')),
    Break("a word in the console", "policy", "use_everything", "the console says", script("console.log('here')", kinds=("plain", "worksheet"))),
    Break("a request to another site", "policy", "use_everything", "a request leaves the site", script("new Image().src = 'https://example.org/count.png'", kinds=("plain", "worksheet"))),
    Break("a script that fails when it is used", "policy", "use_everything", "a script failed", script("document.querySelector('button.theme').addEventListener('click', () => { nothing.here; })", kinds=("plain", "worksheet"))),
    Break("a file that is not there", "policy", "use_everything", "answered with 404", script("document.head.append(Object.assign(document.createElement('script'), { src: 'gone.js' }))", kinds=("plain", "worksheet"))),
    # Standing still
    Break("a picture without a size", "stability", "sizes", "no width and height", lambda copy: copy.html(r'(<img[^>]*?) width="\d+"', r"\1", "main img")),
    Break("a late banner", "stability", "first_visit", "jumps while the page loads", script("document.querySelector('main').prepend(Object.assign(document.createElement('p'), { textContent: 'Late.' }))", kinds=("plain", "worksheet"))),
    Break("a header whose first controls make room for its last", "stability", "slow_line", "piece by piece", css(".top{visibility:visible !important}")),
    Break("text that grows while one reads", "stability", "reading", "jumps while one reads", script("addEventListener('scroll', () => { document.querySelector('h1').style.setProperty('padding-bottom', '80px'); document.querySelector('main .step').style.paddingTop = scrollY / 2 + 'px'; })", ".btn-map", STEPS)),
    Break("room that ticks take when they come", "stability", "next_visit", "loads with a tick", script("Object.keys(localStorage).length && document.querySelector('main').prepend(Object.assign(document.createElement('h2'), { textContent: 'Welcome back' }))", "[data-step]", STEPS)),
    # From a disk
    Break("a page that differs on a disk", "sametext", "same", "reads differently from a disk", script("if (location.protocol === 'file:') document.querySelector('h1').textContent = 'On a disk'")),
    # Paper
    Break("steps that split over two sheets", "paper", "whole_steps", "is split over sheets", css("@media print{.step,.step *{break-inside:auto !important}.step{min-height:150mm}}", kinds=("print",))),
    Break("sheets without numbers", "paper", "whole_steps", "a sheet has no number", lambda copy: copy.file(copy._linked(copy.page(kinds=("print",)), "link[rel~=stylesheet]", "href"), lambda text: text.replace("counter(page)", "''")) and [copy.page(kinds=("print",)).path]),
    Break("sheets without a running head", "paper", "whole_steps", "no running head", css("@page{@top-center{content:none !important}}", kinds=("print",))),
    Break("a worksheet of two sheets", "paper", "one_sheet", "a worksheet takes 2 sheets", css("@media print{main.worksheet{min-height:300mm}}", kinds=("worksheet",))),
    Break("a frame that is printed", "paper", "without_frame", "frame is printed", css("@media print{.foot{display:block !important}}", kinds=("plain", "worksheet"))),
    Break("pale print", "paper", "without_frame", "too pale on paper", css("@media print{main p{color:#bbb !important}}", kinds=("plain", "worksheet"))),
]
# fmt: on
