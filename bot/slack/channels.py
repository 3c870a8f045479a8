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

from bot.domain.clock import Clock, is_recent
from bot.domain.errors import NotAllowedError
from bot.domain.gate import OPEN_TO_OTHERS
from bot.domain.saying import say
from bot.domain.settings import WorkspaceSettings
from bot.domain.slack_channel import DEFAULT_NAMES, ChannelsKept, SlackChannel, Trouble, chosen, serving
from bot.slack.channel_looks import ChannelLooks

FRESH = timedelta(minutes=10)
"""How long it counts which channel has a name that nobody chose."""

PATIENCE = timedelta(minutes=5)
"""How long Slack may not say how a channel is in which something has changed: longer than most of its hiccups."""

PAGE = 200

REFUSALS = {"is_archived": Trouble.ARCHIVED, "channel_not_found": Trouble.GONE, "not_in_channel": Trouble.REMOVED}
"""What a refused post says of its channel."""


class Channels:
    """Every method may raise what Slack's client raises, and StorageError. `note` keeps what has changed."""

    def __init__(
        self,
        client: WebClient,
        looks: ChannelLooks,
        kept: ChannelsKept,
        clock: Clock,
        settings: Callable[[], WorkspaceSettings],
        note: Callable[[SlackChannel], None],
    ) -> None:
        self._client = client
        self._looks = looks
        self._kept = kept
        self._clock = clock
        self._settings = settings
        self._note = note
        self._doubted: dict[str, datetime] = {}
        self._mentioned: dict[str, str] = {}
        self._named: dict[str, tuple[str | None, datetime]] = {}

    def of(self, use: str, rules: WorkspaceSettings | None = None) -> SlackChannel:
        """The channel of a use, as it was last noted. Asks Slack only for the name of one that nobody chose.

        `rules`: those in force, where they are known already.
        """
        rules = rules or self._settings()
        kept = self._kept.channel(use)
        if channel := serving(use, kept, rules):
            return channel
        if wanted := chosen(use, rules):
            return self._noted(SlackChannel(use, wanted))
        return self._found(use, kept if kept and kept.by_name else None)

    def now(self, channel_id: str) -> SlackChannel:
        """A channel as Slack describes it at this moment; one of ours is noted, and joined where Rapport never was."""
        seen, is_member = self._looks.now(channel_id)
        for use in DEFAULT_NAMES:
            kept = self._kept.channel(use)
            if kept and kept.id == channel_id:
                seen = self._taken_in(kept, seen, is_member=is_member)
        return seen

    def look(self, use: str) -> SlackChannel:
        """The channel of a use, looked at anew, with its members."""
        channel = self.of(use)
        if channel.id is None:
            return channel
        return self.look_at(channel.id)

    def look_at(self, channel_id: str) -> SlackChannel:
        """Any channel, looked at anew, with its members."""
        self._looks.forget(channel_id)
        seen = self.now(channel_id)
        self._doubted.pop(channel_id, None)
        return seen

    def doubt(self, channel_id: str) -> None:
        """Something has changed there, and Slack did not say what."""
        self._doubted.setdefault(channel_id, self._clock.now())

    def doubted(self) -> list[str]:
        """The channels that are still to be looked at because of that."""
        return list(self._doubted)

    def long_doubted(self) -> list[str]:
        """Those of which Slack has said nothing for longer than PATIENCE."""
        doubted = list(self._doubted.items())  # events come in from other threads meanwhile
        return [one for one, at in doubted if not is_recent(at, self._clock.now(), PATIENCE)]

    def give_up(self, channel: str) -> None:
        """Wait for Slack's word about it no more."""
        self._doubted.pop(channel, None)

    def look_for(self, person_id: str) -> None:
        """Somebody has changed: the channels of ours that they read may be for the team alone no more, or again."""
        for use in DEFAULT_NAMES:
            channel = self._kept.channel(use)
            if channel and channel.id and self._looks.has_member(channel.id, person_id):
                self.now(channel.id)

    def _taken_in(self, kept: SlackChannel, seen: SlackChannel, *, is_member: bool) -> SlackChannel:
        trouble = seen.trouble
        if trouble is Trouble.GONE and kept.trouble is Trouble.REMOVED:
            trouble = Trouble.REMOVED  # a private one that we are not in looks like a deleted one
        if not is_member and (trouble in OPEN_TO_OTHERS or (kept.has_joined and not trouble)):
            trouble = Trouble.REMOVED  # whoever else reads there: Slack lets us neither post nor edit
        elif not trouble and not is_member:
            trouble = self._join(str(kept.id))
        has_joined = kept.has_joined or not trouble
        name = seen.name or kept.name
        return self._noted(replace(kept, name=name, trouble=trouble, has_joined=has_joined, outsiders=seen.outsiders))

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
        self._looks.forget(channel)
        try:
            seen, is_member = self._looks.now(channel)
            if seen.trouble and seen.trouble is not Trouble.GONE:
                because = seen.because
                raise NotAllowedError(f"{because[:1].upper()}{because[1:]}. Choose another channel.", field=field)
            if not is_member:
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

    def enter(self, channel_id: str, person: str) -> SlackChannel:
        """A channel to be read, which somebody of the team names; a public one is joined.

        Raises NotAllowedError where it cannot be read, or is a private one that they are not in themselves.
        """
        self._looks.forget(channel_id)
        try:
            seen, is_member = self._looks.now(channel_id)
            trouble = seen.trouble
            if trouble is Trouble.GONE:
                raise NotAllowedError(
                    say(
                        "Rapport cannot see that channel: it was deleted, or it is private and Rapport is not in it. "
                        "Invite it there with /invite @Rapport, then say it again."
                    )
                )
            if trouble is Trouble.ARCHIVED:
                raise NotAllowedError(say("Rapport cannot read that channel: {because}.", because=seen.because))
            if not is_member and self._join(channel_id):
                raise NotAllowedError(
                    say("Rapport is not in that channel. Invite it there with /invite @Rapport, then say it again.")
                )
            if self._looks.is_private(channel_id) and not self._is_in(channel_id, person):
                raise NotAllowedError(say("You are not in that private channel. Somebody who is can have it watched."))
        except (SlackApiError, OSError) as error:
            raise NotAllowedError(
                say("Slack could not say just now how that channel is. Please try again in a minute.")
            ) from error
        return seen

    def _is_in(self, channel_id: str, person: str) -> bool:
        pages = self._client.conversations_members(channel=channel_id, limit=PAGE)
        return any(person in page["members"] for page in pages)

    def watched(self, channel_id: str) -> SlackChannel:
        """A channel that is only read, looked at anew: REMOVED where Rapport is not in it."""
        self._looks.forget(channel_id)
        seen, is_member = self._looks.now(channel_id)
        is_deaf = not is_member and seen.trouble not in {Trouble.ARCHIVED, Trouble.GONE}
        return replace(seen, trouble=Trouble.REMOVED) if is_deaf else seen

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
        return is_recent(since, self._clock.now(), FRESH)
