"""Stewards: who is asked next, before the leads, when nobody claims an alert of a customer of some tier."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.customers import Tier
from bot.domain.errors import ConflictError
from bot.domain.rights import SETTINGS
from bot.domain.saying import say
from bot.use_cases.session import Session
from storage import escalating
from storage.audit import AuditEntry

STEWARDS_SET = "stewards set"


@dataclass(frozen=True)
class Stewards:
    """By tier, who is asked next; and the audit entry that takes the change back."""

    by_tier: Mapping[str, str]
    undo_id: int


def stewards_to_change(session: Session) -> Mapping[str, str]:
    """As they stand. Raises NotAllowedError for members."""
    session.check(SETTINGS)
    return escalating.stewards(session.uow)


def set_stewards(session: Session, chosen: Mapping[str, str]) -> Stewards:
    """These and no others. Raises NotAllowedError for members, ConflictError where nothing would change."""
    before = stewards_to_change(session)
    after = {str(tier): chosen[tier] for tier in Tier if chosen.get(tier)}
    if before == after:
        raise ConflictError(say("That is how it stands already."))
    escalating.set_stewards(session.uow, after)
    undo_id = session.record(STEWARDS_SET, ("workspace", 0), None, before={"by_tier": before}, after={"by_tier": after})
    return Stewards(after, undo_id)


def lay_down(session: Session, person: str) -> list[str]:
    """Somebody has left: the tiers for which they were asked next, and for which nobody in particular is now."""
    before = escalating.stewards(session.uow)
    theirs = [tier for tier, steward in before.items() if steward == person]
    if theirs:
        escalating.set_stewards(session.uow, {tier: who for tier, who in before.items() if who != person})
    return theirs


def take_back(session: Session, entry: AuditEntry) -> None:
    """Undo, where it is still so."""
    if escalating.stewards(session.uow) != (entry.after or {}).get("by_tier"):
        raise ConflictError(say("The stewards were changed again since. Please use `/rapport stewards`."))
    escalating.set_stewards(session.uow, (entry.before or {}).get("by_tier", {}))


REVERSERS = {STEWARDS_SET: take_back}
