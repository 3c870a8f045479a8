"""Changing the workspace's rules."""

from bot.domain.people import check_may_set
from bot.domain.settings import WorkspaceSettings
from bot.use_cases.work import Work
from storage import settings


def change_settings(work: Work, chosen: WorkspaceSettings, defaults: WorkspaceSettings) -> None:
    """Keep what was chosen. Raises NotAllowedError for members."""
    check_may_set(work.actor)
    before, after = settings.snapshot(work.settings), settings.snapshot(chosen)
    settings.save(work.uow, chosen, defaults)
    work.record("settings changed", ("settings", 0), None, before=before, after=after)
