"""Request keys: a request that comes twice has one effect, and its second answer equals the first.

Slack retries events, and people click twice. The key is kept in the transaction of the effect (bot/use_cases/once.py),
which does not look for it first: PostgreSQL takes two that looked at the same page of an index, and then write there,
for a collision, and the keys of one moment stand on one page.
"""

import json
from datetime import datetime
from typing import Any

from bot.domain.errors import RepeatedError
from storage.database import UnitOfWork
from storage.instants import instant_text


def answer_to(uow: UnitOfWork, key: str) -> dict[str, Any] | None:
    """The answer that this request was given, or None when it is new."""
    row = uow.row("SELECT answer FROM requests WHERE key = ?", (key,))
    answer: dict[str, Any] | None = json.loads(row["answer"]) if row else None
    return answer


def keep(uow: UnitOfWork, key: str, answer: dict[str, Any], now: datetime) -> None:
    """Remember what this request was answered. Raises RepeatedError where it is remembered already."""
    kept = uow.row(
        "INSERT INTO requests (key, answer, at) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING RETURNING key",
        (key, json.dumps(answer), instant_text(now)),
    )
    if kept is None:
        raise RepeatedError


def note(uow: UnitOfWork, key: str, now: datetime) -> None:
    """Remember that this was done, where it asks for no answer. Nothing happens when it is remembered already."""
    uow.execute(
        "INSERT INTO requests (key, answer, at) VALUES (?, '{}', ?) ON CONFLICT (key) DO NOTHING",
        (key, instant_text(now)),
    )


def any_before(uow: UnitOfWork, moment: datetime) -> bool:
    """Whether there is anything for `forget_before`. Asked every minute."""
    return uow.row("SELECT 1 FROM requests WHERE at < ? LIMIT 1", (instant_text(moment),)) is not None


def forget_before(uow: UnitOfWork, moment: datetime) -> None:
    """Drop what is so old that nobody sends it again (answers hold customers' data)."""
    uow.execute("DELETE FROM requests WHERE at < ?", (instant_text(moment),))
