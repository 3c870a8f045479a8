"""Surveys, the tokens by which they are answered, and who is never to be asked again.

A token is kept as its hash, so that nobody who reads the database can answer for a customer. A stop is kept by the
customer and by each of their addresses, as hashes: it holds when they are merged, erased, and brought in once more.
"""

from collections.abc import Collection
from datetime import date, datetime
from sqlite3 import Row

from bot.domain.customers import Customer
from bot.domain.survey import LASTS, Occasion, State, Survey, Way, hash_of
from storage.conditions import EVERYBODY, Condition, house_of, one_of
from storage.database import UnitOfWork
from storage.instants import day_text, instant, instant_text
from storage.sight import IN_SIGHT

_IS_UNDERWAY = "state IN ('waiting', 'asked')"


def add(uow: UnitOfWork, survey: Survey) -> int:
    """Store one and give its id."""
    return uow.insert(
        "INSERT INTO surveys (customer_id, way, occasion, scale, language, asked_by, asked_at, expires_at, state,"
        " about_id, resolution_id, mail_id, sent_at, has_words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (
            *(survey.customer_id, survey.way, survey.occasion, survey.scale, survey.language, survey.asked_by),
            *(instant_text(survey.asked_at), instant_text(survey.expires_at), survey.state),
            *(survey.about or None, survey.resolution or None, survey.mail or None, instant_text(survey.sent_at)),
        ),
    )


def update(uow: UnitOfWork, survey: Survey) -> None:
    """How it stands now."""
    uow.execute(
        "UPDATE surveys SET state = ?, expires_at = ?, mail_id = ?, sent_at = ?, answer = ?, answered_at = ?,"
        " has_words = ?, touchpoint_id = ?, reopened = ? WHERE id = ?",
        (
            *(survey.state, instant_text(survey.expires_at), survey.mail or None, instant_text(survey.sent_at)),
            *(survey.answer, instant_text(survey.answered_at), int(survey.has_words)),
            *(survey.touchpoint or None, survey.reopened or None, survey.id),
        ),
    )


def get(uow: UnitOfWork, survey_id: int) -> Survey | None:
    """One of them; of who is about to be forgotten none."""
    row = uow.row(f"SELECT * FROM surveys WHERE id = ? AND {IN_SIGHT}", (survey_id,))  # noqa: S608  # a constant
    return _survey(row) if row else None


def of_mail(uow: UnitOfWork, mail_id: int) -> Survey | None:
    """The survey that goes out by this letter."""
    row = uow.row("SELECT * FROM surveys WHERE mail_id = ?", (mail_id,))
    return _survey(row) if row else None


def of_resolution(uow: UnitOfWork, resolution_id: int) -> Survey | None:
    """The survey about how a complaint was put right."""
    row = uow.row("SELECT * FROM surveys WHERE resolution_id = ?", (resolution_id,))
    return _survey(row) if row else None


def of_customer(uow: UnitOfWork, customer_id: int, limit: int) -> list[Survey]:
    """A customer's, the latest first."""
    rows = uow.rows("SELECT * FROM surveys WHERE customer_id = ? ORDER BY id DESC LIMIT ?", (customer_id, limit))
    return [_survey(row) for row in rows]


def last_of(uow: UnitOfWork, customer_id: int) -> Survey | None:
    """The last by which a customer was asked, or is about to be."""
    row = uow.row(
        "SELECT * FROM surveys WHERE customer_id = ? AND state NOT IN ('withdrawn', 'failed') ORDER BY id DESC LIMIT 1",
        (customer_id,),
    )
    return _survey(row) if row else None


def of_touchpoint(uow: UnitOfWork, touchpoint_id: int) -> Survey | None:
    """The survey whose answer this touchpoint is."""
    row = uow.row("SELECT * FROM surveys WHERE touchpoint_id = ?", (touchpoint_id,))
    return _survey(row) if row else None


def last_asked(uow: UnitOfWork, customer_id: int) -> datetime | None:
    """When a customer was asked last, or is about to be."""
    row = uow.row(
        "SELECT max(COALESCE(sent_at, asked_at)) AS at FROM surveys WHERE customer_id = ?"
        " AND state NOT IN ('withdrawn', 'failed')",
        (customer_id,),
    )
    return instant(row["at"]) if row else None


def house_asked_at(uow: UnitOfWork, customer: Customer, since: datetime, *, is_out: bool = False) -> datetime | None:
    """When a letter asked somebody else of the customer's company last, or is about to; None: nobody since then.

    `is_out`: only one that has left.
    """
    states = "('asked', 'answered', 'expired')" if is_out else "('waiting', 'asked', 'answered', 'expired')"
    row = uow.row(
        "SELECT max(COALESCE(s.sent_at, s.asked_at)) AS at FROM surveys AS s"  # noqa: S608  # ours
        " JOIN customers AS h ON h.id = s.customer_id"
        " WHERE s.asked_at > ? AND COALESCE(s.sent_at, s.asked_at) > ? AND s.way IN ('mail', 'reply')"
        f" AND h.id != ? AND s.state IN {states} AND {house_of('h')} != ''"
        f" AND {house_of('h')} = (SELECT {house_of('c')} FROM customers AS c WHERE c.id = ?)",
        (instant_text(since - LASTS), instant_text(since), customer.id, customer.id),
    )
    return instant(row["at"]) if row else None


def has_gone_out(uow: UnitOfWork, customer_id: int, since: datetime) -> bool:
    """Whether a question has reached a customer since then, as far as is known."""
    row = uow.row(
        "SELECT 1 FROM surveys WHERE customer_id = ? AND state IN ('asked', 'answered', 'expired')"
        " AND COALESCE(sent_at, asked_at) > ? LIMIT 1",
        (customer_id, instant_text(since)),
    )
    return row is not None


def expired(uow: UnitOfWork, now: datetime) -> list[Survey]:
    """Those that nobody answered in time."""
    rows = uow.rows(
        f"SELECT * FROM surveys WHERE {_IS_UNDERWAY} AND expires_at <= ? ORDER BY id",  # noqa: S608  # ours
        (instant_text(now),),
    )
    return [_survey(row) for row in rows]


def to_note(uow: UnitOfWork, persons: Collection[str] | None = None) -> list[Survey]:
    """Those asked by these people (None: anybody) whose answer comes as a reply, to be noted; the oldest first."""
    where, ids = EVERYBODY if persons is None else one_of("asked_by", persons)
    rows = uow.rows(
        f"SELECT * FROM surveys WHERE {where} AND way = 'reply' AND state = 'asked' AND {IN_SIGHT} ORDER BY id",  # noqa: S608  # question marks
        ids,
    )
    return [_survey(row) for row in rows]


def forget_before(uow: UnitOfWork, before: datetime, limit: int) -> None:
    """Some of those that are over and were asked longer ago go, with their links; who said stop stays."""
    rows = uow.rows(
        f"SELECT id FROM surveys WHERE asked_at < ? AND NOT ({_IS_UNDERWAY}) AND {IN_SIGHT} ORDER BY asked_at LIMIT ?",  # noqa: S608  # ours
        (instant_text(before), limit),
    )
    ids = [row["id"] for row in rows]
    for table, column in (("survey_tokens", "survey_id"), ("surveys", "id")):
        where, parameters = one_of(column, ids)
        uow.execute(f"DELETE FROM {table} WHERE {where}", parameters)  # noqa: S608  # ours


def counted(uow: UnitOfWork, since: datetime) -> dict[State, int]:
    """How many that were asked since stand how."""
    rows = uow.rows(
        "SELECT state, count(*) AS n FROM surveys WHERE asked_at >= ? GROUP BY state", (instant_text(since),)
    )
    return {State(row["state"]): row["n"] for row in rows}


def not_asked_about(
    uow: UnitOfWork, channels: Collection[str], kind: str, days: tuple[date, date], touchpoint_id: int = 0
) -> list[int]:
    """Contacts of these days by these channels, of which nobody was asked, nor is noted why (a `kind` of the ledger).

    `touchpoint_id`: only this one, 0 for all. What came in by itself is none.
    """
    where, parameters = one_of("channel", channels)
    rows = uow.rows(
        "SELECT id FROM touchpoints WHERE kind = 'touchpoint' AND undone_at IS NULL AND happened_on >= ?"  # noqa: S608  # question marks
        f" AND happened_on <= ? AND {where} AND source NOT IN ('import', 'watched channel', 'survey', 'mail')"
        f" AND (? = 0 OR id = ?) AND {IN_SIGHT}"
        " AND NOT EXISTS (SELECT 1 FROM surveys AS s WHERE s.about_id = touchpoints.id)"
        " AND NOT EXISTS (SELECT 1 FROM ledger AS l WHERE l.kind = ? AND l.subject = CAST(touchpoints.id AS TEXT))",
        (day_text(days[0]), day_text(days[1]), *parameters, touchpoint_id, touchpoint_id, kind),
    )
    return [row["id"] for row in rows]


def next_to_leave(uow: UnitOfWork) -> datetime | None:
    """When the next letter of theirs goes out."""
    row = uow.row(
        f"SELECT min(next_at) AS at FROM mails WHERE kind = 'survey' AND state = 'waiting' AND {IN_SIGHT}"  # noqa: S608  # a constant
    )
    return instant(row["at"]) if row else None


# Tokens


def add_token(uow: UnitOfWork, survey_id: int, token: str) -> None:
    """A link by which it can be answered, besides those there are."""
    uow.execute("INSERT INTO survey_tokens (hash, survey_id) VALUES (?, ?)", (hash_of(token), survey_id))


def of_token(uow: UnitOfWork, token: str) -> Survey | None:
    """The survey behind a link; of who is about to be forgotten none."""
    row = uow.row("SELECT survey_id FROM survey_tokens WHERE hash = ?", (hash_of(token),))
    return get(uow, row["survey_id"]) if row else None


# Who said stop


def stop(uow: UnitOfWork, customer: Customer, now: datetime, noted_by: str | None = None) -> None:
    """They are never asked again, wherever their addresses come up. `noted_by`: who of the team noted it, if any."""
    for address in ("", *map(hash_of, customer.emails)):
        uow.execute(
            "INSERT INTO survey_stops (customer_id, address, stopped_at, noted_by) VALUES (?, ?, ?, ?)",
            (customer.id, address, instant_text(now), noted_by),
        )


def lift_stop(uow: UnitOfWork, customer: Customer) -> None:
    """What somebody of the team noted holds no more; what a customer said by their link stays."""
    where, parameters = _theirs(customer)
    uow.execute(f"DELETE FROM survey_stops WHERE noted_by IS NOT NULL AND ({where})", parameters)  # noqa: S608  # ours


def has_stopped(uow: UnitOfWork, customer: Customer) -> bool:
    """Whether they, or whoever had one of their addresses, said so."""
    return bool(stops(uow, customer))


def stops(uow: UnitOfWork, customer: Customer) -> list[str | None]:
    """Who noted each time that they, or whoever had one of their addresses, said so; None: they themselves."""
    where, parameters = _theirs(customer)
    rows = uow.rows(f"SELECT DISTINCT noted_by FROM survey_stops WHERE {where}", parameters)  # noqa: S608  # ours
    return [row["noted_by"] for row in rows]


def _theirs(customer: Customer) -> Condition:
    where, hashes = one_of("address", list(map(hash_of, customer.emails)))
    return f"(customer_id = ? OR {where})", (customer.id, *hashes)


def _survey(row: Row) -> Survey:
    return Survey(
        id=row["id"],
        customer_id=row["customer_id"],
        way=Way(row["way"]),
        occasion=Occasion(row["occasion"]),
        scale="nps" if row["scale"] == "nps" else "csat",
        language=row["language"],
        asked_by=row["asked_by"],
        asked_at=instant(row["asked_at"]),
        expires_at=instant(row["expires_at"]),
        state=State(row["state"]),
        about=row["about_id"] or 0,
        resolution=row["resolution_id"] or 0,
        mail=row["mail_id"] or 0,
        sent_at=instant(row["sent_at"]),
        answer=row["answer"],
        answered_at=instant(row["answered_at"]),
        has_words=bool(row["has_words"]),
        touchpoint=row["touchpoint_id"] or 0,
        reopened=row["reopened"] or 0,
    )
