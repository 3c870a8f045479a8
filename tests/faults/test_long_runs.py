"""Weeks with real deliveries, outages and restarts, and an hour of a whole company: nothing missing, nothing twice."""

import gc
import random
import resource
import threading
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.sandbox import Sandbox
from tests import engines
from tests.fake_clock import FakeClock
from tests.faults.circumstances import TROUBLES
from tests.faults.office import Office
from tests.team import ANA, BEN, GENERAL, Team, words

FULL = pytest.mark.full
ZONES = ("Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/St_Johns")
WORKING_DAYS = range(5)
FORGETS = (
    "CREATE TRIGGER forgets AFTER INSERT ON ledger WHEN new.kind = 'digest'"
    " BEGIN DELETE FROM ledger WHERE id = new.id; END"
)
"""Switches off that a reminder is noted."""


def staff(team: Team, count: int, zones: tuple[str, ...] = ZONES) -> list[str]:
    """So many people in several zones, each with something overdue, so that each of their days has a digest."""
    somebody = team.sandbox.workspace.users[BEN]
    people = [f"U0L{number:04}" for number in range(count)]
    for number, person in enumerate(people):
        about = {"id": person, "real_name": f"Somebody {person}", "tz": zones[number % len(zones)]}
        team.sandbox.workspace.users[person] = somebody | about
        team.sandbox.people.command(
            channel=GENERAL, user=person, command="/followup", text=f"Mara Vogel: order {9000 + number} again due:today"
        )
    return people


def received(team: Team, person: str) -> list[tuple[date, str]]:
    """Somebody's digests as they stand in Slack: the local day on which each was posted, and its heading."""
    channel = team.sandbox.workspace.channels.get(f"D{person[1:]}")
    zone = ZoneInfo(team.sandbox.workspace.users[person]["tz"])
    posts = [] if channel is None else [one for _, one in sorted(channel.messages.items())]
    return [
        (datetime.fromtimestamp(float(one.ts), zone).date(), words(one.body))
        for one in posts
        if one.body["text"].startswith(("Your day", "Late:"))
    ]


def month(office: Office, days: int, seed: int) -> None:
    """Days of ticks every half an hour, with outages, crashes and a Slack that fails now and then."""
    chance = random.Random(seed)  # noqa: S311  # a test that can be repeated, no secret
    until = office.clock.now() + timedelta(days=days)
    while office.clock.now() < until:
        match chance.random():
            case luck if luck < 0.01:
                office.sleep(chance.choice((1, 4, 26)))
            case luck if luck < 0.02:
                office.crash()
            case luck if luck < 0.04:
                office.crash_while_sending(chance.randint(0, 5), chance.choice(("before", "after")))
            case luck if luck < 0.08:
                office.slack_troubles(chance.choice(sorted(TROUBLES)))
            case _:
                office.sleep_until(office.clock.now() + timedelta(minutes=30))
    office.calm_down()


def wrong_days(office: Office, people: list[str]) -> list[str]:
    """What is not as it should be with the digests of these people, in the ledger and in Slack."""
    wrong = []
    rows = office.team.rows("SELECT * FROM ledger WHERE kind = 'digest' ORDER BY local_date")
    for person in people:
        theirs = {date.fromisoformat(row["local_date"]): row for row in rows if row["recipient"] == person}
        sent = {day for day, row in theirs.items() if row["state"] in {"sent", "late"}}
        posted = Counter(day for day, _ in received(office.team, person))
        wrong += [f"{person} has {number} digests on {day}" for day, number in posted.items() if number > 1]
        wrong += [f"{person}: {day} is noted as sent and not in Slack" for day in sent - set(posted)]
        wrong += [f"{person}: {day} is in Slack and not noted as sent" for day in set(posted) - sent]
        wrong += [
            f"{person}: no reason on {day}"
            for day, row in theirs.items()
            if row["state"] not in {"sent", "late"} and not row["reason"]
        ]
        first, last = min(theirs, default=date.max), max(theirs, default=date.min)
        between = (first + timedelta(days=step) for step in range((last - first).days + 1))
        wrong += [
            f"{person}: nothing on {day}" for day in between if day.weekday() in WORKING_DAYS and day not in theirs
        ]
    return wrong


@pytest.fixture
def office(stand_in: tuple[Sandbox, FakeClock, str], tmp_path: Path) -> Office:
    engines.clear(but="t0harbour")
    return Office(*stand_in, tmp_path)


@pytest.mark.parametrize(
    ("count", "days", "seed"), [(3, 7, 1), *(pytest.param(100, 30, seed, marks=FULL) for seed in (1, 2, 3))]
)
def test_of_weeks_with_outages_crashes_and_restarts_each_working_day_is_told_once_or_explained(
    office: Office, count: int, days: int, seed: int
) -> None:
    people = staff(office.team, count)
    month(office, days, seed)
    assert wrong_days(office, people) == []
    assert sum(len(received(office.team, person)) for person in people) > count * days / 3
    office.close()


def test_control_without_the_ledger_days_are_told_twice(office: Office) -> None:
    people = staff(office.team, 2)
    with office.team.rapport.database.unit_of_work() as uow:
        uow.execute(engines.trigger(FORGETS))
    month(office, 2, 1)
    assert any("digests on" in each for each in wrong_days(office, people))
    office.close()


def memory() -> tuple[int, int, int]:
    """Peak of resident memory in KiB; threads; open files."""
    gc.collect()
    files = len(list(Path("/proc/self/fd").iterdir()))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, threading.active_count(), files


@pytest.mark.parametrize(("count", "acts"), [(30, 1), pytest.param(1000, 30, marks=FULL)])
def test_in_an_hour_of_a_whole_company_everything_arrives_and_nothing_grows(
    office: Office, count: int, acts: int
) -> None:
    """From half an hour before the digests to half an hour after them; so many of the staff log each minute."""
    staff(office.team, count, zones=("Europe/Lisbon",))
    people = [f"U0L{number:04}" for number in range(count)]
    office.sleep_until(datetime.fromisoformat("2026-11-24T08:30:00+00:00"))
    chance, begun = random.Random(3), (0, 0, 0)  # noqa: S311  # as above
    for minute in range(60):
        for _ in range(acts):
            office.log(chance.choice(people), "/complaint", "Kofi Lindgren")
        office.wait(minutes=1)
        if minute == 10:
            begun = memory()
    ended = memory()
    office.calm_down()
    stored = office.team.rows("SELECT count(*) AS n FROM touchpoints")[0]["n"]
    assert stored == len(office.confirmed) >= 60 * acts
    assert {len([day for day, _ in received(office.team, person)]) for person in people} == {1}
    alerts = [one for one in office.team.sees(ANA, "C0FEEDBACK") if "order" in one["text"]]
    assert len(alerts) == stored
    assert office.team.rows("SELECT 1 FROM outbox WHERE state IN ('pending', 'sending', 'unknown', 'failed')") == []
    assert ended[1] <= begun[1] + 2
    assert ended[2] <= begun[2] + 8
    assert ended[0] - begun[0] < 60_000 + 3 * count * acts
    office.close()
