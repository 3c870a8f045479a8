"""Several bots over one PostgreSQL that die, stand still or lose it: nothing is lost, nothing is told twice."""

import logging
import os
import signal
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.sandbox.wire.transports import Envelope
from tests.faults.held import Held
from tests.faults.instances import PEOPLE, Instances, several
from tests.processes import eventually
from tests.team import FEEDBACK

pytestmark = pytest.mark.engine("postgres")
FULL = pytest.mark.full
logger = logging.getLogger(__name__)


def check(instances: Instances) -> None:
    """Confirmed means stored, once; each complaint has one alert, and that is in Slack once."""
    instances.settle()
    stored = Counter(text for (text,) in instances.rows("SELECT text FROM touchpoints"))
    assert not instances.confirmed - stored.keys()
    assert set(stored.values()) == {1}
    alerts = Counter(key for (key,) in instances.rows("SELECT key FROM outbox WHERE kind = 'alert' AND edits IS NULL"))
    assert alerts.total() == stored.total() == len(instances.rows("SELECT id FROM followups"))
    there = instances.in_slack()
    assert {there[key] for key in alerts} == {1}


@pytest.mark.parametrize(
    ("kills", "term", "pause_s"),
    [(6, 1.5, 0.5), pytest.param(200, 1.5, 0.1, marks=FULL), pytest.param(60, 12, 0.1, marks=FULL)],
)
def test_killed_at_any_moment_none_loses_what_was_confirmed_and_each_alert_comes_once(
    tmp_path: Path, kills: int, term: float, pause_s: float
) -> None:
    with several(tmp_path, term=term) as instances:
        instances.complain_during(partial(instances.kill, kills), pause_s)
        check(instances)
        logger.info("%d confirmed, else %s", len(instances.confirmed), instances.answers)
        assert len(instances.confirmed) > kills * 10


def one_click_of_each(instances: Instances) -> list[Envelope]:
    """*Claim* of each alert, clicked by each of four people while nobody has it; it has not reached a bot yet."""
    sandbox = instances.slack.sandbox
    way, held = sandbox.transport, Held()
    sandbox.transport = held
    for message in instances.slack.alerts():
        for person in PEOPLE:
            sandbox.people.interact(user=person, action_id="claim", channel=FEEDBACK, ts=message["ts"])
    sandbox.transport = way
    return held.envelopes


def anew(click: Envelope, number: int) -> Envelope:
    """The same, clicked once more."""
    return replace(click, payload={**click.payload, "trigger_id": f"{number}.of.many"})


@pytest.mark.parametrize(("alerts", "clicks"), [(5, 24), pytest.param(50, 200, marks=FULL)])
def test_of_clicks_spread_over_them_one_wins(tmp_path: Path, alerts: int, clicks: int) -> None:
    with several(tmp_path) as instances:
        instances.complain(alerts)
        instances.settle()
        clicked = [envelope for envelope in one_click_of_each(instances) for _ in range(clicks // len(PEOPLE))]
        instances.chance.shuffle(clicked)
        way = instances.slack.sandbox.transport
        with ThreadPoolExecutor(8) as pool:
            answered = list(pool.map(lambda at: way.deliver(anew(clicked[at], at)), range(len(clicked))))
        assert None not in answered
        check(instances)
        won = Counter(
            one for (one,) in instances.rows("SELECT subject_id FROM audit WHERE action = 'follow-up claimed'")
        )
        assert sorted(won.values()) == [1] * alerts


@pytest.mark.parametrize("times", [2, pytest.param(20, marks=FULL)])
def test_when_postgresql_is_restarted_people_are_told_and_nothing_is_lost(tmp_path: Path, times: int) -> None:
    with several(tmp_path) as instances:
        instances.complain_during(partial(instances.restart_postgresql, times))
        check(instances)
        logger.info("back at work after %s s; else %s", instances.recovered_s, instances.answers)
        assert len(instances.recovered_s) == times
        assert "no answer" not in instances.answers
        assert [said for said in instances.answers if "try again" not in said] == []


def wakes_up_too_late(instances: Instances) -> Counter[str]:
    """The first one has stood still, another one has sent its alerts; it wakes up and stops: what it wrote by then."""
    eventually(lambda: instances.owner() not in {None, 0})
    instances.settle()
    before = instances.written(0)
    sleeper = instances.servers[0].program
    os.kill(sleeper.pid, signal.SIGCONT)
    sleeper.wait_for("another Rapport has taken over")
    assert sleeper.end(signal.SIGTERM) == 0
    return instances.written(0) - before


def alerts_in_slack(instances: Instances) -> list[int]:
    """How often each stands there."""
    there = instances.in_slack()
    return [there[key] for (key,) in instances.rows("SELECT key FROM outbox WHERE kind = 'alert'")]


def stopped_before_it_posts(instances: Instances) -> Counter[str]:
    """The owner stops between marking an alert as being sent and posting it: the worst moment there is."""
    instances.watch_writing()
    instances.reach(1, 2)
    instances.complain(1)
    eventually(instances.servers[0].program.is_stopped)
    return wakes_up_too_late(instances)


def test_an_owner_that_stood_still_before_a_post_posts_nothing_and_changes_nothing(tmp_path: Path) -> None:
    with several(tmp_path, ("stops", "care", "care"), term=3) as instances:
        assert stopped_before_it_posts(instances) == Counter()
        assert alerts_in_slack(instances) == [1]


def test_control_without_fencing_it_posts_once_more_and_changes_what_is_settled(tmp_path: Path) -> None:
    with several(tmp_path, ("unfenced", "care", "care"), term=3) as instances:
        assert "outbox" in stopped_before_it_posts(instances)
        assert alerts_in_slack(instances) == [2]


@pytest.mark.parametrize(("count", "term", "seconds"), [(20, 3, 0), pytest.param(1_000, 12, 60, marks=FULL)])
def test_an_owner_that_is_stopped_at_work_changes_nothing_afterwards(
    tmp_path: Path, count: int, term: float, seconds: float
) -> None:
    with several(tmp_path, term=term) as instances:
        instances.watch_writing()
        instances.reach(1, 2)
        instances.complain(count)
        os.kill(instances.servers[0].program.pid, signal.SIGSTOP)
        threading.Event().wait(seconds)
        assert wakes_up_too_late(instances) == Counter()
        assert Counter(alerts_in_slack(instances)) == {1: len(instances.confirmed)}
