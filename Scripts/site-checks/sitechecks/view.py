"""A way of looking at a page: window, colors, with or without scripts, from a server or a disk."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class View:
    """Sizes are CSS pixels."""

    width: int = 1280
    height: int = 800
    scheme: str = "light"
    forced: bool = False
    contrast: bool = False
    scripts: bool = True
    disk: bool = False

    def __str__(self) -> str:
        words = [str(self.width) if self.height >= 640 else f"{self.width}x{self.height}", self.scheme]
        words += [
            word
            for word, on in (
                ("forced colors", self.forced),
                ("more contrast", self.contrast),
                ("no scripts", not self.scripts),
                ("file://", self.disk),
            )
            if on
        ]
        return " ".join(words)

    def but(self, **changes) -> "View":
        return replace(self, **changes)


PHONE = View(360, 800)
DESK = View(1280, 800)
