"""The calls that take one message to Slack or look for it there, each noted in the pacing and in the connection."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from slack_sdk import WebClient

from bot import metrics
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.slack.codes import MALFORMED, SCOPE
from bot.slack.delivery import NotSent, Outcome, Search, Sent, Unknown, classify, deliver, look_up
from bot.slack.plainer import plainer
from bot.slack.uploads import drop_files, upload
from bot.slack.work_objects import NONE_HERE
from bot.views.message import FileMessage, Message, WithoutFiles
from jobs.sending.cards import Cards
from jobs.sending.connection import Connection
from jobs.sending.pacing import Pacing

_log = logging.getLogger(__name__)

SKEW = timedelta(days=1)
"""How far back a channel is read: the server's clock may be off, by hours where its zone is wrong."""

WITH_FILES = frozenset({MessageKind.ACCESS, MessageKind.FORGOTTEN})
"""The kinds of messages of which the files go with what they said."""

READ_BACK = "conversations.history"


@dataclass(frozen=True)
class Place:
    """Where a message goes: `ts` of the one to edit, `thread_ts` of the one to reply to."""

    channel: str
    ts: str | None = None
    thread_ts: str | None = None


@dataclass
class Calls:
    """Made in one thread at a time."""

    client: WebClient
    pacing: Pacing
    connection: Connection
    cards: Cards | None = None
    _searches: dict[int, Search] = field(default_factory=dict)

    def tell(self, row: OutboxRow, place: Place, message: Message) -> Outcome:
        """Post a message or edit one; in a plainer form where Slack refuses its form."""
        if isinstance(message, FileMessage) and place.ts is None:
            return self._tell_file(row, place, message)
        if isinstance(message, WithoutFiles) and place.ts and row.kind in WITH_FILES:
            undeleted = drop_files(self.client, place.channel, place.ts)
            if undeleted:
                return undeleted
        method = "chat.postMessage" if place.ts is None else "chat.update"
        arguments: dict[str, Any] = {"channel": place.channel, **message.payload()}
        if place.ts is not None:
            arguments["ts"] = place.ts
        else:
            payload = {"key": row.key}
            arguments |= {"thread_ts": place.thread_ts, "unfurl_links": False, "unfurl_media": False}
            arguments["metadata"] = {"event_type": "rapport_message", "event_payload": payload}
        outcome = self._deliver_with_card(method, arguments, message)
        for form in plainer(message.payload()):
            if not (isinstance(outcome, NotSent) and outcome.error in MALFORMED):
                break
            _log.error("Slack refused the form of message %d (%s, %s)", row.id, row.kind, outcome.error)
            outcome = self._deliver(method, arguments | form)
        _count(row, "post" if place.ts is None else "edit", outcome)
        return outcome

    def _deliver_with_card(self, method: str, arguments: dict[str, Any], message: Message) -> Outcome:
        """Deliver it, a new one with its customer's card, and again without where Slack takes no cards."""
        card = self.cards.of(message) if self.cards and "metadata" in arguments else None
        if card is None:
            return self._deliver(method, arguments)
        outcome = self._deliver(method, {**arguments, "metadata": {**arguments["metadata"], "entities": [card]}})
        if isinstance(outcome, NotSent) and outcome.error in NONE_HERE and self.cards:
            plain = self._deliver(method, arguments)
            if isinstance(plain, Sent):
                self.cards.refused()
            return plain
        return outcome

    def _tell_file(self, row: OutboxRow, place: Place, message: FileMessage) -> Outcome:
        """Upload its file; where the app lacks the permission, say so in its place."""
        outcome = upload(self.client, place.channel, message.text, message.file)
        if isinstance(outcome, NotSent) and outcome.error in SCOPE:
            return self.tell(row, place, Message(message.without))
        self.pacing.called("chat.postMessage", place.channel)
        if isinstance(outcome, Sent) and isinstance(found := self.look_up(row, place), Sent):
            outcome = found  # Slack does not say which message it made
        _count(row, "post", outcome)
        return outcome

    def look_up(self, row: OutboxRow, place: Place) -> Outcome | Search | None:
        """Read one page of where a message may be; the next time from there on, also when Slack lets us wait for it.

        What `look_up` of bot.slack.delivery gives, or why that cannot be told.
        """
        oldest = (row.started_at or row.created_at) - SKEW
        search = self._searches.pop(row.id, None) or Search(place.channel, row.key, oldest, place.thread_ts)
        outcome: Outcome | Search | None
        try:
            outcome = look_up(self.client, search)
        except Exception as error:  # noqa: BLE001  # unread is unread, whatever the reason
            outcome = classify(error)
        self.pacing.called(READ_BACK, place.channel)
        # A channel that cannot be read does not close the connection: others may be waiting for an alert.
        if isinstance(outcome, NotSent) and outcome.retry_after_s is not None:
            self.pacing.close(READ_BACK, outcome.retry_after_s)
            self._searches[row.id] = search
        elif isinstance(outcome, Search):
            self._searches[row.id] = outcome
        if not isinstance(outcome, Search):
            _count(row, "look_up", outcome)
        return outcome

    def _deliver(self, method: str, arguments: dict[str, Any]) -> Outcome:
        outcome = deliver(self.client, method, **arguments)
        # Noted after the answer: counted from before the call, two could arrive closer together than they left.
        self.pacing.called(method, arguments["channel"])
        self._watch_connection(method, outcome)
        return outcome

    def _watch_connection(self, method: str, outcome: Outcome) -> None:
        if isinstance(outcome, Unknown) or (isinstance(outcome, NotSent) and outcome.is_down):
            self.connection.failed(outcome)
            return
        self.connection.worked()
        if isinstance(outcome, NotSent) and outcome.retry_after_s is not None:
            self.pacing.close(method, outcome.retry_after_s)


def _count(row: OutboxRow, call: str, outcome: Outcome | None) -> None:
    match outcome:
        case Sent():
            word = "sent"
        case NotSent(final=True):
            word = "refused"
        case Unknown():
            word = "unknown"
        case _:
            word = "later"
    metrics.MESSAGES.labels(row.kind, call, word).inc()
