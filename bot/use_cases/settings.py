"""Changing the workspace's rules, and telling those whom it concerns."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from bot.domain.errors import ConflictError, NotUnderstoodError, raise_all
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, LEAD, TEAM
from bot.domain.people import Role
from bot.domain.rights import SETTINGS as RIGHT
from bot.domain.saying import say
from bot.domain.setting import Setting
from bot.domain.settings import SETTINGS, USUAL, SettingsChange, WorkspaceSettings
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.rules import check, read_plain
from bot.use_cases.session import Session
from storage import audit, outbox, people, settings, slack_channels
from storage.audit import AuditEntry

CHANGED = "setting changed"

BACK = "back:"
"""How the subject of a message begins that tells of a change taken back."""

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


def mark_of(setting: Setting, rules: WorkspaceSettings) -> str:
    """What a form carries of how a setting stood: enough to see that it is another now, and nothing of what it is."""
    plain = settings.snapshot(rules)
    return sha256(json.dumps([plain[name] for name in setting.names]).encode()).hexdigest()[:8]


def change_settings(session: Session, chosen: Mapping[str, Any], seen: Mapping[str, str]) -> SettingsChange:
    """Keep what was chosen, by field of WorkspaceSettings. `seen`: how it stood in the form, by name (mark_of).

    Raises NotAllowedError for members, NotUnderstoodError for what cannot be, and for what somebody else changed while
    the form was open.
    """
    session.check(RIGHT)
    filled_in = replace(session.settings, **_not_overtaken(session, chosen, seen))
    return _change(session, _chosen(session, filled_in), chosen)


def reset_setting(session: Session, setting: Setting) -> SettingsChange:
    """Back to the default. Raises NotAllowedError for members, NotUnderstoodError where it does not go with another."""
    session.check(RIGHT)
    usual = {name: getattr(USUAL, name) for name in setting.names}
    return _change(session, replace(session.settings, **usual), usual)


def take_back(session: Session, entry: AuditEntry) -> None:
    """Undo. Raises ConflictError where the setting was changed again since, or does not go with another any more."""
    session.check(RIGHT)
    plain = settings.snapshot(session.settings)
    before, after = entry.before or {}, entry.after or {}
    if any(plain[name] != value for name, value in after.items()):
        raise ConflictError(say("This setting was changed again since. Please choose it in `/rapport settings`."))
    back = read_plain(before)
    rules = replace(session.settings, **back)
    try:
        check(rules)
    except NotUnderstoodError as error:
        raise ConflictError(error.sentence) from error
    settings.save(session.uow, {name: getattr(rules, name) for name in back})
    _tell(session, SettingsChange(session.actor.id, session.settings, rules), f"{BACK}{entry.id}")


def change_of(session: Session, subject: str) -> SettingsChange | None:
    """A change as the audit log has it, by the entries that a message is about.

    None where that is not (or no longer) to be read.
    """
    is_back, entries = subject.startswith(BACK), []
    for one in subject.removeprefix(BACK).split(","):
        entry = audit.get(session.uow, int(one))
        if entry is None or entry.before is None or entry.after is None:
            return None
        entries.append(entry)
    try:
        before = replace(
            USUAL, **read_plain({name: kept for one in entries for name, kept in (one.before or {}).items()})
        )
        after = replace(
            USUAL, **read_plain({name: kept for one in entries for name, kept in (one.after or {}).items()})
        )
    except NotUnderstoodError:
        return None
    who = (entries[0].undone_by if is_back else None) or entries[0].actor
    return SettingsChange(who, after, before) if is_back else SettingsChange(who, before, after)


def label_of(entry: AuditEntry) -> str:
    """Which setting an entry is about; "" where there is none such any more."""
    return next((one.label for one in SETTINGS if one.name in (entry.after or {})), "")


def _change(session: Session, after: WorkspaceSettings, touched: Collection[str]) -> SettingsChange:
    """Store the fields that were `touched`, each setting with an audit entry of its own, and tell whom it concerns."""
    check(after)
    before = session.settings
    settings.save(session.uow, {name: getattr(after, name) for name in touched})
    change = SettingsChange(session.actor.id, before, after, _locks_out(session, after))
    entries = {setting.name: _record(session, setting, before, after) for setting in change.changed}
    _tell(session, change, ",".join(str(entries[setting.name]) for setting in change.to_tell))
    return replace(change, entries=entries)


def _record(session: Session, setting: Setting, before: WorkspaceSettings, after: WorkspaceSettings) -> int:
    was, now = ({name: settings.snapshot(rules)[name] for name in setting.names} for rules in (before, after))
    return session.record(CHANGED, ("setting", 0), None, before=was, after=now)


def _locks_out(session: Session, after: WorkspaceSettings) -> bool:
    is_kept = RIGHT.key in after.admins_only
    return session.actor.role is Role.LEAD and (is_kept or session.actor.id not in after.leads)


def _not_overtaken(session: Session, chosen: Mapping[str, Any], seen: Mapping[str, str]) -> dict[str, Any]:
    """What was chosen, but for what somebody else changed meanwhile and who filled it in left as it was."""
    shown, wanted, wrong = settings_to_change(session), dict(chosen), []
    for setting in SETTINGS:
        now = mark_of(setting, shown)
        if setting.name not in chosen or seen.get(setting.name, now) == now:
            continue
        mine = mark_of(setting, replace(shown, **{name: chosen[name] for name in setting.names}))
        if mine == seen[setting.name]:
            wanted |= {name: getattr(session.settings, name) for name in setting.names}
        elif mine != now:
            wrong.append(
                NotUnderstoodError(
                    say("Somebody changed this while you had it open. Close this form and open it again to see it."),
                    field=setting.name,
                )
            )
    raise_all(wrong)
    return wanted


def _tell(session: Session, change: SettingsChange, subject: str) -> None:
    for person in _concerned(session, change):
        outbox.put(session.uow, kind=MessageKind.SETTINGS_CHANGED, subject=subject, recipient=person, now=session.now)


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


REVERSERS = {CHANGED: take_back}
