"""The one place where Rapport is wired together: build(settings, clock) -> Rapport."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

import handlers
import jobs
from bot import metrics, sentiment
from bot.config import Settings, database_key
from bot.deps import Deps
from bot.domain.clock import Clock
from bot.domain.deadline import ANSWER_S
from bot.domain.errors import RapportError
from bot.domain.people import Person
from bot.domain.settings import Kind, WorkspaceSettings
from bot.sentiment.workspace import WorkspaceScorer
from bot.slack import delivery
from bot.slack.addresses import Addresses
from bot.slack.channel_looks import ChannelLooks
from bot.slack.channels import Channels
from bot.slack.directory import Directory
from bot.slack.gate import Audiences
from bot.slack.identity import identity, team_or_organisation
from bot.slack.news import News
from bot.slack.people_looks import PeopleLooks
from bot.slack.punctual import PunctualApp, PunctualClient
from bot.slack.refusals import Refusals
from bot.slack.replies import Replies
from bot.use_cases.rules import code_of, rules
from bot.use_cases.vitals import vitals
from jobs.channels import note
from jobs.schedule import scheduler
from jobs.sending import renderers
from jobs.sending.sender import Sender
from storage import private
from storage.database import Database
from storage.engines.opening import open_owned
from storage.form_origins import StoredOrigins
from storage.news import StoredNews
from storage.ownership import Ownership
from storage.people_kept import StoredPeople
from storage.slack_channels import StoredChannels

CALL_TIMEOUT_S = 3
"""How long Slack may be silent in a call that no request waits for; within a request its deadline comes before."""


@dataclass
class Rapport:
    """The running bot of one workspace."""

    app: PunctualApp
    client: WebClient
    database: Database
    deps: Deps
    sender: Sender
    team_id: str
    ownership: Ownership
    _ticking: threading.Lock = field(default_factory=threading.Lock)
    _clock: BackgroundScheduler | None = None

    def start(self) -> None:
        """Begin to send and to tick; first find the channels, so that they are known by their ids from then on."""
        if self.ownership.term():
            jobs.run(self.deps, [jobs.channels.look])
        self.sender.start()
        self._clock = scheduler(self.tick)
        self._clock.start()

    def tick(self) -> None:
        """Run every job that is due now, as the owner; in every process what is in its memory."""
        with self._ticking, self.ownership.acting():
            if self.ownership.others_write:
                jobs.learning.recall(self.deps)
                self.deps.news.take_in()
            if self.ownership.term():
                jobs.run(self.deps)
        self.app.refusals.tell()
        self.sender.wake()

    def idle(self) -> bool:
        """Whether nothing is due or on its way to Slack."""
        return self.sender.idle() and self.deps.replies.idle()

    def problem(self) -> str | None:
        """Why no request could be served just now."""
        try:
            self.deps.settings()
        except RapportError as error:
            return error.sentence
        return None

    def metrics(self, problem: str | None) -> str:
        """What /metrics says; `problem`: why nothing can be handled just now."""
        try:
            with self.database.reading() as uow:
                standing = vitals(uow, self.deps.clock.now())
        except RapportError:
            standing = None
        return metrics.exposition(standing, is_ready=not problem, owns=bool(self.ownership.term()))

    def stop(self) -> None:
        """Finish what runs, flush what can be flushed, close the database."""
        if self._clock:
            self._clock.shutdown(wait=True)
        self.app.refusals.stop()
        self.deps.replies.stop()
        self.sender.stop()
        self.database.close()
        self.ownership.release()


def build(settings: Settings, *, clock: Clock, answer_s: float = ANSWER_S) -> Rapport:
    """Wire everything; requests are answered within `answer_s` seconds.

    Raises RapportError when the token is refused or the database cannot be had, ConfigError when its key cannot be.
    """
    _check_codes(settings)
    token = settings.bot_token.get_secret_value()
    client = PunctualClient(token, base_url=settings.api_url, timeout=CALL_TIMEOUT_S)
    who = identity(client)
    path = settings.data / f"{who['team_id']}.db"
    private.mend(settings.data)
    database, ownership = open_owned(settings.database, path, database_key(settings), who["team_id"])
    app = PunctualApp(
        last_resort=handlers.last_resort,
        refusals=Refusals(clock),
        answer_s=answer_s,
        client=client,
        signing_secret=settings.signing_secret.get_secret_value(),
        process_before_response=True,
        request_verification_enabled=False,  # bot/slack/guard.py verifies the raw bytes first; Socket Mode needs none
        logger=_quiet_logger(),
    )
    deps, sender = _deps(settings, clock, client, database, ownership, who)
    jobs.learning.recall(deps)
    handlers.register(app, deps)
    return Rapport(app, client, database, deps, sender, who["team_id"], ownership)


def workspace_defaults(settings: Settings) -> WorkspaceSettings:
    """The workspace's rules as the environment gives them; what is set in Slack outranks them."""
    named = {one.name: getattr(settings, one.name) for one in fields(WorkspaceSettings) if hasattr(settings, one.name)}
    return WorkspaceSettings(**named)


def _deps(
    settings: Settings, clock: Clock, client: WebClient, database: Database, ownership: Ownership, who: SlackResponse
) -> tuple[Deps, Sender]:
    defaults = workspace_defaults(settings)
    kept = StoredPeople(database, clock)
    in_force = _rules(database, defaults)
    people = PeopleLooks(client, kept, clock, team_or_organisation(who))
    looks = ChannelLooks(client, clock, who["team_id"], people.outsiders_among)
    channels = Channels(client, looks, StoredChannels(database), clock, in_force, lambda channel: note(deps, channel))

    def forget(about: str) -> None:
        people.forget(about)
        looks.forget(about)

    news = News(StoredNews(database, clock), forget, others=ownership.others_write)

    def is_at_work(person: Person) -> bool:
        return deps.is_at_work(person)

    addresses = Addresses(client, kept, people, channels, in_force, is_at_work)
    posting = delivery.posting_client(client.token or "", settings.api_url)
    sender = Sender(
        database,
        ownership,
        clock,
        posting,
        lambda uow, row: renderers.render(deps, uow, row),
        addresses,
        Audiences(kept, people, channels, news),
        channels.refused,
    )
    deps = Deps(
        database=database,
        clock=clock,
        client=client,
        workspace_url=who["url"],
        directory=Directory(client, kept, people, clock),
        channels=channels,
        addresses=addresses,
        news=news,
        replies=Replies(StoredOrigins(database, clock)),
        scorer=WorkspaceScorer(sentiment.load().of_staff()),
        defaults=defaults,
        holidays=_holidays,
        wake=sender.wake,
        stop_sending=sender.refuse,
        token_works=sender.believe,
        trouble=lambda: sender.trouble,
    )
    return deps, sender


def _rules(database: Database, defaults: WorkspaceSettings) -> Callable[[], WorkspaceSettings]:
    def in_force() -> WorkspaceSettings:
        with database.reading() as uow:
            return rules(uow, defaults).in_force

    return in_force


def _check_codes(settings: Settings) -> None:
    """A code that nobody knows would otherwise be met in every request."""
    if settings.country and not code_of(Kind.COUNTRY, settings.country):
        raise RapportError(
            f"No public holidays are known for RAPPORT_COUNTRY={settings.country}. "
            "Set it to another code, or to nothing."
        )
    if settings.currency and not code_of(Kind.CURRENCY, settings.currency):
        raise RapportError(
            f"RAPPORT_CURRENCY={settings.currency} is no currency. Set it to a code such as EUR, or to nothing."
        )


@lru_cache(maxsize=16)
def _holidays(country: str, year: int) -> frozenset[Any]:
    """The public holidays of a country this year and the next; none where no country is set."""
    if not country:
        return frozenset()
    import holidays as public_holidays  # noqa: PLC0415  # because it takes a tenth of a second, and few set a country

    return frozenset(public_holidays.country_holidays(country, years=[year, year + 1]))


def _quiet_logger() -> logging.Logger:
    """Bolt's own logger prints whole payloads, with customers' words in them: only its errors' kinds are kept."""
    logger = logging.getLogger("rapport.bolt")
    logger.setLevel(logging.CRITICAL)
    return logger
