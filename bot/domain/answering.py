"""What a contact with a customer may have answered, among what is still to do for them."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from bot.domain.followups import FollowUp, FollowUpKind

MOST = 3
"""So many are asked about: more is a questionnaire."""

SOON = timedelta(days=7)
"""What is due later than that was not what they were called about."""

_ANSWERED = frozenset({FollowUpKind.CALLBACK, FollowUpKind.CHECK_IN, FollowUpKind.SATISFACTION_CHECK})
_CONTACT = re.compile(r"(?:call|ring|phone|talk|speak|e?mail|write|ask|tell|reply|answer|visit|meet)", re.IGNORECASE)


def perhaps_done(
    open_ones: Iterable[FollowUp], moved: Iterable[FollowUp], touchpoint_id: int, person: str, today: date
) -> list[FollowUp]:
    """Which of the open follow-ups to ask about, the asker's own and the earliest due first.

    Not what this touch itself brought (`touchpoint_id`), nor check-ins that it `moved`.
    """
    not_asked = {one.id for one in moved}
    found = [
        one
        for one in open_ones
        if one.id not in not_asked
        and one.touchpoint_id != touchpoint_id
        and _is_contact(one)
        and one.due <= today + SOON
    ]
    return sorted(found, key=lambda one: (one.assignee != person, one.due, one.id))[:MOST]


def _is_contact(followup: FollowUp) -> bool:
    """Whether it is done by being in touch: by its kind, or as its first word says."""
    return followup.kind in _ANSWERED or (
        followup.kind is FollowUpKind.OTHER and _CONTACT.match(followup.title) is not None
    )
