"""Somebody's own digest: as they chose, else as the workspace has it."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from bot.domain.digest import Content, MyDigest, Rhythm
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.saying import say
from bot.domain.setting_values import read_rhythm
from bot.domain.zones import find_zone
from bot.use_cases.session import Session
from storage import my_digest, people
from storage.audit import AuditEntry

CHOSEN = "digest chosen"
"""In the audit log."""


def digest_of_mine(session: Session) -> MyDigest:
    """How the one who asks gets their digest; with no days, they chose to get none."""
    usual = session.settings
    found = people.rhythms(session.uow, usual.digest_at, usual.working_days).get(session.actor.id)
    zone, without = my_digest.chosen(session.uow, session.actor.id)
    return MyDigest(found or Rhythm(session.actor.tz, usual.digest_at, frozenset()), zone, without)


def checked_zone(typed: str) -> str:
    """The zone that was chosen, "" where none was. Raises NotUnderstoodError for one that there is not."""
    zone = find_zone(typed) if typed.strip() else ""
    if zone is None:
        raise NotUnderstoodError(say("Please choose a city or a country from the list."), field="timezone")
    return zone


def without(shown: Collection[str]) -> frozenset[Content]:
    """What is left out where this is ticked. Raises NotUnderstoodError for what cannot be."""
    if not set(shown) <= set(Content):
        raise NotUnderstoodError(say("Please choose from the list."), field="contents")
    return frozenset(content for content in Content if content not in shown)


def choose_digest(session: Session, chosen: MyDigest) -> int:
    """Keep it, and give the audit entry that takes it back. What equals the workspace's follows the workspace."""
    before = _plain(digest_of_mine(session))
    _keep(session, chosen)
    return session.record(CHOSEN, ("person", 0), None, before=before, after=_plain(chosen))


def _keep(session: Session, chosen: MyDigest) -> None:
    usual, rhythm = session.settings, chosen.rhythm
    own_at = None if rhythm.at == usual.digest_at else rhythm.at
    own_days = None if rhythm.days == usual.working_days else rhythm.days
    people.choose_rhythm(session.uow, session.actor.id, own_at, own_days)
    my_digest.choose(session.uow, session.actor.id, chosen.zone, chosen.without)


def take_back(session: Session, entry: AuditEntry) -> None:
    """As it was before. Raises ConflictError where it was chosen anew since."""
    if entry.before is None or _plain(digest_of_mine(session)) != entry.after:
        raise ConflictError(say("Your digest was changed again since. Set it anew: Home, Settings."))
    _keep(session, _read(session, entry.before))


def _plain(chosen: MyDigest) -> dict[str, Any]:
    rhythm = chosen.rhythm
    when = {"at": rhythm.at.isoformat("minutes"), "days": sorted(rhythm.days)}
    return {**when, "zone": chosen.zone, "without": sorted(chosen.without)}


def _read(session: Session, plain: dict[str, Any]) -> MyDigest:
    at, days = read_rhythm(plain["at"], [str(day) for day in plain["days"]])
    rhythm = replace(digest_of_mine(session).rhythm, at=at, days=days)
    return MyDigest(rhythm, plain["zone"], frozenset(map(Content, plain["without"])))
