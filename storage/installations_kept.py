"""What the hosting side of Rapport remembers: bot.domain.installation.InstallationsKept over the database, and more.

The one place that sees tokens sealed and open.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.clock import Clock
from bot.domain.installation import STATE_LASTS, DueWorkspace, Installation
from storage import installations
from storage.database import Database, UnitOfWork
from storage.sealing import Seal

MOST_STATES = 5_000
"""Who only opens the page leaves a row for ten minutes: this many bound what strangers can fill, 500 a minute."""

CLAIMED_FOR = timedelta(minutes=2)
"""How long one process may take to have tokens renewed, before another one tries."""


class StoredInstallations:
    """Keeps them in the database, each call in a transaction of its own."""

    def __init__(self, database: Database, seal: Seal, clock: Clock) -> None:
        self._database = database
        self._seal = seal
        self._clock = clock

    def save(self, installation: Installation) -> None:
        """It was installed, perhaps again: its workspaces are due now."""
        sealed = self._sealed(installation)

        def keep(uow: UnitOfWork) -> None:
            installations.save(uow, sealed)
            ours = installations.served(uow, sealed.id) if sealed.is_for_all else [sealed.id]
            for workspace in ours:
                installations.serve(uow, workspace, sealed.id, self._clock.now())

        self._database.write(keep)

    def renewed(self, installation: Installation) -> None:
        """Its token is another one; nothing else has changed."""
        sealed = self._sealed(installation)

        def keep(uow: UnitOfWork) -> None:
            now = installations.get(uow, sealed.id)
            if now and now.removed_at is None and now.installed_at == sealed.installed_at:
                installations.save(uow, sealed)

        self._database.write(keep)

    def of(self, team_id: str | None, organisation: str | None) -> Installation | None:
        """The workspace's own, else that of its organisation; one that was removed counts where there is no other."""
        with self._database.reading() as uow:
            served_by = installations.served_by(uow, team_id) if team_id else None
            found = [installations.get(uow, one) for one in (team_id, served_by, organisation) if one]
        there = [one for one in found if one]
        best = next((one for one in there if one.removed_at is None), there[0] if there else None)
        return self._opened(best) if best else None

    def serve(self, team_id: str, installation: Installation) -> None:
        """A workspace has its first request: it is served by this installation from now on."""
        with self._database.reading() as uow:
            if installations.served_by(uow, team_id) == installation.id:
                return
        self._database.write(lambda uow: installations.serve(uow, team_id, installation.id, self._clock.now()))

    def remove(self, installation_id: str) -> None:
        """The app was taken out: its tokens are erased at once."""
        self._database.write(lambda uow: installations.remove(uow, installation_id, self._clock.now()))

    def forget(self, team_id: str) -> None:
        """All that the workspace told us was erased."""
        self._database.write(lambda uow: installations.forget(uow, team_id))

    def workspaces_of(self, installation_id: str) -> list[str]:
        """Those it is for, as far as they had a request."""
        with self._database.reading() as uow:
            return installations.served(uow, installation_id)

    def due(self, limit: int) -> list[DueWorkspace]:
        """The workspaces that something is to be done for now."""
        with self._database.reading() as uow:
            return installations.due_by(uow, self._clock.now(), limit)

    def put_off(self, team_ids: Collection[str], until: datetime) -> None:
        """They are due then, and not before. What is written for one before this, whoever reads it after this finds."""
        if team_ids:
            self._database.write(lambda uow: installations.due(uow, team_ids, until))

    def keep_in_hand(self, team_ids: Collection[str], until: datetime) -> None:
        """They are due then, but for those that somebody has made due: that is not to be missed."""
        if team_ids:
            self._database.write(lambda uow: installations.keep_from_due(uow, team_ids, until, self._clock.now()))

    def stamps(self, team_ids: Collection[str]) -> dict[str, str]:
        """By workspace the stamp of the installation that serves it now."""
        with self._database.reading() as uow:
            return installations.stamps(uow, team_ids)

    def hurry(self, team_id: str) -> None:
        """There is something to do for it now, for whoever has it in hand."""
        self._database.write(lambda uow: installations.hurry(uow, team_id, self._clock.now()))

    def to_refresh(self, before: datetime) -> list[Installation]:
        """Those whose token expires before a moment, left to this process."""
        with self._database.reading() as uow:
            if not installations.any_expiring(uow, before):
                return []
        now = self._clock.now()
        found = self._database.write(lambda uow: installations.to_refresh(uow, before, now, CLAIMED_FOR))
        return [self._opened(one) for one in found]

    def issue_state(self, digest: str) -> bool:
        """Remember what a browser that goes to Slack comes back with; False: too many are on their way."""
        now = self._clock.now()
        return self._database.write(
            lambda uow: installations.issue_state(uow, digest, now + STATE_LASTS, now, MOST_STATES)
        )

    def use_state(self, digest: str) -> bool:
        """Whether that is known, and not used or expired; from now on it is."""
        return self._database.write(lambda uow: installations.use_state(uow, digest, self._clock.now()))

    def count(self) -> tuple[int, int]:
        """How many workspaces are served, and how many are kept after the app was taken out of them."""
        with self._database.reading() as uow:
            return installations.count(uow)

    def late(self) -> timedelta:
        """How long the workspace waits that has been due for longest."""
        with self._database.reading() as uow:
            since = installations.longest_due(uow)
        return max(self._clock.now() - since, timedelta()) if since else timedelta()

    def _sealed(self, one: Installation) -> Installation:
        return replace(
            one, token=self._seal.close(one.id, one.token), refresh_token=self._seal.close(one.id, one.refresh_token)
        )

    def _opened(self, one: Installation) -> Installation:
        return replace(
            one, token=self._seal.open(one.id, one.token), refresh_token=self._seal.open(one.id, one.refresh_token)
        )
