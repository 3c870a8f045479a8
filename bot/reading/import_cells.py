"""How the cells of a customer file are read: as the options of `/customer add` are, each by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any, NamedTuple

from bot.domain.customer_columns import BETWEEN
from bot.domain.customers import REFUSALS
from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say
from bot.reading.customer_fields import READERS, Fields, Reader
from bot.reading.empty_cells import PEOPLE
from bot.reading.import_columns import Columns
from bot.reading.import_habits import Habits
from bot.reading.import_rows import Cell
from bot.reading.written_dates import first_of_month

Said = tuple[str, str]
"""A heading, and what is to be said of the cell under it."""


LINKS = frozenset({"id", "referred_by"})
"""What names customers by their ids: it is found in the database, not read."""


class Read(NamedTuple):
    """What the cells of a row say: fields of a Customer; cells that cannot be read; and what is to know of others.

    `links`: what names customers, by option. `details`: what is to be remembered.
    """

    fields: dict[str, Any]
    problems: tuple[Said, ...] = ()
    remarks: tuple[Said, ...] = ()
    links: Mapping[str, str] = {}
    details: tuple[str, ...] = ()


MONTHS = frozenset({"since", "renewal"})

REMEMBERED = 10_000
"""So many cells are remembered as they were read: of a million tiers, days and tags few are different."""

SELDOM_SAME = frozenset({"name", "email", "phone"})
"""What hardly any two rows have in common."""

ReadCells = Callable[[Sequence[Cell]], Read]
"""Cells of a row -> what they say."""

CellsReader = Callable[[Habits], ReadCells]
"""How the file writes -> how its cells are read."""

OwnerOf = Callable[[str], str]
"""The id of the person whom a cell names. Raises NotUnderstoodError."""


def cells_reader(reader: Reader, owner_of: OwnerOf, columns: Columns) -> CellsReader:
    """Reads the cells of a row as `reader` would read what somebody types."""

    def reads(habits: Habits) -> ReadCells:
        usual = replace(
            reader,
            orders=habits.orders,
            decimal=habits.decimal or reader.decimal,
            custom=columns.custom,
            is_exact=columns.is_exact,
        )

        def fields_of(option: str, words: str) -> Fields:
            said = owner_of(words) if option in PEOPLE else words
            if option not in READERS:
                return usual.fields({option: said})
            name, read = READERS[option]
            return {name: read(usual, said.strip())}

        remembered = lru_cache(maxsize=REMEMBERED)(fields_of)

        def recalled(option: str, words: str) -> Fields:
            return fields_of(option, words) if option in SELDOM_SAME else remembered(option, words)

        return partial(_read_row, usual, recalled)

    return reads


def _read_row(reader: Reader, fields_of: Callable[[str, str], Fields], cells: Sequence[Cell]) -> Read:
    fields: Fields = {}
    problems, remarks, links, details = [], [], dict[str, str](), list[str]()
    for given in cells:
        cell = _with_whole_day(given) if given.option in MONTHS else given
        if cell.option in LINKS:
            links[cell.option] = cell.words
            continue
        if cell.option == "details":
            details += filter(None, (part.strip() for part in cell.words.split(BETWEEN.strip())))
            continue
        try:
            _add(fields, fields_of(cell.option, cell.words))
        except NotUnderstoodError as error:
            problems.append((cell.heading, error.sentence))
            continue
        if cell.is_month:
            remarks.append((cell.heading, say("Only a month stands here. The first of it was taken.")))
        if cell.option == "value" and reader.amount(cell.words).is_rounded:
            remarks.append((cell.heading, say("This was rounded to whole units.")))
    return Read(fields, tuple(problems), tuple(remarks), links, tuple(details))


def _with_whole_day(cell: Cell) -> Cell:
    """The first of the month where a spreadsheet shows only month and year ("Mar-24")."""
    day = first_of_month(cell.words)
    return cell._replace(words=day, is_month=True) if day else cell


def _add(fields: Fields, more: Fields) -> None:
    """Emails, phones, tags and other names come to those of the cells before; a refusal among them stays one."""
    for name, value in more.items():
        if name not in fields:
            fields[name] = value
            continue
        before = fields[name]
        if isinstance(value, tuple):
            fields[name] = tuple(dict.fromkeys((*before, *value)))
        elif name in REFUSALS and before is REFUSALS[name]:
            continue
        else:
            fields[name] = value
