"""The cells of a customer file that say something; what is written where nothing is known does not."""

import re
from collections.abc import Sequence

from bot.domain.customer_columns import armed
from bot.reading.import_headings import NAME_PARTS

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


def said_in(cells: Sequence[str], places: Sequence[int], option: str, *, is_exact: bool) -> dict[int, str]:
    """Position -> words, of the cells of a row that say something. `is_exact`: a program wrote them."""
    if is_exact:
        exact = {at: armed(cells[at]).strip() for at in places if at < len(cells)}
        return {at: cell for at, cell in exact.items() if cell}
    said = {}
    for at in places:
        cell = cells[at].strip() if at < len(cells) else ""
        if cell[:1] == "'":
            cell = _GUARD.sub("", cell, count=1)
        if option == "tags":
            cell = _OWN_GROUP.sub("", cell)
        if cell and not _says_nothing(cell, option):
            said[at] = cell
    return said


LONGEST_NOTHING = 20
"""No word for nothing is as long."""


def _is_no_day(plain: str) -> bool:
    is_old = "1900" in plain or "1899" in plain or "jan-00" in plain  # as each of them
    return is_old and re.split(r"[t\s]", plain, maxsplit=1)[0] in _NO_DAY


def _says_nothing(cell: str, option: str) -> bool:
    if cell[0].isalnum() and (
        (len(cell) > LONGEST_NOTHING and cell[0].isalpha()) or (option == "email" and "@" in cell)
    ):
        return False
    plain = cell.casefold()
    if option in DAYS and (_ZEROS.fullmatch(plain) or _is_no_day(plain)):
        return True
    if option in PEOPLE and plain in _NOBODY:
        return True
    if option == "phone" and _ZEROS.fullmatch(plain):
        return True
    if option in NAME_PARTS:
        return plain in _NO_NAME or not any(map(str.isalnum, plain))
    return plain in _EMPTY or not any(map(str.isalnum, plain))
