"""Who somebody is, from Slack, cached for a few minutes. Fails closed: who cannot be checked is not let in."""

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.domain.clock import Clock
from bot.domain.deadline import seconds_left
from bot.domain.errors import NotToldError, StorageError
from bot.domain.people import PeopleKept, Person, Role, called
from bot.slack.errors import TOKEN, sentence
from bot.slack.identity import code_of

FRESH = timedelta(minutes=5)
"""How long an answer of users.info counts. A role taken away works until then; `user_change` events shorten that."""

AGAIN = timedelta(seconds=20)
"""How long Slack is not asked again for its list of people after it did not give it."""

PAGE = 200
"""Slack's advice for users.list."""


class Directory:
    """The people of one workspace."""

    def __init__(self, client: WebClient, kept: PeopleKept, clock: Clock, team_id: str) -> None:
        self._client = client
        self._kept = kept
        self._clock = clock
        self._team_id = team_id
        self._known: dict[str, tuple[Person, datetime]] = {}
        self._people: list[Person] = []
        self._part: list[Person] = []
        self._cursor = ""
        self._lock = threading.Lock()
        self._is_listed = threading.Event()
        self._is_listed.set()
        self._mentioned: dict[str, Person] = {}
        self._list_at = datetime.min.replace(tzinfo=UTC)

    def person(self, user_id: str) -> Person:
        """Somebody, as Slack describes them now. Raises NotToldError when Slack cannot say who they are."""
        known = self._known.get(user_id)
        if known and self._clock.now() - known[1] < FRESH:
            return known[0]
        try:
            profile = self._client.users_info(user=user_id, include_locale=True)["user"]
        except (SlackClientError, OSError) as error:
            raise NotToldError(f"Slack could not say who you are just now. {_why(error)}") from error
        person = self.read(profile)
        with suppress(StorageError):  # who only looks something up needs nothing stored
            self._remember(person)
        return person

    def named(self, name: str) -> str | None:
        """The id of the one member called so ("ben", "Ben Okafor"), for a mention that Slack did not resolve."""
        return _the_only(called((one for one in self._everybody() if one.is_inside), name))

    def known_name(self, user_id: str) -> str | None:
        """What somebody is called in Slack, where that is known without asking."""
        met = self._known.get(user_id)
        listed = (one for one in self._people if one.id == user_id)
        person = met[0] if met else self._mentioned.get(user_id) or next(listed, None)
        return (person.handle or person.name) if person else None

    def ask_name(self, user_id: str) -> None:
        """Ask Slack who somebody is whom a message mentions. Nothing is stored of them: they did not use Rapport.

        Raises what Slack's client raises.
        """
        self._mentioned[user_id] = self.read(self._client.users_info(user=user_id)["user"])

    def everybody_called(self, name: str) -> list[Person]:
        """Everybody called so, also guests and those who left; who has it as their handle or full name comes alone."""
        return called(self._everybody(), name)

    def handle(self, user_id: str) -> str:
        """What somebody whom a line mentions is called; their id where Slack does not say."""
        if self.known_name(user_id) is None:
            self._everybody()
        return self.known_name(user_id) or user_id

    def _everybody(self) -> list[Person]:
        """Everybody whom Slack knows; while it does not say, those known so far, and it is asked again soon.

        A large workspace takes longer to list than a request may wait: that goes on, for the next one to find.
        """
        with self._lock:
            if self._is_listed.is_set() and self._clock.now() >= self._list_at:
                self._is_listed.clear()
                threading.Thread(target=self._list, name="people", daemon=True).start()
        self._is_listed.wait(seconds_left())
        return self._people

    def _list(self) -> None:
        """Page by page; where Slack did not go on the last time, it does from there. Of a part nobody is named."""
        again = AGAIN
        try:
            while True:
                page = self._client.users_list(limit=PAGE, cursor=self._cursor or None)
                self._part += [self.read(profile) for profile in page["members"]]
                self._cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
                if not self._cursor:
                    break
            self._people, self._part, again = self._part, [], FRESH
        except (SlackClientError, OSError) as error:
            if isinstance(error, SlackApiError) and code_of(error) == "invalid_cursor":
                self._part, self._cursor = [], ""
        finally:
            self._list_at = self._clock.now() + again
            self._is_listed.set()

    def learn(self, profile: dict[str, Any]) -> Person | None:
        """Take in a profile as the `user_change` event gives it. None: Rapport has never had to do with this person.

        Slack tells of everybody in the workspace; of those nothing is kept.
        """
        person = self.read(profile)
        if not self._kept.is_known(person.id):
            self._known.pop(person.id, None)
            return None
        self._remember(person)
        return person

    def _remember(self, person: Person) -> None:
        self._known[person.id] = (person, self._clock.now())
        self._kept.save(person)

    def read(self, profile: dict[str, Any]) -> Person:
        """Somebody as a profile of users.info, users.list or `user_change` describes them. Nothing is kept."""
        about = profile.get("profile") or {}
        return Person(
            id=profile["id"],
            name=profile.get("real_name") or about.get("real_name") or profile.get("name") or profile["id"],
            tz=profile.get("tz") or "UTC",
            locale=profile.get("locale") or "en-US",
            role=_role(profile, self._team_id),
            handle=about.get("display_name") or profile.get("name") or "",
        )


def _the_only(found: list[Person]) -> str | None:
    return found[0].id if len(found) == 1 else None


def _why(error: Exception) -> str:
    """What to do about it: an app that Slack refuses is for an admin to mend."""
    code = code_of(error) if isinstance(error, SlackApiError) else ""
    return sentence(code) if code in TOKEN else "Please try again in a minute."


def _role(profile: dict[str, Any], team_id: str) -> Role:
    """The least trusting reading of a profile's flags."""
    if profile.get("deleted"):
        return Role.DEACTIVATED
    if profile.get("is_bot") or profile["id"] == "USLACKBOT":
        return Role.BOT
    if profile.get("is_stranger") or profile.get("team_id", team_id) != team_id:
        return Role.STRANGER
    if profile.get("is_restricted") or profile.get("is_ultra_restricted"):
        return Role.GUEST
    if profile.get("is_admin") or profile.get("is_owner") or profile.get("is_primary_owner"):
        return Role.ADMIN
    return Role.MEMBER
