"""Draws the Home tabs anew that may be open, when what they show has changed: somebody claimed it, a day has begun.

Like an edit of a message, but of a view: Slack keeps none, so there is nothing to look up and nothing to send twice.
Which tabs there are, and what each shows, is kept in the database; what has changed is seen by the audit log, in which
every change stands, and by the next instant that changes something by itself. A tab that would look as it does is not
published. The sender calls it between messages, which come first.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.errors import StorageError, without_text
from bot.domain.open_home import AGAIN, SOON, OpenHome
from bot.domain.people import Person
from bot.domain.saying import speaking
from bot.slack.delivery import NotSent, classify
from bot.slack.looks import Room
from bot.use_cases.open_homes import Drawn, again, answer_on
from bot.views.home import home, looks
from bot.views.message import Message, View
from storage import homes

_log = logging.getLogger(__name__)

Publish = Callable[[WebClient, str, View], None]
"""Shows somebody their tab. Raises what the client raises."""

PER_MINUTE, AT_ONCE = 40, 20
"""views.publish is of tier 4, 100 a minute (docs.slack.dev/apis/web-api/rate-limits); whoever opens or uses their tab
needs the rest."""

_SEEN_LATELY = timedelta(minutes=1)
"""Who somebody is was looked up so lately that it counts (as in bot/slack/directory.py): the event of a change comes
before it."""


class HomePainter:
    """One for each database; called by one thread at a time, as the owner."""

    def __init__(self, deps: Deps, publish: Publish) -> None:
        self._deps = deps
        self._publish = publish
        self._room = Room(deps.clock, PER_MINUTE, AT_ONCE)
        self._closed_until = 0.0

    def paint_one(self) -> float | None:
        """Draw one tab. Seconds until there may be another; None: not soon. Raises StorageError."""
        now = self._deps.clock.now()
        if self._deps.clock.monotonic() < self._closed_until:
            return None
        with self._deps.database.reading() as uow:
            outdated = homes.outdated(uow, now)
        due = [one for one in outdated if one.next_at <= now]
        if due and not self._room.is_left:
            return 60 / PER_MINUTE
        if due:
            self._paint(due[0])
            return 0.0
        soonest = min((one.next_at - now for one in outdated), default=None)
        return soonest.total_seconds() if soonest is not None and soonest <= SOON else None

    def _paint(self, kept: OpenHome) -> None:
        try:
            person = self._person(kept.person)
            if not person.is_inside:  # jobs/withholding.py closes it
                self._deps.database.write(lambda uow: homes.let_be(uow, kept))
                return
            drawn, look = self._drawn(person, kept)
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever is met, the messages must go on
            self._failed(kept, error)
        else:
            self._deps.database.write(lambda uow: homes.keep_drawn(uow, drawn.as_published(look)))

    def _person(self, person_id: str) -> Person:
        """Who they are at this moment. Raises what Slack's client raises: unknown is no."""
        self._deps.news.take_in()
        people = self._deps.directory.looks
        seen = people.glimpsed(person_id, _SEEN_LATELY)
        return seen if seen and seen.is_inside else people.now(person_id)  # which is remembered, so that it is closed

    def _drawn(self, person: Person, kept: OpenHome) -> tuple[Drawn, str]:
        with self._deps.reading(person) as session, speaking(session.reader.language):
            drawn = again(session, kept)
            answer = answer_on(session.uow, kept, session.now)
            view = home(drawn.seen, Message(**answer) if answer else None)
        look = looks(view)
        if look != kept.looks:
            self._room.take()
            self._publish(self._deps.client, kept.person, view)
        return drawn, look

    def _failed(self, kept: OpenHome, error: Exception) -> None:
        """It is tried again later, a few times; where the way to Slack is closed, or narrow, no other is tried soon."""
        outcome, clock = classify(error), self._deps.clock
        wait_s = (outcome.retry_after_s or 0.0) if isinstance(outcome, NotSent) else 0.0
        is_closed = not isinstance(outcome, NotSent) or outcome.is_down or outcome.retry_after_s is not None
        if is_closed:
            self._closed_until = clock.monotonic() + max(wait_s, AGAIN.total_seconds())
        _log.warning("A Home tab was not drawn anew (%s)", outcome.error, exc_info=without_text(error))
        later = kept.failed(clock.now(), timedelta(seconds=wait_s))
        self._deps.database.write(lambda uow: homes.put_off(uow, later) if later else homes.let_be(uow, kept))
