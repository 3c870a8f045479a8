"""Emoji under messages: reaction_added and reaction_removed, https://docs.slack.dev/reference/events/reaction_added.

Most of them mean nothing to us, which one look into the database says. A word for whoever reacted is ephemeral, where
they are; that is not guaranteed to arrive, so nothing depends on it. Questions come in their direct message.
"""

from functools import partial
from typing import Any

from slack_bolt import App

from bot.deps import Deps
from bot.domain.errors import NotAllowedError, NotToldError
from bot.domain.original import UNKNOWN, Original
from bot.domain.people import ITSELF, Person, Role
from bot.domain.reactions import OF_FOLLOW_UPS, Act, Heard
from bot.reading.emoji import emoji_of
from bot.slack.said import message_at
from bot.use_cases import reacting
from bot.use_cases.reacting import Word
from bot.use_cases.session import Session
from bot.use_cases.shown_in import followups_in, is_ours
from bot.views.reactions import word
from handlers.followup_buttons import ASKS
from handlers.mentioned import Mentioned
from handlers.original import original_of
from handlers.roles import checked

Json = dict[str, Any]


def register(app: App, deps: Deps) -> None:
    """One listener for each of the two events. Emoji under files and what is no message are let be."""

    @app.event("reaction_added")
    def added(event: Json, body: Json) -> None:
        if heard := _heard(event):
            _added(deps, heard, body)

    @app.event("reaction_removed")
    def removed(event: Json, body: Json) -> None:
        if heard := _heard(event):
            _removed(deps, heard, body)


def _heard(event: Json) -> Heard | None:
    item = event.get("item") or {}
    if item.get("type") != "message" or not event.get("user"):
        return None
    return Heard(item["channel"], item["ts"], event["user"], event["reaction"], event["event_ts"])


def _added(deps: Deps, heard: Heard, body: Json) -> None:
    emoji = emoji_of(heard.emoji)
    with deps.reading(ITSELF) as session:
        act = reacting.meant_by(session, heard, emoji)
    if act is None:
        return
    person = deps.person(heard.person)
    deps.speak_to(person)
    try:
        checked(person, body, ())
    except NotToldError:
        raise
    except NotAllowedError:
        _refuse(deps, heard, act, person)
        return
    if act in OF_FOLLOW_UPS:
        _tell(deps, heard, deps.write(person, partial(_acted, heard=heard, act=act)))
    elif (original := _original(deps, heard)) is not None:
        deps.write(person, lambda session: reacting.ask_about(session, heard, act, original))


def _original(deps: Deps, heard: Heard) -> Original | None:
    """The message as Slack has it; of one of ours none of its words are taken. None: it is not there any more."""
    with deps.reading(ITSELF) as session:
        if is_ours(session, heard.channel, heard.ts):
            return UNKNOWN if followups_in(session, heard.channel, heard.ts) else None
    message = message_at(deps.client, heard.channel, heard.ts)
    if message is None:
        return None
    mentioned = Mentioned(deps)
    original = original_of(deps, heard.channel, message, mentioned)
    return original_of(deps, heard.channel, message, mentioned) if mentioned.ask() else original


def _acted(session: Session, heard: Heard, act: Act) -> Word | None:
    return reacting.act_on(session, heard, act, ASKS.keys())


def _refuse(deps: Deps, heard: Heard, act: Act, person: Person) -> None:
    """A guest is told once; bots and people of other organisations get nothing."""
    if person.role is Role.GUEST:
        _tell(deps, heard, deps.write(person, lambda session: reacting.refuse(session, heard, act)))


def _removed(deps: Deps, heard: Heard, body: Json) -> None:
    emoji = emoji_of(heard.emoji)
    with deps.reading(ITSELF) as session:
        is_known = reacting.is_known(session, heard, emoji)
    if is_known:
        person = checked_or_none(deps.person(heard.person), body)
        if person:
            deps.speak_to(person)
            _tell(deps, heard, deps.write(person, lambda session: reacting.take_off(session, heard, emoji)))


def checked_or_none(person: Person, body: Json) -> Person | None:
    """The person, where they may use Rapport."""
    try:
        return checked(person, body, ())
    except NotAllowedError:
        return None


def _tell(deps: Deps, heard: Heard, told: Word | None) -> None:
    """Say it where they are, behind the answer to Slack. What Slack does not take is logged."""
    if told:
        message = word(told.parts, told.to_finish).payload()

        def whisper() -> None:
            deps.client.chat_postEphemeral(channel=heard.channel, user=heard.person, **message)

        deps.replies.do(whisper)
