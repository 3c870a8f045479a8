"""What the columns of a customer file hold, as their headings say, or somebody who chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.custom_fields import CustomField, FieldType
from bot.domain.customer_columns import ID, armed
from bot.domain.errors import NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.saying import say
from bot.reading.csv_file import Table
from bot.reading.empty_cells import DAYS
from bot.reading.import_headings import HEADINGS, NAME_PARTS, SEVERAL, Heading, plain_heading, read_heading


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

    @cached_property
    def days(self) -> tuple[str, ...]:
        """What of it are days."""
        own = (one.key for one in self.custom if one.type is FieldType.DATE)
        return tuple(one for one in (*DAYS, *own) if one in self.holds)

    @cached_property
    def are_addresses_names(self) -> bool:
        """Whether nothing but addresses tells who the customers are."""
        return not self.holds.keys() & {"name", "first", "last", "company"}

    @cached_property
    def has_parts_of_names(self) -> bool:
        """Whether more than whole names tell who the customers are."""
        return any(part in self.holds for part in NAME_PARTS if part != "name")

    def heading(self, option: str) -> str:
        """The heading over what an option holds, as the file has it."""
        parts = self.holds.get(option) or next((self.holds[one] for one in NAME_PARTS if one in self.holds), ())
        return self.headings[parts[0]] if parts else option


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
    headings = tuple(armed(heading.strip()) or say("(a column without a name)") for heading in table.header)
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
                say(
                    "The first line is a customer already. Put a line above it that names the columns, like name,email."
                )
            )
        raise NotUnderstoodError(
            say(
                "The first line must name the columns, and one of them must be “name”, or first and last "
                "name, or company, or email. These are read: {keys}.",
                keys=", ".join(sorted(HEADINGS.keys() - {"prefix", "suffix", "middle"})),
            )
        )
    for one, places in holds.items():
        names = [header[place].strip().casefold() for place in places]
        if one not in SEVERAL and len(set(names)) < len(names):
            raise NotUnderstoodError(say("The column {names} is there twice. Keep one of them.", names=names[0]))
