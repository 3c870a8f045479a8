"""The rows of a customer file, whatever program wrote it, as the words of the options of `/customer add`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.custom_fields import CustomField, FieldType
from bot.domain.customer_columns import ID, armed
from bot.domain.customers import Kind
from bot.domain.errors import NotUnderstoodError
from bot.domain.folding import fold
from bot.reading.amounts import decimal_sign_of_column
from bot.reading.csv_file import Row, Table
from bot.reading.import_headings import HEADINGS, NAME_PARTS, SEVERAL, Heading, plain_heading, read_heading
from bot.reading.notes import Note
from bot.reading.written_dates import DateOrder, has_two_readings, order_of_column

DAYS = ("birthday", "since", "renewal", "lost_on")
PEOPLE = ("owner", "backup")

_EMPTY = frozenset(
    {"n/a", "#n/a", "n.a.", "na", "null", "none", "nil", "nan", "undefined", "unknown", "(none)", "(blank)", "(empty)"}
    | {
        "not set",
        "not available",
        "not provided",
        "not specified",
        "tbd",
        "tbc",
        "no value",
        "(no value)",
        "unassigned",
        "\\n",
        "k.a.",
        "unbekannt",
    }
)
"""What programs and people write into a cell that says nothing."""

_NO_NAME = frozenset(
    {"n/a", "#n/a", "null", "undefined", "nan", "unknown", "(none)", "(blank)", "(empty)", "(no value)"}
)
"""The same in a name: None and Na are people."""

_NOBODY = frozenset({"nobody", "no one", "no owner", "unowned", "not assigned", "(unassigned)", "0"})
"""The same where somebody of the team is named."""

_NO_DAY = frozenset(
    {"1900-01-00", "1900-01-01", "1/0/1900", "0/1/1900", "01/00/1900", "00/01/1900", "1/1/1900", "01/01/1900"}
    | {"00.01.1900", "01.01.1900", "0-jan-00", "00-jan-00", "0-jan-1900", "00-jan-1900", "1899-12-30", "1899-12-31"}
    | {"12/30/1899", "30/12/1899", "12/31/1899", "31/12/1899", "30.12.1899", "31.12.1899"}
)
"""What spreadsheets and databases make of an empty day."""

_ZEROS = re.compile(r"[0\s/.:-]*")
"""Outlook's 0/0/00, an empty mask."""

_OWN_GROUP = re.compile(r"(?:^|(?<=::: ))\* ?\w*(?: ::: )?")
"""Google's own groups among one's labels: "* myContacts"."""

_GUARD = re.compile(r"^'(?=[=+\-@\d\t])")
"""The sign with which spreadsheets keep a cell text."""

_TITLE = re.compile(
    r"(?:dr|prof|rev|hon|sir|dame|lord|lady|capt|col|gen|lt|sgt|ing|dipl|mag)\b[\w. ]{0,20}", re.IGNORECASE
)
"""Titles that belong to a name. Mr and Ms say nothing that one would search by, and a job title is none."""


_SUM = re.compile(
    r"(?:(?:grand|sub|overall)[ -]?)?(?:totals?|sums?)|count|(?:gesamt)?summe|gesamt|insgesamt|total g[eé]n[eé]ral|"
    r"suma|soma|totale|totaal|somme",
    re.IGNORECASE,
)
"""What reports write before a row of sums."""

_SUMMED = frozenset({"name", "first", "last", "company", "value", "cadence"})
"""What such a row can have cells under."""

_LAST_FIRST = re.compile(
    r"[^,]*[^\W\d_][^,]*, *(?!(?:jr|sr|ii|iii|iv|md|phd|inc|ltd|llc|gmbh|sa|co)\b)[^\W\d_][^,]*", re.IGNORECASE
)
"""Smith, John; but not Sammy Davis, Jr. nor Acme, Inc."""


@dataclass(frozen=True)
class Columns:
    """What the columns of a file hold: option or part of a name -> their positions, the first first.

    `unknown` are headings that nobody knows; what stands under `without_place` is known, and there is no field for it.
    `is_exact`: the file is Rapport's own, or an address book's card: nothing in it has to be guessed. `custom`: the
    team's own fields.
    """

    holds: Mapping[str, tuple[int, ...]]
    headings: tuple[str, ...]
    unknown: tuple[str, ...]
    without_place: tuple[str, ...]
    is_exact: bool = False
    custom: tuple[CustomField, ...] = ()

    @property
    def days(self) -> tuple[str, ...]:
        """What of it are days."""
        own = (one.key for one in self.custom if one.type is FieldType.DATE)
        return tuple(one for one in (*DAYS, *own) if one in self.holds)

    @property
    def are_addresses_names(self) -> bool:
        """Whether nothing but addresses tells who the customers are."""
        return not self.holds.keys() & {"name", "first", "last", "company"}

    def heading(self, option: str) -> str:
        """The heading over what an option holds, as the file has it."""
        parts = self.holds.get(option) or next((self.holds[one] for one in NAME_PARTS if one in self.holds), ())
        return self.headings[parts[0]] if parts else option


@dataclass(frozen=True)
class Cell:
    """What a row says of one thing: the words of an option of `/customer add`, and the heading they stand under.

    `is_month`: the words are the first of a month, of which the file names no day.
    """

    option: str
    heading: str
    words: str
    is_month: bool = False


@dataclass(frozen=True)
class Habits:
    """How a file writes: option -> what 03/04 means in its column; the sign before cents. "": it does not tell.

    `is_last_first`: most names are written "Smith, John".
    """

    orders: Mapping[str, DateOrder]
    decimal: str
    is_last_first: bool = False


def read_columns(table: Table, custom: Sequence[CustomField] = (), chosen: Mapping[int, str] | None = None) -> Columns:
    """What the headings say; `chosen`: what somebody says of them instead, by position ("" to leave one out).

    Raises NotUnderstoodError where none holds a name, or one stands there twice.
    """
    found = [_heading(heading, custom) for heading in table.header]
    can_be = {"", *HEADINGS, *(one.key for one in custom)}
    for at, option in (chosen or {}).items():
        if at < len(found) and option in can_be:
            found[at] = Heading(option, is_known=True)
    holds: dict[str, tuple[int, ...]] = {}
    for at, heading in enumerate(found):
        if heading.holds:
            holds[heading.holds] = (*holds.get(heading.holds, ()), at)
    _check_columns(table.header, holds)
    headings = tuple(armed(heading.strip()) or "(a column without a name)" for heading in table.header)
    left = [(name, heading.is_known) for name, heading in zip(headings, found, strict=True) if not heading.holds]
    unknown = tuple(name for name, is_known in left if not is_known)
    is_exact = table.is_exact or plain_heading(ID) in map(plain_heading, table.header)
    others = tuple(name for name, is_known in left if is_known)
    return Columns(holds, headings, unknown, others, is_exact, tuple(custom))


def _heading(heading: str, custom: Sequence[CustomField]) -> Heading:
    """What stands under it: of those that every team has, else a field of this team's own."""
    found = read_heading(armed(heading))
    if found.holds:
        return found
    meant = fold(armed(heading))
    own = next((one.key for one in custom if meant in {fold(one.name), one.key}), "")
    return Heading(own, is_known=True) if own else found


def _check_columns(header: Sequence[str], holds: Mapping[str, Sequence[int]]) -> None:
    """Raises NotUnderstoodError where no column holds a name, or one stands there twice."""
    if not holds.keys() & {"name", "first", "last", "company", "email"}:
        if any("@" in cell or cell.strip().startswith("+") for cell in header):
            raise NotUnderstoodError(
                "The first line is a customer already. Put a line above it that names the columns, like name,email."
            )
        raise NotUnderstoodError(
            "The first line must name the columns, and one of them must be “name”, or first and last name, or company, "
            "or email. "
            f"These are read: {', '.join(sorted(HEADINGS.keys() - {'prefix', 'suffix', 'middle'}))}."
        )
    for one, places in holds.items():
        names = [header[place].strip().casefold() for place in places]
        if one not in SEVERAL and len(set(names)) < len(names):
            raise NotUnderstoodError(f"The column {names[0]} is there twice. Keep one of them.")


def read_row(columns: Columns, row: Row, habits: Habits) -> list[Cell]:
    """What this row says, cell by cell; what says nothing is left out. A company without a person is the customer.

    Where a file has no names at all, the first address is one. Raises NotUnderstoodError for a row with more cells than
    there are columns, without a name, of sums, or of the headings again.
    """
    if any(cell.strip() for cell in row.cells[len(columns.headings) :]):
        raise NotUnderstoodError(
            f"This row has {len(row.cells)} cells, the header {len(columns.headings)}. Quote cells with commas."
        )
    said = {one: words for one, places in columns.holds.items() if (words := _cells(row, places, one, columns))}
    if not columns.is_exact:
        _refuse_no_customer(columns, row, said)
    name = _whole_name(columns, said, habits)
    if columns.are_addresses_names:
        name = next(iter(said.get("email", {}).values()), "")
    cells = [Cell("name", columns.heading("name"), name)]
    if not name and not said.get("company"):
        raise NotUnderstoodError("There is no name. Every customer needs one.", field="name")
    if not name:
        company = next(iter(said.pop("company").values()))
        cells = [Cell("name", columns.heading("company"), company), Cell("kind", "", Kind.COMPANY.value)]
    for one, words in said.items():
        counted = list(words.items()) if one in SEVERAL else list(words.items())[:1]
        cells += [Cell(one, columns.headings[at], typed) for at, typed in counted]
    return cells


def _whole_name(columns: Columns, said: dict[str, dict[int, str]], habits: Habits) -> str:
    """The name, whose parts are taken out of what is said."""
    parts = {part: next(iter(said.pop(part, {}).values()), "") for part in NAME_PARTS}
    if columns.is_exact and parts["name"]:
        return parts["name"]
    name = _name(parts)
    if habits.is_last_first and _LAST_FIRST.fullmatch(name):
        last, first = name.split(",")
        return f"{first.strip()} {last.strip()}"
    return name


def _refuse_no_customer(columns: Columns, row: Row, said: Mapping[str, Mapping[int, str]]) -> None:
    cells = ((at, cell.strip().casefold()) for at, cell in enumerate(row.cells))
    said_at = ((at, cell) for at, cell in cells if cell)
    at, first = next(said_at, (0, ""))
    if at < len(columns.headings) and first == columns.headings[at].casefold():
        headings = [heading.casefold() for heading in columns.headings]
        if all(at < len(headings) and cell == headings[at] for at, cell in said_at):
            raise NotUnderstoodError("This is the line of headings once more, no customer.")
    first = first.rstrip(": ")
    if _SUM.fullmatch(first) and said.keys() <= _SUMMED:
        raise NotUnderstoodError("This is a row of sums, no customer. If somebody is called so, use `/customer add`.")


def read_habits(columns: Columns, rows: Iterable[Row | Note]) -> tuple[Habits, dict[str, str]]:
    """How the file writes days and amounts, where its columns tell: one pass over its rows.

    And by column of days that does not say it a cell with two readings (with dots the day is first everywhere).
    """
    told = {one: Distinct() for one in (*columns.days, "value") if one in columns.holds}
    names = turned = 0
    of_names = columns.holds.get("name", ())
    for row in rows:
        if isinstance(row, Note):
            continue
        for one, seen in told.items():
            for words in list(_cells(row, columns.holds[one], one, columns).values())[:1]:
                seen.add(words)
        for at in of_names[:1]:
            cell = row.cells[at].strip() if at < len(row.cells) else ""
            names += bool(cell)
            turned += "," in cell and bool(_LAST_FIRST.fullmatch(cell))
    found = {one: order_of_column(told[one]) for one in columns.days}
    orders = {one: order for one, order in found.items() if order}
    decimal = "." if columns.is_exact else decimal_sign_of_column(told.get("value", ()))
    is_last_first = not columns.is_exact and turned > 1 and turned * 2 > names
    open_to_doubt = {one: told[one] for one in columns.days if one not in orders}
    examples = {
        one: next((cell for cell in cells if has_two_readings(cell) and "." not in cell), "")
        for one, cells in open_to_doubt.items()
    }
    return Habits(orders, decimal, is_last_first), {one: cell for one, cell in examples.items() if cell}


MOST_DISTINCT = 50_000
"""So many different cells of a column are looked at for how it writes."""


class Distinct:
    """The different cells of a column, in the order in which they came; of endless ones the first."""

    def __init__(self) -> None:
        self._seen: dict[str, None] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._seen)

    def add(self, cell: str) -> None:
        """One more."""
        if len(self._seen) < MOST_DISTINCT:
            self._seen[cell] = None


def _cells(row: Row, places: Sequence[int], option: str, columns: Columns) -> dict[int, str]:
    """Position -> words, of the cells that say something."""
    if columns.is_exact:
        exact = {at: armed(row.cells[at]).strip() for at in places if at < len(row.cells)}
        return {at: cell for at, cell in exact.items() if cell}
    said = {}
    for at in places:
        cell = row.cells[at].strip() if at < len(row.cells) else ""
        if cell[:1] == "'":
            cell = _GUARD.sub("", cell, count=1)
        if option == "tags":
            cell = _OWN_GROUP.sub("", cell)
        if cell and not _says_nothing(cell, option):
            said[at] = cell
    return said


LONGEST_NOTHING = 20
"""No word for nothing is as long."""


def _says_nothing(cell: str, option: str) -> bool:
    if len(cell) > LONGEST_NOTHING and cell[0].isalpha():
        return False
    plain = cell.casefold()
    if option in DAYS and (_ZEROS.fullmatch(plain) or re.split(r"[t\s]", plain, maxsplit=1)[0] in _NO_DAY):
        return True
    if option in PEOPLE and plain in _NOBODY:
        return True
    if option == "phone" and _ZEROS.fullmatch(plain):
        return True
    if option in NAME_PARTS:
        return plain in _NO_NAME or not any(map(str.isalnum, plain))
    return plain in _EMPTY or not any(map(str.isalnum, plain))


def _name(parts: Mapping[str, str]) -> str:
    """The whole name: as it stands, else from its parts."""
    whole, first, last = parts["name"], parts["first"], parts["last"]
    given = first or last
    if (
        whole and not (first and last) and given and not _has(whole, given)
    ):  # "Vorname" and "Name", "Name" and "Surname"
        return " ".join(filter(None, (first, parts["middle"], whole) if first else (whole, parts["middle"], last)))
    if whole or not given:
        return whole or parts["middle"]
    prefix = parts["prefix"] if _TITLE.fullmatch(parts["prefix"]) else ""
    return " ".join(filter(None, (prefix, first, parts["middle"], last, parts["suffix"])))


def _has(whole: str, part: str) -> bool:
    return f" {part.casefold()} " in f" {whole.casefold()} "
