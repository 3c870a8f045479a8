"""Letters to customers, from their approval to what came of them: an outbox of its own (bot/domain/mails.py).

waiting → sending → sent, refused or failed; → unknown where nobody can tell whether it went out; waiting → stopped.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from sqlite3 import Row

from bot.domain.mail_plan import MailPlan, MailState
from bot.domain.mails import Mail, MailKind
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import instant, instant_text
from storage.sight import IN_SIGHT

SENT_SINCE = "sent since"
"""In place of a reason: of a backup that was brought back, and known to have gone out after it."""

_IS_UNDERWAY = "state IN ('waiting', 'sending', 'unknown')"


def add(uow: UnitOfWork, mail: Mail) -> int:
    """Store a letter that was approved, and give its id."""
    uow.has_mail = True
    return uow.insert(
        "INSERT INTO mails (key, customer_id, followup_id, kind, approved_by, approved_at, address, reply_to, subject,"
        " text, go_at, zone, not_after, next_at, state, attempts, error)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '')",
        (
            *(mail.key, mail.customer_id, mail.followup_id or None, mail.kind, mail.approved_by),
            *(instant_text(mail.approved_at), mail.address, mail.reply_to, mail.subject, mail.text),
            *(instant_text(mail.go_at), mail.zone, instant_text(mail.not_after), instant_text(mail.next_at)),
            mail.state,
        ),
    )


def get(uow: UnitOfWork, mail_id: int) -> Mail | None:
    """One of them."""
    row = uow.row("SELECT * FROM mails WHERE id = ?", (mail_id,))
    return _mail(row) if row else None


def underway_of(uow: UnitOfWork, followup_id: int) -> Mail | None:
    """The letter for a follow-up that is yet to go out, is leaving, or may have left."""
    row = uow.row(f"SELECT * FROM mails WHERE followup_id = ? AND {_IS_UNDERWAY}", (followup_id,))  # noqa: S608  # ours
    return _mail(row) if row else None


def last_of(uow: UnitOfWork, followup_id: int) -> Mail | None:
    """The last letter for a follow-up, whatever came of it."""
    row = uow.row("SELECT * FROM mails WHERE followup_id = ? ORDER BY id DESC LIMIT 1", (followup_id,))
    return _mail(row) if row else None


def plans(uow: UnitOfWork, followup_ids: Iterable[int]) -> dict[int, MailPlan]:
    """What is underway for each of these follow-ups."""
    found: dict[int, MailPlan] = {}
    for portion in portions(followup_ids):
        where, ids = one_of("followup_id", portion)
        rows = uow.rows(f"SELECT * FROM mails WHERE {where} AND {_IS_UNDERWAY}", ids)  # noqa: S608  # question marks
        found |= {row["followup_id"]: _mail(row).plan for row in rows}
    return found


def reply_to_of(uow: UnitOfWork, person: str) -> str:
    """Where answers to somebody's last letter went."""
    row = uow.row("SELECT reply_to FROM mails WHERE approved_by = ? ORDER BY id DESC LIMIT 1", (person,))
    return str(row["reply_to"]) if row else ""


def due(uow: UnitOfWork, now: datetime) -> Mail | None:
    """The next letter to send; of who is about to be forgotten none."""
    row = uow.row(
        f"SELECT * FROM mails WHERE state = 'waiting' AND next_at <= ? AND {IN_SIGHT}"  # noqa: S608  # a constant
        " ORDER BY next_at, id LIMIT 1",
        (instant_text(now),),
    )
    return _mail(row) if row else None


def next_moment(uow: UnitOfWork) -> datetime | None:
    """When the next letter is to be sent."""
    row = uow.row(f"SELECT min(next_at) AS at FROM mails WHERE state = 'waiting' AND {IN_SIGHT}")  # noqa: S608  # a constant
    return instant(row["at"]) if row else None


def start(uow: UnitOfWork, mail: Mail, now: datetime) -> bool:
    """Mark it as being sent. False where it is not waiting any more."""
    done = uow.execute(
        "UPDATE mails SET state = 'sending', attempts = attempts + 1, started_at = ?, ending_at = NULL"
        " WHERE id = ? AND state = 'waiting' AND attempts = ?",
        (instant_text(now), mail.id, mail.attempts),
    )
    return done.rowcount == 1


def end(uow: UnitOfWork, mail: Mail, now: datetime) -> bool:
    """Note that its final dot is about to be sent. False where this try is not the present one any more."""
    done = uow.execute(
        "UPDATE mails SET ending_at = ? WHERE id = ? AND state = 'sending' AND attempts = ? AND ending_at IS NULL",
        (instant_text(now), mail.id, mail.attempts),
    )
    return done.rowcount == 1


def put_off(uow: UnitOfWork, mail_id: int, error: str, until: datetime) -> None:
    """It did not go out; it is tried again then."""
    uow.execute(
        "UPDATE mails SET state = 'waiting', error = ?, next_at = ?, ending_at = NULL"
        " WHERE id = ? AND state = 'sending'",
        (error, instant_text(until), mail_id),
    )


def send_again(uow: UnitOfWork, mail_id: int, now: datetime, not_after: datetime) -> bool:
    """What may have gone out is to go out again, under the same key. False where it is not in doubt."""
    uow.has_mail = True
    done = uow.execute(
        "UPDATE mails SET state = 'waiting', error = '', next_at = ?, not_after = ?, ending_at = NULL,"
        " settled_at = NULL WHERE id = ? AND state = 'unknown'",
        (instant_text(now), instant_text(not_after), mail_id),
    )
    return done.rowcount == 1


def settle(
    uow: UnitOfWork, mail_id: int, state: MailState, error: str, now: datetime, touchpoint_id: int | None = None
) -> None:
    """What became of it. What was sent stands in its touchpoint, so its words are not kept here besides."""
    words = ", subject = '', text = ''" if state is MailState.SENT else ""
    uow.execute(
        f"UPDATE mails SET state = ?, error = ?, settled_at = ?, touchpoint_id = ?{words} WHERE id = ?",  # noqa: S608  # ours
        (state, error, instant_text(now), touchpoint_id, mail_id),
    )


def stop(uow: UnitOfWork, mail_id: int, error: str, now: datetime) -> bool:
    """It is not to go out. False where it is not waiting any more."""
    done = uow.execute(
        "UPDATE mails SET state = 'stopped', error = ?, settled_at = ? WHERE id = ? AND state = 'waiting'",
        (error, instant_text(now), mail_id),
    )
    return done.rowcount == 1


def go_on(uow: UnitOfWork, mail_id: int) -> None:
    """What was stopped is to go out after all."""
    uow.has_mail = True
    uow.execute("UPDATE mails SET state = 'waiting', error = '', settled_at = NULL WHERE id = ?", (mail_id,))


def put_off_since(uow: UnitOfWork, since: datetime) -> int:
    """How many were to go out by then, and were put off."""
    row = uow.row(
        f"SELECT count(*) AS n FROM mails WHERE {_IS_UNDERWAY} AND state = 'waiting' AND error != '' AND go_at <= ?",  # noqa: S608  # ours
        (instant_text(since),),
    )
    return int(row["n"]) if row else 0


def interrupted(uow: UnitOfWork) -> list[Mail]:
    """What a sender that is no more was about to hand over."""
    return [_mail(row) for row in uow.rows("SELECT * FROM mails WHERE state = 'sending' ORDER BY id")]


def forget_words_before(uow: UnitOfWork, until: datetime) -> None:
    """Drop what letters say that did not go out and were settled before."""
    uow.execute(
        "UPDATE mails SET subject = '', text = '' WHERE settled_at < ? AND text != '' AND state != 'unknown'",
        (instant_text(until),),
    )


def any_words_before(uow: UnitOfWork, until: datetime) -> bool:
    """Whether there are such."""
    found = uow.row(
        "SELECT 1 FROM mails WHERE settled_at IS NOT NULL AND settled_at < ? AND text != '' AND state != 'unknown'"
        " LIMIT 1",
        (instant_text(until),),
    )
    return found is not None


def settle_unsent(uow: UnitOfWork) -> None:
    """Of a backup that is brought back: nobody knows what has gone out since, so somebody has to say."""
    uow.execute(
        "UPDATE mails SET state = 'unknown', error = 'restored', settled_at = NULL"
        " WHERE state IN ('waiting', 'sending')"
    )


def take_over(uow: UnitOfWork, states: Mapping[str, str], now: datetime) -> None:
    """Of a backup that is brought back: how far each letter was in the file that it replaces, by its key.

    What waited there waits; what was sent, stopped or refused since is so here; of what was on its way nobody knows.
    """
    for row in uow.rows("SELECT id, key FROM mails WHERE state = 'unknown' AND error = 'restored'"):
        match states.get(row["key"]):
            case MailState.WAITING:
                uow.execute("UPDATE mails SET state = 'waiting', error = '' WHERE id = ?", (row["id"],))
            case MailState.SENT:
                uow.execute("UPDATE mails SET error = ? WHERE id = ?", (SENT_SINCE, row["id"]))
            case (MailState.STOPPED | MailState.REFUSED | MailState.FAILED) as state:
                uow.execute(
                    "UPDATE mails SET state = ?, error = 'stopped', settled_at = ? WHERE id = ?",
                    (state, instant_text(now), row["id"]),
                )


def to_see_to(uow: UnitOfWork, until: datetime) -> list[Mail]:
    """Those of a backup that nobody was asked about yet, and what waits and was due by then."""
    rows = uow.rows(
        f"SELECT * FROM mails WHERE {_IS_UNDERWAY} AND"  # noqa: S608  # ours
        f" (state = 'unknown' AND settled_at IS NULL OR state = 'waiting' AND next_at <= ? AND {IN_SIGHT}) ORDER BY id",
        (instant_text(until),),
    )
    return [_mail(row) for row in rows]


# Addresses that took nothing


def mark_refused(uow: UnitOfWork, customer_id: int, address: str, reason: str, now: datetime) -> None:
    """An address of a customer's takes no letters."""
    clear_refused(uow, customer_id, address)
    uow.execute(
        "INSERT INTO refused_addresses (customer_id, address, refused_at, reason) VALUES (?, ?, ?, ?)",
        (customer_id, address, instant_text(now), reason),
    )


def clear_refused(uow: UnitOfWork, customer_id: int, address: str) -> None:
    """It took one after all."""
    uow.execute("DELETE FROM refused_addresses WHERE customer_id = ? AND address = ?", (customer_id, address))


def keep_refused(uow: UnitOfWork, customer_id: int, addresses: Iterable[str]) -> None:
    """Forget what was refused of addresses that are not theirs any more."""
    kept = set(addresses)
    for gone in refused(uow, customer_id).keys() - kept:
        clear_refused(uow, customer_id, gone)


def refused(uow: UnitOfWork, customer_id: int) -> Mapping[str, tuple[datetime, str]]:
    """Address -> when it refused a letter, and why (a code)."""
    rows = uow.rows(
        "SELECT address, refused_at, reason FROM refused_addresses WHERE customer_id = ? ORDER BY id", (customer_id,)
    )
    return {row["address"]: (instant(row["refused_at"]), row["reason"]) for row in rows}


def _mail(row: Row) -> Mail:
    return Mail(
        id=row["id"],
        key=row["key"],
        customer_id=row["customer_id"],
        followup_id=row["followup_id"] or 0,
        kind=MailKind(row["kind"]),
        approved_by=row["approved_by"],
        approved_at=instant(row["approved_at"]),
        address=row["address"],
        reply_to=row["reply_to"],
        subject=row["subject"],
        text=row["text"],
        go_at=instant(row["go_at"]),
        zone=row["zone"],
        not_after=instant(row["not_after"]),
        next_at=instant(row["next_at"]),
        state=MailState(row["state"]),
        attempts=row["attempts"],
        error=row["error"],
        started_at=instant(row["started_at"]),
        ending_at=instant(row["ending_at"]),
        settled_at=instant(row["settled_at"]),
        touchpoint_id=row["touchpoint_id"],
    )
