"""What handlers and jobs are given: units of work, people, the clock, the mood scorer. Wired in bot/app.py."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from slack_sdk import WebClient

from bot.domain.calendar import WorkingHours, zone
from bot.domain.clock import Clock
from bot.domain.closing_days import days_closed
from bot.domain.customer_link import CustomerLinks
from bot.domain.mood import Mood
from bot.domain.people import Person, Role
from bot.domain.permalink import permalink
from bot.domain.public_holidays import Holidays
from bot.domain.saying import speak
from bot.domain.settings import WorkspaceSettings
from bot.domain.slack_message import written_at
from bot.domain.survey_link import SurveyLinks
from bot.domain.touchpoints import TEXT_LENGTH
from bot.domain.watching import Heard, Posted
from bot.reading.dates import DateWords
from bot.reading.option_value import Readers
from bot.reading.slack_text import unescape
from bot.sentiment.workspace import WorkspaceScorer
from bot.slack.addresses import Addresses
from bot.slack.channels import Channels
from bot.slack.directory import Directory
from bot.slack.news import News
from bot.slack.replies import Replies
from bot.slack.work_objects import WorkObjects
from bot.use_cases.about import categories
from bot.use_cases.rules import rules
from bot.use_cases.session import Session
from bot.use_cases.team_zone import team_zone
from bot.views.message import Message
from storage import languages, requests
from storage.database import Database, UnitOfWork

Result = TypeVar("Result")


@dataclass(frozen=True)
class Deps:
    """Everything a handler or job needs.

    `workspace_url` is where the workspace's messages are read. `installer` is who installed Rapport, "" where that is
    not known. `wake` has the outbox sent; `stop_sending` keeps it
    until Slack takes the app's token again, which `token_works` gives reason to believe. `trouble` says why it is not
    sent: Slack's code or the kind of error, "" when it is. `take_in` has an import carried
    out, behind the answer to who asked for it. `links` are those to customers, `survey_links` those
    by which customers answer, `work_objects` whether Slack makes cards
    of them. `scribbled` answers what the session's person wrote, by the id it is kept under. `can_mail`: a mail server
    is set up.
    """

    database: Database
    clock: Clock
    client: WebClient
    workspace_url: str
    installer: str
    directory: Directory
    channels: Channels
    addresses: Addresses
    news: News
    replies: Replies
    scorer: WorkspaceScorer
    holidays: Holidays
    wake: Callable[[], None]
    stop_sending: Callable[[str], None]
    token_works: Callable[[], None]
    trouble: Callable[[], str]
    take_in: Callable[[int], None]
    links: CustomerLinks
    survey_links: SurveyLinks
    work_objects: WorkObjects
    scribbled: Callable[[Session, int], Message | None]
    can_mail: bool = False

    def person(self, user_id: str, in_force: WorkspaceSettings | None = None) -> Person:
        """Who this is and what they may do, by the rules in force (where they are known already)."""
        return self._with_role(self.directory.person(user_id), in_force or self.settings())

    def settings(self) -> WorkspaceSettings:
        """The workspace's rules in force."""
        with self.database.reading() as uow:
            return rules(uow).in_force

    def speak_to(self, person: Person) -> None:
        """Say what is left of this request in the language that this person reads."""
        with self.database.reading() as uow:
            speak(languages.read_by(uow, person.id, person.locale))

    def mood(self, text: str, rules: WorkspaceSettings) -> Mood:
        """How a text feels, by the workspace's sensitivity."""
        return self.scorer.score(text, rules.sensitivity)

    def heard(self, posted: Posted, rules: WorkspaceSettings) -> Heard:
        """A message of a watched channel in plain words, and how they sound. Asks Slack nothing."""
        text = unescape(posted.text, self._known_name)
        link = permalink(self.workspace_url, posted.channel, posted.ts, posted.thread_ts or None)
        return Heard(posted, text, self.mood(text[:TEXT_LENGTH], rules), link, written_at(posted.ts))

    def _known_name(self, one: str) -> str:
        if one.startswith(("U", "W")):
            return self.directory.known_name(one) or "somebody"
        return self.channels.known_name(one) or "channel"

    def hear(self, event_id: str, take_in: Callable[[], None]) -> None:
        """Take in an event of Slack's, unless that is done already: it sends one again that was not answered in time.

        `take_in` asks Slack how things are now, so that what is begun twice, because it ended in between, does no harm.
        """
        key = f"event:{event_id}"
        if self.answer_to(key) is None:
            take_in()
            self.database.write(lambda uow: requests.note(uow, key, self.clock.now()))

    def answer_to(self, key: str) -> dict[str, Any] | None:
        """What the request of this key was answered; None: it is new."""
        with self.database.reading() as uow:
            return requests.answer_to(uow, key)

    @contextmanager
    def reading(self, person: Person) -> Iterator[Session]:
        """A session that only reads."""
        with self.database.reading() as uow:
            yield self.session(uow, person)

    def write(self, person: Person, use: Callable[[Session], Result]) -> Result:
        """A session that writes, for jobs (ledger keys make it once). `use` may be called again, see Database.write."""
        found = self.database.write(lambda uow: use(self.session(uow, person)))
        self.wake()
        return found

    def session(self, uow: UnitOfWork, person: Person) -> Session:
        """The session of one person, now, under the rules in force."""
        in_force = rules(uow).in_force
        working_hours = self.working_hours(replace(in_force, timezone=team_zone(uow, in_force, person)))
        actor = self._with_role(person, in_force)
        workspace, now = self.database.workspace, self.clock.now()
        return Session(
            *(uow, actor, now, in_force, working_hours, workspace, self.links, self.survey_links, self.workspace_url),
            can_mail=self.can_mail,
        )

    def readers(self, person: Person, at: datetime, is_tag: Callable[[str], bool]) -> Readers:
        """Reads days and people as this person means them at this moment."""
        wall = at.astimezone(zone(person.tz))
        days = DateWords(wall.date(), person.locale, wall.time())
        called, handle = self.directory.everybody_called, self.directory.handle
        return Readers(days, called, person.id, handle, is_tag, categories=self._categories)

    def _categories(self) -> list[str]:
        with self.database.reading() as uow:
            return categories(uow, rules(uow).in_force)

    def working_hours(self, rules: WorkspaceSettings) -> WorkingHours:
        """When the team works, in the zone that the rules name; public holidays and its closing days left out."""
        year = self.clock.now().year
        return _working_hours(rules, self.holidays(rules.country, year), days_closed(rules.closing_days, year))

    def is_at_work(self, person: Person) -> bool:
        """Whether these are this person's working hours, by the clock on their wall."""
        return self.working_hours(replace(self.settings(), timezone=person.tz)).is_open(self.clock.now())

    @staticmethod
    def _with_role(person: Person, rules: WorkspaceSettings) -> Person:
        is_lead = person.role is Role.MEMBER and person.id in rules.leads
        return replace(person, role=Role.LEAD) if is_lead else person


@lru_cache(maxsize=16)
def _working_hours(rules: WorkspaceSettings, holidays: frozenset[Any], closed: frozenset[Any]) -> WorkingHours:
    return WorkingHours(rules.timezone, rules.working_days, rules.work_from, rules.work_until, holidays | closed)
