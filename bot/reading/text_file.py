"""Text out of the bytes of a file, a piece at a time: which encoding it has, and that it is text and not endless."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import TextIOWrapper
from typing import BinaryIO, TextIO

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import figure, later, say

Source = Callable[[], BinaryIO]
"""Opens the file at its beginning; each pass over it opens it anew."""

PIECE = 1_000_000
LONGEST_LINE = 10_000_000
"""Characters of a line; no row of a table is longer."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NO_TEXT = {
    b"PK\x03\x04": later("an Excel, Numbers or zip file"),
    b"PK\x05\x06": later("an empty zip file"),
    b"\xd0\xcf\x11\xe0": later("an old Excel file"),
    b"%PDF": later("a PDF file"),
    **dict.fromkeys((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"), later("a compressed file")),
}
_SAMPLE, _MOST = 1_000, 0.8


@dataclass(frozen=True)
class Limits:
    """How large a file may be: bytes, and lines."""

    size: int
    lines: int


@dataclass(frozen=True)
class TextFile:
    """`is_guessed`: the file does not say how its letters are encoded."""

    source: Source
    encoding: str
    is_guessed: bool

    def open(self) -> TextIO:
        """At its beginning; line ends stay as they are."""
        return TextIOWrapper(self.source(), encoding=self.encoding, newline="")


def read_text(source: Source, limits: Limits) -> TextFile:
    """The file as text. Raises NotUnderstoodError where it is none, or too much of it."""
    with source() as file:
        first = file.read(_SAMPLE)
    if kind := next((name for begins, name in _NO_TEXT.items() if first.startswith(begins)), ""):
        raise NotUnderstoodError(say("This is {kind}. Save it as “CSV UTF-8” and try again.", kind=say(kind)))
    named = next((encoding for mark, encoding in _BOMS if first.startswith(mark)), "")
    wide = "utf-16-le" if _is_empty(first[1::2]) else "utf-16-be" if _is_empty(first[::2]) else ""
    for encoding in filter(None, (named, wide, "utf-8", "cp1252")):
        try:
            _check(source, encoding, limits)
        except UnicodeDecodeError:
            continue
        return TextFile(source, encoding, encoding not in {named, "utf-8"})
    raise NotUnderstoodError(say("This is no text file. Save it as “CSV UTF-8” and try again."))


def check_size(size: int, limits: Limits) -> None:
    """Raise NotUnderstoodError for a file of so many bytes that is too large; to be asked before it is read."""
    if size > limits.size:
        raise NotUnderstoodError(
            say(
                "This file has {size} MB, and at most {size_2} are read. If it is a table of customers, split it.",
                size=f"{size / 1e6:,.0f}",
                size_2=f"{limits.size / 1e6:.0f}",
            )
        )


def _check(source: Source, encoding: str, limits: Limits) -> None:
    """Raises UnicodeDecodeError where it is in another encoding, NotUnderstoodError where it is too much."""
    decode = codecs.getincrementaldecoder(encoding)().decode
    size = lines = line = 0
    with source() as file:
        for piece in iter(partial(file.read, PIECE), b""):
            size += len(piece)
            check_size(size, limits)
            text = decode(piece)
            ends = max(text.count("\n"), text.count("\r"))
            lines += ends
            line = len(text) - max(text.rfind("\n"), text.rfind("\r")) if ends else line + len(text)
            if line > LONGEST_LINE:
                raise NotUnderstoodError(
                    say("A line of this file is endless, so it is no table. Save it as “CSV UTF-8”.")
                )
    decode(b"", final=True)
    if lines > limits.lines:
        raise NotUnderstoodError(
            say(
                "This file has {lines} lines, and at most {lines_2} are read. Take out empty lines, or split it.",
                lines=figure(lines),
                lines_2=figure(limits.lines),
            )
        )


def _is_empty(signs: bytes) -> bool:
    """Whether nearly all of them are NUL, as every second byte of western text in UTF-16 is."""
    return len(signs) > 1 and signs.count(0) > len(signs) * _MOST
