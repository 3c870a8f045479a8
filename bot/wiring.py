"""The parts of one workspace put together: what handlers and jobs are given, and who sends."""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Self

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot import sentiment
from bot.deps import Deps
from bot.domain.clock import Clock
from bot.domain.customer_link import CustomerLinks
from bot.domain.mail_server import Sending
from bot.domain.settings import WorkspaceSettings
from bot.domain.survey_link import SurveyLinks
from bot.sentiment import MoodScorer
from bot.sentiment.workspace import WorkspaceScorer
from bot.slack import delivery
from bot.slack.addresses import Addresses
from bot.slack.channel_looks import ChannelLooks
from bot.slack.channels import Channels
from bot.slack.directory import Directory
from bot.slack.gate import Audiences
from bot.slack.identity import team_or_organisation
from bot.slack.news import News
from bot.slack.people_looks import PeopleLooks
from bot.slack.replies import Replies
from bot.use_cases.rules import rules
from handlers.opening import publish_home
from jobs.channels import note
from jobs.imports import carry_out
from jobs.mailing import Mailer
from jobs.sending import renderers, scribble_renderers
from jobs.sending.cards import Cards
from jobs.sending.home_painter import HomePainter
from jobs.sending.pacing import METHODS, Pacing, Rate
from jobs.sending.sender import Sender
from jobs.sending.turns import Turns
from storage.database import Database
from storage.form_origins import StoredOrigins
from storage.news import StoredNews
from storage.ownership import Ownership
from storage.people_kept import StoredPeople
from storage.slack_channels import StoredChannels
from storage.work_objects import StoredWorkObjects

CALL_TIMEOUT_S = 3
"""How long Slack may be silent in a call that no request waits for; within a request its deadline comes before."""


@dataclass(frozen=True)
class Identity:
    """Whose bot it is. `home`: to what people of the team belong; `url`: where the workspace's messages are read.

    `installer`: who installed it, where Slack said that; "" else.
    """

    team_id: str
    home: str
    url: str
    installer: str = ""

    @classmethod
    def of(cls, who: SlackResponse) -> Self:
        """As auth.test says."""
        return cls(who["team_id"], team_or_organisation(who), who["url"])


@dataclass(frozen=True)
class Common:
    """What the workspaces of one process have in common; None: the workspace has its own."""

    replies: ThreadPoolExecutor | None = None
    turns: Turns | None = None
    scorer: MoodScorer | None = None
    rates: Mapping[str, Rate] = field(default_factory=lambda: METHODS)
    sending: Sending | None = None
    links: str = ""
    survey_url: str = ""


Where = tuple[Database, Ownership]
"""A workspace's database, and whether this process is its owner."""


@dataclass(frozen=True)
class _Seen:
    """What is known of people and channels, and how Slack is asked about them."""

    kept: StoredPeople
    people: PeopleLooks
    channels: Channels
    news: News
    addresses: Addresses


def _seen(clock: Clock, client: WebClient, who: Identity, where: Where, deps: Callable[[], Deps]) -> _Seen:
    """`deps`: of this workspace, which need it to be made; asked for only when something is seen."""
    database, _ = where
    kept, in_force = StoredPeople(database, clock), _rules(database)
    people = PeopleLooks(client, kept, clock, who.home)
    looks = ChannelLooks(client, clock, who.team_id, people.outsiders_among)
    channels = Channels(client, looks, StoredChannels(database), clock, in_force, lambda channel: note(deps(), channel))
    addresses = Addresses(client, kept, people, channels, in_force, lambda person: deps().is_at_work(person))
    return _Seen(kept, people, channels, _news(where, clock, people, looks), addresses)


Parts = tuple[Deps, Sender, Mailer]
"""Of one workspace: what its handlers and jobs are given, who sends to Slack, and who sends letters."""


def deps_of(clock: Clock, client: WebClient, who: Identity, where: Where, common: Common) -> Parts:
    """What handlers and jobs of a workspace are given, and who sends for it: to Slack, and letters to customers."""
    database, ownership = where
    seen = _seen(clock, client, who, where, lambda: deps)
    links, work_objects = CustomerLinks(common.links, who.team_id), StoredWorkObjects(database, clock)
    sender = Sender(
        *where,
        clock,
        delivery.posting_client(client.token or "", client.base_url, client.default_params.get("team_id")),
        lambda uow, row: renderers.render(deps, uow, row),
        seen.addresses,
        Audiences(seen.kept, seen.people, seen.channels, seen.news),
        seen.channels.refused,
        beside=lambda: painter.paint_one(),  # noqa: PLW0108  # painter comes later
        pacing=Pacing(clock, common.rates),
        turns=common.turns,
        cards=Cards(links, work_objects),
    )
    deps = Deps(
        database=database,
        clock=clock,
        client=client,
        workspace_url=who.url,
        directory=Directory(client, seen.kept, seen.people, clock),
        channels=seen.channels,
        addresses=seen.addresses,
        news=seen.news,
        replies=Replies(StoredOrigins(database, clock), common.replies),
        scorer=WorkspaceScorer(common.scorer or sentiment.load().of_staff()),
        installer=who.installer,
        holidays=_holidays,
        wake=lambda: _wake(sender, mailer),
        stop_sending=sender.refuse,
        token_works=sender.believe,
        trouble=lambda: sender.trouble,
        take_in=lambda import_id: deps.replies.do(lambda: carry_out(deps, import_id)),
        scribbled=scribble_renderers.answer,
        can_mail=common.sending is not None,
        links=links,
        survey_links=SurveyLinks(common.survey_url, who.team_id),
        work_objects=work_objects,
    )
    mailer = Mailer(deps, ownership, common.sending)
    painter = HomePainter(deps, publish_home)
    return deps, sender, mailer


def _wake(sender: Sender, mailer: Mailer) -> None:
    sender.wake()
    mailer.wake()


def _news(where: Where, clock: Clock, people: PeopleLooks, looks: ChannelLooks) -> News:
    database, ownership = where

    def forget(about: str) -> None:
        people.forget(about)
        looks.forget(about)

    return News(StoredNews(database, clock), forget, others=ownership.others_write)


def _rules(database: Database) -> Callable[[], WorkspaceSettings]:
    def in_force() -> WorkspaceSettings:
        with database.reading() as uow:
            return rules(uow).in_force

    return in_force


@lru_cache(maxsize=16)
def _holidays(country: str, year: int) -> frozenset[Any]:
    """The public holidays of a country this year and the next; none where no country is set."""
    if not country:
        return frozenset()
    import holidays as public_holidays  # noqa: PLC0415  # because it takes a tenth of a second, and few set a country

    return frozenset(public_holidays.country_holidays(country, years=[year, year + 1]))


def quiet_logger() -> logging.Logger:
    """Bolt's own logger prints whole payloads, with customers' words in them: only its errors' kinds are kept."""
    logger = logging.getLogger("rapport.bolt")
    logger.setLevel(logging.CRITICAL)
    return logger
