"""The story of an alert: what happened to it, one line an event, in the thread of its message."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.followups import FollowUp
from bot.domain.reader import Reader


@dataclass(frozen=True)
class Event:
    """One event, from the audit entry of it. `action` is as there ("follow-up claimed").

    `by` and `to`: the names of who did it, and of who has it after it ("" where nobody has). `before` and `after`: the
    follow-up, where the entry has it. `more`: what else the entry holds. `way`: by which channel a touch came.
    `taken_back_by`: who undid it, by name.
    """

    action: str
    by: str
    to: str
    reader: Reader
    before: FollowUp | None = None
    after: FollowUp | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    taken_back_by: str = ""
    way: str = ""
