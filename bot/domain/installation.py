"""That somebody added Rapport to a workspace, or to all workspaces of an organisation (Enterprise Grid)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

KEPT = timedelta(days=30)
"""How long what a workspace told Rapport stays after the app was taken out of it: who installs it again goes on."""

STATE_LASTS = timedelta(minutes=10)
"""How long somebody may take between "Add to Slack" and "Allow"."""


@dataclass(frozen=True)
class Installation:
    """`id`: of the workspace, or of the organisation where it is for all of it. `url`: where its messages are read.

    `token` and `refresh_token` are "" where there are none; `token_until`: None where tokens do not expire.
    """

    id: str
    organisation: str | None
    app: str
    bot: str
    bot_user: str
    scopes: tuple[str, ...]
    installer: str
    url: str
    token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    token_until: datetime | None
    installed_at: datetime
    removed_at: datetime | None = None

    @property
    def is_for_all(self) -> bool:
        """Whether it is for every workspace of its organisation."""
        return self.id == self.organisation

    @property
    def stamp(self) -> str:
        """Changes when a workspace is served by another token, or by none."""
        return f"{self.id} {self.installed_at} {self.token_until} {self.removed_at}"


@dataclass(frozen=True)
class DueWorkspace:
    """A workspace that something is to be done for. `is_left`: the app was taken out of it KEPT ago."""

    id: str
    is_left: bool


class InstallationsKept(Protocol):
    """What is remembered of installations, for every process. Each call is a transaction of its own: StorageError."""

    def save(self, installation: Installation) -> None:
        """It was installed, perhaps again."""

    def of(self, team_id: str | None, organisation: str | None) -> Installation | None:
        """The workspace's own, else that of its organisation; also one that was removed."""

    def remove(self, installation_id: str) -> None:
        """The app was taken out: its tokens are erased at once."""

    def issue_state(self, digest: str) -> bool:
        """Remember what a browser that goes to Slack comes back with; False: too many are on their way."""

    def use_state(self, digest: str) -> bool:
        """Whether that is known, and not used or expired; from now on it is."""
