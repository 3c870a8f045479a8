"""/rapport: help, status, settings, fields, undo. Every other command works behind it too (handlers/commands.py)."""

from collections.abc import Callable

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say
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
    if typed.lower().split()[1:] == ["help"]:  # "/rapport away help"
        return command_help(word)
    if word in {"settings", "import"}:
        {"settings": settings.answer, "import": imports.answer}[word](asking)
        return None
    if word == "language":
        return language.answer(asking, typed.partition(" ")[2])
    if word == "report":
        report.answer(asking, typed.partition(" ")[2])
        return None
    if word in {"handover", "handoff"}:
        handover.answer(asking, typed.partition(" ")[2])
        return None
    answers: dict[str, Callable[[], Message | None]] = {
        "help": lambda: command_help(typed.partition(" ")[2].strip().lower().removeprefix("/") or "rapport"),
        "status": lambda: status.answer(asking, typed),
        "undo": lambda: undo.answer(asking),
        "roles": lambda: roles(asking.person, asking.rules.leads, asking.rules.admins_only),
        "templates": lambda: templates.answer(asking),
        "fields": lambda: custom_fields.answer(asking),
        "playbooks": lambda: playbooks.answer(asking),
        "themes": lambda: themes.answer(asking, typed.partition(" ")[2]),
        "export": lambda: exports.answer(asking, typed.partition(" ")[2]),
        "mood": lambda: mood.answer(asking),
        "audit": lambda: looks.answer(asking, typed),
        "deadlines": lambda: deadlines.answer(asking),
        "week": lambda: week.answer(asking),
        "load": lambda: load.answer(asking),
        "who": lambda: asks.answer(asking, typed.partition(" ")[2]),
        "reactions": lambda: reaction_choices.answer(asking),
        "watch": lambda: watching.answer(asking, typed.partition(" ")[2]),
        "practice": lambda: practice.answer(asking),
        "setup": lambda: set_up.answer(asking),
        "stewards": lambda: stewards.answer(asking),
        "survey": lambda: surveys.answer(asking),
        "away": lambda: away.answer(asking, typed.partition(" ")[2]),
        "back": lambda: away.answer_back(asking, typed.partition(" ")[2]),
        "home": lambda: home.as_message(asking),
    }
    if word not in answers:
        raise NotUnderstoodError(
            say("There is no `/rapport {word}`. `/rapport help` shows what there is.", word=word[:40])
        )
    return answers[word]()
