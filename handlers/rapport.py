"""/rapport: help, status, settings, undo. Every other command works behind it too (handlers/commands.py)."""

import re

from bot.domain.errors import NotUnderstoodError
from bot.domain.outbox import FEEDBACK, TEAM
from bot.domain.problems import Problem
from bot.slack.errors import trouble
from bot.use_cases.status import status_of
from bot.views.help import command_help
from bot.views.message import Message
from bot.views.status import status
from handlers import home, mood, settings, undo
from handlers.asking import Asking

MENTION = re.compile(r"<@([A-Z0-9]+)")
LATER = frozenset({"report", "import", "export"})


def answer(asking: Asking, typed: str) -> Message | None:
    """Do what the word says; None where a form was opened. Raises NotUnderstoodError for a word that is none."""
    word = typed.split(maxsplit=1)[0].lower() if typed.strip() else "help"
    if word == "settings":
        settings.answer(asking)
        return None
    if word in LATER:
        raise NotUnderstoodError(f"`{word}` is not in this version yet. `/rapport help` shows what is.")
    answers = {
        "help": lambda: command_help("rapport"),
        "status": lambda: _status(asking, typed),
        "undo": lambda: undo.answer(asking),
        "mood": lambda: mood.answer(asking),
        "home": lambda: home.as_message(asking),
    }
    if word not in answers:
        raise NotUnderstoodError(f"There is no `/rapport {word[:40]}`. `/rapport help` shows what there is.")
    return answers[word]()


def _status(asking: Asking, typed: str) -> Message:
    named = MENTION.search(typed)
    person = named[1] if named else asking.person.id
    addresses, code = asking.deps.addresses, asking.deps.trouble()
    places = {"alerts_to": addresses.destination(FEEDBACK), "unclaimed_to": addresses.destination(TEAM)}
    learning, problem = asking.deps.scorer.in_words(), Problem("line", trouble(code)) if code else None
    defaults = asking.deps.defaults
    return asking.look(
        lambda work: status(
            status_of(work, person, **places, learning=learning, defaults=defaults, trouble=problem),
            may_set=asking.person.may_set,
        )
    )
