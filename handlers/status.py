"""/rapport status: whether all is well, what failed for good and can be sent again, and behind More all the rest."""

import re
from collections.abc import Callable
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import person_id, row_id
from bot.domain.outbox import FEEDBACK, TEAM
from bot.domain.problems import Problem
from bot.domain.rights import MOODS, SETTINGS
from bot.domain.saying import say, say_count
from bot.domain.status import Status
from bot.slack.codes import sentence, trouble
from bot.use_cases.failed_messages import failed, let_be, send_again, send_all_again, sent_again
from bot.use_cases.session import Session
from bot.use_cases.status import status_of
from bot.views import ids
from bot.views.confirmation import plain
from bot.views.lead_notices import undelivered
from bot.views.message import Message
from bot.views.status import more_status, status
from handlers.asking import Asking

MENTION = re.compile(r"<@([A-Z0-9]+)")


def answer(asking: Asking, typed: str) -> Message:
    """The first screen, with the latest reminders of the person named."""
    named = MENTION.search(typed)
    return _first(asking, named[1] if named else asking.person.id, is_named=bool(named))


def register(app: App) -> None:
    """More and Less, and for leads the buttons at what failed: here and in the message that told of it."""

    @app.action(ids.STATUS_MORE)
    def more(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        seen = _seeing(asking, person_id(asking.value))
        asking.reply(asking.look(lambda session: more_status(seen(session), may_set=asking.may(MOODS))), replace=True)
        ack()

    @app.action(ids.STATUS_LESS)
    def less(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.reply(_first(asking, person_id(asking.value)), replace=True)
        ack()

    for action_id, use in _WITH_FAILED.items():
        app.action(action_id)(partial(_settle, use))


def _send_again(session: Session, message_id: str) -> str:
    send_again(session, row_id(message_id))
    return say("Sending it again.")


def _has_arrived(session: Session, message_id: str) -> str:
    message = sent_again(session, row_id(message_id))
    return say("Slack refused it again.") if message.state == "failed" else undelivered(message, "").text


def _send_all_again(session: Session, _: str) -> str:
    sent = send_all_again(session)
    had = len(failed(session))
    already = (
        say(
            " {count} went to a person instead, and can be sent one by one.",
            count=say_count("{number} alert", "{number} alerts", had),
        )
        if had
        else ""
    )
    return (
        say("Sending {count} again.", count=say_count("{number} message", "{number} messages", len(sent)))
        if sent
        else say("Nothing was sent again.")
    ) + already


def _let_be(session: Session, message_id: str) -> str:
    let_be(session, row_id(message_id))
    return say("It is not sent any more; the ledger says why it failed.")


_WITH_FAILED = {
    ids.SEND_AGAIN: _send_again,
    ids.SEND_ALL_AGAIN: _send_all_again,
    ids.LET_BE: _let_be,
    ids.HAS_ARRIVED: _has_arrived,
}
"""Button -> what is done with the message it carries, and what is said of it."""


def _settle(use: Callable[[Session, str], str], ack: Ack, context: BoltContext) -> None:
    """In status the first screen as it is now, with what was done; at the message that told of it, only that."""
    asking = Asking.of(context)
    said = asking.once(lambda session: plain(use(session, asking.value)))
    if asking.is_ephemeral:
        sent = asking.value if use in {_send_again, _has_arrived} else ""
        said = _first(asking, asking.person.id, outcome=said.text, sent=sent)
    asking.reply(said, replace=True)
    ack()


def _first(asking: Asking, person: str, *, is_named: bool = False, outcome: str = "", sent: str = "") -> Message:
    seen, may_set = _seeing(asking, person), asking.may(SETTINGS)
    return asking.look(
        lambda session: status(seen(session), sentence, may_set=may_set, is_named=is_named, outcome=outcome, sent=sent)
    )


def _seeing(asking: Asking, person: str) -> Callable[[Session], Status]:
    """What Slack and the sender say is asked before the unit of work."""
    deps, code = asking.deps, asking.deps.trouble()
    places = {"alerts_to": deps.addresses.destination(FEEDBACK), "unclaimed_to": deps.addresses.destination(TEAM)}
    learning, problem = deps.scorer.in_words(), Problem("line", trouble(code)) if code else None
    return lambda session: status_of(session, person, **places, learning=learning, trouble=problem)
