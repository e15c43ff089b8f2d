"""A library of step-by-step guides made by chance, the same bytes for the same numbers.

    corpus.py STEPS FOLDER [--search]

writes FOLDER/content in Waymark's own layout: guides of 20 steps in three parts, one page a step, 120 to
180 words each with bold words, a link to another step, a list, and sometimes a quote, a table or a small
picture. Every link leads to a step that exists, so nothing is found wrong with it.
"""
import random
import struct
import sys
import zlib
from pathlib import Path

STEPS_OF_PARTS = (7, 7, 6)
STEPS_OF_GUIDE = sum(STEPS_OF_PARTS)

SITE = """id: bench
title: Bench
description: A library for measuring.
language: en
editions: [{editions}]
"""

# Plain words, roughly as common prose mixes short and long ones.
SHORT = """a an the of to in on at by it is as if so or be we you he she they not no yes but and for
with from that this when then than will can may has had was are were who how why what your our her his
its one two few each any all some more most less own new old next last long late soon once here there
out off over up down""".split()
MID = """again always answer around aside before begin better between bring broken build calm care
choose clear close could decide doubt early enough evening every expect feel first forget gentle give
given grow habit hand happen harder head hear heart help hold honest hope house hour keep kind know
later leave letter listen little look lose made make matter mean meet might minute moment morning
much name need never night notice offer often open other pause people phone place plain plan point
promise quiet reach ready reason repair reply rest return right room safe same season second seem
sense share short should show silence simple slow small sorry speak stand start stay steady still stop
story talk task tell thing think thought time today tomorrow trust truth under until voice wait walk
want warm watch week while word work world would write wrong year""".split()
LONG = """accept account afterwards agreement apologize apology appointment attention boundaries
boundary carefully certainly commitment complete completely consequence consider consistent
conversation courage decision defensive describe different difference direction discover
disappointment effort emotional especially everything evidence excuses explain explanation express
forgiveness frustration happened important impossible interrupt kindness listening meaningful
mistakes partner patience perhaps permission personal practical pressure question reassurance
recognize relationship reliable remember repeating repeatedly resentment respect respond
responsibility sincerely situation something sometimes specific suggestion together transparent
trustworthy understand understanding vulnerable whatever whenever without yourself""".split()
TITLE = """Admit Answer Ask Begin Breathe Call Check Choose Clear Decide Describe Explain Find Follow
Give Hear Keep Learn Leave Let Listen Make Mark Meet Name Notice Offer Open Plan Prepare Protect Read
Record Repair Repeat Rest Return Say Set Share Show Start Stay Stop Take Talk Tell Thank Wait Walk
Write""".split()


class Writer:
    def __init__(self, rng):
        self.r = rng

    def word(self):
        x = self.r.random()
        if x < 0.44:
            return self.r.choice(SHORT)
        if x < 0.84:
            return self.r.choice(MID)
        return self.r.choice(LONG)

    def words(self, n):
        return [self.word() for _ in range(n)]

    def sentence(self, n, mark=None):
        w = self.words(n)
        w[0] = w[0].capitalize()
        if n > 9:
            w[n // 2] += ","
        if mark:
            i = self.r.randrange(1, max(2, n - 3))
            w[i] = mark + w[i].rstrip(",")
            w[i + 1] = w[i + 1].rstrip(",") + mark
        return " ".join(w) + "."

    def paragraph(self, n, marks=()):
        out, left, marks = [], n, list(marks)
        while left > 0:
            k = min(left, self.r.randint(8, 17))
            if left - k < 6:
                k = left
            out.append(self.sentence(k, marks.pop(0) if marks and k > 6 else None))
            left -= k
        return " ".join(out)

    def title(self, extra=3):
        return " ".join([self.r.choice(TITLE)] + [self.r.choice(MID) for _ in range(extra)])


def slug(text):
    return "-".join(text.lower().split())


def png(rng, side=24):
    """A small 8-bit palette PNG with a few bands of color."""
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    palette = bytes(rng.randrange(256) for _ in range(3 * 8))
    rows = b"".join(b"\0" + bytes(((x * y) // 9 + y // 3) % 8 for x in range(side)) for y in range(side))
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 3, 0, 0, 0))
            + chunk(b"PLTE", palette) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def step_body(w, others, here):
    """The text of a step and whether it shows the part's picture.

    others: (part folder, file name) of each step of the guide; here: the own part's folder.
    """
    r = w.r
    total = r.randint(120, 180)
    n_list = r.randint(3, 5)
    list_words = [r.randint(4, 8) for _ in range(n_list)]
    quote = r.randint(10, 18) if r.random() < 0.30 else 0
    table = r.random() < 0.15
    prose = max(50, total - sum(list_words) - quote - (12 if table else 0) - 6)
    n_par = r.randint(2, 3)
    cuts = [prose // n_par] * n_par
    part, name = r.choice(others)
    target = name if part == here else f"../{part}/{name}"
    blocks = [w.paragraph(cuts[0], ("**", "*"))]
    link = f"[{' '.join(w.words(3))}]({target})"
    blocks.append(w.paragraph(cuts[1], ("*",)) + f" See {link} first.")
    blocks.append("\n".join(f"- {'**' + w.word() + '** ' if i == 0 else ''}{' '.join(w.words(k))}"
                            for i, k in enumerate(list_words)))
    if quote:
        blocks.append("> " + w.paragraph(quote))
    if table:
        rows = [f"| {w.word()} | {' '.join(w.words(2))} |" for _ in range(3)]
        blocks.append("\n".join(["| when | what |", "| --- | --- |"] + rows))
    shows_picture = r.random() < 0.20
    if shows_picture:
        blocks.append(f"![{' '.join(w.words(4))}](diagram.png)")
    if n_par == 3:
        blocks.append(w.paragraph(cuts[2], ("**",)))
    return "\n\n".join(blocks) + "\n", shows_picture


def write_library(folder, steps, editions="web", seed=1):
    """Writes FOLDER/content with at least `steps` steps."""
    content = Path(folder) / "content"
    content.mkdir(parents=True)
    (content / "site.yml").write_text(SITE.format(editions=editions))
    guides = -(-steps // STEPS_OF_GUIDE)
    width = len(str(guides))
    for number in range(1, guides + 1):
        # Each guide has its own stream, so that a large library is more of the same and not other words.
        w = Writer(random.Random(f"{seed}/{number}"))
        title = w.title(2)
        guide = content / f"{slug(title)}-{number:0{width}d}"
        parts = []
        for p, count in enumerate(STEPS_OF_PARTS, 1):
            part_title = w.title(2)
            names = []
            for s in range(1, count + 1):
                step_title = w.title(w.r.randint(2, 4))
                names.append((f"{s}-{slug(step_title)}-{p}{s}.md", step_title))
            parts.append((f"{p}-{slug(part_title)}-{p}", part_title, names))
        everything = [(part, name) for part, _, names in parts for name, _ in names]
        guide.mkdir()
        (guide / "guide.md").write_text(
            f"---\npages: step\ntitle: {title}\ndescription: {w.sentence(12)}\n---\n\n{w.paragraph(60)}\n")
        for part, part_title, names in parts:
            inside = guide / part
            inside.mkdir()
            (inside / "part.md").write_text(f"---\ntitle: {part_title}\n---\n\n{w.paragraph(40)}\n")
            needs_picture = False
            for name, step_title in names:
                body, shows_picture = step_body(w, everything, part)
                needs_picture |= shows_picture
                (inside / name).write_text(f"---\ntitle: {step_title}\n---\n\n{body}")
            if needs_picture:
                (inside / "diagram.png").write_bytes(png(w.r))
    return guides * STEPS_OF_GUIDE


if __name__ == "__main__":
    editions = "web, search" if "--search" in sys.argv else "web"
    print(write_library(sys.argv[2], int(sys.argv[1]), editions), "steps")
