"""Health: how it stands between a customer and us, by one rule over what is known; docs/health.md has the sources.

Each reason weighs points, which are added; from AMBER points on it is amber, from RED on red. A renewal that is near
makes nobody amber by itself, one open complaint does, and it takes two matters, or one left lying, for red. Of whom too
little is known nothing is said: that nobody complained is no news of somebody to whom nobody has talked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from bot.domain.channel import Severity
from bot.domain.mood_course import MoodPoint
from bot.domain.rating import Rating

AMBER, RED = 25, 50
"""So many points make it amber and red."""

COMPLAINT = {Severity.LOW: 15, Severity.MEDIUM: 25, Severity.HIGH: 40}
"""What an open complaint weighs by its severity. Failures of service are why most customers leave (Keaveney 1995)."""

LYING = ((7, 20), (3, 10))
"""Open so many days or longer, it weighs so much more: what is mended late is mended badly (Tax and others 1998)."""

FURTHER_COMPLAINT, MOST_FURTHER = 15, 30

LEAVING = 50
"""They said they would leave, which is red by itself (emotions in mails: Coussement, Van den Poel 2009)."""
GLAD_AGAIN = 2
"""So many glad contacts since, and what they said is taken back; one is politeness, a bare rating no answer."""

CONTACT_GONE = 25
"""Who spoke for them has left, or leaves (of such accounts half left within a year: Sturdy, told by ChurnZero 2023)."""

NEGATIVE = ((5, 30), (3, 20), (1, 5))
"""What so many negative contacts, or more, among the last TOUCHES weigh: one is a bad day, three a course."""

SILENT = ((3.0, 40), (2.0, 25), (1.0, 10))
"""Silent for more than so many times what is agreed."""
UNUSUAL = ((3.0, 25), (2.0, 10))
"""The same against their own habit (Buckinx, Van den Poel 2005), of which it is usual to have gaps."""
RARER = ((3.0, 20), (2.0, 10))
"""The last LATEST contacts came so many times more slowly than those before: they come less (the same)."""
LATEST, RARER_FROM = 4, 8

FRESH_RATING, LOW_RATING = 25, 15
"""The last rating is low: CSAT 1 or 2, NPS 0 to 6 (Reichheld 2003); while it is fresh, and later."""

OVERDUE, MOST_OVERDUE = 5, 15
BROKEN, MOST_BROKEN = 15, 30
RENEWAL_NEAR, RENEWAL_PASSED = 20, 20
"""Just below amber: by itself nothing, but what is a small matter at other times is none then."""

MOOD_COUNTS = timedelta(days=365)
RATING_COUNTS = timedelta(days=365)
FRESH = timedelta(days=30)
LEAVING_COUNTS = timedelta(days=120)
GONE_COUNTS = timedelta(days=120)
BROKEN_COUNTS = timedelta(days=60)
RENEWS_WITHIN = timedelta(days=60)
PASSED_COUNTS = timedelta(days=90)
"""How far back, or ahead, something counts."""

TOUCHES = 12
"""So many of the last contacts are looked at."""

HABIT_FROM = 4
"""So many contacts tell a habit, where no cadence is agreed: the median time in between, doubled."""
HABIT_COUNTS = timedelta(days=400)
"""Of whom nobody heard for longer than that, the habit of old says nothing of today."""
SHORTEST_HABIT = 14
"""Days. Several contacts within a week are one matter, not a habit of daily calls."""

KNOWN_WITHIN = timedelta(days=180)
KNOWN_FROM = 2
"""With so many contacts in this time, or one within an agreed cadence, or a rating, it is known how it stands."""


class Level(StrEnum):
    """How it stands. UNKNOWN: too little is known to say."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """What a reason is about. `number` and `of` of a Reason mean what is said here."""

    COMPLAINT = "complaint"
    """The weightiest that is open: `number` days, one `of` so many."""
    LEAVING = "leaving"
    """They said that they would leave, `number` days ago."""
    MOOD = "mood"
    """`number` `of` the last contacts sounded negative."""
    GONE = "gone"
    """Their contact has left, `number` days ago, in these `words`."""
    SILENCE = "silence"
    """Silent for `number` days, where `of` are agreed."""
    HABIT = "habit"
    """Silent for `number` days, where `of` would be much already for them."""
    RARER = "rarer"
    """`number` days for the last LATEST contacts, where `of` would be usual for them."""
    RATING = "rating"
    """The last rating was low: `words` has it, `number` days ago."""
    OVERDUE = "overdue"
    """`number` follow-ups are overdue."""
    PROMISE = "promise"
    """`number` promises were broken lately."""
    RENEWAL = "renewal"
    """It renews in `number` days."""
    PASSED = "passed"
    """The renewal passed `number` days ago, and nobody noted what became of it."""


@dataclass(frozen=True)
class Reason:
    """One thing that speaks against their staying, and how many points it weighs. `words`: theirs, or a rating."""

    why: Why
    weight: int
    number: int = 0
    of: int = 0
    words: str = ""


@dataclass(frozen=True)
class Health:
    """How it stands with a customer, and the reasons, the weightiest first."""

    level: Level
    reasons: tuple[Reason, ...] = ()

    @property
    def points(self) -> int:
        """What the reasons weigh together."""
        return sum(one.weight for one in self.reasons)

    @property
    def cause(self) -> Why | None:
        """Why they may leave us: it is red, and they said so (LEAVING) or their renewal is near (RENEWAL, PASSED)."""
        found = [one.why for one in self.reasons if one.why in _CAUSES]
        return min(found, key=_CAUSES.index) if found and self.level is Level.RED else None


_CAUSES = (Why.LEAVING, Why.RENEWAL, Why.PASSED)
"""What makes a churn risk of red (product.md section 7), what tells most first."""

NOTHING_KNOWN = Health(Level.UNKNOWN)


@dataclass(frozen=True)
class OpenComplaint:
    """A complaint that is not put right: since which day, and how bad."""

    since: date
    severity: Severity = Severity.MEDIUM


@dataclass(frozen=True)
class Facts:
    """What is known of a customer. Days are the team's.

    `touched`: the days of the last contacts, at most TOUCHES, the latest first. `moods`: of those of them that have
    one, the oldest first. `rated`: the last rating and its day. `since`: since when they are a customer or were added.
    `left`: the day and words with which they said that they would leave, where nothing said since takes it back.
    `gone`: the same, that their contact left. `glad`: the days of contacts that sounded glad, in words. `overdue`: how
    many follow-ups, complaints left out. `broken`: the days of promises not kept.
    """

    touched: Sequence[date] = ()
    moods: Sequence[MoodPoint] = ()
    complaints: Sequence[OpenComplaint] = ()
    rated: tuple[date, Rating] | None = None
    cadence: int | None = None
    since: date | None = None
    left: tuple[date, str] | None = None
    gone: tuple[date, str] | None = None
    glad: Sequence[date] = ()
    overdue: int = 0
    broken: Sequence[date] = ()
    renewal: date | None = None
    is_lost: bool = False


def health(facts: Facts, today: date) -> Health:
    """How it stands with a customer on a day of the team's. Who has left us has no health any more: UNKNOWN."""
    if facts.is_lost:
        return NOTHING_KNOWN
    found = [reason for reasons in _RULES for reason in reasons(facts, today)]
    reasons = tuple(sorted(found, key=lambda one: -one.weight))
    points = sum(one.weight for one in reasons)
    if points >= AMBER:
        return Health(Level.RED if points >= RED else Level.AMBER, reasons)
    return Health(Level.GREEN if _is_known(facts, today) else Level.UNKNOWN, reasons)


def _is_known(facts: Facts, today: date) -> bool:
    lately = sum(today - on <= KNOWN_WITHIN for on in facts.touched)
    is_rated = facts.rated is not None and today - facts.rated[0] <= RATING_COUNTS
    return lately >= KNOWN_FROM or is_rated or bool(facts.cadence and facts.touched)


def _complaints(facts: Facts, today: date) -> Iterator[Reason]:
    if not facts.complaints:
        return
    weights = [(_weight(one, today), (today - one.since).days) for one in facts.complaints]
    worst, days = max(weights)
    further = min(MOST_FURTHER, FURTHER_COMPLAINT * (len(weights) - 1))
    yield Reason(Why.COMPLAINT, worst + further, max(0, days), len(weights))


def _weight(complaint: OpenComplaint, today: date) -> int:
    days = (today - complaint.since).days
    return COMPLAINT[complaint.severity] + next((more for least, more in LYING if days >= least), 0)


def _leaving(facts: Facts, today: date) -> Iterator[Reason]:
    if facts.left is None:
        return
    on, words = facts.left
    if today - on <= LEAVING_COUNTS and sum(day > on for day in facts.glad) < GLAD_AGAIN:
        yield Reason(Why.LEAVING, LEAVING, max(0, (today - on).days), words=words)


def _gone(facts: Facts, today: date) -> Iterator[Reason]:
    if facts.gone and today - facts.gone[0] <= GONE_COUNTS:
        on, words = facts.gone
        yield Reason(Why.GONE, CONTACT_GONE, max(0, (today - on).days), words=words)


def _mood(facts: Facts, today: date) -> Iterator[Reason]:
    lately = tuple(mood for mood in facts.moods if mood.on and today - mood.on <= MOOD_COUNTS)
    negative = sum(mood.label == "negative" for mood in lately)
    if weight := next((weight for least, weight in NEGATIVE if negative >= least), 0):
        yield Reason(Why.MOOD, weight, negative, len(lately))


def _quiet(facts: Facts, today: date) -> Iterator[Reason]:
    """They come less than they did: what of it weighs most, as all of it is one matter."""
    found = [*_silence(facts, today), *_rarer(facts, today)]
    yield from sorted(found, key=lambda one: -one.weight)[:1]


def _silence(facts: Facts, today: date) -> Iterator[Reason]:
    last = facts.touched[0] if facts.touched else facts.since
    usual = facts.cadence or _habit(facts.touched)
    if last is None or not usual or (not facts.cadence and today - last > HABIT_COUNTS):
        return
    days = (today - last).days
    if weight := next((weight for times, weight in (SILENT if facts.cadence else UNUSUAL) if days > times * usual), 0):
        yield Reason(Why.SILENCE if facts.cadence else Why.HABIT, weight, days, usual)


def _rarer(facts: Facts, today: date) -> Iterator[Reason]:
    days = sorted(set(facts.touched), reverse=True)
    if len(days) < RARER_FROM or today - days[0] > HABIT_COUNTS:
        return
    took, before = (today - days[LATEST - 1]).days, (days[LATEST - 1] - days[-1]).days
    usual = max(SHORTEST_HABIT, round(before / (len(days) - LATEST) * LATEST))
    if weight := next((weight for times, weight in RARER if took > times * usual), 0):
        yield Reason(Why.RARER, weight, took, usual)


def _habit(touched: Sequence[date]) -> int:
    """Silent for more days than this they would be silent for long already; 0: there is no habit yet."""
    days = sorted(set(touched))
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return max(SHORTEST_HABIT, round(2 * median(gaps))) if len(days) >= HABIT_FROM else 0


def _rating(facts: Facts, today: date) -> Iterator[Reason]:
    if facts.rated and facts.rated[1].is_low and today - facts.rated[0] <= RATING_COUNTS:
        on, rating = facts.rated
        yield Reason(
            Why.RATING,
            FRESH_RATING if today - on <= FRESH else LOW_RATING,
            max(0, (today - on).days),
            words=str(rating),
        )


def _left_undone(facts: Facts, today: date) -> Iterator[Reason]:
    if facts.overdue:
        yield Reason(Why.OVERDUE, min(MOST_OVERDUE, OVERDUE * facts.overdue), facts.overdue)
    if broken := sum(today - day <= BROKEN_COUNTS for day in facts.broken):
        yield Reason(Why.PROMISE, min(MOST_BROKEN, BROKEN * broken), broken)


def _renewal(facts: Facts, today: date) -> Iterator[Reason]:
    if facts.renewal is None:
        return
    days = facts.renewal - today
    if timedelta() <= days <= RENEWS_WITHIN:
        yield Reason(Why.RENEWAL, RENEWAL_NEAR, days.days)
    elif timedelta() < -days <= PASSED_COUNTS:
        yield Reason(Why.PASSED, RENEWAL_PASSED, -days.days)


_RULES = (_complaints, _leaving, _gone, _mood, _quiet, _rating, _left_undone, _renewal)
