"""A watched channel that brings too much at once, and the past of one: nothing is lost, and nobody is overrun."""

from datetime import timedelta

import pytest

from bot.sandbox.wire.faults import Fault
from bot.sandbox.world.staff import BOT_USER
from bot.use_cases import backfills
from tests.scenarios.test_watched_channels import REVIEWS, alerts, post, watch
from tests.team import ANA, BEN, DEV, FEEDBACK, Json, Team, words

BAD = "Dana Reyes: the order never arrived, terrible, I want a refund"


def flood(team: Team) -> Json:
    (found,) = [one for one in team.sees(BEN, FEEDBACK) if "one by one" in words(one)]
    return found


def progress(team: Team) -> Json:
    (found,) = [one for one in team.dm(DEV) if "Read" in words(one)]
    return found


def test_a_flood_is_told_once_held_in_a_list_and_worked_through(dana: Team) -> None:
    for person in (ANA, BEN, DEV):
        dana.rapport.deps.person(person)
    watch(dana)
    for number in range(13):
        post(dana, f"{BAD} {number}" if number % 2 == 0 else f"It never arrived, terrible, refund {number}")

    assert len(dana.rows("SELECT * FROM watched_messages WHERE state IN ('logged', 'asked')")) == 10
    assert "3 messages wait in a list" in words(flood(dana))
    dana.click(BEN, "show_held", flood(dana))
    shown = dana.latest(BEN, FEEDBACK)
    assert "3 negative messages" in words(shown)
    before = len(alerts(dana))
    dana.click(BEN, "alarm_held", shown)
    assert "2 negative messages" in dana.told(BEN, FEEDBACK)
    assert len([one for one in alerts(dana) if "Negative feedback" in one]) == 6
    assert before
    assert "2 messages wait" in words(flood(dana))
    dana.click(BEN, "leave_held", shown)
    assert "Nothing waits any more" in words(flood(dana))
    dana.click(BEN, "undo", shown)
    assert "2 messages wait" in words(flood(dana))

    dana.advance(minutes=11)
    assert "from " in words(flood(dana))
    post(dana, f"{BAD} again")
    assert len([one for one in alerts(dana) if "Negative feedback" in one]) == 7

    dana.command(DEV, "/rapport", f"watch stop <#{REVIEWS}|reviews>")
    watch(dana)
    assert "Work through 2" in str(dana.command(DEV, "/rapport", "watch list"))


@pytest.fixture
def past(dana: Team) -> Team:
    """A channel with 210 messages, more than a page, of before anybody watched it; two are of today."""
    for person in (ANA, BEN, DEV):
        dana.rapport.deps.person(person)
    now = dana.clock.now()
    people, members = dana.sandbox.people, dana.sandbox.workspace.channels[REVIEWS].members
    if BOT_USER in members:
        members.remove(BOT_USER)
    for number in range(208):
        dana.clock.set(now - timedelta(days=20) + timedelta(minutes=number))
        people.post(channel=REVIEWS, app="B0FORM", text=BAD if number % 50 == 0 else f"Order {number} for table two")
    dana.clock.set(now - timedelta(minutes=30))
    people.post(channel=REVIEWS, app="B0FORM", text=f"{BAD}, today")
    people.post(channel=REVIEWS, app="B0FORM", text="It never arrived, terrible, refund, today")
    dana.clock.set(now)
    return dana


def test_the_past_is_read_with_progress_and_only_what_is_new_alarms(past: Team) -> None:
    watch(past, "since:30d")
    past.advance(minutes=1)

    said = words(progress(past))
    assert "210 messages" in said
    assert "7 sound negative, 2 of them are new enough to alarm, 5 wait in a list" in said
    assert len(alerts(past)) == 1
    assert len(past.rows("SELECT * FROM touchpoints WHERE source = 'watched channel'")) == 6
    past.click(DEV, "show_held", progress(past))
    assert "5 negative messages" in words(past.latest(DEV, f"@{DEV}"))

    watch(past, "since:30d")
    past.advance(minutes=1)
    assert len(past.rows("SELECT * FROM touchpoints WHERE source = 'watched channel'")) == 6
    assert len(alerts(past)) == 1


def test_an_end_before_a_page_is_committed_loses_and_doubles_nothing(
    past: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = backfills.take_in_page
    pages = iter([True, False])

    def dies(*given: object, **more: object) -> bool:
        done = stored(*given, **more)  # type: ignore[arg-type]  # as it was called
        if not next(pages, True):
            raise RuntimeError("died before the commit")
        return done

    monkeypatch.setattr(backfills, "take_in_page", dies)
    watch(past, "since:30d")
    past.advance(minutes=1)
    assert len(past.rows("SELECT * FROM watched_messages")) == 200
    past.stop()
    past.start()
    past.advance(minutes=2)

    assert len(past.rows("SELECT * FROM watched_messages")) == 210
    assert len(past.rows("SELECT * FROM touchpoints WHERE source = 'watched channel'")) == 6
    assert "210 messages" in words(progress(past))


def test_it_waits_as_long_as_slack_says(past: Team) -> None:
    past.sandbox.faults.order(Fault("conversations.history", status=429, error="ratelimited", retry_after=150))
    watch(past, "since:30d")
    past.advance(minutes=2)
    assert past.rows("SELECT looked_at FROM backfills") == [{"looked_at": 0}]

    past.advance(minutes=2)
    assert past.rows("SELECT looked_at FROM backfills") == [{"looked_at": 210}]
