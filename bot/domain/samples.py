"""Samples of what settings are about: which there are, and somebody made up for them."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.alert import Alert
from bot.domain.caretaker import Caretaker
from bot.domain.channel import Severity
from bot.domain.customers import Customer, Tier
from bot.domain.digest import Digest
from bot.domain.followups import FollowUp, FollowUpItem, FollowUpKind
from bot.domain.mood import Mood
from bot.domain.reader import Reader
from bot.domain.saying import later, say
from bot.domain.templates import Occasion
from bot.domain.touchpoints import Touchpoint, TouchpointKind
from bot.domain.week import AtRisk, Risk, Week


@dataclass(frozen=True)
class Sample:
    """One that can be sent: its key, the group of settings that it belongs to, and what stands on its button."""

    key: str
    group: str
    label: str


SAMPLES = (
    Sample("digest", "digest", later("Send me a sample")),
    Sample("alert", "alerts", later("Send me a sample alert")),
    Sample("escalation", "alerts", later("Send me a sample reminder")),
    Sample("week", "people", later("Send me a sample of a lead's week")),
    Sample("birthday", "notes", later("Send me sample wishes")),
    Sample("thanks", "notes", later("Send me sample thanks")),
)

OF_NOTES = {"birthday": Occasion.BIRTHDAY, "thanks": Occasion.PRAISE}
"""Samples of a note in the team's own wording -> what it is for."""

NAMES = ("Sam Sample", "Kim Sample", "Alex Sample")
"""Of nobody."""

NOBODY = Customer(0, NAMES[0], company="Example & Sons", tier=Tier.GOLD)


def sample_alert(reader: Reader) -> Alert:
    """A complaint of today that nobody has claimed."""
    words = say("My order never arrived, and this is the second time. I am really disappointed.")
    mood = Mood(-0.7, "negative", (say("never arrived"), say("really disappointed")))
    who, now = reader.person, reader.now
    touch = Touchpoint(
        *(0, TouchpointKind.COMPLAINT, 0, reader.today, "phone", words, mood, who, now, "form"), severity=Severity.HIGH
    )
    return Alert(sample_complaint(reader).followup, touch, NOBODY, Caretaker(None), 1, None, None, reader)


def sample_complaint(reader: Reader) -> FollowUpItem:
    """What is to be done about it, in two hours."""
    return _item(reader, FollowUpKind.COMPLAINT, say("order never arrived"), has_deadline=True)


def sample_overdue(reader: Reader) -> FollowUpItem:
    """The same, ten minutes after its deadline."""
    item = sample_complaint(reader)
    return replace(item, followup=replace(item.followup, deadline=reader.now - timedelta(minutes=10)))


def sample_day(reader: Reader) -> Digest:
    """A day with something of each urgency."""
    items = (
        sample_complaint(reader),
        _item(reader, FollowUpKind.CALLBACK, say("call back about the invoice"), days=-2),
        _item(reader, FollowUpKind.THANK_YOU, say("thank them for the recommendation")),
    )
    mine = [
        FollowUpItem(
            replace(item.followup, id=number, customer_id=number, assignee=reader.person, assigned_at=reader.now),
            replace(NOBODY, id=number, name=name),
        )
        for number, (item, name) in enumerate(zip(items, NAMES, strict=True), 1)
    ]
    return Digest(reader.today, mine)


def sample_week(reader: Reader) -> Week:
    """One that begins with something in each part."""
    others = [replace(NOBODY, id=number, name=name) for number, name in enumerate(NAMES[1:], 1)]
    at_risk = {Risk.MAY_LEAVE: AtRisk(0, ()), Risk.QUIET: AtRisk(2, others), Risk.UNHAPPY: AtRisk(1, [NOBODY])}
    birthdays = [(reader.today + timedelta(days=2), NOBODY)]
    return Week(reader.today, 2, {reader.person: 3}, 1, at_risk, birthdays, [])


def _item(reader: Reader, kind: FollowUpKind, title: str, *, days: int = 0, has_deadline: bool = False) -> FollowUpItem:
    deadline = reader.now + timedelta(hours=2) if has_deadline else None
    due = reader.today + timedelta(days=days)
    severity = Severity.HIGH if has_deadline else None
    made = FollowUp(0, 0, kind, title, due, reader.person, reader.now, deadline=deadline, severity=severity)
    return FollowUpItem(made, NOBODY)
