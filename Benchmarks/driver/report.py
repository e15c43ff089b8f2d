"""The results as a table for the terminal and for documents, and as a chart."""
from html import escape


def number(row, value):
    if value is None:
        return ""
    if row.unit == "files":
        return f"{value:,.0f}"
    digits = 1 if value >= 10 and value != int(value) else 2
    if row.unit in ("MB", "ms"):
        digits = 0 if value >= 10 else 1
    text = f"{value:,.{digits}f}"
    return f"{text}{row.unit}" if row.unit == "×" else f"{text} {row.unit}"


def limit(row, value):
    if value is None:
        return ""
    return f"{'≥' if row.more_is_better else '≤'} {value:g}{'' if row.unit == '×' else ' '}{row.unit}"


def share(row, value):
    """How much of what the bar allows is used: 1 is the bar, less is better."""
    return row.bar / value if row.more_is_better else value / row.bar


def verdict(row):
    if row.bar is None:
        return ""
    if row.beyond is not None and share(row, row.value) <= share(row, row.beyond):
        return "beyond"
    return "met" if share(row, row.value) <= 1 else "missed"


def cells(rows):
    yield ["What", "Waymark", "Against", "Result", "Bar", "Beyond", ""]
    for row in rows:
        yield [row.what, row.ours, row.other, number(row, row.value), limit(row, row.bar),
               limit(row, row.beyond), verdict(row)]


def terminal(rows):
    table = list(cells(rows))
    widths = [max(len(line[i]) for line in table) for i in range(len(table[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) if i == 0 else cell.rjust(width)
                  for i, (cell, width) in enumerate(zip(line, widths))).rstrip()
        for line in table)


def microseconds(value):
    return "" if value is None else f"{value:.1f} µs"


def markdown(rows, stages):
    head, *body = cells(rows)
    lines = ["| " + " | ".join(head) + " |", "|---" + "|--:" * (len(head) - 2) + "|---|"]
    lines += ["| " + " | ".join(line) + " |" for line in body]
    if stages:
        lines += ["", "Each stage alone, on one thread, for each page:", "",
                  "| Stage | Waymark | Floor in C |", "|---|--:|--:|"]
        lines += [f"| {name} | {one['waymark']:.1f} µs | {microseconds(one['floor'])} |"
                  for name, one in stages.items()]
        lines += [f"| together | {sum(one['waymark'] for one in stages.values()):.1f} µs | "
                  f"{sum(one['floor'] or 0 for one in stages.values()):.1f} µs |"]
    return "\n".join(lines)


STYLE = """
    svg { color-scheme: light dark; font: 15px system-ui, sans-serif; }
    .paper { fill: #fff; }
    text { fill: #1d2524; }
    .quiet { fill: #55605e; font-size: 13px; }
    .title { font-size: 19px; font-weight: 600; }
    .track { fill: #e6eae8; }
    .fill { fill: #1f6f66; }
    .missed { fill: #a8471c; }
    .bar { stroke: #1d2524; stroke-width: 2; }
    .goal { stroke: #1d2524; stroke-width: 2; stroke-dasharray: 3 3; }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #141a19; }
      text { fill: #e8edeb; }
      .quiet { fill: #a4b0ad; }
      .track { fill: #2a3331; }
      .fill { fill: #5fb5a8; }
      .missed { fill: #e58a5c; }
      .bar, .goal { stroke: #e8edeb; }
    }"""

# Numbers of the drawing, in pixels.
WIDTH, LEFT, AT_BAR, TOP, EACH = 820, 24, 560, 106, 58


def chart(rows, machine):
    """One strip for each row that has a bar: how much of it is used. The full line is the bar."""
    rows = [row for row in rows if row.bar is not None]
    height = TOP + EACH * len(rows) + 8
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="title about">',
        f'  <title id="title">How Waymark does against its bars</title>',
        f'  <desc id="about">{escape(". ".join(spoken(row) for row in rows))}.</desc>',
        f"  <style>{STYLE}\n  </style>",
        f'  <rect class="paper" width="{WIDTH}" height="{height}"/>',
        f'  <text class="title" x="{LEFT}" y="36">How Waymark does against its bars</text>',
        f'  <text class="quiet" x="{LEFT}" y="58">Each strip is the share of what its bar allows: shorter is '
        f"better. Full line: the bar; dashed: beyond it.</text>",
        f'  <text class="quiet" x="{LEFT}" y="76">{escape(machine)}</text>',
    ]
    room = WIDTH - LEFT - 24
    for index, row in enumerate(rows):
        y = TOP + EACH * index
        used = share(row, row.value)
        length = min(used * (AT_BAR - LEFT), room)
        kind = "missed" if verdict(row) == "missed" else "fill"
        out += [
            f'  <text x="{LEFT}" y="{y + 14}">{escape(row.what.replace("`", ""))}</text>',
            f'  <text x="{WIDTH - 24}" y="{y + 14}" text-anchor="end">{escape(number(row, row.value))}'
            f'<tspan class="quiet">, bar {escape(limit(row, row.bar))}</tspan></text>',
            f'  <rect class="track" x="{LEFT}" y="{y + 22}" width="{room}" height="14" rx="3"/>',
            f'  <rect class="{kind}" x="{LEFT}" y="{y + 22}" width="{length:.1f}" height="14" rx="3"/>',
            f'  <path class="bar" d="M{AT_BAR} {y + 18}v22"/>',
        ]
        if row.beyond is not None:
            x = LEFT + share(row, row.beyond) * (AT_BAR - LEFT)
            out.append(f'  <path class="goal" d="M{x:.1f} {y + 18}v22"/>')
    return "\n".join(out) + "\n</svg>\n"


def spoken(row):
    return f"{row.what.replace('`', '')}: {number(row, row.value)}, bar {limit(row, row.bar)}"
