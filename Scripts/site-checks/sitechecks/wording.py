"""Where two readings of one page part ways."""


def difference(wanted: str, got: str) -> str | None:
    """A few words from the first place where the texts differ; None when they say the same."""
    these, those = wanted.split(), got.split()
    if these == those:
        return None
    shorter = min(len(these), len(those))
    at = next((n for n in range(shorter) if these[n] != those[n]), shorter)
    return f"“…{' '.join(those[at : at + 6])}” instead of “…{' '.join(these[at : at + 6])}”"
