"""What logging a touchpoint brought about."""

from dataclasses import dataclass

from bot.domain.caretaker import Caretaker
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp
from bot.domain.remark import Remark
from bot.domain.resolving import Resolved
from bot.domain.slack_channel import Destination
from bot.domain.touchpoints import Touchpoint


@dataclass(frozen=True)
class Logged:
    """What was stored. `alert` is the follow-up that the alert carries, where the touchpoint alerts.

    `undo_id` is the audit entry that takes all of it back. `alerts_to`: where
    alerts go. `no_channel`: nobody was told yet that there is none for them.
    `tags`: those that the customer did not have before. `remark`: what else is worth knowing. `offers_thanks`: praise
    that a thank-you note can be planned for; `may_thank`: one can be planned at all; `note`: one still to write, to
    which this praise can be added. `is_first`: of the one who logs.
    `same_matter`: the complaint of minutes ago that this one may belong to. `is_severity_given`: by whoever logged it.
    `moved`: check-ins that are due later now. `perhaps_done`: what it may have answered.
    `before`: a complaint of theirs that was put right shortly before this alert.
    `acknowledged`: how many complaints count as acknowledged by it.
    """

    touchpoint: Touchpoint
    customer: Customer
    caretaker: Caretaker
    alert: FollowUp | None
    follow_up: FollowUp | None
    undo_id: int
    alerts_to: Destination
    no_channel: bool = False
    tags: tuple[str, ...] = ()
    remark: Remark | None = None
    offers_thanks: bool = False
    may_thank: bool = False
    note: FollowUp | None = None
    is_first: bool = False
    same_matter: FollowUp | None = None
    is_severity_given: bool = True
    moved: tuple[FollowUp, ...] = ()
    perhaps_done: tuple[FollowUp, ...] = ()
    acknowledged: int = 0
    before: Resolved | None = None
