"""Looking at people of Slack's: who they are at this moment, and who of a channel's members is not of the team."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.clock import Clock, is_recent
from bot.domain.people import PeopleKept, Person, Role
from bot.domain.slack_channel import Outsider
from bot.slack.codes import NOBODY, TOO_MANY
from bot.slack.identity import code_of
from bot.slack.looks import Looks
from bot.slack.profiles import person_of

PER_MINUTE, AT_ONCE, AGE_S = 40, 20, 60.0
"""users.info is of tier 4, 100 a minute (docs.slack.dev/apis/web-api/rate-limits), which others need too. Each message
to somebody is preceded by one; where many are written to at once, one list of all of them counts for a minute."""

PAGE = 1000
"""The most that users.list gives at once."""

MEMBERS_COUNT = timedelta(minutes=14)
"""How long what Slack said of a member of a channel counts: not until the next look of jobs/channels.py."""

LONGEST = timedelta(days=1)
"""The same where there are so many people that Slack does not list them all at once."""

A_PAGE, FEW = 5, 20
"""So many members of a channel are asked about one by one, for each page that a list of all people has: of users.list,
tier 2, Slack answers a fifth as many a minute. At most FEW; of more, all people are listed."""


class PeopleLooks:
    """Every look may raise what Slack's client raises."""

    def __init__(self, client: WebClient, kept: PeopleKept, clock: Clock, home: str) -> None:
        self._client = client
        self._kept = kept
        self._clock = clock
        self._home = home
        self._looks = Looks[Person](clock, PER_MINUTE, AT_ONCE, AGE_S)
        self._glimpsed: dict[str, tuple[Person, datetime]] = {}
        self._listed_at = -AGE_S - 1
        self._pages = 1

    def now(self, user_id: str) -> Person:
        """Somebody as Slack describes them at this moment: a stranger, where it does not. That is stored."""
        if not self._looks.has_room and self._looks.recent(user_id) is None:
            self._look_at_everybody()
        person = self._looks.of(user_id, lambda: self._described(user_id))
        self._kept.save(person)
        return person

    def outsiders_among(self, user_ids: Collection[str]) -> tuple[Outsider, ...]:
        """Which members of a channel are guests or of other organisations. Nothing is stored of any of them."""
        age = MEMBERS_COUNT
        if self._unseen(user_ids) > min(A_PAGE * self._pages, FEW):
            self._look_at_everybody()
            age = LONGEST if self._unseen(user_ids) > FEW else age
        members = (self.glimpsed(one, age) or self._described(one) for one in user_ids)
        return tuple(Outsider(one.id, one.name, one.role) for one in members if one.role in {Role.GUEST, Role.STRANGER})

    def glimpse(self, profile: dict[str, Any]) -> Person:
        """Slack describes somebody by the way: in an event, in a list, to somebody else's question."""
        return self._seen(person_of(profile, self._home))

    def glimpsed(self, user_id: str, age: timedelta = LONGEST) -> Person | None:
        """Somebody as last seen, where that was not longer ago."""
        person, at = self._glimpsed.get(user_id, (None, self._clock.now()))
        return person if is_recent(at, self._clock.now(), age) else None

    def forget(self, user_id: str) -> None:
        """They have changed."""
        self._glimpsed.pop(user_id, None)
        self._looks.forget(user_id)

    def _unseen(self, user_ids: Collection[str]) -> int:
        return sum(self.glimpsed(one, MEMBERS_COUNT) is None for one in user_ids)

    def _described(self, user_id: str) -> Person:
        try:
            return self.glimpse(self._client.users_info(user=user_id, include_locale=True)["user"])
        except SlackApiError as error:
            if code_of(error) not in NOBODY:
                raise
            return self._seen(Person(user_id, user_id, role=Role.STRANGER))

    def _look_at_everybody(self) -> None:
        """One call for a thousand people, once a minute. Who is not among them is asked about one by one."""
        if self._clock.monotonic() - self._listed_at <= AGE_S:
            return
        self._listed_at = self._clock.monotonic()
        try:
            for number, page in enumerate(self._client.users_list(limit=PAGE, include_locale=True), start=1):
                self._pages = number
                for profile in page["members"]:
                    person = self.glimpse(profile)
                    self._looks.saw(person.id, person)
        except SlackApiError as error:
            if code_of(error) not in TOO_MANY:
                raise

    def _seen(self, person: Person) -> Person:
        self._glimpsed[person.id] = (person, self._clock.now())
        return person
