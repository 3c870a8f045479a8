"""Customers out of Rapport: those of a segment, or all that somebody may take along."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.cadence import tier_cadences
from bot.domain.errors import NotFoundError
from bot.domain.exported import Exported, FileFormat
from bot.domain.message_kinds import MessageKind
from bot.domain.rights import EXPORT, Extent, check_may
from bot.domain.saying import figure, say
from bot.domain.segment import EVERYBODY, Condition, Segment
from bot.use_cases.session import Session
from storage import audit, customers, details, outbox, segments
from storage.conditions import portions

EXPORTED = "customers exported"
"""In the audit log: who took how many along, in which format and of which segment; who they were is not in it."""

MOST = 20_000
"""So many customers go into a file that is made and sent by the bot itself (4 s); more are written at a terminal."""


def exported(session: Session, segment: Segment = EVERYBODY) -> Iterator[Exported]:
    """Each customer of a segment, in the order of their ids; a portion at a time is in memory."""
    tiers = tier_cadences(session.settings)
    for portion in portions(segments.ids(session.uow, segment, session.today, tiers=tiers)):
        found = customers.by_id(session.uow, portion)
        remembered = details.of_customers(session.uow, found)
        yield from (Exported(found[one], tuple(remembered.get(one, ()))) for one in portion if one in found)


class Counted:
    """Customers as they go by: how many there were."""

    def __init__(self, found: Iterable[Exported]) -> None:
        self._found = found
        self.number = 0

    def __iter__(self) -> Iterator[Exported]:
        for one in self._found:
            self.number += 1
            yield one


def note_export(session: Session, form: FileFormat, number: int, segment: Segment = EVERYBODY) -> int:
    """Have the audit log say that so many customers were taken along, and give the entry's id."""
    after = {"format": form.value, "customers": number, "segment": segment.text}
    return session.record(EXPORTED, ("workspace", 0), None, after=after)


@dataclass(frozen=True)
class Wanted:
    """A file that somebody asked for: how many customers it has; `is_own`: only theirs, as they may have no others."""

    number: int
    form: FileFormat
    is_own: bool


def ask_for_file(session: Session, form: FileFormat, segment: Segment) -> Wanted:
    """Have a file written and sent to the one who asks, and to nobody else.

    Raises NotAllowedError, and NotFoundError where nobody is in the segment, or too many are.
    """
    check_may(session.actor, EXPORT, session.settings.admins_only)
    is_own = session.extent(EXPORT) is Extent.OWN
    if is_own:
        others = segment.without([one for one in segment.conditions if one.kind == "owner"])
        segment = Segment.of(*others.conditions, Condition("owner", session.actor.id))
    segment = segment.seen_by(session.actor.id)
    number = segments.count(session.uow, segment, session.today, tiers=tier_cadences(session.settings))
    if not number:
        raise NotFoundError(
            say(
                "{what}, so there is nothing to export.",
                what=say("None of your customers fits") if is_own else say("No customer fits"),
            )
        )
    if number > MOST:
        raise NotFoundError(
            say(
                "These are {number} customers, and at most {most} go into a file here. An admin can "
                "write all of them at a terminal: `rapport export customers.csv`.",
                number=figure(number),
                most=figure(MOST),
            )
        )
    entry = note_export(session, form, number, segment)
    outbox.put(session.uow, kind=MessageKind.EXPORTED, subject=str(entry), recipient=session.actor.id, now=session.now)
    return Wanted(number, form, is_own)


def asked_for(session: Session, entry_id: int) -> tuple[FileFormat, Segment] | None:
    """The file that an entry of the audit log is about; None where it is not there any more."""
    entry = audit.get(session.uow, entry_id)
    if entry is None or not entry.after or "segment" not in entry.after:
        return None
    return FileFormat(entry.after["format"]), Segment.from_text(entry.after["segment"])
