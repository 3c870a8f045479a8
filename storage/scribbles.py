"""What people wrote to Rapport in plain words, until they have said what is to become of it.

After that only ids stay, so that what the answer in their direct message shows can be erased with its customer.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Row

from bot.domain.scribbled import Place, Scribbled, State, Written
from storage.database import UnitOfWork
from storage.instants import instant, instant_text


def add(uow: UnitOfWork, place: Place, written: Written, now: datetime) -> int | None:
    """Keep one thing of a message and give its id; None where it is kept already, because Slack told of it twice."""
    row = uow.row(
        "INSERT INTO scribbles (person, channel, ts, thread, part, raw, sort, command, line, customers, customer_id,"
        " state, kept_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)"
        " ON CONFLICT (channel, ts, part) DO NOTHING RETURNING id",
        (
            *(place.person, place.channel, place.ts, place.thread, written.part, written.raw, written.sort),
            *(written.command, written.line, json.dumps(written.customers), written.customer, instant_text(now)),
        ),
    )
    return int(row["id"]) if row else None


def get(uow: UnitOfWork, scribble_id: int) -> Scribbled | None:
    """One of them."""
    row = uow.row("SELECT * FROM scribbles WHERE id = ?", (scribble_id,))
    return _scribbled(row) if row else None


def of_message(uow: UnitOfWork, channel: str, ts: str) -> list[Scribbled]:
    """All of one message, in their order."""
    rows = uow.rows("SELECT * FROM scribbles WHERE channel = ? AND ts = ? ORDER BY part", (channel, ts))
    return [_scribbled(row) for row in rows]


def change(uow: UnitOfWork, scribble_id: int, written: Written) -> None:
    """It is understood otherwise: the message was edited, or its writer said what is meant."""
    uow.execute(
        "UPDATE scribbles SET raw = ?, sort = ?, command = ?, line = ?, customers = ?, customer_id = ? WHERE id = ?",
        (
            *(written.raw, written.sort, written.command, written.line, json.dumps(written.customers)),
            *(written.customer, scribble_id),
        ),
    )


def end(uow: UnitOfWork, scribble_id: int, state: State, customer_id: int | None = None) -> None:
    """It is finished: the words go, whose they were stays."""
    uow.execute(
        "UPDATE scribbles SET state = ?, raw = '', line = '', customers = '[]',"
        " customer_id = COALESCE(?, customer_id) WHERE id = ?",
        (state, customer_id, scribble_id),
    )


def open_before(uow: UnitOfWork, moment: datetime) -> Sequence[int]:
    """Those that nobody finished since. Asked every minute."""
    rows = uow.rows("SELECT id FROM scribbles WHERE state = 'open' AND kept_at < ?", (instant_text(moment),))
    return [row["id"] for row in rows]


def unclear(uow: UnitOfWork) -> list[int]:
    """Those that stand yet and may be about several customers."""
    return [row["id"] for row in uow.rows("SELECT id FROM scribbles WHERE state = 'open' AND customer_id IS NULL")]


def _scribbled(row: Row) -> Scribbled:
    written = Written(
        *(row["part"], row["raw"], row["sort"], row["command"], row["line"]),
        tuple(json.loads(row["customers"])),
        row["customer_id"],
    )
    place = Place(row["person"], row["channel"], row["ts"], row["thread"])
    return Scribbled(row["id"], place, written, State(row["state"]), instant(row["kept_at"]))
