"""What is to be said of the lines of a file, each remark once however many lines have it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.domain.saying import say

MOST_LINES = 3
"""Lines named in one remark that many have."""

MOST_REMARKS = 2_000
"""Different remarks that are kept; of the others is known how many there are."""


@dataclass(frozen=True)
class Note:
    """What is to be said of a line of the file, or of one cell in it; `column` is "" for the row as a whole."""

    line: int
    column: str
    words: str


@dataclass
class Remark:
    """What many lines have in common: the first of them, and how many there are."""

    column: str
    words: str
    lines: list[int] = field(default_factory=list)
    number: int = 0

    def add(self, line: int) -> None:
        """One more."""
        self.number += 1
        if len(self.lines) < MOST_LINES:
            self.lines.append(line)

    def __str__(self) -> str:
        more = say(" and {number} more", number=self.number - MOST_LINES) if self.number > MOST_LINES else ""
        where = (
            say("line {lines}", lines=self.lines[0])
            if self.number == 1
            else say("lines {map}{more}", map=", ".join(map(str, self.lines)), more=more)
        )
        return f"{where}{f', {self.column}' if self.column else ''}: {self.words}"


class Notes:
    """Remarks in the order of their first lines, and how many lines or cells they are about in all."""

    def __init__(self) -> None:
        self.number = 0
        self._remarks: dict[tuple[str, str], Remark] = {}

    def __len__(self) -> int:
        return self.number

    def __iter__(self) -> Iterator[Remark]:
        return iter(self._remarks.values())

    def add(self, note: Note) -> None:
        """One more."""
        self.number += 1
        what = note.column, note.words
        if what in self._remarks or len(self._remarks) < MOST_REMARKS:
            self._remarks.setdefault(what, Remark(*what)).add(note.line)
