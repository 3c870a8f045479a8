"""The columns in which customers leave Rapport as a table, and come in again: the one list of them.

What somebody edits in a spreadsheet and imports again must mean the same; so every cell here is read back by
bot/reading/import_rows.py, and `tests/unit/reading/test_round_trip.py` makes the round trip of every field.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.domain.custom_fields import CustomField
from bot.domain.customers import Customer

BETWEEN = " ::: "
"""What stands between several values in one cell: nobody writes it in a name, and address books use it for the same."""

FIELD = " (field)"
"""Behind the name of a team's own field that is also the name of one of these columns."""

ID = "Rapport id"
"""The heading by which a file is known to be one of ours."""

_ACTIVE = re.compile("'*[=+\\-@\t\r\0]")
_DISARMED = re.compile("''*[=+\\-@\t\r\0]")


def disarmed(cell: str) -> str:
    """The cell as no spreadsheet takes it for a formula (CWE-1236, OWASP's "CSV Injection"): with a sign before it."""
    return f"'{cell}" if _ACTIVE.match(cell) else cell


def armed(cell: str) -> str:
    """What was disarmed, as it was."""
    return cell[1:] if _DISARMED.match(cell) else cell


def _yes(said: bool) -> str:  # noqa: FBT001  # the one thing it is about
    return "yes" if said else "no"


def _birthday(customer: Customer) -> str:
    """ISO 8601; "--03-14" where the year is not known, as vCards have it."""
    birthday = customer.birthday
    if birthday is None:
        return ""
    return f"{birthday.year or '-'}-{birthday.month:02}-{birthday.day:02}"


COLUMNS: Mapping[str, tuple[str, Callable[[Customer], str]]] = {
    "Name": ("name", lambda one: one.name),
    "Kind": ("kind", lambda one: one.kind.value),
    "Company": ("company", lambda one: one.company),
    "Aliases": ("aliases", lambda one: BETWEEN.join(one.aliases)),
    "Emails": ("email", lambda one: BETWEEN.join(one.emails)),
    "Phones": ("phone", lambda one: BETWEEN.join(one.phones)),
    "Preferred channel": ("prefers", lambda one: one.channel),
    "Time zone": ("timezone", lambda one: one.timezone),
    "Preferred language": ("language", lambda one: one.language),
    "Birthday": ("birthday", _birthday),
    "Stage": ("stage", lambda one: one.stage.value),
    "Tier": ("tier", lambda one: one.tier.value),
    "Tags": ("tags", lambda one: BETWEEN.join(one.tags)),
    "Owner": ("owner", lambda one: one.owner or ""),
    "Backup owner": ("backup", lambda one: one.backup_owner or ""),
    "Customer since": ("since", lambda one: one.since.isoformat() if one.since else ""),
    "Renewal": ("renewal", lambda one: one.renewal.isoformat() if one.renewal else ""),
    "Value": ("value", lambda one: "" if one.lifetime_value is None else str(one.lifetime_value)),
    "Cadence": ("cadence", lambda one: "" if one.cadence_days is None else str(one.cadence_days)),
    "Birthday wishes": ("wishes", lambda one: _yes(one.wishes_ok)),
    "Email ok": ("email_ok", lambda one: _yes(one.email_ok)),
    "Do not contact": ("do_not_contact", lambda one: _yes(one.do_not_contact)),
    "Lost on": ("lost_on", lambda one: one.lost_on.isoformat() if one.lost_on else ""),
    "Lost reason": ("lost_reason", lambda one: one.lost_reason),
}
"""Heading -> (what an import reads it as, the cell)."""

REFERRED_BY = "Referred by"
"""The heading over the id of who recommended us."""


def own_id(workspace: str, customer_id: int) -> str:
    """A customer's id as a file has it: with the workspace, because elsewhere it is somebody else's."""
    return f"{workspace}-{customer_id}"


def read_own_id(workspace: str, cell: str) -> int | None:
    """The id behind such a cell, in this workspace; None for what is no id of it."""
    found = re.fullmatch(r"([A-Z0-9_]+)-(\d{1,18})", cell.strip().upper())
    return int(found[2]) if found and found[1] == workspace.upper() else None


def is_own_id(cell: str) -> bool:
    """Whether a cell has the form of such an id, of whichever workspace."""
    return bool(re.fullmatch(r"[A-Z0-9_]{2,}-\d{1,18}", cell.strip().upper()))


def heading_of(field: CustomField) -> str:
    """The heading over what customers have in a field of the team's own."""
    names = {name.casefold() for name in (ID, REFERRED_BY, *COLUMNS)}
    return f"{field.name}{FIELD}" if field.name.casefold() in names else field.name


def headings(fields: Iterable[CustomField]) -> list[str]:
    """The first line of the table."""
    return [ID, *COLUMNS, REFERRED_BY, *(disarmed(heading_of(field)) for field in fields)]


def cells(workspace: str, customer: Customer, fields: Sequence[CustomField]) -> list[str]:
    """A customer's line, cell by cell."""
    own = dict(customer.custom)
    referrer = own_id(workspace, customer.referred_by) if customer.referred_by else ""
    said = [written(customer) for _, written in COLUMNS.values()]
    return [
        own_id(workspace, customer.id),
        *map(disarmed, [*said, referrer, *(own.get(field.id, "") for field in fields)]),
    ]
