"""/rapport: help, status, settings, fields, undo. Every other command works behind it too (handlers/commands.py)."""

from collections.abc import Callable

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say
from bot.reading.abroad import HELP
from bot.views.help import command_help
from bot.views.message import Message
from bot.views.roles import roles
from handlers import (
    asks,
    away,
    custom_fields,
    deadlines,
    exports,
    handover,
    home,
    imports,
    language,
    load,
    looks,
    mood,
    playbooks,
    practice,
    reaction_choices,
    report,
    set_up,
    settings,
    status,
    stewards,
    surveys,
    templates,
    themes,
    undo,
    watching,
    week,
)
from handlers.asking import Asking


def answer(asking: Asking, typed: str) -> Message | None:
    """Do what the word says; None where a form was opened. Raises NotUnderstoodError for a word that is none."""
    word = typed.split(maxsplit=1)[0].lower() if typed.strip() else "help"
    _, *more = typed.lower().split() or [""]
    if len(more) == 1 and more[0] in HELP:  # "/rapport away help"
        return command_help(word)
    if word in HELP:
        word = "help"
    if word in _ALONE:
        return _ALONE[word](asking)
    if word in _WITH_WORDS:
        return _WITH_WORDS[word](asking, typed.partition(" ")[2])
    if word in _AS_TYPED:
        return _AS_TYPED[word](asking, typed)
    raise NotUnderstoodError(say("There is no `/rapport {word}`. `/rapport help` shows what there is.", word=word[:40]))


def _help(_: Asking, words: str) -> Message:
    return command_help(words.strip().lower().removeprefix("/") or "rapport")


def _roles(asking: Asking) -> Message:
    return roles(asking.person, asking.rules.leads, asking.rules.admins_only)


_ALONE: dict[str, Callable[[Asking], Message | None]] = {
    "deadlines": deadlines.answer,
    "fields": custom_fields.answer,
    "home": home.as_message,
    "import": imports.answer,
    "load": load.answer,
    "mood": mood.answer,
    "playbooks": playbooks.answer,
    "practice": practice.answer,
    "reactions": reaction_choices.answer,
    "roles": _roles,
    "settings": settings.answer,
    "setup": set_up.answer,
    "stewards": stewards.answer,
    "templates": templates.answer,
    "undo": undo.answer,
    "week": week.answer,
}
"""What is the word alone; whatever follows it is no matter."""

_WITH_WORDS: dict[str, Callable[[Asking, str], Message | None]] = {
    "away": away.answer,
    "back": away.answer_back,
    "export": exports.answer,
    "handoff": handover.answer,
    "handover": handover.answer,
    "help": _help,
    "language": language.answer,
    "report": report.answer,
    "survey": surveys.answer,
    "themes": themes.answer,
    "watch": watching.answer,
    "who": asks.answer,
}
"""What is told the words after it."""

_AS_TYPED: dict[str, Callable[[Asking, str], Message | None]] = {"audit": looks.answer, "status": status.answer}
"""What reads its own word too."""
