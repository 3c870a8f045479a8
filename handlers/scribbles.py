"""What somebody writes to Rapport in plain words: a direct message, or a mention in a channel or thread.

It is kept, and answered with what was understood: in a direct message through the outbox, elsewhere by a message that
only the one who wrote it sees, in the same thread. Their clicks are in handlers/scribble_cards.py.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from slack_bolt import App
from slack_sdk.errors import SlackClientError

from bot.deps import Deps
from bot.domain.errors import NotAllowedError
from bot.domain.people import ITSELF, Person
from bot.domain.permalink import permalink
from bot.domain.saying import language_of, speaking
from bot.domain.scribbled import Place
from bot.domain.slack_message import message_text
from bot.domain.touchpoints import TEXT_LENGTH
from bot.reading.scribble import MOST_LINES, Scribble, Sort, as_kind, entries, read_scribble
from bot.use_cases.find_customer import has_tag
from bot.use_cases.scribbles import deleted, is_kept, is_logged, take_down
from bot.views.errors import refusal
from bot.views.message import Message
from bot.views.scribble import changed_after, deleted_after, file_beside
from handlers.mentioned import Mentioned
from handlers.roles import checked

Json = dict[str, Any]

OF_CUSTOMERS = (".csv", ".tsv", ".txt", ".vcf")
"""How the names of files end in which customers may be."""

Read = list[tuple[str, Scribble]]


def register(app: App, deps: Deps) -> None:
    """Mentions. Direct messages come by handlers/messages.py."""

    @app.event("app_mention")
    def mentioned(event: Json, body: Json) -> None:
        place = Place(event["user"], event["channel"], event["ts"], event.get("thread_ts") or "")
        if not place.is_direct and not event.get("bot_id"):  # there it comes as a message, too
            deps.hear(body["event_id"], partial(_hear, deps, place, event, body))


def hear(deps: Deps, event: Json, body: Json) -> None:
    """A direct message."""
    if (
        event.get("bot_id")
        or not event.get("user")
        or event.get("subtype") not in {None, "file_share", "thread_broadcast"}
    ):
        return
    place = Place(event["user"], event["channel"], event["ts"], event.get("thread_ts") or "")
    deps.hear(body["event_id"], partial(_hear, deps, place, event, body))


def follow(deps: Deps, event: Json, body: Json) -> None:
    """A message was edited or deleted, anywhere: what was understood of it, and stands yet, follows."""
    about = event.get("message") or event.get("previous_message") or {}
    ts, writer, channel = event.get("deleted_ts") or about.get("ts"), about.get("user"), event["channel"]
    if not ts or not writer:
        return
    with deps.reading(ITSELF) as session:
        is_ours = is_kept(session, channel, ts)
    if is_ours:
        deps.hear(
            body["event_id"],
            partial(_follow, deps, Place(writer, channel, ts, about.get("thread_ts") or ""), event, body),
        )


def _follow(deps: Deps, place: Place, event: Json, body: Json) -> None:
    with deps.reading(ITSELF) as session:
        was_logged = is_logged(session, place.channel, place.ts)
    if event.get("subtype") == "message_deleted":
        person = deps.person(place.person)
        deps.speak_to(person)
        deps.write(person, lambda session: deleted(session, place.channel, place.ts))
        told = deleted_after()
    else:
        _hear(deps, place, event["message"], body)
        told = changed_after()
    if was_logged and _is_said_otherwise(event):
        _tell(deps, place, told)


def _is_said_otherwise(event: Json) -> bool:
    """Slack tells of a change, too, when it only shows what a link leads to."""
    return (event.get("message") or {}).get("text") != (event.get("previous_message") or {}).get("text")


def _hear(deps: Deps, place: Place, event: Json, body: Json) -> None:
    """Take it down and have it answered; whoever is not of the team gets a word, and nothing is kept."""
    try:
        asking = deps.person(place.person)
        deps.speak_to(asking)
        person = checked(asking, _as_asked(event, body), deps.settings().admins_only)
    except NotAllowedError as error:
        _tell(deps, place, refusal(error.parts))
        return
    read = _read(deps, person, place, event, body)
    ids = deps.write(person, lambda session: take_down(session, place, read))
    files = event.get("files") or []
    if ids and files and not any(one.sort in {Sort.FILE, Sort.OTHER_FILE} for _, one in read):
        _tell(deps, place, file_beside())
    if not place.is_direct:
        with deps.reading(person) as session, speaking(language_of(person.locale)):
            answers = [deps.scribbled(session, one) for one in ids]
        for answer in answers:
            if answer:
                _tell(deps, place, answer)


def _as_asked(event: Json, body: Json) -> Json:
    """The payload with the workspace of the one who wrote, as other requests have it."""
    team = event.get("user_team") or event.get("team")
    return {**body, "user": {"team_id": team}} if team else body


def _tell(deps: Deps, place: Place, message: Message) -> None:
    """Answer where it was written, to its writer alone."""

    def post() -> None:
        deps.client.chat_postEphemeral(
            channel=place.channel, user=place.person, thread_ts=place.thread or None, **message.payload()
        )

    deps.replies.do(post)


def _read(deps: Deps, person: Person, place: Place, message: Json, body: Json) -> Read:
    """What a message tells, each thing with its text as Slack sent it."""
    text = _without_us(str(message.get("text") or ""), body)
    files = message.get("files") or []
    if files and not (text.strip() and not _customers_in(files)):
        return [(text, _file(files))]
    if len(text) > TEXT_LENGTH:
        return [("", Scribble(Sort.TOO_LONG, listing=str(len(text))))]
    things = entries(text)
    if len(things) > MOST_LINES:
        return [("", Scribble(Sort.TOO_MANY, listing=str(len(things))))]
    at = datetime.fromtimestamp(float(place.ts), UTC)
    readers = deps.readers(person, at, partial(_is_tag, deps, person))
    read = [(raw, read_scribble(raw, readers)) for raw in things or [""]]
    if place.thread and [one.sort for _, one in read] in ([Sort.THIS], [Sort.NOTHING]):
        read = _of_parent(deps, person, place, read[0][1].command)
    return [(raw, _linked(deps, place, one)) for raw, one in read]


def _of_parent(deps: Deps, person: Person, place: Place, command: str) -> Read:
    """What the message says that this one replies to; nothing of it is chosen, the card shows it."""
    parent = _parent(deps, place)
    text = message_text(parent)
    if not text:
        return [("", Scribble(Sort.THIS, command))]
    names = Mentioned(deps)
    names.plain(text)
    names.ask()
    at = datetime.fromtimestamp(float(parent["ts"]), UTC)
    readers = deps.readers(person, at, partial(_is_tag, deps, person))
    read = read_scribble(text, readers)
    if command or read.sort is not Sort.LINE:
        line = as_kind(text, command or "touchpoint", readers)
        read = replace(read, sort=Sort.LINE, command=command or "touchpoint", line=line)
    return [(text, read)]


def _parent(deps: Deps, place: Place) -> Json:
    try:
        found = deps.client.conversations_replies(channel=place.channel, ts=place.thread, limit=1)
    except SlackClientError:  # gone, or Rapport may not read there: then its words are asked for
        return {}
    messages: Sequence[Json] = found.get("messages") or []
    return messages[0] if messages else {}


def _linked(deps: Deps, place: Place, read: Scribble) -> Scribble:
    """A mention's card keeps where it was said; a direct message is nobody else's to open."""
    if read.line is None or place.is_direct:
        return read
    link = permalink(deps.workspace_url, place.channel, place.thread or place.ts)
    return replace(read, line=replace(read.line, link=link))


def _without_us(text: str, body: Json) -> str:
    """The text without the mention of Rapport."""
    for one in body.get("authorizations") or []:
        text = re.sub(rf"<@{re.escape(str(one.get('user_id')))}>[,:]?\s*", " ", text)
    return text.strip()


def _customers_in(files: Sequence[Json]) -> list[Json]:
    return [one for one in files if str(one.get("name") or "").lower().endswith(OF_CUSTOMERS)]


def _file(files: Sequence[Json]) -> Scribble:
    customers = _customers_in(files)
    if not customers:
        return Scribble(Sort.OTHER_FILE)
    return Scribble(Sort.FILE, names=(str(customers[0]["id"]), str(customers[0].get("name") or "a file")))


def _is_tag(deps: Deps, person: Person, words: str) -> bool:
    with deps.reading(person) as session:
        return has_tag(session, words)
