"""How it stands with a letter for a follow-up: to whom it could go and when, and what was approved already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.customers import Customer
from bot.domain.followups import FollowUp
from bot.domain.mails import Mail


@dataclass(frozen=True)
class Offer:
    """`why_not`: why no letter may go, as a code of mail_reasons.py. `can_send`: a mail server is set up.

    `addresses`: theirs, those first that refused nothing; `refused`: when others did, and why (a code). `go_at`: when
    it could go out, by the clock of their `zone`; `is_then`: better than at once. `underway`: what is approved already;
    `last`: what became of the one before. `reply_to`: where answers to the writer's last letter went.
    `open_complaint`: something of theirs waits to be put right.
    """

    followup: FollowUp
    customer: Customer
    can_send: bool
    why_not: str
    zone: str
    addresses: tuple[str, ...]
    refused: Mapping[str, tuple[datetime, str]]
    go_at: datetime
    is_then: bool
    reply_to: str
    underway: Mail | None
    last: Mail | None
    open_complaint: bool = False
