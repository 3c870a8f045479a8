"""What handlers and jobs are given: units of work, people, the clock, the mood scorer. Wired in bot/app.py."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from slack_sdk import WebClient

from bot.domain.calendar import WorkingTime
from bot.domain.clock import Clock
from bot.domain.mood import Mood
from bot.domain.people import Person, Role
from bot.domain.public_holidays import Holidays
from bot.domain.settings import WorkspaceSettings
from bot.sentiment.workspace import WorkspaceScorer
from bot.slack.addresses import Addresses
from bot.slack.directory import Directory
from bot.slack.replies import Replies
from bot.use_cases.work import Work
from storage import requests, settings
from storage.database import Database, UnitOfWork

Answer = dict[str, Any]
"""What Slack is answered: a message or a form's response, as JSON, so that it can be kept and given again."""


@dataclass(frozen=True)
class Deps:
    """Everything a handler or job needs. `defaults` are the settings that the environment gives."""

    database: Database
    clock: Clock
    client: WebClient
    directory: Directory
    addresses: Addresses
    replies: Replies
    scorer: WorkspaceScorer
    defaults: WorkspaceSettings
    holidays: Holidays
    wake: Callable[[], None]

    def person(self, user_id: str) -> Person:
        """Who this is and what they may do."""
        return self._with_role(self.directory.person(user_id), self.settings())

    def settings(self) -> WorkspaceSettings:
        """The workspace's rules in force."""
        with self.database.reading() as uow:
            return settings.load(uow, self.defaults)

    def mood(self, text: str, rules: WorkspaceSettings) -> Mood:
        """How a text feels, by the workspace's sensitivity."""
        return self.scorer.score(text, rules.sensitivity)

    def once(self, key: str, person: Person, use: Callable[[Work], Answer]) -> Answer:
        """Do something in one unit of work and give its answer; the same key again gives the same answer."""
        with self.database.unit_of_work() as uow:
            answered = requests.answer_to(uow, key)
            if answered is not None:
                return answered
            answer = use(self.work(uow, person))
            requests.keep(uow, key, answer, self.clock.now())
        self.wake()
        return answer

    @contextmanager
    def looking(self, person: Person) -> Iterator[Work]:
        """Work that only reads."""
        with self.database.reading() as uow:
            yield self.work(uow, person)

    @contextmanager
    def working(self, person: Person) -> Iterator[Work]:
        """Work that writes, for jobs: their ledger keys make it once."""
        with self.database.unit_of_work() as uow:
            yield self.work(uow, person)
        self.wake()

    def work(self, uow: UnitOfWork, person: Person) -> Work:
        """The work of one person, now, under the rules in force."""
        rules = settings.load(uow, self.defaults)
        return Work(uow, self._with_role(person, rules), self.clock.now(), rules, self.working_time(rules))

    def working_time(self, rules: WorkspaceSettings) -> WorkingTime:
        """When the team works, public holidays left out."""
        return _working_time(rules, self.holidays(rules.country, self.clock.now().year))

    @staticmethod
    def _with_role(person: Person, rules: WorkspaceSettings) -> Person:
        is_lead = person.role is Role.MEMBER and person.id in rules.leads
        return replace(person, role=Role.LEAD) if is_lead else person


@lru_cache(maxsize=16)
def _working_time(rules: WorkspaceSettings, holidays: frozenset[Any]) -> WorkingTime:
    return WorkingTime(rules.timezone, rules.working_days, rules.work_from, rules.work_until, holidays)
