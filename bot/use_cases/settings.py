"""Changing the workspace's rules."""

from dataclasses import replace

from bot.domain.people import check_may_set
from bot.domain.settings import WorkspaceSettings
from bot.use_cases.rules import check
from bot.use_cases.work import Work
from storage import people, settings


def settings_to_change(work: Work) -> WorkspaceSettings:
    """The rules as the form shows them: without people who have left, who could not be chosen again."""
    gone, rules = people.gone(work.uow), work.settings
    owner = None if rules.default_owner in gone else rules.default_owner
    return replace(rules, leads=rules.leads - gone, default_owner=owner)


def change_settings(work: Work, chosen: WorkspaceSettings, defaults: WorkspaceSettings) -> None:
    """Keep what was chosen. Raises NotAllowedError for members, NotUnderstoodError for what cannot be."""
    check_may_set(work.actor)
    check(chosen)
    before, after = settings.snapshot(work.settings), settings.snapshot(chosen)
    settings.save(work.uow, chosen, defaults)
    work.record("settings changed", ("settings", 0), None, before=before, after=after)
