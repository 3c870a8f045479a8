"""What is not as it should be, in words for the lead."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.saying import later, later_count, say, say_count


@dataclass(frozen=True)
class Problem:
    """`code` tells kinds of problems apart; `sentence` says what is the matter and what to do, naming no customer."""

    code: str
    sentence: str


APP_REFUSED = "app refused"
"""Code of the problem that Slack refuses the app itself. Nobody can be told of it while it lasts, so its message is
read when it is over, and what it explains is no problem besides."""

EXPLAINED = frozenset({"waiting", "unexplained"})
"""Codes of what is bound to be so while nothing can be sent."""


_MESSAGES = later_count("{number} message", "{number} messages")

_COUNTED = {
    "waiting": (
        _MESSAGES,
        later(
            "{n} to Slack could not be sent for 15 minutes or longer. Rapport keeps trying; `/rapport status` says "
            "more."
        ),
    ),
    "doubtful": (
        _MESSAGES,
        later("{n} may be in Slack or not, and the channel could not be read to find out. Rapport keeps looking."),
    ),
    "unexplained": (
        later_count("{number} reminder", "{number} reminders"),
        later("{n} due by now reached nobody, for no reason that is known. `/rapport status` lists them."),
    ),
    "gone": (
        later_count("{number} open follow-up", "{number} open follow-ups"),
        later("The alert of {n} was deleted in Slack. They are still to be done: see `/followup unclaimed`."),
    ),
    "letters": (
        later_count("{number} letter", "{number} letters"),
        later(
            "{n} to customers could not be sent for an hour or longer. `rapport doctor` says what the mail server says."
        ),
    ),
    "readable": (
        _MESSAGES,
        later("{n} about customers can be read by others: Slack lets nobody edit so late. To be deleted there."),
    ),
}
"""Code -> what there is so many of, and what that means."""


def counted(code: str, count: int) -> list[Problem]:
    """What so many of these are: a problem, where there are any."""
    pair, sentence = _COUNTED[code]
    return [Problem(code, say(sentence, n=say_count(*pair, count)))] if count else []


@dataclass(frozen=True)
class Alarm:
    """A problem that the lead was told of, by one message. `cleared_at`: since when it is mended."""

    problem: Problem
    raised_at: datetime
    cleared_at: datetime | None
    outbox_id: int
