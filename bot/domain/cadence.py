"""How often customers are to hear from us: every so many days, as agreed with them, else as is usual for their tier.

No tier has a cadence unless a lead sets one. How often is often enough differs from business to business, and only
they know it; a number of ours would have every team asked, on its first morning, to call customers who need no call.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.customers import Customer, Tier
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.playbook_run import is_step
from bot.domain.settings import WorkspaceSettings

MOST_A_DAY = 3
"""So many check-ins come up for one person on one day: calls that fit beside a day's other work."""

MOST_OPEN = 10
"""With so many of them open no more come up: a longer list is not called through, it is scrolled past."""


@dataclass(frozen=True)
class Silence:
    """A customer who has not heard from us for longer than their cadence. `last`: the day of the last touch.

    Who was never touched counts from the day on which they became a customer or were added. A check-in that somebody
    closed counts as a touch: whoever did it was in touch, or decided not to be.
    """

    customer_id: int
    owner: str | None
    backup_owner: str | None
    tier: Tier
    cadence: int
    last: date

    @property
    def should_end_on(self) -> date:
        """The day by which they were to hear from us."""
        return next_on(self.last, self.cadence)


def tier_cadences(rules: WorkspaceSettings) -> dict[Tier, int]:
    """The days between touches of each tier that has a cadence."""
    return {tier: days for tier in Tier if (days := getattr(rules, f"cadence_{tier}"))}


def cadence_of(customer: Customer, rules: WorkspaceSettings) -> int | None:
    """The days between touches: their own, else their tier's; None: nobody minds how long it is."""
    return customer.cadence_days or tier_cadences(rules).get(customer.tier)


def next_on(last: date, cadence: int) -> date:
    """The day by which a customer is to hear from us again."""
    return date.max if date.max.toordinal() - cadence < last.toordinal() else last + timedelta(days=cadence)


def urgent_first(silence: Silence, today: date) -> tuple[int, float, int]:
    """Sorts silences: the highest tier first, and among equals who has waited for the most of their cadences."""
    waited = (today - silence.last).days / silence.cadence
    return -list(Tier).index(silence.tier), -waited, silence.customer_id


def is_by_itself(followup: FollowUp) -> bool:
    """Whether it is a check-in that came up because nobody was in touch."""
    return followup.kind is FollowUpKind.CHECK_IN and (followup.origin or "").startswith("check-in:")


def can_be_moved(followup: FollowUp) -> bool:
    """Whether a touch moves it: not what was promised, has an hour or a rule of its own, or is a step of a playbook."""
    is_fixed = followup.promised_on or followup.due_at or followup.repeats or is_step(followup)
    return followup.is_open and followup.kind is FollowUpKind.CHECK_IN and not is_fixed


def moved(followup: FollowUp, due: date) -> FollowUp:
    """Due on another day. That it was put off counts no longer, unless it was put off beyond that."""
    after = replace(followup, due=due)
    if followup.snoozed_until and followup.snoozed_until > due:
        return after
    return replace(after, snoozed_until=None, back_at=None, again_at=None, snooze_reason="")
