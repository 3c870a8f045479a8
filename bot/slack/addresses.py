"""Where a message goes: a recipient of the outbox (a person, a channel, "feedback", "team", "lead") as a channel id.

What is for a channel in which nothing can be posted goes to the default owner directly, else to a lead or an admin.
"""

from collections.abc import Callable, Iterable

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.errors import NotFoundError
from bot.domain.gate import TurnedAwayError, of_person
from bot.domain.outbox import LEAD
from bot.domain.people import PeopleKept, Person, chain
from bot.domain.settings import WorkspaceSettings
from bot.domain.slack_channel import DEFAULT_NAMES, Destination, Trouble
from bot.slack.channels import PAGE, Channels
from bot.slack.people_looks import PeopleLooks


class Addresses:
    """Resolves recipients. Raises RapportError with a sentence when a message has nowhere to go."""

    def __init__(
        self,
        client: WebClient,
        kept: PeopleKept,
        people: PeopleLooks,
        channels: Channels,
        settings: Callable[[], WorkspaceSettings],
        is_at_work: Callable[[Person], bool],
    ) -> None:
        self._client = client
        self._kept = kept
        self._people = people
        self._channels = channels
        self._settings = settings
        self._is_at_work = is_at_work

    def __call__(self, recipient: str) -> str:
        """The channel id to post to."""
        if recipient in DEFAULT_NAMES:
            channel = self._channels.of(recipient)
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
        """The direct message with somebody; with outsiders none is opened."""
        known = self._kept.dm_channel(person)
        if known:
            return known
        audience = of_person(self._people.now(person))
        if audience.outside:
            raise TurnedAwayError(audience.outside)
        channel: str = self._client.conversations_open(users=person)["channel"]["id"]
        self._kept.keep_dm_channel(person, channel)
        return channel

    def _somebody(self) -> str:
        return self._default_owner() or self._lead()

    def _default_owner(self) -> str | None:
        return self._first_of_the_team([self._settings().default_owner])

    def _lead(self) -> str:
        """The first who is of the team at this moment, along the chain of leads, admins and the installer.

        Among the leads, and among the admins, whoever is at work now comes before who is not.
        """
        team = self._kept.of_the_team()
        leads, admins, installer = chain(self._settings().leads, team)
        known = {one.id: one for one in team}

        def is_away(person: str) -> bool:
            return person not in known or not self._is_at_work(known[person])

        in_turn = [*sorted(leads, key=is_away), *sorted(admins, key=is_away)]
        found = self._first_of_the_team(in_turn) or self._primary_owner() or self._first_of_the_team(installer)
        if found is None:
            raise NotFoundError("There is nobody to tell: choose leads or a default owner in `/rapport settings`.")
        return found

    def _first_of_the_team(self, people: Iterable[str | None]) -> str | None:
        return next((one for one in people if one and self._people.now(one).is_inside), None)

    def _primary_owner(self) -> str | None:
        """Where no admin has used Rapport yet."""
        try:
            members = self._client.users_list(limit=PAGE)["members"]
        except SlackApiError:
            return None
        return self._first_of_the_team(member["id"] for member in members if member.get("is_primary_owner"))
