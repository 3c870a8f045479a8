"""Messages of watched channels as Slack tells of them, and the buttons by which somebody says whose they are."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.deps import Deps
from bot.domain.carried import row_id, two_row_ids
from bot.domain.customers import Customer, KnownCustomerError
from bot.domain.errors import NotUnderstoodError, raise_all
from bot.domain.people import ITSELF
from bot.domain.saying import say
from bot.domain.watching import Posted, Watch, counts
from bot.slack.posted import deleted_ts, posted, written
from bot.use_cases import watched_messages, watching
from bot.use_cases.customers import add_customer
from bot.use_cases.session import Session, customer_of
from bot.use_cases.watched_questions import alarm, dismiss, give, leave_all, question_of, waiting
from bot.views import form_ids, ids
from bot.views import watched as views
from bot.views.message import Message
from handlers.asking import Asking
from handlers.filled_form import Filled, customer_chosen
from handlers.outcome import after_click, after_form

Json = dict[str, Any]


def hear(deps: Deps, event: Json, _body: Json) -> None:
    """A message is new, edited or deleted, in whatever channel Rapport is. What fails here Slack sends again."""
    channel = event["channel"]
    gone = deleted_ts(event)
    with deps.reading(ITSELF) as session:
        watch = watching.watch_of(session, channel)
        is_known = watched_messages.is_known(session, channel, gone or str(written(event).get("ts") or ""))
    if gone and (watch or is_known):
        deps.write(ITSELF, lambda session: watched_messages.delete(session, watch, channel, gone))
    elif not gone and (said := posted(channel, written(event))):
        _take_in(deps, watch, said, is_known=is_known)


def _take_in(deps: Deps, watch: Watch | None, said: Posted, *, is_known: bool) -> None:
    if watch is None and not is_known:
        return
    if watch and not is_known and not counts(said, watch, is_of_team=_is_of_team(deps, said)):
        return
    heard = deps.heard(said, deps.settings())
    deps.write(ITSELF, lambda session: watched_messages.take_in_event(session, heard))


def _is_of_team(deps: Deps, said: Posted) -> bool:
    """Asked of Slack only where it decides: of what people answer in threads."""
    return not said.is_reply or said.is_app or deps.directory.person(said.author).is_inside


def register(app: App) -> None:
    """The answers to a question, and the list of what waits."""
    app.action(ids.WORDS_OF)(_choose)
    app.action(ids.NOT_A_CUSTOMER)(_dismiss)
    app.action(ids.ALARM_HELD)(_alarm)
    app.view(form_ids.WORDS_FORM)(_chosen)
    app.view(form_ids.NEW_WORDS_FORM)(_new)

    @app.action(ids.WORDS_OF_OTHER)
    def search(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        message_id = row_id(asking.value)
        with asking.reading() as session:
            asked = question_of(session, message_id)
        likely = tuple(one.customer.id for one in asked.candidates) if asked else ()
        asking.open(views.words_form(message_id, asked.message.text if asked else "", likely))
        ack()

    @app.action(ids.WORDS_OF_NEW)
    def new(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        message_id = row_id(asking.value)
        with asking.reading() as session:
            asked = question_of(session, message_id)
        asking.open(views.new_words_form(message_id, asked.message.text if asked else ""))
        ack()

    @app.action(ids.SHOW_HELD)
    def show(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        _show(asking, row_id(asking.value))
        ack()

    @app.action(ids.LEAVE_HELD)
    def leave(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        watch_id = row_id(asking.value)
        after_click(asking, asking.once(lambda session: views.left(*leave_all(session, watch_id))), replace=True)
        ack()


def _show(asking: Asking, watch_id: int) -> None:
    message = asking.look(lambda session: views.waiting(waiting(session, watch_id)))
    asking.reply(message, title=say("What waits"))


def _choose(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    message_id, customer_id = two_row_ids(asking.value)
    after_click(asking, asking.once(lambda session: _give(session, message_id, customer_of(session, customer_id))))
    ack()


def _answered(asking: Asking, outcome: Message) -> None:
    """In a list the list as it is now stands below what came of it; else the one who clicked alone is told."""
    block_id = str(asking.body["actions"][0].get("block_id") or "")
    if not block_id.startswith(views.IN_LIST):
        after_click(asking, outcome)
        return
    watch_id = row_id(block_id.removeprefix(views.IN_LIST).partition("-")[0])
    message = asking.look(lambda session: views.waiting(waiting(session, watch_id), outcome))
    asking.reply(message, replace=True, title=say("What waits"))


def _dismiss(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    message_id = row_id(asking.value)
    _answered(asking, asking.once(lambda session: views.dismissed(dismiss(session, message_id))))
    ack()


def _alarm(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    message_id = row_id(asking.value)
    _answered(asking, asking.once(lambda session: views.given(alarm(session, message_id))))
    ack()


def _chosen(ack: Ack, body: Json, context: BoltContext) -> None:
    asking, form = Asking.of(context), Filled.of(body)
    message_id = form.number("message")
    answer = asking.once(lambda session: _give(session, message_id, customer_chosen(session, form)))
    after_form(asking, ack, say("Logged"), answer)


def _new(ack: Ack, body: Json, context: BoltContext) -> None:
    asking, form = Asking.of(context), Filled.of(body)
    message_id = form.number("message")
    fields, problems = asking.reader.readable({name: form.text(name) for name in ("name", "email", "phone")})
    raise_all(list(problems.values()))
    customer = Customer(0, **{"owner": asking.person.id, **fields})
    after_form(asking, ack, say("Logged"), asking.once(partial(_add_and_give, message_id=message_id, new=customer)))


def _add_and_give(session: Session, *, message_id: int, new: Customer) -> Message:
    try:
        added = add_customer(session, new).customer
    except KnownCustomerError as known:
        how = say("{sentence} Close this and choose them, or add to the name what tells somebody else apart.",
                  sentence=known.sentence)  # fmt: skip  # one sentence
        raise NotUnderstoodError(how, field="name") from known
    return _give(session, message_id, added)


def _give(session: Session, message_id: int, customer: Customer) -> Message:
    return views.given(give(session, message_id, customer))
