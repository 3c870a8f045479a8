"""What to know before a renewal is talked about, read of many at once."""

from collections import Counter
from collections.abc import Iterable

from bot.domain.customers import Customer
from bot.domain.followups import FollowUpKind, RenewalContext
from bot.domain.mood import Label, Mood
from bot.use_cases.currency import currency_of
from bot.use_cases.session import Session
from storage import followups, renewals

LATELY = 5
"""So many of the last moods say how things are between them and us."""

LABEL_SCORES: dict[Label, float] = {"negative": -0.5, "neutral": 0.0, "positive": 0.5}
"""What a label that somebody gave counts for, in place of a score it contradicts."""


def contexts(session: Session, about: Iterable[Customer]) -> dict[int, RenewalContext]:
    """By customer what matters for their renewal."""
    theirs = {customer.id: customer for customer in about}
    if not theirs:
        return {}
    complaints = Counter(followups.open_of_kind_of(session.uow, FollowUpKind.COMPLAINT, theirs))
    moods, currency = renewals.last_moods(session.uow, theirs, LATELY), currency_of(session.settings)
    return {
        one: RenewalContext(
            complaints[one],
            tuple(_score(mood, label) for mood, label in moods.get(one, [])),
            customer.lifetime_value,
            currency,
        )
        for one, customer in theirs.items()
    }


def _score(mood: Mood, label: Label | None) -> float:
    return LABEL_SCORES[label] if label in LABEL_SCORES and label != mood.label else mood.score or 0.0
