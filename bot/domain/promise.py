"""What a customer was promised: by which day something is done for them. It is never moved behind their back.

Beyond the promised day it goes only with a word: that they were told the new day, which is the promise from then on, or
why they were not. A promise is broken once its day has passed with the thing undone, and stays so: a new one that was
made afterwards does not mend it.
"""

from dataclasses import replace
from datetime import date

from bot.domain.calendar import local_date
from bot.domain.day_names import long_day
from bot.domain.errors import NotUnderstoodError
from bot.domain.followups import FollowUp
from bot.domain.saying import say

WITHDRAWN = "undone"
"""The outcome of what was planned by mistake: nobody was promised it."""


def is_broken(followup: FollowUp, today: date, tz: str) -> bool:
    """Whether the day that the customer counts on has passed without it. Days are those of a zone."""
    if followup.promised_on is None or followup.outcome == WITHDRAWN:
        return False
    return followup.promised_on < (local_date(followup.closed_at, tz) if followup.closed_at else today)


def broken_days(followup: FollowUp, today: date, tz: str) -> list[date]:
    """The promised days that were broken: this one, and the last one before it that was promised anew too late."""
    days = [followup.promised_on] if followup.promised_on and is_broken(followup, today, tz) else []
    return [*([followup.broken_on] if followup.broken_on else []), *days]


def goes_beyond(followup: FollowUp, day: date) -> bool:
    """Whether a day is later than the one that the customer was told."""
    return followup.promised_on is not None and day > followup.promised_on


def promised_anew(followup: FollowUp, day: date, today: date) -> FollowUp:
    """The customer was told this day. That an earlier one was broken is kept."""
    was_broken = followup.promised_on is not None and followup.promised_on < today
    return replace(followup, promised_on=day, broken_on=followup.promised_on if was_broken else followup.broken_on)


def kept_in_mind(followup: FollowUp, day: date, today: date, *, was_told: bool, word: str) -> FollowUp:
    """What goes to another day: promised anew where the customer was told; else it needs a word why they were not.

    Raises NotUnderstoodError for the field `reason` without either.
    """
    if was_told and followup.promised_on not in {None, day}:
        return promised_anew(followup, day, today)
    if goes_beyond(followup, day) and not word.strip():
        told = followup.promised_on or day
        raise NotUnderstoodError(
            say(
                "The customer was told {day}. Tick that they know the new day, or say in a word why they do not.",
                day=long_day(told),
            ),
            field="reason",
        )
    return followup
