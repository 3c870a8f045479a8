"""A message that somebody points at, by a shortcut or an emoji: its words with names in them, author and address."""

from dataclasses import dataclass
from typing import Any

from bot.deps import Deps
from bot.domain.calendar import local_date
from bot.domain.customers import Customer
from bot.domain.original import UNKNOWN, Original, is_person
from bot.domain.permalink import permalink
from bot.domain.slack_message import all_that_is_said, author, message_text
from bot.domain.touchpoints import TEXT_LENGTH
from bot.use_cases.find_customer import mentioned_in
from bot.use_cases.reaction_questions import settle
from bot.use_cases.session import Session, customer_of
from bot.use_cases.shown_in import followups_in, is_ours
from bot.views.filling import Filling
from bot.views.mrkdwn import clip
from handlers.filled_form import Filled
from handlers.mentioned import Mentioned


def original_of(deps: Deps, channel: str, message: dict[str, Any], mentioned: Mentioned) -> Original:
    """The message as it is kept, as far as a text can be; `mentioned` knows after that which names are missing."""
    link = permalink(deps.workspace_url, channel, message["ts"], message.get("thread_ts"))
    read = all_that_is_said if message.get("bot_id") else message_text
    said = clip(mentioned.plain(read(message)).strip(), TEXT_LENGTH)
    return Original(link, author(message), said)


def filling_of(session: Session, original: Original, author_name: str) -> Filling:
    """A form filled in with a message; who may be meant is offered first, and chosen by nobody but the one who asks.

    `author_name`: what its author is called in Slack, who may be a customer there.
    """
    written = f"{original.text}\n{author_name}" if is_person(original.said_by) else original.text
    suggested = tuple(customer.id for customer in mentioned_in(session, written))
    at = original.said_at
    on = {"on": local_date(at, session.actor.tz)} if at else {}
    return Filling(original.text, on, suggested=suggested, original=original)


def filling_of_ours(session: Session, channel: str, ts: str) -> Filling | None:
    """Of a message of ours: for the customer whom it is about, where that is one. None: it is not ours.

    What it says are our words, so none of them are taken.
    """
    if not is_ours(session, channel, ts):
        return None
    whose = {one.customer_id for one in followups_in(session, channel, ts)}
    return Filling(customer=customer_of(session, whose.pop()) if len(whose) == 1 else None)


@dataclass(frozen=True)
class MadeOf:
    """The message that something is made of, and the emoji on it that asked for it (its id), as a form carries them."""

    original: Original = UNKNOWN
    reaction: int = 0

    @classmethod
    def of(cls, form: Filled) -> "MadeOf":
        """What a form was opened with; its words, where they are kept beside, stand in a field of their own."""
        carried = form.metadata
        original = Original(str(carried.get("link", "")), str(carried.get("said_by", "")), form.text("said"))
        return cls(original, int(carried.get("reaction", 0)))

    def settle(self, session: Session, undo_id: int, customer: Customer) -> None:
        """It is made: what the emoji asked is answered, once."""
        if self.reaction:
            settle(session, self.reaction, undo_id, customer.id)


OF_NOTHING = MadeOf()
