"""Records that look like one customer: told as somebody is entered, and `/customer duplicates`."""

from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.customers import Saved
from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say
from bot.use_cases.duplicates import likely, listed, tell_apart
from bot.use_cases.session import Session
from bot.use_cases.undo import undoable_merges
from bot.views import ids
from bot.views.customer_saved import added, saved
from bot.views.duplicates import duplicate_list, told_apart, with_likely
from bot.views.message import Message
from handlers.asking import Asking

TOLD_BY = ("name", "aliases", "emails", "phones", "company", "birthday")
"""The fields by which two customers look alike."""

MERGES = 5
"""So many of the latest merges can be undone from the list; `/rapport undo` has one's own among everything else."""


def answer(asking: Asking, typed: str) -> Message:
    """The first page. Raises NotUnderstoodError for more words: there is nothing to choose."""
    if typed:
        raise NotUnderstoodError(
            say(
                "`/customer duplicates` shows everybody who is there twice; it takes no more words. To merge two: "
                "`/customer merge Dana Reyes into Danna Reyes`."
            )
        )
    return asking.look(partial(_page, number=1))


def entered(session: Session, done: Saved) -> Message:
    """The confirmation of somebody new, with who else may be this customer."""
    return with_likely(added(done), done.customer, likely(session, done.customer))


def changed(session: Session, done: Saved) -> Message:
    """The confirmation of a change; where it is of what tells customers apart, with who else may be this one."""
    is_told_by = done.before and any(getattr(done.before, one) != getattr(done.customer, one) for one in TOLD_BY)
    return with_likely(saved(done), done.customer, likely(session, done.customer) if is_told_by else ())


def register(app: App) -> None:
    """Not the same, Previous and Next."""

    @app.action(ids.NOT_THE_SAME)
    def not_the_same(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        one, other, number = map(row_id, f"{asking.value}::".split(":")[:3])

        def use(session: Session) -> Message:
            outcome = told_apart(*tell_apart(session, one, other))
            return _page(session, number, outcome)

        asking.reply(asking.once(use), replace=True, title=say("Duplicates"))
        ack()

    for action_id in (ids.PREVIOUS_DUPLICATES, ids.NEXT_DUPLICATES):
        app.action(action_id)(_turn)


def _turn(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    number = int(asking.value[:6]) if asking.value.isdecimal() else 1
    asking.reply(asking.look(partial(_page, number=number)), replace=True, title=say("Duplicates"))
    ack()


def _page(session: Session, number: int, outcome: Message | None = None) -> Message:
    return duplicate_list(listed(session, number), outcome, undoable_merges(session, MERGES))
