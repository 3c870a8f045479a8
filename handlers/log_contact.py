"""/touchpoint, /complaint and /rating: a contact with a customer, logged in one line or by form."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, cast

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import clock_time
from bot.domain.channel import read_channel, read_severity
from bot.domain.customers import Customer
from bot.domain.due_days import HowDue
from bot.domain.errors import OutdatedError
from bot.domain.mood import Label, Mood
from bot.domain.outbox import FEEDBACK
from bot.domain.rating import Rating
from bot.domain.saying import say
from bot.domain.slack_channel import Destination
from bot.domain.touchpoints import TEXT_LENGTH, Source, TouchpointKind
from bot.reading.doubts import DoubtError
from bot.reading.line import Line
from bot.reading.rating import read_rating
from bot.use_cases.away import assignee_away
from bot.use_cases.log_touchpoint import NewTouchpoint, log_touchpoint
from bot.use_cases.session import Session
from bot.views import away as away_views
from bot.views import form_ids
from bot.views.confirmation import logged
from bot.views.due_days import about_day
from bot.views.filling import Filling
from bot.views.forms import log_form
from bot.views.message import Message
from handlers.asking import Asking
from handlers.filled_form import Filled, customer_chosen
from handlers.line_commands import Do, LineCommand
from handlers.original import OF_NOTHING, MadeOf
from handlers.outcome import after_form


def _prepare(asking: Asking, line: Line, kind: TouchpointKind) -> Do:
    words = {name: value for name, value in line.options.items() if isinstance(value, str)}
    days = {name: value for name, value in line.options.items() if isinstance(value, date)}
    rating = _rating(line, words) if kind is TouchpointKind.RATING else None
    text = rating.words if rating else line.text
    new = NewTouchpoint(
        kind=kind,
        text=text,
        mood=mood_of(asking, text),
        source="message" if line.link else "command",
        happened_on=days.get("on"),
        channel=read_channel(words["via"]) if "via" in words else "other",
        severity=read_severity(words["severity"]) if "severity" in words else None,
        rating=rating,
        assignee=asking.giving_to(words.get("for")),
        tags=line.tags,
        follow_up_on=days.get("due"),
        follow_up_at=clock_time(words.get("at", "").partition(" ")[0]),
        link=line.link,
        category=words.get("about", ""),
    )
    hour = line.hour if new.follow_up_on else ""
    return partial(log, new=new, alerts_to=alert_place(asking), hour=hour)


def _rating(line: Line, words: dict[str, str]) -> Rating:
    return read_rating(line.text, words.get("nps"), words.get("csat"), is_settled=line.is_settled)


def _with_rating(filling: Filling) -> Filling:
    """The form's rating, where the text says it beyond doubt and nothing is asked about it."""
    if filling.asked & {"rating", "nps", "csat"} or {"nps", "csat"} & set(filling.options):
        return filling
    try:
        rating = read_rating(filling.text)
    except DoubtError:
        return filling
    return replace(filling, text=rating.words, options={**filling.options, rating.scale: str(rating.value)})


def log(
    session: Session,
    customer: Customer,
    new: NewTouchpoint,
    alerts_to: Destination,
    hour: str = "",
    made_of: MadeOf = OF_NOTHING,
) -> Message:
    """Log it, and say what was stored. `hour`: the time of day that was said without one being meant."""
    done = log_touchpoint(session, customer, new, alerts_to)
    made_of.settle(session, done.undo_id, customer)
    how = HowDue(is_default=new.follow_up_on is None, hour=hour)
    about = about_day(done.follow_up, how, session.today) if done.follow_up else []
    given = done.follow_up or done.alert
    about += away_views.assignee_away(assignee_away(session, given)) if given else []
    return logged(done, session.today, about)


def alert_place(asking: Asking) -> Destination:
    """Where alerts go now."""
    return asking.deps.addresses.destination(FEEDBACK, asking.rules)


def mood_of(asking: Asking, text: str) -> Mood:
    """How a text feels; of a text too long to be stored only the part that could be is scored."""
    return asking.deps.mood(text[:TEXT_LENGTH], asking.rules)


def _line_command(kind: TouchpointKind) -> LineCommand:
    return LineCommand(
        name=kind.value,
        prepare=partial(_prepare, kind=kind),
        form=lambda _, filling: log_form(kind, _with_rating(filling) if kind is TouchpointKind.RATING else filling),
        needs_text=kind is not TouchpointKind.RATING,
    )


LINES = [_line_command(kind) for kind in TouchpointKind]


def register(app: App) -> None:
    """The form; the commands themselves are registered by handlers/commands.py."""

    @app.view(form_ids.LOG_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        new, alerts_to = _from_form(asking, form), alert_place(asking)
        logs = partial(log, new=new, alerts_to=alerts_to, made_of=MadeOf.of(form))
        answer = asking.once(lambda session: logs(session, customer_chosen(session, form)))
        after_form(asking, ack, say("Logged"), answer)


def _source(made_of: MadeOf) -> Source:
    if made_of.reaction:
        return "reaction"
    return "shortcut" if made_of.original.link else "form"


def _kind(form: Filled) -> TouchpointKind:
    kind = str(form.metadata.get("kind", ""))
    if kind not in set(TouchpointKind):
        raise OutdatedError
    return TouchpointKind(kind)


def _from_form(asking: Asking, form: Filled) -> NewTouchpoint:
    kind, made_of = _kind(form), MadeOf.of(form)
    new = NewTouchpoint(
        kind=kind,
        text=form.text("text"),
        mood=mood_of(asking, form.text("text")),
        source=_source(made_of),
        happened_on=form.day("on"),
        channel=form.text("via") or "other",
        severity=read_severity(form.text("severity")) if form.text("severity") else None,
        assignee=asking.giving_to(form.text("assignee")),
        tags=tuple(tag for part in form.text("tags").split(",") if (tag := part.strip().lstrip("#"))),
        follow_up_on=form.day("due"),
        link=made_of.original.link,
        said_by=made_of.original.said_by,
        label=cast("Label | None", form.text("mood") or None),
        category=form.text("about"),
    )
    if kind is TouchpointKind.RATING:
        return replace(new, rating=read_rating(form.text("rating")))
    return new
