"""Where the outside tools are: everything that Scripts/install-check-tools.sh puts in place."""

import os
import shutil
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2]
HOME = SCRIPTS.parent / ".build-tools"
VENV = HOME / "venv"
VNU = HOME / "vnu.jar"


def chromium() -> str:
    """Debian's Chromium rather than Playwright's own: it comes with security updates and with apt.

    The one without a window needs a third of the time for the same answers.
    """
    for name in (os.environ.get("CHROMIUM"), "chromium-headless-shell", "chromium", "chromium-browser"):
        if name and (found := shutil.which(name)):
            return found
    raise SystemExit("no Chromium on this machine: run Scripts/install-check-tools.sh")


def axe() -> str:
    """The source of axe-core, from the package that carries it."""
    return next(VENV.glob("lib/python3*/site-packages/axe_playwright_python/axe.min.js")).read_text()


FONTS = {
    # The widest fonts a reader is likely to have, so that what fits here fits anywhere.
    "wide": {
        "sans-serif": ["DejaVu Sans", "IPAGothic"],
        "serif": ["DejaVu Serif", "IPAGothic"],
        "monospace": ["DejaVu Sans Mono"],
    },
    # The fonts the design was drawn with, for pictures.
    "design": {
        "sans-serif": ["Noto Sans", "IPAGothic"],
        "serif": ["Noto Serif", "IPAGothic"],
        "monospace": ["DejaVu Sans Mono"],
    },
}


def font_configuration(fonts: str) -> Path:
    """A fontconfig file that shows Chromium these fonts and no others.

    Widths, and with them every answer about overflow, would otherwise depend on the machine.
    """
    families = FONTS[fonts]
    aliases = "".join(
        f"<alias binding='same'><family>{generic}</family><prefer>{''.join(f'<family>{name}</family>' for name in names)}</prefer></alias>"
        for generic, names in families.items()
    )
    wanted = {name.split()[0].lower().replace("ipagothic", "ipa") for names in families.values() for name in names}
    folders = [
        folder
        for folder in Path("/usr/share/fonts").glob("*/*")
        if any(folder.name.startswith(name) for name in wanted)
    ]
    file = HOME / "fonts" / f"{fonts}.conf"
    text = (
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
        + "".join(f"<dir>{folder}</dir>" for folder in sorted(folders))
        + f"<cachedir>{HOME / 'fonts' / 'cache'}</cachedir>{aliases}</fontconfig>"
    )
    if not file.exists() or file.read_text() != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(f".{os.getpid()}")
        aside.write_text(text)
        aside.replace(file)
    return file
