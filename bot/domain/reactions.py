"""Emoji on a message that mean something to do: which ones leads chose, and what an event about one comes to.

Nothing is meant by any emoji until a lead says so, since people have habits of their own with them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from bot.domain.customers import Candidate, Customer
from bot.domain.errors import ConflictError
from bot.domain.original import UNKNOWN, Original
from bot.domain.saying import later, say


class Act(StrEnum):
    """What a reaction can do: the one table of it. Its value is what the database holds.

    `suggested` is the emoji (by Slack's name) that is proposed for it, `label` and `effect` say what it does.
    """

    suggested: str
    label: str
    effect: str

    def __new__(cls, value: str, suggested: str = "", label: str = "", effect: str = "") -> Self:
        """One row of the table."""
        act = str.__new__(cls, value)
        act._value_, act.suggested, act.label, act.effect = value, suggested, label, effect
        return act

    CLAIM = (
        *("claim", "raising_hand", later("Claim")),
        later("On an alert, or another message of mine about one follow-up: it is yours."),
    )
    DONE = (
        *("done", "white_check_mark", later("Done")),
        later("On such a message: it is done. A complaint asks first what was done."),
    )
    PLAN = (
        *("plan", "pushpin", later("Follow up")),
        later("On any message where I am: I ask you whom it is about, then plan a follow-up."),
    )
    LOG = (
        *("log", "memo", later("Log")),
        later("On any message where I am: I ask you whom it is about, then log it."),
    )


OF_FOLLOW_UPS = frozenset({Act.CLAIM, Act.DONE})
"""Acts on what a message shows; on other messages such an emoji means nothing. The others ask about any message."""

Chosen = Mapping[str, Act]
"""Emoji (Slack's first name for it, or the name of one of the workspace's own, without colons) -> what it does."""


def by_act(chosen: Chosen) -> dict[Act, list[str]]:
    """The emoji of each act, in the order of their names."""
    return {act: sorted(one for one, meant in chosen.items() if meant is act) for act in Act}


def chosen_of(typed: Mapping[Act, Sequence[str]]) -> dict[str, Act]:
    """What was chosen for each act. Raises ConflictError at the field of an emoji that would mean two things."""
    chosen: dict[str, Act] = {}
    for act, names in typed.items():
        for name in names:
            if chosen.setdefault(name, act) is not act:
                raise ConflictError(
                    say(":{name}: stands twice. Please let each emoji mean one thing.", name=name), field=act
                )
    return chosen


class State(StrEnum):
    """What became of a reaction."""

    DONE = "done"
    """It did something, which its audit entry takes back."""
    ASKED = "asked"
    """Whoever reacted is asked whom the message is about."""
    DROPPED = "dropped"
    """It did nothing: they said so, it could not be, or it was taken off before it was known."""
    OVER = "over"
    """Nobody answered in time; the message's words are not kept any more."""
    GONE = "gone"
    """It was taken off, and what it did with it."""
    REFUSED = "refused"
    """Of somebody who may not use Rapport."""


KEPT = timedelta(days=3)
"""So long the words of a message are kept while its card waits: what is marked on a Friday is logged on Monday."""


@dataclass(frozen=True)
class Heard:
    """What Slack tells of one emoji of one person on one message. `at`: its event_ts, `emoji`: with its skin tone."""

    channel: str
    ts: str
    person: str
    emoji: str
    at: str


@dataclass(frozen=True)
class Reaction:
    """What is kept of it: the last that was `heard`, what it was to do and did. `id` is 0 until stored.

    `entry_id` is the audit entry that takes back what it did, `customer_id` whom it is about, where that is known.
    """

    heard: Heard
    act: Act
    state: State
    noted_at: datetime
    entry_id: int | None = None
    customer_id: int | None = None
    original: Original = UNKNOWN
    id: int = 0


def is_news(event_ts: str, known: Reaction | None) -> bool:
    """Whether an event tells of something later than what is known: Slack sends events late, twice, in any order."""
    return known is None or _moment(event_ts) > _moment(known.heard.at)


def _moment(event_ts: str) -> tuple[int, int]:
    """Seconds and microseconds, as Slack counts them ("1360782804.083113")."""
    seconds, _, fraction = event_ts.partition(".")
    return int(seconds or 0), int(fraction.ljust(6, "0")[:6] or 0)


@dataclass(frozen=True)
class Question:
    """Whom a message is about, as whoever reacted to it is asked. `customer`: where that is known or was said.

    `may_be` are those who may be meant.
    """

    reaction: Reaction
    customer: Customer | None
    may_be: tuple[Candidate, ...] = ()
