"""Who opened whose card (once a day each), and beside it what the audit log says of exports, access and erasure."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.domain.looks import OPENED, WATCHED, About, Look
from storage.conditions import one_of
from storage.database import UnitOfWork
from storage.instants import day_text, instant, instant_text


def unnoted(uow: UnitOfWork, person: str, customers: Iterable[int], now: datetime) -> list[int]:
    """Those of these customers whose card this person has not opened today (UTC), as far as is noted."""
    wanted = sorted(customers)
    where, parameters = one_of("customer_id", wanted)
    rows = uow.rows(
        f"SELECT customer_id FROM looks WHERE person = ? AND day = ? AND {where}",  # noqa: S608  # question marks
        (person, day_text(now.date()), *parameters),
    )
    noted = {row["customer_id"] for row in rows}
    return [one for one in wanted if one not in noted]


def note(uow: UnitOfWork, person: str, customers: Iterable[int], now: datetime) -> None:
    """This person opened their cards."""
    for customer_id in customers:
        uow.execute(
            "INSERT INTO looks (person, customer_id, day, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (person, customer_id, day_text(now.date()), instant_text(now)),
        )


def latest(uow: UnitOfWork, about: About, limit: int, offset: int = 0) -> list[Look]:
    """The newest first."""
    where, parameters = _of(about, "person")
    done, actions = one_of("action", WATCHED)
    of_audit, more = _of(about, "actor")
    rows = uow.rows(
        "SELECT * FROM (SELECT * FROM (SELECT at, person, ? AS what, customer_id FROM looks"  # noqa: S608  # question marks
        f" WHERE {where} ORDER BY day DESC, at DESC LIMIT ?) AS cards"
        " UNION ALL SELECT * FROM (SELECT at, actor AS person, action AS what, customer_id FROM audit"
        f" WHERE {done} AND {of_audit} ORDER BY id DESC LIMIT ?) AS others) AS looks_and_others"
        " ORDER BY at DESC, customer_id LIMIT ? OFFSET ?",
        (OPENED, *parameters, limit + offset, *actions, *more, limit + offset, limit, offset),
    )
    return [_look(row["at"], row["person"], row["what"], row["customer_id"]) for row in rows]


def every(uow: UnitOfWork) -> Iterator[Look]:
    """All of them, newest first: first the cards that were opened."""
    for row in uow.execute("SELECT at, person, customer_id FROM looks ORDER BY day DESC, at DESC, customer_id"):
        yield _look(row["at"], row["person"], OPENED, row["customer_id"])
    done, actions = one_of("action", WATCHED)
    for row in uow.execute(f"SELECT at, actor, action, customer_id FROM audit WHERE {done} ORDER BY id DESC", actions):  # noqa: S608  # question marks
        yield _look(row["at"], row["actor"], row["action"], row["customer_id"])


def any_before(uow: UnitOfWork, moment: datetime) -> bool:
    """Whether there is anything for `forget_before`. Asked every minute."""
    return uow.row("SELECT 1 FROM looks WHERE day < ? LIMIT 1", (day_text(moment.date()),)) is not None


def forget_before(uow: UnitOfWork, moment: datetime) -> None:
    """Drop what is so old that it is not kept."""
    uow.execute("DELETE FROM looks WHERE day < ?", (day_text(moment.date()),))


def _of(about: About, person: str) -> tuple[str, tuple[object, ...]]:
    if about.customer_id is not None:
        return "customer_id = ?", (about.customer_id,)
    return (f"{person} = ?", (about.person,)) if about.person is not None else ("1 = 1", ())


def _look(at: str, person: str, what: str, customer_id: int | None) -> Look:
    return Look(instant(at), person, what, customer_id)
