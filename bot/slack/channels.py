"""The feedback channel and the team channel in Slack: which they are, and whether one can post there.

One that nobody chose is looked up by its default name once; from then on its id counts, so that a renamed channel goes
on. What Slack tells of them (events, refused posts, a look now and then) is noted; whoever notes it tells the leads.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.clock import Clock
from bot.domain.errors import NotAllowedError
from bot.domain.outbox import FEEDBACK
from bot.domain.settings import WorkspaceSettings
from bot.domain.slack_channel import DEFAULT_NAMES, ChannelsKept, SlackChannel, Trouble

FRESH = timedelta(minutes=10)
"""How long what Slack said of a channel counts."""

PAGE = 200

REFUSALS = {"is_archived": Trouble.ARCHIVED, "channel_not_found": Trouble.GONE, "not_in_channel": Trouble.REMOVED}
"""What a refused post says of its channel."""

_ASTRAY = frozenset({Trouble.MISSING, Trouble.ARCHIVED, Trouble.GONE})
"""One found by name that is so gives way to another of that name."""


class Channels:
    """Every method may raise what Slack's client raises, and StorageError. `note` keeps what has changed."""

    def __init__(
        self,
        client: WebClient,
        kept: ChannelsKept,
        clock: Clock,
        settings: Callable[[], WorkspaceSettings],
        note: Callable[[SlackChannel], None],
    ) -> None:
        self._client = client
        self._kept = kept
        self._clock = clock
        self._settings = settings
        self._note = note
        self._looked_at: dict[str, datetime] = {}
        self._mentioned: dict[str, str] = {}
        self._named: dict[str, tuple[str | None, datetime]] = {}

    def of(self, use: str, rules: WorkspaceSettings | None = None) -> SlackChannel:
        """The channel of a use, as it was last noted. Asks Slack only for the name of one that nobody chose.

        `rules`: those in force, where they are known already.
        """
        rules = rules or self._settings()
        chosen = rules.feedback_channel if use == FEEDBACK else rules.team_channel
        kept = self._kept.channel(use)
        if chosen:
            return kept if kept and kept.id == chosen else self._noted(SlackChannel(use, chosen))
        mine = kept if kept and kept.by_name else None
        return mine if mine and mine.trouble not in _ASTRAY else self._found(use, mine)

    def usable(self, use: str) -> SlackChannel:
        """The same, looked at lately."""
        channel = self.of(use)
        looked = self._looked_at.get(channel.id or "")
        return channel if looked and self._is_fresh(looked) else self.look(use)

    def look(self, use: str) -> SlackChannel:
        """The channel of a use as Slack describes it now; joined where Rapport has never been in it."""
        channel = self.of(use)
        if channel.id is None:
            return channel
        try:
            about = self._client.conversations_info(channel=channel.id)["channel"]
        except SlackApiError as error:
            if error.response.get("error") != "channel_not_found":
                raise
            is_removed = channel.trouble is Trouble.REMOVED  # a private one we are not in looks like a deleted one
            return self._noted(channel if is_removed else replace(channel, trouble=Trouble.GONE))
        self._looked_at[channel.id] = self._clock.now()
        trouble = _trouble(about)
        if not trouble and not about.get("is_member"):
            trouble = Trouble.REMOVED if channel.has_joined else self._join(channel.id)
        has_joined = channel.has_joined or not trouble
        return self._noted(replace(channel, name=about["name"], trouble=trouble, has_joined=has_joined))

    def look_again(self) -> None:
        """Others may have been chosen, or the same after they were mended. Without Slack the jobs look soon."""
        for use in DEFAULT_NAMES:
            with suppress(SlackApiError, OSError):
                if not self.of(use).is_well:
                    self.look(use)

    def known_name(self, channel_id: str) -> str | None:
        """What any channel is called, where that is known without asking."""
        kept = (self._kept.channel(use) for use in DEFAULT_NAMES)
        ours = next((channel.name for channel in kept if channel and channel.id == channel_id), "")
        return ours or self._mentioned.get(channel_id)

    def ask_name(self, channel_id: str) -> None:
        """Ask Slack for the name of a channel that a message mentions. Raises what Slack's client raises."""
        self._mentioned[channel_id] = self._client.conversations_info(channel=channel_id)["channel"]["name"]

    def heard(self, channel_id: str, trouble: Trouble = Trouble.NONE, name: str = "") -> None:
        """Slack tells of a channel: what is the matter with it, or its new name."""
        for use in DEFAULT_NAMES:
            channel = self._kept.channel(use)
            if channel and channel.id == channel_id:
                self._noted(replace(channel, name=name or channel.name, trouble=trouble or channel.trouble))

    def refused(self, use: str, channel_id: str, code: str) -> bool:
        """Whether a post was refused because of what is the matter with the channel, so that it goes elsewhere now."""
        channel = self._kept.channel(use) if use in DEFAULT_NAMES else None
        if channel is None or channel.id != channel_id or code not in REFUSALS:
            return False
        self._noted(replace(channel, trouble=REFUSALS[code]))
        return True

    def check_choice(self, channel: str | None, *, field: str) -> None:
        """Raise NotAllowedError, at its field, for a chosen channel that cannot be used."""
        if channel is None:
            return
        try:
            about = self._client.conversations_info(channel=channel)["channel"]
            trouble = _trouble(about)
            if trouble:
                because = SlackChannel("", channel, about["name"], trouble).because
                raise NotAllowedError(f"{because[:1].upper()}{because[1:]}. Choose another channel.", field=field)
            if not about.get("is_member"):
                self._client.conversations_join(channel=channel)
        except SlackApiError as error:
            raise NotAllowedError(
                "Rapport cannot post there. Invite it with /invite @Rapport, or choose another channel.", field=field
            ) from error
        except OSError as error:
            raise NotAllowedError(
                "Slack could not say just now whether Rapport can post there. Please try again in a minute.",
                field=field,
            ) from error

    def _noted(self, channel: SlackChannel) -> SlackChannel:
        if self._kept.channel(channel.use) != channel:
            self._note(channel)
        return channel

    def _found(self, use: str, kept: SlackChannel | None) -> SlackChannel:
        """The one of the default name; the one kept where there is no other."""
        name = DEFAULT_NAMES[use]
        found = self._by_name(name)
        if kept and kept.id and found in {None, kept.id}:
            return kept
        return self._noted(SlackChannel(use, found, name, Trouble.NONE if found else Trouble.MISSING, by_name=True))

    def _by_name(self, name: str) -> str | None:
        known = self._named.get(name)
        if known and self._is_fresh(known[1]):
            return known[0]
        found = next((channel["id"] for channel in self._public_channels() if channel["name"] == name), None)
        self._named[name] = (found, self._clock.now())
        return found

    def _public_channels(self) -> Iterator[dict[str, Any]]:
        for page in self._client.conversations_list(types="public_channel", exclude_archived=True, limit=PAGE):
            yield from page["channels"]

    def _join(self, channel_id: str) -> Trouble:
        """Of a private one Slack refuses it: that needs an invitation."""
        try:
            self._client.conversations_join(channel=channel_id)
        except SlackApiError as error:
            if error.response.get("error") in {"ratelimited", "internal_error", "fatal_error"}:
                raise
            return Trouble.REMOVED
        return Trouble.NONE

    def _is_fresh(self, since: datetime) -> bool:
        return self._clock.now() - since < FRESH


def _trouble(about: dict[str, Any]) -> Trouble:
    if about.get("is_archived"):
        return Trouble.ARCHIVED
    if about.get("is_ext_shared") or about.get("is_pending_ext_shared"):
        return Trouble.SHARED
    return Trouble.NONE
