"""How it stands with customers: counted by the one rule (bot/domain/health.py) from what is known of them."""

from collections.abc import Collection, Iterable
from datetime import date

from bot.domain import cadence, health
from bot.domain.cadence import tier_cadences
from bot.domain.calendar import local_date
from bot.domain.due import is_overdue
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.health import Facts, Health, OpenComplaint
from bot.domain.mood_course import MoodPoint
from bot.domain.promise import broken_days
from bot.domain.reader import Reader
from bot.sentiment import GONE, LEAVING, STAYING, signs
from bot.use_cases.renewal_context import LABEL_SCORES
from bot.use_cases.session import Session
from storage import health_facts
from storage.health_facts import Felt

OWED = (FollowUpKind.CALLBACK, FollowUpKind.RENEWAL, FollowUpKind.SATISFACTION_CHECK, FollowUpKind.OTHER)
"""What can be overdue, with check-ins that a person planned; complaints count by themselves."""


def team_day(session: Session) -> date:
    """The day of the team, by which health is counted."""
    return local_date(session.now, session.working_hours.zone)


def health_of(session: Session, customer_ids: Collection[int]) -> dict[int, Health]:
    """How it stands with each of these customers who are there. Only reads, as much for many as for one."""
    today = team_day(session)
    return {one: health.health(facts, today) for one, facts in facts_of(session, customer_ids).items()}


def facts_of(session: Session, customer_ids: Collection[int]) -> dict[int, Facts]:
    """What the rule goes by for each of these customers who are there."""
    today, tiers = team_day(session), tier_cadences(session.settings)
    records = health_facts.records(session.uow, customer_ids)
    touches = health_facts.touches(session.uow, records, today - health.LEAVING_COUNTS)
    rated = health_facts.last_ratings(session.uow, records, today - health.RATING_COUNTS)
    to_do = health_facts.to_do(session.uow, records, today - health.BROKEN_COUNTS)
    reader = Reader(session.now, session.working_hours)
    facts = {}
    for one, record in records.items():
        theirs, followups = touches.get(one, []), to_do.get(one, [])
        said = [_said(felt) for felt in theirs]
        facts[one] = Facts(
            touched=tuple(felt.on for felt in theirs),
            moods=tuple(point for felt in reversed(theirs) if (point := _mood(felt))),
            complaints=tuple(_complaints(followups, reader.tz)),
            rated=rated.get(one),
            cadence=record.cadence or tiers.get(record.tier),
            since=record.since,
            left=_left(said),
            gone=next(((on, words[GONE]) for on, words in said if GONE in words), None),
            glad=tuple(felt.on for felt in theirs if felt.words and (felt.given or felt.mood.label) == "positive"),
            overdue=sum(_is_owed(followup) and is_overdue(followup, reader) for followup in followups),
            broken=tuple(day for followup in followups for day in broken_days(followup, today, reader.tz)),
            renewal=record.renewal,
            is_lost=record.is_lost,
        )
    return facts


def _mood(felt: Felt) -> MoodPoint | None:
    """The mood of a touch: a label that somebody gave outranks the score, as on the card."""
    label = felt.given or felt.mood.label
    if label == "unscored" or felt.mood.score is None:
        return None
    score = felt.mood.score if label == felt.mood.label else LABEL_SCORES[label]
    return MoodPoint(score, label, on=felt.on)


def _said(felt: Felt) -> tuple[date, dict[str, str]]:
    """What they said of staying with us, on which day; no threat where somebody said that it is not negative."""
    found = signs(felt.words) if felt.words else {}
    is_fine = felt.given in {"neutral", "positive"}
    return felt.on, {what: words for what, words in found.items() if what != LEAVING or not is_fine}


def _left(said: Iterable[tuple[date, dict[str, str]]]) -> tuple[date, str] | None:
    """The day and words with which they said that they would leave, unless they said since that they stay."""
    for on, words in said:
        if STAYING in words:
            return None
        if LEAVING in words:
            return on, words[LEAVING]
    return None


def _complaints(followups: Iterable[FollowUp], tz: str) -> Iterable[OpenComplaint]:
    """Those that are open and stand for themselves."""
    for one in followups:
        if one.is_open and one.kind is FollowUpKind.COMPLAINT and one.joined_to is None:
            since = local_date(one.created_at, tz)
            yield OpenComplaint(since, one.severity) if one.severity else OpenComplaint(since)


def _is_owed(followup: FollowUp) -> bool:
    is_planned = followup.kind is FollowUpKind.CHECK_IN and not cadence.is_by_itself(followup)
    return followup.is_open and (followup.kind in OWED or is_planned)
