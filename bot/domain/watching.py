"""Watched channels: whose messages there count as customers' words, and when there are too many at once.

A message counts where it is from whom the lead chose: people, apps (a form, a mail bridge, a feed of reviews), or both.
What people answer in a thread is the team's own talk, unless somebody of another organisation says it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import WorkingHours
from bot.domain.customers import Customer
from bot.domain.folding import fold
from bot.domain.mood import Mood
from bot.domain.problems import Problem
from bot.domain.saying import later, say
from bot.domain.slack_channel import Trouble


class Whose(StrEnum):
    """Whose messages count."""

    BOTH = "both"
    PEOPLE = "people"
    APPS = "apps"


class Keeps(StrEnum):
    """Which messages of a known customer become touchpoints."""

    NEGATIVE = "negative"
    ALL = "all"


class State(StrEnum):
    """What became of a message."""

    CALM = "calm"
    """Nothing is to be done about it, and nothing of its words is kept."""
    LOGGED = "logged"
    """It is a touchpoint."""
    ASKED = "asked"
    """It sounds negative, and somebody is asked whose words it is."""
    HELD = "held"
    """It sounds negative and alarmed nobody: it came with too many others, or is old."""
    DISMISSED = "dismissed"
    """Somebody said that it is nothing to do with a customer, or nothing to do."""


STANDING = (State.ASKED, State.HELD)
"""What somebody is still to decide about; of these alone, where they are no touchpoint, the words are kept."""


@dataclass(frozen=True)
class Watch:
    """A channel that is watched. `via` is the channel of contact its messages came by; `id` is 0 until stored.

    `trouble`: why nothing can be heard there now.
    """

    id: int
    channel: str
    name: str
    whose: Whose
    keeps: Keeps
    set_by: str
    set_at: datetime
    via: str = "other"
    trouble: Trouble = Trouble.NONE
    ended_at: datetime | None = None

    @property
    def is_shared(self) -> bool:
        """Whether others than the team read it: nothing of a customer is asked there."""
        return self.trouble in {Trouble.SHARED, Trouble.OUTSIDERS}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the leads have to mend. That others read there is none: it is watched all the same."""
        why = _DEAF.get(self.trouble)
        name = self.name or self.channel
        return (Problem(f"watch:{self.id}:{self.trouble}", say(why, name=name)),) if why else ()


_DEAF = {
    Trouble.ARCHIVED: later(
        "#{name} is watched and was archived, so nothing is heard there. Unarchive it, or stop watching "
        "it: `/rapport watch list`."
    ),
    Trouble.GONE: later(
        "#{name} is watched and was deleted, or Rapport may no longer see it. Invite Rapport there with "
        "/invite @Rapport, or stop watching it: `/rapport watch list`."
    ),
    Trouble.REMOVED: later(
        "#{name} is watched and Rapport is not in it any more. Invite it there with /invite @Rapport, or "
        "stop watching it: `/rapport watch list`."
    ),
}


@dataclass(frozen=True)
class Posted:
    """A message in Slack as it stands. `text` is in Slack's markup; `author` a person's id, "" of an app.

    `version`: the ts of its last edit, its own where there was none. `thread_ts`: the message it replies to, if any.
    """

    channel: str
    ts: str
    version: str
    text: str
    author: str
    is_app: bool = False
    thread_ts: str = ""

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread."""
        return bool(self.thread_ts) and self.thread_ts != self.ts


@dataclass(frozen=True)
class Heard:
    """A message with its words as plain text and how they sound; `link` leads to it, `at` is when it was written."""

    posted: Posted
    text: str
    mood: Mood
    link: str
    at: datetime


@dataclass(frozen=True)
class Watched:
    """What became of a message. `text` and `mood` stand here only while it is asked whose they are (STANDING).

    `negative_at`: when it was first heard as negative; `backfill_id`: the backfill that found it; `decided_by`: who
    said whose words it is, or that there is nothing to do.
    """

    id: int
    watch_id: int
    channel: str
    ts: str
    version: str
    state: State
    thread_ts: str = ""
    text: str = ""
    mood: Mood | None = None
    link: str = ""
    touchpoint_id: int | None = None
    backfill_id: int | None = None
    negative_at: datetime | None = None
    deleted_at: datetime | None = None
    decided_by: str | None = None


def counts(posted: Posted, watch: Watch, *, is_of_team: bool) -> bool:
    """Whether a message may be a customer's words. `is_of_team`: whoever wrote it is of the team."""
    if posted.is_app:
        return watch.whose is not Whose.PEOPLE
    if watch.whose is Whose.APPS:
        return False
    return not (posted.is_reply and is_of_team)


_SHORT_WORDS = """
ok okay k thanks thank you thx ty cheers great nice cool good perfect done yes yep yeah no nope sure noted got it will
do hi hello hey morning bye lol haha wow sorry please welcome np
"""
_SHORT = frozenset(_SHORT_WORDS.split())
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_EMOJI = re.compile(r":[a-z0-9_+'-]+:")
_FEW = 4


def is_noise(text: str) -> bool:
    """Whether a text is no customer's words, whatever its mood: "ok", "thanks!", a row of emoji."""
    said = _WORD.findall(fold(_EMOJI.sub(" ", text)))
    return len(said) < _FEW and set(said) <= _SHORT


FLOOD, FLOOD_OVER, FLOOD_WINDOW = 10, 5, timedelta(minutes=10)
"""From more than ten alarms in ten minutes on there are more than one can work through, until fewer than five come in
ten minutes: the measure of process plants for an alarm flood (ANSI/ISA-18.2-2016 and EEMUA 191, for one operator)."""


def floods(recent: int) -> bool:
    """Whether one more alarm is too many, after so many in FLOOD_WINDOW."""
    return recent >= FLOOD


def is_flood_over(recent: int) -> bool:
    """Whether a flood is over, by how many negative messages came in FLOOD_WINDOW."""
    return recent < FLOOD_OVER


FRESH_DAYS = 2
"""What a backfill finds of so many working days, today among them, alarms as if it came now; what is older waits in a
list: somebody who complained last week has been answered, or is not helped by an alarm in the night."""


def fresh_since(today: date, hours: WorkingHours) -> date:
    """The first day whose messages still alarm."""
    found = today
    for _ in range(FRESH_DAYS - (1 if hours.is_working_day(today) else 0)):
        found = hours.next_working_day(found, step=-1)
    return found


ORIGINAL_DELETED, ORIGINAL_CALM = "original deleted", "original calm"
"""Why a follow-up was withdrawn by itself: the outcome that is kept with it."""


@dataclass(frozen=True)
class Held:
    """A message that waits in a list: what it says, how it sounds, and of whom it is where that is known."""

    message: Watched
    text: str
    mood: Mood
    customer: Customer | None


def worst_first(held: Iterable[Held]) -> list[Held]:
    """By how negative they sound; of those alike known customers' first, then the newest."""
    return sorted(held, key=lambda one: (one.mood.score or 0.0, one.customer is None, -float(one.message.ts)))
