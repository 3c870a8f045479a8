"""Watched channels: reading back what was written before, ending floods, and looking how the channels are."""

import logging
from datetime import timedelta
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.deps import Deps
from bot.domain.backfill import Backfill
from bot.domain.people import ITSELF
from bot.domain.saying import say
from bot.domain.watching import Watch, counts
from bot.slack.codes import sentence
from bot.slack.delivery import NotSent, classify
from bot.slack.posted import posted
from bot.use_cases import backfills, floods, rounds, watching
from bot.use_cases.session import Session
from jobs.job import Act

logger = logging.getLogger(__name__)

PAGE = 200
"""Messages asked for at once: Slack's advice for conversations.history. To apps that others install it gives 15."""

PAGES = 5
"""So many pages a minute: a tenth of what Slack lets an app of one's own read (50 calls a minute, tier 3), and little
enough that the jobs behind it are not kept waiting."""

AGAIN = timedelta(minutes=1)
"""How long it waits after Slack gave no answer."""

_MARK = "watched_channels_looked_at_until"


def end_floods(deps: Deps, session: Session) -> Act | None:
    """Where fewer come now, alarms come one by one again."""
    return (lambda: deps.write(ITSELF, floods.end_those_over)) if floods.over(session) else None


def look_at_channels(deps: Deps, session: Session) -> Act | None:
    """Every quarter of an hour, because Slack does not tell everything, and nothing while Rapport is down."""
    watched = watching.in_force(session)
    return partial(_look, deps, watched, session) if watched and rounds.is_time(session, _MARK) else None


def _look(deps: Deps, watched: list[Watch], session: Session) -> None:
    began = session.now
    for one in watched:
        try:
            seen = deps.channels.watched(one.channel)
        except (SlackApiError, OSError) as error:
            logger.warning("Slack could not say how a watched channel is: %s", type(error).__name__)
            continue
        deps.write(ITSELF, partial(watching.note_channel, channel=seen))
    deps.write(ITSELF, lambda session: rounds.done(session, _MARK, began))


def read_back(deps: Deps, session: Session) -> Act | None:
    """The next pages of a channel's past, where somebody asked for it."""
    due = backfills.due(session)
    return partial(_read_pages, deps, *due) if due else None


def _read_pages(deps: Deps, one: Backfill, watch: Watch) -> None:
    try:
        itself = deps.client.auth_test()
        ours = {itself.get("user_id"), itself.get("bot_id")} - {None}
        for _ in range(PAGES):
            with deps.reading(ITSELF) as session:
                now = backfills.underway(session, one.id)
            if now is None or not _read_page(deps, now, watch, ours):
                return
    except (SlackApiError, OSError) as error:
        _put_off(deps, one, error)


def _read_page(deps: Deps, one: Backfill, watch: Watch, ours: set[Any]) -> bool:
    """Read, score and store one page. Whether there is more."""
    answer = deps.client.conversations_history(
        channel=watch.channel, oldest=one.oldest, latest=one.reached, limit=PAGE, inclusive=False
    )
    messages: list[dict[str, Any]] = answer.get("messages") or []
    rules = deps.settings()
    said = [posted(watch.channel, each) for each in messages if not {each.get("user"), each.get("bot_id")} & ours]
    read = [deps.heard(each, rules) for each in said if each and counts(each, watch, is_of_team=False)]
    reached = min((str(each.get("ts")) for each in messages), default="") if answer.get("has_more") else ""
    return deps.write(ITSELF, lambda session: backfills.take_in_page(session, one.id, read, reached, len(messages)))


def _put_off(deps: Deps, one: Backfill, error: Exception) -> None:
    """Slack's own pause where it names one; what it refuses for good ends it."""
    outcome = classify(error)
    if isinstance(outcome, NotSent) and outcome.final:
        why = sentence(outcome.error) or say("Slack does not let Rapport read it.")
        deps.write(ITSELF, lambda session: backfills.give_up(session, one.id, why))
        return
    pause = outcome.retry_after_s if isinstance(outcome, NotSent) and outcome.retry_after_s else AGAIN.total_seconds()
    until = deps.clock.now() + timedelta(seconds=pause)
    deps.write(ITSELF, lambda session: backfills.wait(session, one.id, until))
