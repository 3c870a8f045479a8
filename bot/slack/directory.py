"""Who somebody is, asked of Slack as often as it lets us. Fails closed: who cannot be checked is not let in."""

import threading
from contextlib import nullcontext, suppress
from datetime import UTC, datetime, timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.domain.clock import Clock
from bot.domain.deadline import a_third, answer_within, seconds_left
from bot.domain.errors import NotToldError, StorageError
from bot.domain.people import PeopleKept, Person, called
from bot.slack.codes import NOBODY, TOKEN, TOO_MANY, sentence
from bot.slack.identity import code_of
from bot.slack.looks import Room
from bot.slack.people_looks import PeopleLooks

FRESH = timedelta(minutes=1)
"""How long what Slack said of somebody counts for what they ask of Rapport, where there is no room to ask anew or Slack
gives no answer. A role taken away works until then, where the `user_change` event was lost."""

LIMITED = timedelta(minutes=5)
"""The same while Slack answers no more such questions, because there were too many."""

PER_MINUTE, AT_ONCE = 30, 15
"""So many requests have Slack asked who makes them: users.info is of tier 4, 100 a minute
(docs.slack.dev/apis/web-api/rate-limits), of which the gate takes 40 (bot/slack/people_looks.py)."""

LISTED = timedelta(minutes=5)
"""How long Slack's list of people counts for finding somebody by name."""

AGAIN = timedelta(seconds=20)
"""How long Slack is not asked again for its list of people after it did not give it."""

PAGE = 200
"""Slack's advice for users.list."""

_PATIENCE_S = 3.0
"""Seconds for an answer that nobody waits for."""


class Directory:
    """The people of one workspace. `looks`: who they are at this moment, for what is told to them."""

    def __init__(self, client: WebClient, kept: PeopleKept, looks: PeopleLooks, clock: Clock) -> None:
        self._client = client
        self._kept = kept
        self.looks = looks
        self._clock = clock
        self._room = Room(clock, PER_MINUTE, AT_ONCE)
        self._people: list[Person] = []
        self._part: list[Person] = []
        self._cursor = ""
        self._lock = threading.Lock()
        self._is_listed = threading.Event()
        self._is_listed.set()
        self._list_at = datetime.min.replace(tzinfo=UTC)

    def person(self, user_id: str) -> Person:
        """Somebody who asks for something, as Slack describes them at this moment; in a burst, as a minute ago at most.

        Raises NotToldError when Slack cannot say who they are.
        """
        known = self.looks.glimpsed(user_id, FRESH)
        if known and not self._room.is_left:
            return self._remembered(known)
        self._room.take()
        try:
            # Of somebody who was seen lately a slow Slack takes a third of the time for an answer, not all of it.
            with answer_within(a_third(_PATIENCE_S)) if known else nullcontext():
                return self.look_up(user_id)
        except NotToldError as error:
            known = self.looks.glimpsed(user_id, _counts_for(error.__cause__))
            if known is None:
                raise
            return known

    def look_up(self, user_id: str) -> Person:
        """Somebody, asked for at this moment. Raises NotToldError when Slack cannot say who they are."""
        try:
            profile = self._client.users_info(user=user_id, include_locale=True)["user"]
        except (SlackClientError, OSError) as error:
            raise NotToldError(f"Slack could not say who you are just now. {_why(error)}") from error
        return self._remembered(self.looks.glimpse(profile))

    def _remembered(self, person: Person) -> Person:
        with suppress(StorageError):  # who only looks something up needs nothing stored
            self._kept.save(person)
        return person

    def named(self, name: str) -> str | None:
        """The id of the one member called so ("ben", "Ben Okafor"), for a mention that Slack did not resolve."""
        return _the_only(called((one for one in self._everybody() if one.is_inside), name))

    def known_name(self, user_id: str) -> str | None:
        """What somebody is called in Slack, where that is known without asking."""
        listed = (one for one in self._people if one.id == user_id)
        person = self.looks.glimpsed(user_id) or next(listed, None)
        return (person.handle or person.name) if person else None

    def ask_name(self, user_id: str) -> None:
        """Ask Slack who somebody is whom a message mentions. Nothing is stored of them: they did not use Rapport.

        Raises what Slack's client raises.
        """
        self.looks.glimpse(self._client.users_info(user=user_id, include_locale=True)["user"])

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
                page = self._client.users_list(limit=PAGE, cursor=self._cursor or None, include_locale=True)
                self._part += [self.looks.glimpse(profile) for profile in page["members"]]
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

    def is_known(self, user_id: str) -> bool:
        """Whether Rapport has had to do with this person. Asks nobody."""
        return self._kept.is_known(user_id)

    def learn(self, user_id: str) -> Person | None:
        """Somebody has changed: who they are now.

        None: Rapport has never had to do with this person. Slack tells of everybody in the workspace; of those nothing
        is stored. Raises what Slack's client raises: then jobs/people.py asks again, and whoever is to tell them
        something.
        """
        self.looks.forget(user_id)
        if not self.is_known(user_id):
            return None
        try:
            return self.looks.now(user_id)
        except (SlackClientError, OSError):
            self._kept.doubt(user_id)
            raise


def _the_only(found: list[Person]) -> str | None:
    return found[0].id if len(found) == 1 else None


def _counts_for(error: BaseException | None) -> timedelta:
    """How long what was seen before counts where Slack does not say how it is now; not where it knows nobody such."""
    code = code_of(error) if isinstance(error, SlackApiError) else ""
    if code in NOBODY:
        return timedelta()
    return LIMITED if code in TOO_MANY else FRESH


def _why(error: Exception) -> str:
    """What to do about it: an app that Slack refuses is for an admin to mend."""
    code = code_of(error) if isinstance(error, SlackApiError) else ""
    return sentence(code) if code in TOKEN else "Please try again in a minute."
