"""The daily digest: to each person once, at their hour, on their day, with what there is to do and its buttons."""

import re
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from bot.domain.customers import Birthday, Customer
from storage import people
from storage.backup import backup, restore
from tests.digests import QUARTER, TUESDAY, digests, ledger, plan
from tests.slack_dates import as_read
from tests.team import ANA, BEN, CARA, DEACTIVATED, FEI, TEAM_CHANNEL, Team, action_ids, words


def test_each_person_gets_their_digest_at_nine_in_their_own_zone(dana: Team) -> None:
    for person in (ANA, BEN, FEI):
        plan(dana, person, f"call for {person}", "2026-11-24")
    seen: dict[str, datetime] = {}
    while len(seen) < 3:
        dana.advance(tick_s=QUARTER, minutes=30)
        for person in (ANA, BEN, FEI):
            if digests(dana, person):
                seen.setdefault(person, dana.clock.now())
    nine = {FEI: TUESDAY.replace(hour=3, minute=30), ANA: TUESDAY.replace(hour=9), BEN: TUESDAY.replace(hour=14)}
    assert seen == nine
    for person in (ANA, BEN, FEI):
        (text,) = digests(dana, person)
        assert "Your day, Tuesday 24 November" in text
        assert f"call for {person}" in text
        assert "should have come" not in text
        assert ledger(dana, person)[-1] == ("2026-11-24", "sent", "")


def test_it_holds_what_is_overdue_and_due_each_with_its_buttons(dana: Team) -> None:
    plan(dana, ANA, "send the menu", "2026-11-24")
    dana.advance(hours=25)
    plan(dana, ANA, "call about Friday", "2026-11-25")
    plan(dana, ANA, "not yet", "2026-12-01")
    dana.advance(hours=24)

    text = digests(dana, ANA)[-1]
    assert text.index("Overdue") < text.index("send the menu") < text.index("↳ also: :pushpin: call about")
    assert "*overdue* since yesterday" in as_read(text, dana.clock.now())
    assert "not yet" not in text
    message = dana.dm(ANA)[-1]
    assert action_ids(message).count("done") == action_ids(message).count("more") == 2


def test_nothing_to_do_means_no_message_and_a_row_that_says_so(dana: Team) -> None:
    dana.add_customer(Customer(0, "Jo Berg", owner=ANA, birthday=Birthday(11, 28)))  # in four days: no reason to write
    dana.command(ANA, "/followup", "mine")
    dana.jump(TUESDAY.replace(hour=9))

    assert dana.dm(ANA) == []
    assert ledger(dana, ANA)[-1] == ("2026-11-24", "skipped", "nothing to do")
    plan(dana, ANA, "something for today", "2026-11-24")
    dana.advance(tick_s=QUARTER, hours=2)
    assert digests(dana, ANA) == []


def test_it_is_edited_when_a_line_is_done_from_it(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    plan(dana, ANA, "call the florist")
    dana.jump(TUESDAY.replace(hour=9))
    (message,) = dana.dm(ANA)
    dana.click(ANA, "done", message, value="1")

    (after,) = dana.dm(ANA)
    assert "Done: Dana Reyes, send the menu" in words(after)
    assert after["text"] == "Your day: 1 due"
    assert action_ids(after).count("done") == 1


def test_the_team_is_shown_what_nobody_has_and_one_claim_edits_it(dana: Team) -> None:
    plan(dana, ANA, "send the menu", "2026-11-24")
    dana.command(ANA, "/followup", "mine")
    dana.advance(hours=20)
    with dana.writing(ANA) as session:
        session.uow.execute("UPDATE followups SET assignee = NULL, assigned_at = NULL")
    dana.jump(TUESDAY.replace(hour=9))

    (message,) = dana.sees(BEN, TEAM_CHANNEL)
    assert "send the menu" in words(message)
    assert "claim" in action_ids(message)
    dana.click(BEN, "claim", message)
    (after,) = dana.sees(BEN, TEAM_CHANNEL)
    assert f"<@{BEN}>" in words(after)
    assert "claim" not in action_ids(after)
    assert ledger(dana, "team", "follow-up") == [("2026-11-24", "sent", "")]
    dana.jump(TUESDAY.replace(day=25, hour=9))
    assert len(dana.sees(BEN, TEAM_CHANNEL)) == 1


def test_who_left_is_not_reminded_and_what_was_theirs_and_nobodys_customers_goes_to_the_team(dana: Team) -> None:
    plan(dana, ANA, "send the menu", "2026-11-24")
    with dana.writing(ANA) as session:
        session.uow.execute("UPDATE followups SET assignee = ?", (DEACTIVATED,))
        session.uow.execute("UPDATE customers SET owner = NULL")
    dana.jump(TUESDAY.replace(hour=9))

    (message,) = dana.sees(BEN, TEAM_CHANNEL)
    assert {"claim", "more"} <= set(action_ids(message))
    assert ledger(dana, DEACTIVATED)[-1][1:] == (
        "skipped",
        "not reminded: this person is not on the team (deactivated)",
    )
    assert ledger(dana, DEACTIVATED, "follow-up") == [
        ("2026-11-24", "skipped", "not reminded: this person is not on the team (deactivated)")
    ]


def test_one_digest_that_cannot_be_written_stops_nobody_elses_and_alarms_the_lead(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    plan(dana, BEN, "call the florist")
    with dana.rapport.database.unit_of_work() as uow:
        uow.execute("UPDATE followups SET kind = 'nonsense' WHERE assignee = ?", (ANA,))
    dana.jump(TUESDAY.replace(hour=14))
    assert len(digests(dana, BEN)) == 1
    assert digests(dana, ANA) == []
    assert "could not be written" in words(dana.dm(CARA)[-1])
    with dana.rapport.database.unit_of_work() as uow:
        uow.execute("UPDATE followups SET kind = 'other' WHERE assignee = ?", (ANA,))
    dana.advance(minutes=5)
    assert len(digests(dana, ANA)) == 1
    assert dana.rows("SELECT cleared_at IS NULL AS open FROM alarms") == [{"open": 0}]


def test_after_days_without_rapport_one_digest_comes_and_the_missed_days_are_explained(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    dana.advance(minutes=1)
    dana.jump(TUESDAY.replace(day=30, hour=10))

    assert len(digests(dana, ANA)) == 1
    missed = [("skipped", "Rapport was not running on that day")] * 4
    assert [row[1:] for row in ledger(dana, ANA)] == [("skipped", "nothing to do"), *missed, ("late", "")]


def test_a_clock_set_back_or_forward_repeats_nothing(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    nine = TUESDAY.replace(hour=9)
    for now in (nine, nine - timedelta(hours=3), nine, nine + timedelta(hours=2), nine - timedelta(days=1), nine):
        dana.jump(now)
    assert len(digests(dana, ANA)) == 1


def test_who_moves_to_another_zone_during_the_day_is_not_told_twice(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    dana.jump(TUESDAY.replace(hour=9))
    for tz, hour in (("America/New_York", 14), ("Asia/Kolkata", 15), ("America/Los_Angeles", 17)):
        dana.sandbox.people.change_user({"id": ANA, "tz": tz})
        dana.jump(TUESDAY.replace(hour=hour))
    assert len(digests(dana, ANA)) == 1


def test_their_own_hour_and_days_come_before_the_workspaces(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    with dana.rapport.database.unit_of_work() as uow:
        people.choose_rhythm(uow, ANA, time(7, 15), frozenset({2, 5}))
    dana.jump(TUESDAY.replace(hour=12))
    assert dana.dm(ANA) == []
    dana.jump(TUESDAY.replace(day=25, hour=7, minute=15))
    assert len(digests(dana, ANA)) == 1


def test_of_thirty_lines_fifteen_at_most_are_shown_and_all_open_on_pages(dana: Team) -> None:
    for number in range(30):
        plan(dana, ANA, f"task {number} " + "x" * 250)
    dana.jump(TUESDAY.replace(hour=9))

    (message,) = dana.dm(ANA)
    assert 10 <= action_ids(message).count("done") <= 15  # as many of fifteen as fit
    dana.click(ANA, "show_page", message)
    numbers = re.findall(r"task (\d+) ", words(dana.form(ANA)))
    while "next_page" in action_ids(dana.form(ANA)):
        dana.click_in_form(ANA, "next_page")
        numbers += re.findall(r"task (\d+) ", words(dana.form(ANA)))
    assert numbers == [str(number) for number in range(30)]
    assert len(ledger(dana, ANA, "follow-up")) == 30


@pytest.mark.engine("sqlite")  # of its files
@pytest.mark.parametrize("is_lost", [False, True])
def test_a_restored_backup_does_not_send_the_days_digest_again(dana: Team, tmp_path: Path, *, is_lost: bool) -> None:
    """Of a file that is lost nobody knows what it sent."""
    plan(dana, ANA, "send the menu")
    dana.jump(TUESDAY.replace(hour=8))
    kept = backup(dana.file, tmp_path / "copies", dana.clock.now(), 3)
    dana.jump(TUESDAY.replace(hour=9, minute=1))
    assert len(digests(dana, ANA)) == 1
    dana.stop()
    if is_lost:
        dana.file.unlink()
    restore(kept, dana.file.parent, dana.clock.now())
    dana.start()
    dana.advance(minutes=3)

    assert len(digests(dana, ANA)) == 1
    became = ("skipped", "a backup was restored") if is_lost else ("sent", "")
    assert ledger(dana, ANA)[-1] == ("2026-11-24", *became)


def test_when_its_last_line_is_done_it_says_so_and_offers_nothing_more(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    dana.jump(TUESDAY.replace(hour=9))
    dana.click(ANA, "done", dana.dm(ANA)[0])

    (after,) = dana.dm(ANA)
    assert "Done: Dana Reyes, send the menu" in words(after)
    assert "done" not in action_ids(after)


def test_a_birthday_entered_a_minute_before_the_digest_stands_in_it(dana: Team) -> None:
    dana.command(ANA, "/followup", "mine")
    with dana.rapport.database.unit_of_work() as uow:
        people.choose_rhythm(uow, ANA, time(9, 7), frozenset({1}))
    dana.jump(TUESDAY.replace(hour=9, minute=6))
    dana.add_customer(Customer(0, "Jo Berg", owner=ANA, birthday=Birthday(11, 24)))
    dana.jump(TUESDAY.replace(hour=9, minute=7))

    assert "Jo Berg" in digests(dana, ANA)[0]


@pytest.mark.parametrize(("day", "hour"), [(25, 7), (25, 20), (26, 7), (28, 7)])
def test_a_digest_missed_in_the_evening_is_accounted_for_before_the_next_is_due(
    dana: Team, day: int, hour: int
) -> None:
    dana.choose(CARA, digest_at="21:00", digest_until="23:00")
    dana.command(ANA, "/followup", "mine")
    plan(dana, ANA, "send the menu", "2026-11-24")
    dana.jump(TUESDAY.replace(day=day, hour=hour))  # Rapport was down from Monday morning

    rows = ledger(dana, ANA)
    last = min(day - 1, 27)
    assert [(row[0], row[1]) for row in rows] == [(f"2026-11-{one}", "skipped") for one in range(23, last + 1)]
    assert all("Rapport was not running" in reason for _, _, reason in rows)
    dana.jump(TUESDAY.replace(day=day, hour=hour, minute=5))
    assert ledger(dana, ANA) == rows
