"""Customers as the text of a file: CSV for spreadsheets (and for Rapport again), JSON with everything, vCard."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from io import StringIO
from typing import Any

from bot.domain.custom_fields import CustomField
from bot.domain.customer_columns import cells, headings, own_id
from bot.domain.exported import Exported, FileFormat
from bot.views.vcard import vcard

MARK = "\ufeff"
"""By which spreadsheets know that a CSV file is UTF-8."""


@dataclass(frozen=True)
class Writing:
    """What a file says beside its customers: their workspace, the team's own fields, when it was written."""

    workspace: str
    at: datetime
    fields: Sequence[CustomField] = field(default=())


def lines_of(form: FileFormat, found: Iterable[Exported], writing: Writing) -> Iterator[str]:
    """The text of a file, piece by piece."""
    return _WRITERS[form](found, writing)


def _csv(found: Iterable[Exported], writing: Writing) -> Iterator[str]:
    yield MARK + _line(headings(writing.fields))
    for one in found:
        yield _line(cells(writing.workspace, one.customer, writing.fields))


def _line(row: Sequence[str]) -> str:
    written = StringIO()
    csv.writer(written).writerow(row)
    return written.getvalue()


def _json(found: Iterable[Exported], writing: Writing) -> Iterator[str]:
    yield f'{{"workspace": {json.dumps(writing.workspace)}, "written_at": "{writing.at.isoformat()}", "customers": ['
    for number, one in enumerate(found):
        yield f"{',' if number else ''}\n{json.dumps(_everything(one, writing), ensure_ascii=False, default=str)}"
    yield "\n]}\n"


def _everything(one: Exported, writing: Writing) -> dict[str, Any]:
    named = {each.id: each.name for each in writing.fields}
    customer = one.customer
    return {
        **asdict(customer),
        "id": own_id(writing.workspace, customer.id),
        "referred_by": own_id(writing.workspace, customer.referred_by) if customer.referred_by else None,
        "custom": {named[field_id]: value for field_id, value in customer.custom if field_id in named},
        "details": [
            {
                "category": each.category,
                "text": each.text,
                "by": each.remembered_by,
                "at": each.remembered_at.isoformat(),
            }
            for each in one.details
        ],
    }


def _vcard(found: Iterable[Exported], writing: Writing) -> Iterator[str]:
    for one in found:
        yield vcard(one, own_id(writing.workspace, one.customer.id))


_WRITERS: dict[FileFormat, Callable[[Iterable[Exported], Writing], Iterator[str]]] = {
    FileFormat.CSV: _csv,
    FileFormat.JSON: _json,
    FileFormat.VCARD: _vcard,
}


def name_of(form: FileFormat, at: datetime, key: str = "") -> str:
    """What the file is called. `key` tells it from every other, and tells nothing of anybody."""
    return "-".join(filter(None, ("customers", f"{at:%Y-%m-%d}", key))) + f".{form}"
