"""What a check of `rapport doctor` has found."""

from typing import NamedTuple

import click

_MARKS = {"fine": ("✓", "green"), "note": ("!", "yellow"), "mend": ("✗", "red")}


class Finding(NamedTuple):
    """One line: `level` is "fine", "note" (worth knowing) or "mend" (Rapport does not work as it should)."""

    level: str
    what: str
    mending: str = ""

    def line(self) -> str:
        """As it is printed."""
        mark, colour = _MARKS[self.level]
        text = f"{self.what.rstrip('.')}. {self.mending}" if self.mending else self.what
        return f"{click.style(mark, fg=colour)} {text}"


def fine(what: str) -> Finding:
    """As it should be."""
    return Finding("fine", what)


def note(what: str, mending: str = "") -> Finding:
    """Works, but somebody should know."""
    return Finding("note", what, mending)


def mend(what: str, mending: str) -> Finding:
    """Does not work until somebody mends it, and how."""
    return Finding("mend", what, mending)
