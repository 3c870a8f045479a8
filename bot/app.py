"""The one place where Rapport is wired together: build(settings, clock) -> Rapport."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from slack_sdk import WebClient

import handlers
import jobs
from bot import metrics
from bot.config import Settings, database_key
from bot.deps import Deps
from bot.domain.clock import Clock
from bot.domain.deadline import ANSWER_S
from bot.domain.errors import RapportError
from bot.domain.people import ITSELF
from bot.slack.http_answer import Answer
from bot.slack.identity import identity
from bot.slack.punctual import PunctualApp, PunctualClient
from bot.slack.refusals import Refusals
from bot.use_cases.next_due import next_due
from bot.use_cases.rounds import QUARTER
from bot.use_cases.taking_over import take_over
from bot.use_cases.vitals import vitals
from bot.wiring import CALL_TIMEOUT_S, Common, Identity, deps_of, quiet_logger
from jobs.mailing import Mailer
from jobs.schedule import scheduler
from jobs.sending.sender import Sender
from storage import private
from storage.database import Database
from storage.engines.opening import open_owned
from storage.ownership import Ownership


@dataclass
class Rapport:
    """The running bot of one workspace."""

    app: PunctualApp
    client: WebClient
    database: Database
    deps: Deps
    sender: Sender
    mailer: Mailer
    team_id: str
    ownership: Ownership
    _ticking: threading.Lock = field(default_factory=threading.Lock)
    _clock: BackgroundScheduler | None = None

    def start(self) -> None:
        """Begin to send and to tick; first find the channels, so that they are known by their ids from then on."""
        if self.ownership.term():
            jobs.run(self.deps, [jobs.channels.look])
        self.begin_to_send()
        self._clock = scheduler(self.tick)
        self._clock.start()

    def begin_to_send(self) -> None:
        """Where somebody else has it tick."""
        self.sender.start()
        self.mailer.start()

    def tick(self) -> bool:
        """Run every job that is due now, as the owner; in every process what is in its memory.

        Whether there was something to do: then there may be more in the next minute, else not before `next_due`.
        """
        had_any = False
        with self._ticking, self.ownership.acting():
            if self.ownership.others_write:
                jobs.learning.recall(self.deps)
                self.deps.news.take_in()
            if self.ownership.term():
                had_any = jobs.run(self.deps)
        self.app.refusals.tell()
        self.deps.wake()
        return had_any

    def next_due(self, at_most: timedelta = QUARTER) -> datetime:
        """When it is to tick again at the latest, while nobody does anything, so that everything comes on time."""
        with self.deps.reading(ITSELF) as session:
            return next_due(session, at_most)

    def idle(self) -> bool:
        """Whether nothing is due or on its way, to Slack or to a customer."""
        return self.sender.idle() and self.mailer.idle() and self.deps.replies.idle()

    def survey(self, team_id: str, use: Callable[[Deps], Answer]) -> Answer | None:
        """What a customer is answered on the survey page; None where the link is of another workspace."""
        return use(self.deps) if team_id == self.team_id else None

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
        self.mailer.stop()
        self.sender.stop()
        self.database.close()
        self.ownership.release()


def build(settings: Settings, *, clock: Clock, answer_s: float = ANSWER_S) -> Rapport:
    """Wire everything; requests are answered within `answer_s` seconds.

    Raises RapportError when the token is refused or the database cannot be had, ConfigError when its key cannot be.
    """
    token = settings.bot_token.get_secret_value()
    client = PunctualClient(token, base_url=settings.api_url, timeout=CALL_TIMEOUT_S)
    who = Identity.of(identity(client))
    path = settings.data / f"{who.team_id}.db"
    private.mend(settings.data)
    kept = open_owned(settings.database, path, database_key(settings), who.team_id)
    app = PunctualApp(
        name="rapport",
        last_resort=handlers.last_resort,
        refusals=Refusals(clock),
        answer_s=answer_s,
        client=client,
        signing_secret=settings.signing_secret.get_secret_value(),
        process_before_response=True,
        request_verification_enabled=False,  # bot/slack/guard.py verifies the raw bytes first; Socket Mode needs none
        logger=quiet_logger(),
    )
    common = Common(sending=settings.sending, links=settings.links, survey_url=settings.survey_url)
    return wire(settings, clock, app, client, who, kept, common)


def wire(
    settings: Settings,
    clock: Clock,
    app: PunctualApp,
    client: WebClient,
    who: Identity,
    kept: tuple[Database, Ownership],
    common: Common,
) -> Rapport:
    """One workspace: its app, its token's client, its database. `common`: what it shares with others."""
    database, ownership = kept
    deps, sender, mailer = deps_of(clock, client, who, kept, common)
    if settings.former:
        deps.write(ITSELF, lambda session: take_over(session, settings.former))
    jobs.learning.recall(deps)
    handlers.register(app, deps)
    return Rapport(app, client, database, deps, sender, mailer, who.team_id, ownership)
