"""What the environment says of a workspace's rules is taken over once, where nothing was chosen.

Formerly such variables counted for as long as nobody chose otherwise. Whoever updates finds everything as it was, and
can remove them; from then on leads alone decide (bot/config/former_rules.py).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.errors import NotUnderstoodError
from bot.domain.setting_values import check_together
from bot.domain.settings import SETTINGS, USUAL
from bot.use_cases.rules import read_plain, rules
from bot.use_cases.session import Session
from storage import settings
from storage.database import UnitOfWork

TAKEN_OVER = "taken over from the environment"


def to_take_over(uow: UnitOfWork, former: Mapping[str, Any]) -> dict[str, Any]:
    """What of it counts from now on, by field; nothing of what was taken over before, was chosen, or cannot be."""
    stored, values = settings.stored(uow), dict[str, Any]()
    for setting in SETTINGS:
        is_open = former.keys() >= set(setting.names) and stored.keys().isdisjoint(setting.names)
        if not is_open or settings.is_marked(uow, _mark(setting.name)):
            continue
        plain = settings.snapshot(replace(USUAL, **{name: former[name] for name in setting.names}))
        try:
            found = read_plain({name: plain[name] for name in setting.names})
            check_together(replace(rules(uow).in_force, **values, **found))
        except NotUnderstoodError:
            continue
        values |= found
    return values


def take_over(session: Session, former: Mapping[str, Any]) -> None:
    """Store it, with an entry in the audit log for each setting. The second time it does nothing."""
    values = to_take_over(session.uow, former)
    settings.save(session.uow, values)
    for setting in SETTINGS:
        if former.keys() >= set(setting.names):
            settings.mark_once(session.uow, _mark(setting.name))
        if values.keys() >= set(setting.names):
            plain = settings.snapshot(replace(USUAL, **values))
            session.record(TAKEN_OVER, ("setting", 0), None, after={name: plain[name] for name in setting.names})


def _mark(name: str) -> str:
    return f"taken over: {name}"
