"""Who somebody is, from Slack, cached for a few minutes. Fails closed: who cannot be checked is not let in."""

import threading
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.domain.clock import Clock
from bot.domain.deadline import seconds_left
from bot.domain.errors import NotToldError, StorageError
from bot.domain.people import PeopleKept, Person, Role, called
from bot.domain.slack_channel import Outsider
from bot.slack.errors import TOKEN, sentence
from bot.slack.identity import code_of
from bot.slack.looks import Looks
from bot.slack.profiles import is_whole, person_of

FRESH = timedelta(minutes=1)
"""How long an answer of users.info counts for what somebody asks of Rapport. A role taken away works until then, where
the `user_change` event was lost."""

LIMITED = timedelta(minutes=5)
"""The same while Slack answers no more such questions, because there were too many."""

LISTED = timedelta(minutes=5)
"""How long Slack's list of people counts for finding somebody by name."""

AGAIN = timedelta(seconds=20)
"""How long Slack is not asked again for its list of people after it did not give it."""

PAGE = 200
"""Slack's advice for users.list."""

WHOLE_PAGE = 1000
"""The most that users.list gives at once."""

PER_MINUTE, AT_ONCE, AGE_S = 40, 20, 60.0
"""users.info is of tier 4, 100 a minute (docs.slack.dev/apis/web-api/rate-limits), which others need too. Each message
to somebody is preceded by one; where many are written to at once, one list of all of them counts for a minute."""

MEMBERS_COUNT = timedelta(minutes=14)
"""How long what Slack said of a member of a channel counts: not until the next look of jobs/channels.py."""

LONGEST = timedelta(days=1)
"""The same where there are so many people that Slack does not list them all at once."""

FEW = 20
"""So many members of a channel are asked about one by one; of more, all people are listed."""

TOO_MANY = frozenset({"ratelimited", "rate_limited"})

NOBODY = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
"""Slack's codes for somebody it does not know, or not tell of."""


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
        self._glimpsed: dict[str, tuple[Person, datetime]] = {}
        self._all_seen_at = -AGE_S - 1
        self._looks = Looks[Person](clock, PER_MINUTE, AT_ONCE, AGE_S)
        self._list_at = datetime.min.replace(tzinfo=UTC)

    def person(self, user_id: str) -> Person:
        """Somebody, as Slack describes them now. Raises NotToldError when Slack cannot say who they are."""
        known, now = self._known.get(user_id), self._clock.now()
        if known and now - known[1] < FRESH:
            return known[0]
        try:
            profile = self._client.users_info(user=user_id, include_locale=True)["user"]
        except (SlackClientError, OSError) as error:
            if known and now - known[1] < LIMITED and isinstance(error, SlackApiError) and code_of(error) in TOO_MANY:
                return known[0]
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
        met = self._known.get(user_id) or self._glimpsed.get(user_id)
        listed = (one for one in self._people if one.id == user_id)
        person = met[0] if met else next(listed, None)
        return (person.handle or person.name) if person else None

    def ask_name(self, user_id: str) -> None:
        """Ask Slack who somebody is whom a message mentions. Nothing is stored of them: they did not use Rapport.

        Raises what Slack's client raises.
        """
        self._glimpse(self.read(self._client.users_info(user=user_id)["user"]))

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
            self._people, self._part, again = self._part, [], LISTED
        except (SlackClientError, OSError) as error:
            if isinstance(error, SlackApiError) and code_of(error) == "invalid_cursor":
                self._part, self._cursor = [], ""
        finally:
            self._list_at = self._clock.now() + again
            self._is_listed.set()

    def at_this_moment(self, user_id: str) -> Person:
        """Somebody as Slack describes them now, for the gate (bot/slack/gate.py): a stranger, where it does not.

        Raises what Slack's client raises.
        """
        if not self._looks.has_room and self._looks.recent(user_id) is None:
            self._look_at_everybody()
        return self._looks.of(user_id, lambda: self._look(user_id))

    def outsiders_among(self, user_ids: Collection[str]) -> tuple[Outsider, ...]:
        """Which members of a channel are guests or of other organisations. Nothing is stored of any of them.

        Raises what Slack's client raises.
        """
        age = MEMBERS_COUNT
        if sum(self._glimpse_of(one, age) is None for one in user_ids) > FEW:
            self._look_at_everybody()
            age = LONGEST
        members = (self._glimpse_of(one, age) or self._glimpse(self._described(one)) for one in user_ids)
        return tuple(Outsider(one.id, one.name, one.role) for one in members if one.role in {Role.GUEST, Role.STRANGER})

    def learn(self, profile: dict[str, Any]) -> Person | None:
        """Take in a profile as the `user_change` event gives it; Slack is asked where it does not say enough.

        None: Rapport has never had to do with this person. Slack tells of everybody in the workspace; of those nothing
        is stored. Raises what Slack's client raises: then it is asked again before anything is told to them.
        """
        user_id = profile["id"]
        for cache in (self._known, self._glimpsed):
            cache.pop(user_id, None)
        self._looks.forget(user_id)
        is_known = self._kept.is_known(user_id)
        if not is_whole(profile):
            return self.at_this_moment(user_id) if is_known else None
        person = self._glimpse(self.read(profile))
        if not is_known:
            return None
        self._remember(person)
        return person

    def _look(self, user_id: str) -> Person:
        person = self._described(user_id)
        self._remember(person)
        return person

    def _described(self, user_id: str) -> Person:
        try:
            return self.read(self._client.users_info(user=user_id, include_locale=True)["user"])
        except SlackApiError as error:
            if code_of(error) not in NOBODY:
                raise
            return Person(user_id, user_id, role=Role.STRANGER)

    def _look_at_everybody(self) -> None:
        """One call for a thousand people, once a minute. Who is not among them is asked about one by one."""
        if self._clock.monotonic() - self._all_seen_at <= AGE_S:
            return
        self._all_seen_at = self._clock.monotonic()
        try:
            for page in self._client.users_list(limit=WHOLE_PAGE, include_locale=True):
                for profile in page["members"]:
                    person = self._glimpse(self.read(profile))
                    self._looks.saw(person.id, person)
        except SlackApiError as error:
            if code_of(error) not in TOO_MANY:
                raise

    def _glimpse(self, person: Person) -> Person:
        self._glimpsed[person.id] = (person, self._clock.now())
        return person

    def _glimpse_of(self, user_id: str, age: timedelta) -> Person | None:
        """Somebody as last seen, where that was not longer ago."""
        seen = [one for cache in (self._known, self._glimpsed) if (one := cache.get(user_id))]
        person, at = max(seen, key=lambda one: one[1], default=(None, self._list_at))
        return person if person and self._clock.now() - at < age else None

    def _remember(self, person: Person) -> None:
        self._known[person.id] = (person, self._clock.now())
        self._kept.save(person)

    def read(self, profile: dict[str, Any]) -> Person:
        """Somebody as a profile describes them. Nothing is kept."""
        return person_of(profile, self._team_id)


def _the_only(found: list[Person]) -> str | None:
    return found[0].id if len(found) == 1 else None


def _why(error: Exception) -> str:
    """What to do about it: an app that Slack refuses is for an admin to mend."""
    code = code_of(error) if isinstance(error, SlackApiError) else ""
    return sentence(code) if code in TOKEN else "Please try again in a minute."
