"""A Home tab that somebody has open, or had lately: what it shows, and when it is drawn again.

Slack says when a tab is opened and not when it is closed. So whoever opened or used it within LATELY counts as looking.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.due import turns
from bot.domain.home import Home, next_part

LATELY = timedelta(hours=4)
"""How long a tab is kept true after it was opened or used; the chosen filter lasts as long."""

AT_HAND = timedelta(minutes=15)
"""So long somebody is likely to have it before their eyes."""

SOON, NOW_AND_THEN = timedelta(seconds=5), timedelta(minutes=1)
"""At most one drawing in so long a time while it is at hand, and after that. views.publish is of tier 4, 100 a minute
for all (docs.slack.dev/apis/web-api/rate-limits)."""

ANSWERED = timedelta(minutes=10)
"""How long what came of somebody's click stays on top, however often the tab is drawn again meanwhile."""

AGAIN = timedelta(seconds=30)
MOST_FAILURES = 3
"""A tab that Slack refused is tried again after AGAIN, then after twice that; then not before it is opened again."""


@dataclass(frozen=True)
class OpenHome:
    """Of one person. `whose`: as Home says. `mark`: the last entry of the audit log that it shows.

    `looks`: a hash of what was published. `turns_at`: when time alone changes it. `next_at`: not drawn before that.
    `answered`: the key of the request whose answer stands on top, "" where none does.
    """

    person: str
    whose: str
    opened_at: datetime
    mark: int
    looks: str
    turns_at: datetime
    next_at: datetime
    failures: int = 0
    answered: str = ""

    def is_looked_at(self, now: datetime) -> bool:
        """Whether somebody may have it open."""
        return now - self.opened_at < LATELY

    def has_answer(self, now: datetime) -> bool:
        """Whether what came of a click still stands on top."""
        return bool(self.answered) and now - self.opened_at < ANSWERED

    def failed(self, now: datetime, not_before: timedelta = timedelta()) -> "OpenHome | None":
        """Slack refused it; None: that was once too often. `not_before`: Slack's own word for how long to wait."""
        failures = self.failures + 1
        if failures == MOST_FAILURES:
            return None
        return replace(self, failures=failures, next_at=now + max(not_before, AGAIN * failures))


def next_at(opened_at: datetime, drawn_at: datetime) -> datetime:
    """When a tab may be drawn again."""
    return drawn_at + (SOON if drawn_at - opened_at < AT_HAND else NOW_AND_THEN)


def turns_at(seen: Home) -> datetime:
    """The next instant at which time alone changes what a tab says: a day or part of one begins, something is late."""
    shown = [*seen.due.items, *seen.notes.items, *seen.unclaimed.items, *([seen.next_one] if seen.next_one else [])]
    late = (at for item in shown for at in turns(item.followup, seen.reader.working_hours))
    moments = [next_part(seen.reader), *([seen.back_at] if seen.back_at else []), *late]
    return min(at for at in moments if at > seen.reader.now)
