"""Rapport for whoever installs it: every workspace behind one address, wired when it is needed."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.authorization import AuthorizeResult

import handlers
from bot import metrics, sentiment
from bot.app import Rapport, wire
from bot.config import Settings, database_key, token_keys
from bot.deps import Deps
from bot.domain.clock import Clock
from bot.domain.deadline import ANSWER_S, answer_within
from bot.domain.errors import RapportError
from bot.domain.installation import Installation
from bot.domain.setting import Kind
from bot.domain.settings import SETTINGS
from bot.hosting.leaving import is_farewell, is_of_before
from bot.hosting.rounds import Rounds
from bot.hosting.tokens import renew
from bot.hosting.workspaces import BeingWiredError, Workspaces
from bot.slack import replies
from bot.slack.guard import Headers, Payload
from bot.slack.http_answer import Answer
from bot.slack.installing import Installing
from bot.slack.punctual import CALLS_AT_ONCE, PunctualApp, PunctualClient
from bot.slack.refusals import Refusals
from bot.slack.whose import whose
from bot.slack.workers import BusyError
from bot.views.errors import refusal
from bot.wiring import CALL_TIMEOUT_S, Common, Identity, quiet_logger
from jobs.sending.pacing import OF_MANY
from jobs.sending.turns import Turns
from storage import private
from storage.engines.opening import hosted
from storage.installations_kept import StoredInstallations
from storage.sealing import Seal

logger = logging.getLogger(__name__)

REPLIES_AT_ONCE = 8

OAUTH_TIMEOUT_S = 10

NOT_INSTALLED = (
    "Rapport is not installed in this workspace, or no more. Nothing was saved. An admin can add it again; what it was "
    "told before stays for 30 days."
)


class Host:
    """`answer` and `page` for requests, `start` and `stop`; what `rapport run` wants of a single Rapport too."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        """Raises RapportError where the database cannot be had, ConfigError where a key cannot be."""
        private.mend(settings.data)
        self._settings = _without_places(settings)
        self._clock = clock
        seal = Seal(token_keys(settings))
        self._where = hosted(settings.database, settings.data, database_key(settings))
        self.kept = StoredInstallations(self._where.installations, seal, clock)
        self.refusals = Refusals(clock)
        self._calls = ThreadPoolExecutor(CALLS_AT_ONCE, thread_name_prefix="slack")
        self._listeners = ThreadPoolExecutor(1, thread_name_prefix="bolt")  # Bolt wants one; ours listen in the request
        self._common = Common(
            replies=ThreadPoolExecutor(REPLIES_AT_ONCE, thread_name_prefix="replies"),
            turns=Turns(clock),
            scorer=sentiment.load().of_staff(),
            rates=OF_MANY,
            links=settings.links,
            survey_url=settings.survey_url,
        )
        self.workspaces = Workspaces(self._wire, clock)
        self._oauth = PunctualClient("", base_url=settings.api_url, timeout=OAUTH_TIMEOUT_S, threads=self._calls)
        secret = settings.client_secret.get_secret_value()
        self._installing = Installing(settings.client_id, secret, self._oauth, self.kept, clock)
        self.rounds = Rounds(
            self.workspaces,
            self.kept,
            self._where,
            clock,
            lambda: renew(settings.client_id, secret, self._oauth, self.kept, clock),
        )

    def start(self) -> None:
        """Look after every workspace from now on."""
        self.rounds.start()
        logger.info("Rapport works for whoever installs it; so far %d workspaces", self.kept.count()[0])

    def tick(self) -> None:
        """All that is due at this instant, now."""
        for _ in ("what is due", "what is spare then"):
            self.rounds.look()
            self.rounds.settle()
        self.refusals.tell()

    def idle(self) -> bool:
        """Whether nothing is due or on its way to Slack, as far as workspaces are wired."""
        wired = [rapport for one in self.workspaces.every() if (rapport := self.workspaces.wired(one))]
        return all(rapport.idle() for rapport in wired)

    def page(self, path: str, query: str, headers: Headers) -> Answer:
        """What a browser is shown that adds Rapport to a workspace."""
        return self._installing.answer(path, query, headers)

    def survey(self, team_id: str, use: Callable[[Deps], Answer]) -> Answer | None:
        """What a customer of a workspace is answered on the survey page; None where it is not installed there.

        Raises BusyError while it is being wired, RapportError.
        """
        installation = self.kept.of(team_id, None)
        if installation is None or installation.removed_at is not None:
            return None
        try:
            with self.workspaces.using(team_id, installation, is_asked=True) as rapport:
                found = use(rapport.deps)
                if found.status == HTTPStatus.SEE_OTHER and not rapport.ownership.term():  # something was stored
                    self.kept.hurry(team_id)
                return found
        except BeingWiredError:
            raise BusyError from None

    def answer(self, payload: Payload) -> BoltResponse:
        """Handle one request of Slack's. Never raises."""
        if payload.get("type") == "url_verification":
            return BoltResponse(status=HTTPStatus.OK, body={"challenge": payload.get("challenge", "")})
        with answer_within(ANSWER_S):
            try:
                return self._answer(payload)
            except BeingWiredError:
                return handlers.too_busy(payload)
            except RapportError as error:
                return self._refused(payload, error.sentence, HTTPStatus.SERVICE_UNAVAILABLE)
            except Exception as error:  # noqa: BLE001  # Slack waits for an answer, and nobody else would give one
                return handlers.last_resort(payload, {}, error)

    def problem(self) -> str | None:
        """Why no request could be served just now."""
        try:
            self.kept.count()
        except RapportError as error:
            return error.sentence
        return None

    def metrics(self, problem: str | None) -> str:
        """What /metrics says; `problem`: why nothing can be handled just now."""
        wired = [rapport for one in self.workspaces.every() if (rapport := self.workspaces.wired(one))]
        owned = sum(bool(rapport.ownership.term()) for rapport in wired)
        in_trouble = sum(bool(rapport.sender.trouble) for rapport in wired)
        counts = {"wired": len(wired), "owned": owned, "in_trouble": in_trouble}
        late = None
        if not problem:
            counts["installed"], counts["left"] = self.kept.count()
            late = self.kept.late()
        return metrics.hosted_exposition(counts, late, is_ready=not problem)

    def stop(self) -> None:
        """Finish what runs; let every workspace go."""
        self.rounds.stop()
        if self._common.turns:
            self._common.turns.stop()
        for threads in (self._common.replies, self._calls, self._listeners):
            if threads:
                threads.shutdown(wait=True)
        self.refusals.stop()
        self._where.close()

    def _answer(self, payload: Payload) -> BoltResponse:
        found = self._installed(payload)
        if found is None:
            self.refusals.note("not installed there")
            return self._refused(payload, NOT_INSTALLED, HTTPStatus.OK)
        team_id, installation = found
        if is_farewell(payload) and is_of_before(payload, installation):
            return BoltResponse(status=HTTPStatus.OK, body="")  # it was installed again since
        with self.workspaces.using(team_id, installation, is_asked=True) as rapport:
            response = rapport.app.answer(payload)
            if not rapport.ownership.term():
                self.kept.hurry(team_id)
        if is_farewell(payload) and response.status == HTTPStatus.OK:
            self.kept.remove(installation.id)
            self.workspaces.let_go(team_id)
        return response

    def _installed(self, payload: Payload) -> tuple[str, Installation] | None:
        """Which workspace a request is for, and what it was installed by; None: by nobody, or no more."""
        named = whose(payload)
        for team_id in named.teams:
            installation = self.kept.of(team_id, named.organisation)
            if installation and installation.removed_at is None:
                if self.workspaces.wired(team_id) is None:
                    self.kept.serve(team_id, installation)
                return team_id, installation
        return None

    def _refused(self, payload: Payload, sentence: str, status: HTTPStatus) -> BoltResponse:
        if payload.get("type") == "block_actions" and isinstance(payload.get("response_url"), str):
            self._say(payload["response_url"], sentence)
            return BoltResponse(status=HTTPStatus.OK, body="")
        return handlers.in_words(payload, sentence, status)

    def _say(self, response_url: str, sentence: str) -> None:
        if self._common.replies:
            self._common.replies.submit(replies.send_to, response_url, refusal([sentence]).payload(), False)  # noqa: FBT003  # to a thread

    def _wire(self, team_id: str, installation: Installation) -> Rapport:
        """With nothing asked of Slack: a request may be waiting."""
        organisation = installation.organisation if installation.is_for_all else None
        client = PunctualClient(
            installation.token,
            base_url=self._settings.api_url,
            timeout=CALL_TIMEOUT_S,
            team_id=team_id if organisation else None,
            threads=self._calls,
        )
        who = AuthorizeResult(
            enterprise_id=installation.organisation,
            team_id=team_id,
            bot_id=installation.bot,
            bot_user_id=installation.bot_user,
            bot_token=installation.token,
        )
        app = PunctualApp(
            name="rapport",
            last_resort=handlers.last_resort,
            refusals=self.refusals,
            client=client,
            signing_secret=self._settings.signing_secret.get_secret_value(),
            process_before_response=True,
            request_verification_enabled=False,  # bot/slack/guard.py did
            authorize=lambda: who,
            listener_executor=self._listeners,
            logger=quiet_logger(),
        )
        identity = Identity(team_id, organisation or team_id, installation.url, installation.installer)
        with self._opened(team_id) as kept:
            return wire(self._settings, self._clock, app, client, identity, kept, self._common)

    @contextmanager
    def _opened(self, team_id: str) -> Iterator[Any]:
        """A workspace's database; let go again where what comes next fails."""
        database, ownership = self._where.open(team_id)
        try:
            yield database, ownership
        except BaseException:  # nothing is swallowed: a database that nobody uses must not stay open
            database.close()
            ownership.release()
            raise


def _without_places(settings: Settings) -> Settings:
    """People and channels are a workspace's own: what the environment names would be somebody else's there."""
    theirs = {Kind.CHANNEL, Kind.PERSON, Kind.PEOPLE}
    own = {name for setting in SETTINGS if setting.kind in theirs for name in setting.names}
    former = {name: value for name, value in settings.former.items() if name not in own}
    return settings.model_copy(update={"former": former})
