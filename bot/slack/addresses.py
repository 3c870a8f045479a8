"""Where a message goes: a recipient of the outbox (a person, a channel, "feedback", "team", "lead") as a channel id.

What is for a channel in which nothing can be posted goes to the default owner directly, else to a lead or an admin.
"""

from collections.abc import Callable

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.errors import NotAllowedError, NotFoundError, who
from bot.domain.outbox import LEAD
from bot.domain.people import PeopleKept
from bot.domain.settings import WorkspaceSettings
from bot.domain.slack_channel import DEFAULT_NAMES, Destination, Trouble
from bot.slack.channels import PAGE, Channels


class Addresses:
    """Resolves recipients. Raises RapportError with a sentence when a message has nowhere to go."""

    def __init__(
        self, client: WebClient, kept: PeopleKept, channels: Channels, settings: Callable[[], WorkspaceSettings]
    ) -> None:
        self._client = client
        self._kept = kept
        self._channels = channels
        self._settings = settings

    def __call__(self, recipient: str) -> str:
        """The channel id to post to."""
        if recipient in DEFAULT_NAMES:
            channel = self._channels.usable(recipient)
            return channel.id if channel.id and channel.is_well else self._direct(self._somebody())
        if recipient == LEAD:
            return self._direct(self._lead())
        return self._direct(recipient) if recipient.startswith(("U", "W")) else recipient

    def destination(self, use: str, rules: WorkspaceSettings | None = None) -> Destination:
        """Where what is for the feedback or team channel goes now, for telling somebody.

        `rules`: those in force, where they are known already.
        """
        try:
            channel = self._channels.of(use, rules)
            if channel.is_well:
                return Destination(channel.id)
            is_missing = channel.trouble is Trouble.MISSING
            return Destination(None, self._somebody(), channel.because, is_missing)
        except (SlackApiError, OSError, NotFoundError):
            return Destination()

    def _direct(self, person: str) -> str:
        """The direct message with somebody of the team: to others Slack would deliver just as well."""
        if person in self._kept.gone():
            raise NotAllowedError(f"{who(person)} is not of the team (any more), and is told nothing about customers.")
        known = self._kept.dm_channel(person)
        if known:
            return known
        channel: str = self._client.conversations_open(users=person)["channel"]["id"]
        self._kept.keep_dm_channel(person, channel)
        return channel

    def _somebody(self) -> str:
        return self._default_owner() or self._lead()

    def _default_owner(self) -> str | None:
        chosen = self._settings().default_owner
        return None if chosen in self._kept.gone() else chosen

    def _lead(self) -> str:
        """A lead who is of the team; without one, an admin, who may do what a lead may; else the default owner."""
        leads = self._settings().leads - self._kept.gone()
        if leads:
            return min(leads)
        found = next(iter(self._kept.admins()), None) or self._primary_owner() or self._default_owner()
        if found is None:
            raise NotFoundError("There is nobody to tell: set RAPPORT_LEADS or a default owner in `/rapport settings`.")
        return found

    def _primary_owner(self) -> str | None:
        try:
            members = self._client.users_list(limit=PAGE)["members"]
        except SlackApiError:
            return None
        return next((member["id"] for member in members if member.get("is_primary_owner")), None)
