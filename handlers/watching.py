"""/rapport watch: for leads, the channels whose messages are customers' words. Also its list, form and buttons."""

from datetime import timedelta
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.channel import read_channel
from bot.domain.errors import NotAllowedError, NotUnderstoodError, OutdatedError
from bot.domain.rights import SETTINGS
from bot.domain.saying import say
from bot.domain.slack_channel import SlackChannel
from bot.domain.watching import Keeps, Whose
from bot.reading.dates import DateWords
from bot.reading.watch_line import WatchLine, read_watch_line
from bot.use_cases import backfills
from bot.use_cases.session import Session
from bot.use_cases.watching import Chosen, standing, stop, stop_channel, watch, watch_to_change
from bot.views import form_ids, ids
from bot.views import watching as views
from bot.views.message import Message
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_click, after_form


def answer(asking: Asking, typed: str) -> Message:
    """Do what the line says. Raises NotAllowedError for members."""
    asking.check(SETTINGS)
    line = read_watch_line(typed, DateWords(asking.today, asking.person.locale))
    if line.verb == "list":
        return asking.look(lambda session: views.watched_list(standing(session)))
    if line.verb == "stop":
        return asking.once(lambda session: views.stopped(stop_channel(session, line.channel)))
    channel = asking.deps.channels.enter(line.channel, asking.person.id)
    return asking.once(lambda session: _watch(session, channel, line))


def register(app: App) -> None:
    """The list with its buttons, and the form."""

    @app.action(ids.OPEN_WATCHED)
    def show(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.reply(asking.look(lambda session: views.watched_list(standing(session))), title=say("Watched channels"))
        ack()

    @app.action(ids.WATCH_CHANNEL)
    def add(ack: Ack, context: BoltContext) -> None:
        Asking.of(context).open(views.watch_form())
        ack()

    @app.action(ids.CHANGE_WATCH)
    def change(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            view = views.watch_form(watch_to_change(session, row_id(asking.value)))
        asking.open(view)
        ack()

    @app.action(ids.STOP_WATCH)
    def end(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        watch_id = row_id(asking.value)
        after_click(asking, asking.once(lambda session: views.stopped(stop(session, watch_id))))
        ack()

    app.view(form_ids.WATCH_FORM)(_submit)


def _submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
    asking, form = Asking.of(context), Filled.of(body)
    line = _line(asking, form)
    try:
        channel = asking.deps.channels.enter(line.channel, asking.person.id)
    except NotAllowedError as error:
        raise NotAllowedError(*error.parts, field="" if form.metadata.get("watch") else "channel") from error
    after_form(asking, ack, say("Watched channels"), asking.once(lambda session: _watch(session, channel, line)))


def _line(asking: Asking, form: Filled) -> WatchLine:
    """What was filled in, as if it had been typed. Raises OutdatedError for what no form of ours can hold."""
    channel = form.text("channel")
    if form.metadata.get("watch"):
        with asking.reading() as session:
            channel = watch_to_change(session, form.number("watch")).channel
    if not channel:
        raise NotUnderstoodError(say("Please choose a channel."), field="channel")
    back = form.text("since")
    since = asking.today - timedelta(days=int(back)) if back in views.BACK and back.isdigit() else None
    try:
        whose, keeps = Whose(form.text("whose")), Keeps(form.text("keeps"))
    except ValueError as error:
        raise OutdatedError from error
    return WatchLine("watch", channel, "", since, whose, keeps, read_channel(form.text("via") or "other"))


def _watch(session: Session, channel: SlackChannel, line: WatchLine) -> Message:
    chosen = Chosen(line.whose, line.keeps, line.via)
    done = watch(session, channel, chosen, may_stay=line.since is not None)
    if line.since:
        backfills.begin(session, done.watch, line.since)
    return views.watching(done, reads_back=line.since is not None)
