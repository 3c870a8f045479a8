"""Cards of address books as a table of customers: vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350).

Own, and small. vobject 0.9.9, tried with such cards, reads 4.0 by its rules for 3.0; a line that is not as the standard
has it ends its reading, or (`ignoreUnreadable`) goes to its log alone, under the number of another line. What a team
wants of a card is ten properties; what else it has (photos, addresses, keys) is passed over.
"""

import quopri
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from bot.domain.customer_columns import BETWEEN, disarmed
from bot.domain.saying import say
from bot.reading.clean_text import clean
from bot.reading.csv_file import Row, Table
from bot.reading.notes import Note
from bot.reading.text_file import TextFile

HEADER = (
    *("Rapport id", "Name", "First name", "Middle name", "Last name", "Aliases", "Company", "Emails", "Phones"),
    *("Birthday", "Tags", "Kind", "Preferred language", "Details"),
)
"""The columns of the table that cards make."""

LONGEST_CARD = 20_000
"""Lines; a card with a photo has a few thousand."""

_LINE = re.compile(
    r"(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<parameters>(?:;(?:\"[^\"]*\"|[^:\"])*)?):(?P<value>.*)", re.DOTALL
)
_PASSED_OVER = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_UNKNOWN_YEAR = re.compile(r"^1604-?(?=\d\d-?\d\d)")
"""Apple's address book writes this year where none was given."""


@dataclass
class _Card:
    line: int
    values: dict[str, list[str]] = field(default_factory=dict)

    def add(self, column: str, value: str) -> None:
        if value.strip():
            self.values.setdefault(column, []).append(value.strip())


def is_vcard(text: TextFile) -> bool:
    """Whether a file is one of cards."""
    with text.open() as file:
        first = next((line for line in file if line.strip()), "")
    return first.strip().lstrip("\ufeff").casefold() == "begin:vcard"


def read_vcards(text: TextFile) -> Table:
    """The cards as a table, a row for each; the line of a row is that of its BEGIN."""
    return Table(HEADER, text.is_guessed, partial(_records, text), is_exact=True)


def _records(text: TextFile) -> Iterator[Row | Note]:
    card: _Card | None = None
    for number, line in _unfolded(text):
        word = line.strip().casefold()
        if word == "begin:vcard":
            if card:
                yield Note(card.line, "", say("This card has no END:VCARD. It was left out."))
            card = _Card(number)
        elif word == "end:vcard" and card:
            yield Row(card.line, tuple(disarmed(BETWEEN.join(card.values.get(column, ()))) for column in HEADER))
            card = None
        elif card:
            _read(card, line)
            if number - card.line > LONGEST_CARD:
                yield Note(card.line, "", say("This card is endless. It was left out."))
                card = None
    if card:
        yield Note(card.line, "", say("This card has no END:VCARD. It was left out."))


def _unfolded(text: TextFile) -> Iterator[tuple[int, str]]:
    """Each line with its number; what was folded is one line again, also the soft line ends of quoted-printable."""
    held, at = "", 0
    with text.open() as file:
        for number, raw in enumerate(file, 1):
            line = raw.rstrip("\r\n")
            if held and _is_soft(held):
                held = f"{held[:-1]}{line}"
            elif held and line[:1] in {" ", "\t"}:
                held += line[1:]
            else:
                if held:
                    yield at, held
                held, at = line, number
    if held:
        yield at, held


def _is_soft(line: str) -> bool:
    return line.endswith("=") and "quoted-printable" in line[:200].casefold()


def _read(card: _Card, line: str) -> None:
    found = _LINE.fullmatch(line)
    if found is None or (name := found["name"].upper()) in _PASSED_OVER:
        return
    value: str = _decoded(found["value"], found["parameters"].casefold())
    for column, words in _SAID.get(name, _nothing)(value):
        card.add(column, words)


Said = Iterable[tuple[str, str]]
"""Columns, and what stands in them."""


def _nothing(_value: str) -> Said:
    return ()


def _name(value: str) -> Said:
    return zip(("Last name", "First name", "Middle name"), _parts(value, ";"), strict=False)


def _birthday(value: str) -> Said:
    return [("Birthday", _UNKNOWN_YEAR.sub("--", _plain(value).partition("T")[0]))]


def _kind(value: str) -> Said:
    """KIND of 4.0, and what Apple writes for it."""
    return [("Kind", "company" if value.strip().casefold() in {"org", "organization", "company"} else "person")]


def _plainly(column: str) -> Callable[[str], Said]:
    return lambda value: [(column, re.sub("^(?:tel|mailto):", "", _plain(value), flags=re.IGNORECASE))]


def _each(column: str) -> Callable[[str], Said]:
    return lambda value: [(column, part) for part in _parts(value, ",")]


_SAID: dict[str, Callable[[str], Said]] = {
    "N": _name,
    "FN": _plainly("Name"),
    "NICKNAME": _each("Aliases"),
    "ORG": lambda value: [("Company", _parts(value, ";")[0])],
    "EMAIL": _plainly("Emails"),
    "TEL": _plainly("Phones"),
    "BDAY": _birthday,
    "CATEGORIES": _each("Tags"),
    "KIND": _kind,
    "X-ABSHOWAS": _kind,
    "LANG": _plainly("Preferred language"),
    "NOTE": _plainly("Details"),
    "UID": _plainly("Rapport id"),
}
"""Property of a card -> what it says in which columns. A name in one piece (FN) counts before its parts (N)."""


def _decoded(value: str, parameters: str) -> str:
    """Quoted-printable, which 2.1 writes what is not ASCII in, as text."""
    if "quoted-printable" not in parameters:
        return value
    charset = re.search(r"charset=\"?([\w-]+)", parameters)
    octets = quopri.decodestring(value.encode(errors="replace"))
    try:
        return octets.decode(charset[1] if charset else "utf-8", errors="replace")
    except LookupError:
        return octets.decode(errors="replace")


def _parts(value: str, sign: str) -> list[str]:
    """The parts of a value with several, at the signs that are not escaped."""
    found = re.findall(rf"((?:\\.|[^\\{sign}])*)(?:{sign}|$)", value, flags=re.DOTALL)
    return [_plain(part) for part in found] or [""]


def _plain(value: str) -> str:
    """A value without its escapes, cleaned as everything that comes in."""
    return clean(re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value, flags=re.DOTALL))
