"""Changing the workspace's rules, and telling those whom it concerns."""

from dataclasses import replace
from typing import Any

from bot.domain.errors import NotUnderstoodError
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, LEAD, TEAM
from bot.domain.people import Role
from bot.domain.rights import SETTINGS
from bot.domain.settings import SettingsChange, WorkspaceSettings
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.rules import check, rules_of
from bot.use_cases.session import Session
from storage import audit, outbox, people, settings, slack_channels

_CHANNELS = {"feedback_channel": FEEDBACK, "team_channel": TEAM}
"""Setting -> the use of its channel."""


def settings_to_change(session: Session) -> WorkspaceSettings:
    """The rules as the form shows them: with the channels in use that nobody chose.

    Without people who have left, who could not be chosen again.
    """
    gone, rules = people.gone(session.uow), session.settings
    owner = None if rules.default_owner in gone else rules.default_owner
    in_use: dict[str, Any] = {name: getattr(rules, name) or found for name, found in _found(session).items()}
    return replace(rules, leads=rules.leads - gone, default_owner=owner, **in_use)


def change_settings(session: Session, filled_in: WorkspaceSettings, defaults: WorkspaceSettings) -> SettingsChange:
    """Keep what was chosen. Raises NotAllowedError for members, NotUnderstoodError for what cannot be."""
    session.check(SETTINGS)
    chosen = _chosen(session, filled_in)
    check(chosen)
    is_kept = SETTINGS.key in chosen.admins_only
    locks_out = session.actor.role is Role.LEAD and (is_kept or session.actor.id not in chosen.leads)
    change = SettingsChange(session.actor.id, session.settings, chosen, locks_out)
    before, after = settings.snapshot(session.settings), settings.snapshot(chosen)
    settings.save(session.uow, chosen, defaults)
    entry = session.record("settings changed", ("settings", 0), None, before=before, after=after)
    for person in _concerned(session, change):
        outbox.put(
            session.uow, kind=MessageKind.SETTINGS_CHANGED, subject=str(entry), recipient=person, now=session.now
        )
    return change


def change_of(session: Session, entry_id: int) -> SettingsChange | None:
    """A change as the audit log has it; None where that is not (or no longer) to be read."""
    entry = audit.get(session.uow, entry_id)
    if entry is None or entry.before is None or entry.after is None:
        return None
    try:
        return SettingsChange(entry.actor, rules_of(entry.before), rules_of(entry.after))
    except NotUnderstoodError:
        return None


def _concerned(session: Session, change: SettingsChange) -> list[str]:
    """Whoever leads or led, and who is or was the default owner; not the one who changed it, nor who left."""
    if not change.to_tell:
        return []
    owners = {one for one in (change.before.default_owner, change.after.default_owner) if one}
    leads = change.before.leads | set(leads_to_tell(replace(session, settings=change.after)))
    return sorted((leads | owners) - people.gone(session.uow) - {change.actor, LEAD})


def _found(session: Session) -> dict[str, str | None]:
    """The channels in use by their default name, by setting."""
    kept = {name: slack_channels.get(session.uow, use) for name, use in _CHANNELS.items()}
    return {name: one.id if one and one.by_name and one.is_well else None for name, one in kept.items()}


def _chosen(session: Session, filled_in: WorkspaceSettings) -> WorkspaceSettings:
    """What the form showed of channels that nobody chose is left as it was."""
    same: dict[str, Any] = {
        name: None
        for name, found in _found(session).items()
        if getattr(session.settings, name) is None and getattr(filled_in, name) == found
    }
    return replace(filled_in, **same)
