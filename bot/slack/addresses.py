"""Where a message goes: a recipient of the outbox (a person, a channel, "feedback", "team", "lead") as a channel id.

Unset channels default to the public #customer-feedback and #customer-team where they exist, else to the direct
message of the default owner, else of a lead or an admin. A channel shared with another organisation is refused.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.clock import Clock
from bot.domain.errors import NotAllowedError, NotFoundError, who
from bot.domain.outbox import FEEDBACK, LEAD, TEAM
from bot.domain.people import PeopleKept
from bot.domain.settings import WorkspaceSettings

DEFAULT_NAMES = {FEEDBACK: "customer-feedback", TEAM: "customer-team"}

FRESH = timedelta(minutes=10)
"""How long what Slack said of a channel counts."""

PAGE = 200


class Addresses:
    """Resolves recipients. Raises RapportError with a sentence when a message has nowhere to go."""

    def __init__(
        self, client: WebClient, kept: PeopleKept, clock: Clock, settings: Callable[[], WorkspaceSettings]
    ) -> None:
        self._client = client
        self._kept = kept
        self._clock = clock
        self._settings = settings
        self._checked: dict[str, datetime] = {}
        self._named: dict[str, tuple[str | None, datetime]] = {}

    def __call__(self, recipient: str) -> str:
        """The channel id to post to."""
        if recipient in DEFAULT_NAMES:
            channel = self.channel(recipient)
            return self._check(channel) if channel else self._direct(self._somebody())
        if recipient == LEAD:
            return self._direct(self._lead())
        if recipient.startswith(("U", "W")):
            return self._direct(recipient)
        return recipient if recipient.startswith("D") else self._check(recipient)

    def channel(self, recipient: str, rules: WorkspaceSettings | None = None) -> str | None:
        """The channel set or found by name for FEEDBACK or TEAM; None when there is neither.

        `rules`: those in force, where they are known already.
        """
        rules = rules or self._settings()
        chosen = rules.feedback_channel if recipient == FEEDBACK else rules.team_channel
        return chosen or self._by_name(DEFAULT_NAMES[recipient])

    def shown(self, recipient: str, rules: WorkspaceSettings | None = None) -> str | None:
        """The same for showing to somebody: "" where Slack cannot say just now."""
        try:
            return self.channel(recipient, rules)
        except (SlackApiError, OSError):
            return ""

    def check_choice(self, channel: str | None, *, field: str) -> None:
        """Raise NotAllowedError, at its field, for a chosen channel that cannot be used."""
        if channel is None:
            return
        try:
            self._checked.pop(channel, None)
            self._check(channel)
        except NotAllowedError as error:
            raise NotAllowedError(error.sentence, field=field) from error
        except SlackApiError as error:
            raise NotAllowedError(
                "Rapport cannot post there. Invite it with /invite @Rapport, or choose another channel.", field=field
            ) from error
        except OSError as error:
            raise NotAllowedError(
                "Slack could not say just now whether Rapport can post there. Please try again in a minute.",
                field=field,
            ) from error

    def _by_name(self, name: str) -> str | None:
        known = self._named.get(name)
        if known and self._is_fresh(known[1]):
            return known[0]
        found = next((channel["id"] for channel in self._public_channels() if channel["name"] == name), None)
        self._named[name] = (found, self._clock.now())
        return found

    def _public_channels(self) -> Iterator[dict[str, Any]]:
        cursor: str | None = None
        while True:
            page = self._client.conversations_list(
                types="public_channel", exclude_archived=True, limit=PAGE, cursor=cursor
            )
            yield from page["channels"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return

    def _check(self, channel: str) -> str:
        """Join where the bot is not yet, and refuse what outsiders read."""
        checked = self._checked.get(channel)
        if checked and self._is_fresh(checked):
            return channel
        about = self._client.conversations_info(channel=channel)["channel"]
        if about.get("is_ext_shared") or about.get("is_pending_ext_shared"):
            raise NotAllowedError(
                "This channel is shared with another organisation, so customers' data is not posted there. "
                "Choose another one in `/rapport settings`."
            )
        if not about.get("is_member"):
            self._client.conversations_join(channel=channel)  # of a private one Slack refuses this: it needs an invite
        self._checked[channel] = self._clock.now()
        return channel

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
        """A lead who is of the team; without one, whoever else answers for it."""
        leads = self._settings().leads - self._kept.gone()
        if leads:
            return min(leads)
        found = self._default_owner() or next(iter(self._kept.admins()), None) or self._primary_owner()
        if found is None:
            raise NotFoundError("There is nobody to tell: set RAPPORT_LEADS or a default owner in `/rapport settings`.")
        return found

    def _primary_owner(self) -> str | None:
        try:
            members = self._client.users_list(limit=PAGE)["members"]
        except SlackApiError:
            return None
        return next((member["id"] for member in members if member.get("is_primary_owner")), None)

    def _is_fresh(self, since: datetime) -> bool:
        return self._clock.now() - since < FRESH
