"""/rapport audit: who looked at whom. For leads."""

import re

from slack_bolt import Ack, App, BoltContext

from bot.domain.errors import OutdatedError
from bot.domain.looks import About
from bot.domain.rights import PRIVACY
from bot.reading.line_words import unquoted
from bot.reading.slack_text import unescape
from bot.use_cases.find_customer import find_exactly
from bot.use_cases.looks import looked, person_called
from bot.use_cases.session import Session
from bot.views import ids
from bot.views.looks import looks
from bot.views.message import Message
from handlers.asking import Asking

_MENTIONED = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_CARRIED = re.compile(r"(?:all|c(?P<customer>[0-9]{1,18})|p(?P<person>[A-Za-z0-9]{1,40})):(?P<page>[0-9]{1,4})")


def answer(asking: Asking, typed: str) -> Message:
    """All of it, or what is behind `audit`: a customer, or a person. Raises NotAllowedError, NotFoundError."""
    asking.check(PRIVACY)
    _, _, about = typed.strip().partition(" ")
    return asking.look(lambda session: looks(looked(session, _about(session, about.strip()))))


def register(app: App) -> None:
    """From page to page."""
    for way in (ids.NEWER_LOOKS, ids.OLDER_LOOKS):
        _leads(app, way)


def _leads(app: App, way: str) -> None:
    @app.action(way)
    def turn(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        found = _CARRIED.fullmatch(asking.value)
        if not found:
            raise OutdatedError
        about = About(int(found["customer"]) if found["customer"] else None, found["person"])
        page = int(found["page"])
        asking.reply(asking.look(lambda session: looks(looked(session, about, page))), replace=True)
        ack()


def _about(session: Session, words: str) -> About:
    if not words:
        return About()
    if found := _MENTIONED.fullmatch(words):
        return About(person=found[1])
    if words.startswith("@"):
        return About(person=person_called(session, words.removeprefix("@")))
    return About(customer_id=find_exactly(session, unquoted(unescape(words)), "`/rapport audit`").id)
