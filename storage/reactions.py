"""Reactions: which emoji mean something, and what each reaction of somebody did."""

from datetime import datetime
from sqlite3 import Row

from bot.domain.original import Original
from bot.domain.reactions import Act, Chosen, Heard, Reaction, State
from storage.database import UnitOfWork
from storage.instants import instant, instant_text


def chosen(uow: UnitOfWork) -> dict[str, Act]:
    """Emoji -> what it does, as leads chose."""
    rows = uow.rows("SELECT emoji, act FROM reaction_choices ORDER BY emoji")
    return {row["emoji"]: Act(row["act"]) for row in rows}


def act_of(uow: UnitOfWork, emoji: str) -> Act | None:
    """What one emoji does; None: nothing."""
    row = uow.row("SELECT act FROM reaction_choices WHERE emoji = ?", (emoji,))
    return Act(row["act"]) if row else None


def choose(uow: UnitOfWork, choices: Chosen) -> None:
    """These and no others."""
    uow.execute("DELETE FROM reaction_choices")
    for emoji, act in sorted(choices.items()):
        uow.execute("INSERT INTO reaction_choices (emoji, act) VALUES (?, ?)", (emoji, act))


def find(uow: UnitOfWork, heard: Heard) -> Reaction | None:
    """What is known of this emoji of this person on this message."""
    row = uow.row(
        "SELECT * FROM reactions WHERE channel = ? AND ts = ? AND person = ? AND emoji = ?",
        (heard.channel, heard.ts, heard.person, heard.emoji),
    )
    return _reaction(row) if row else None


def get(uow: UnitOfWork, reaction_id: int) -> Reaction | None:
    """One of them."""
    row = uow.row("SELECT * FROM reactions WHERE id = ?", (reaction_id,))
    return _reaction(row) if row else None


def of_entry(uow: UnitOfWork, entry_id: int) -> Reaction | None:
    """The reaction that did what an audit entry tells."""
    row = uow.row("SELECT * FROM reactions WHERE entry_id = ?", (entry_id,))
    return _reaction(row) if row else None


def is_asked(uow: UnitOfWork, heard: Heard, act: Act) -> bool:
    """Whether this person is asked about this message already, because of another emoji that does the same."""
    row = uow.row(
        "SELECT 1 FROM reactions WHERE channel = ? AND ts = ? AND person = ? AND act = ? AND state = 'asked' LIMIT 1",
        (heard.channel, heard.ts, heard.person, act),
    )
    return row is not None


def was_refused(uow: UnitOfWork, person: str) -> bool:
    """Whether somebody was told before that they may not."""
    return uow.row("SELECT 1 FROM reactions WHERE person = ? AND state = 'refused' LIMIT 1", (person,)) is not None


def keep(uow: UnitOfWork, one: Reaction) -> int:
    """Store it as it is now and give its id."""
    heard, said = one.heard, one.original
    return uow.insert(
        "INSERT INTO reactions (channel, ts, person, emoji, act, heard_at, state, noted_at, entry_id,"
        " customer_id, link, said_by, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (channel, ts, person, emoji) DO UPDATE SET act = excluded.act, heard_at = excluded.heard_at,"
        " state = excluded.state, noted_at = excluded.noted_at, entry_id = excluded.entry_id,"
        " customer_id = excluded.customer_id, link = excluded.link, said_by = excluded.said_by, text = excluded.text",
        (
            *(heard.channel, heard.ts, heard.person, heard.emoji, one.act, heard.at, one.state),
            *(instant_text(one.noted_at), one.entry_id, one.customer_id, said.link, said.said_by, said.text),
        ),
    )


def asked_before(uow: UnitOfWork, moment: datetime) -> list[Reaction]:
    """Those whose card nobody has answered since. Asked every minute."""
    rows = uow.rows("SELECT * FROM reactions WHERE state = 'asked' AND noted_at < ?", (instant_text(moment),))
    return [_reaction(row) for row in rows]


def _reaction(row: Row) -> Reaction:
    return Reaction(
        Heard(row["channel"], row["ts"], row["person"], row["emoji"], row["heard_at"]),
        Act(row["act"]),
        state=State(row["state"]),
        noted_at=instant(row["noted_at"]),
        entry_id=row["entry_id"],
        customer_id=row["customer_id"],
        original=Original(row["link"], row["said_by"], row["text"]),
        id=row["id"],
    )
