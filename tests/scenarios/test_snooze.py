"""Snooze: one click from every place that shows a follow-up, with Undo, within bounds, and the deadline in sight."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.customers import Birthday, Customer
from tests.slack_dates import as_read
from tests.team import ANA, BEN, FEEDBACK, GENERAL, Json, Team, action_ids, words

TUESDAY = datetime(2026, 11, 24, tzinfo=UTC)
QUARTER = 900


@pytest.fixture
def complaint(dana: Team) -> Team:
    """A complaint that Ben has claimed, to put right by Tuesday 09:00."""
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived, second time")
    dana.click(BEN, "claim", dana.alert())
    return dana


def listed(team: Team, line: str = "Dana Reyes: call back about the refund due:today", user: str = ANA) -> Json:
    """A follow-up of somebody's, as their list shows it."""
    team.command(user, "/followup", line)
    team.command(user, "/followup", "mine")
    return team.latest(user, GENERAL)


def snoozed(team: Team) -> list[tuple[Any, ...]]:
    rows = team.rows("SELECT snoozed_until, back_at, snooze_reason FROM followups ORDER BY id")
    return [tuple(row.values()) for row in rows]


def read(team: Team, message: Json) -> str:
    return as_read(words(message), team.clock.now())


@pytest.mark.parametrize(
    ("now", "choice", "day"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=UTC), "Tomorrow", "2026-11-24"),
        (datetime(2026, 11, 27, 9, tzinfo=UTC), "Tomorrow", "2026-11-30"),  # Saturday is a day off
        (datetime(2026, 11, 23, 9, tzinfo=UTC), "Monday", "2026-11-30"),  # the next one, not today
        (datetime(2026, 11, 29, 9, tzinfo=UTC), "Monday", "2026-11-30"),
    ],
)
def test_a_day_takes_one_click(dana: Team, now: datetime, choice: str, day: str) -> None:
    dana.clock.set(now)
    dana.click(ANA, "more", listed(dana), choice)

    assert snoozed(dana) == [(day, None, "")]
    assert "Put off to " in dana.told(ANA, GENERAL)
    assert dana.sandbox.people.view(user=ANA) is None, "no dialog"


def test_a_monday_that_is_a_holiday_means_the_next_working_day(dana: Team) -> None:
    dana.stop()
    dana.start(country="DE")
    dana.clock.set(datetime(2027, 3, 25, 9, tzinfo=UTC))  # the Thursday before Easter
    message = listed(dana)
    dana.click(ANA, "more", message, "Monday")
    assert snoozed(dana) == [("2027-03-30", None, "")]
    dana.click(ANA, "more", message, "Tomorrow")
    assert snoozed(dana) == [("2027-03-30", None, "")]


def test_it_can_be_taken_back_where_it_was_clicked(dana: Team) -> None:
    dana.click(ANA, "more", listed(dana), "Tomorrow")
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))

    assert snoozed(dana) == [(None, None, "")]


@pytest.mark.parametrize("place", ["alert", "digest", "home", "card"])
def test_every_place_offers_it_with_undo_for_the_one_who_clicked(dana: Team, place: str) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: send the menu due:tomorrow")
    dana.jump(TUESDAY.replace(hour=9))
    if place == "alert":
        dana.command(ANA, "/touchpoint", "Dana Reyes: furious, the order never arrived")
        dana.click(BEN, "snooze", dana.alert(), "Tomorrow")
        assert "Put off to tomorrow" in dana.told(BEN, FEEDBACK)
        assert "undo" in action_ids(dana.latest(BEN, FEEDBACK))
        assert "put off to tomorrow" in read(dana, dana.sees(ANA, FEEDBACK)[0])
    elif place == "digest":
        dana.click(ANA, "more", dana.dm(ANA)[-1], "Tomorrow")
        assert "undo" in action_ids(dana.dm(ANA)[-1])
        assert "put off to tomorrow" in read(dana, dana.dm(ANA)[0])
    elif place == "home":
        dana.sandbox.people.home(user=ANA)
        dana.click_at_home(ANA, "more", "Tomorrow")
        view = dana.sandbox.people.home(user=ANA)
        assert view
        assert "Nothing is due today" in words(view)
        assert "send the menu · put off to" in words(view)
    else:
        card = dana.command(ANA, "/customer", "Dana Reyes")
        assert "Later today" in words(card)
        dana.click(ANA, "more", dana.latest(ANA, GENERAL), "Tomorrow")
        assert "undo" in action_ids(dana.latest(ANA, GENERAL))
    assert len([row for row in snoozed(dana) if row[0] == "2026-11-25"]) == 1


def test_later_today_comes_back_as_a_message_some_hours_later(dana: Team) -> None:
    dana.click(ANA, "more", listed(dana), "Later today")
    assert "Put off to today at 12:00" in as_read(dana.told(ANA, GENERAL), dana.clock.now())
    dana.advance(tick_s=QUARTER, hours=2)
    assert dana.dm(ANA) == [], "nor does the digest show it meanwhile"
    dana.advance(tick_s=QUARTER, hours=1, minutes=15)

    (message,) = dana.dm(ANA)
    assert "You put this off until now" in words(message)
    assert {"done", "snooze"} <= set(action_ids(message))
    dana.click(ANA, "done", message)
    assert "Done: Dana Reyes" in words(dana.dm(ANA)[0])


@pytest.mark.parametrize("then", ["undo", "tomorrow", "done", "reassigned"])
def test_later_today_stays_away_when_it_has_become_pointless(dana: Team, then: str) -> None:
    message = listed(dana)
    dana.click(ANA, "more", message, "Later today")
    if then == "undo":
        dana.click(ANA, "undo", dana.latest(ANA, GENERAL))
    elif then == "tomorrow":
        dana.click(ANA, "more", message, "Tomorrow")
    elif then == "done":
        dana.click(ANA, "done", message)
    else:
        with dana.writing(ANA) as session:
            session.uow.execute("UPDATE followups SET assignee = ?", (BEN,))
    dana.advance(tick_s=QUARTER, hours=4)
    assert [text for text in map(words, dana.dm(ANA)) if "put this off" in text] == []


def test_later_today_put_off_once_more_comes_once(dana: Team) -> None:
    message = listed(dana)
    dana.click(ANA, "more", message, "Later today")
    dana.advance(tick_s=QUARTER, hours=1)
    dana.click(ANA, "more", message, "Later today")
    dana.advance(tick_s=QUARTER, hours=5)
    assert len(dana.dm(ANA)) == 1


def choices(message: Json) -> list[str]:
    """What the first ⋯ menu of a message offers."""
    menus = [one for block in message["blocks"] for one in block.get("elements", []) if one.get("type") == "overflow"]
    return [option["text"]["text"] for option in menus[0]["options"]]


def test_late_in_the_afternoon_later_today_is_not_offered(dana: Team) -> None:
    dana.clock.set(datetime(2026, 11, 23, 14, 59, tzinfo=UTC))
    assert "Later today" in choices(listed(dana))
    dana.clock.set(datetime(2026, 11, 23, 20, 1, tzinfo=UTC))
    dana.command(ANA, "/followup", "mine")
    assert choices(dana.latest(ANA, GENERAL)) == ["Tomorrow", "Monday", "Pick a day…", "Change…", "More…"]


def test_later_today_of_an_older_message_asks_for_a_day_in_the_evening(dana: Team) -> None:
    message = listed(dana)
    dana.clock.set(datetime(2026, 11, 23, 20, 30, tzinfo=UTC))
    dana.click(ANA, "more", message, "Later today")
    assert snoozed(dana) == [(None, None, "")]
    assert "2026-11-24" in str(dana.form(ANA))
    dana.submit(ANA, until="2026-11-25")
    assert snoozed(dana) == [("2026-11-25", None, "")]


def test_a_note_to_write_can_be_put_off_to_monday(dana: Team) -> None:
    dana.command(ANA, "/thanks", "Dana Reyes: for the referral")
    dana.command(ANA, "/followup", "mine")
    message = dana.latest(ANA, GENERAL)
    assert choices(message) == ["Done", "Later today", "Tomorrow", "Monday", "More…"]
    dana.click(ANA, "more", message, "Monday")

    assert snoozed(dana) == [("2026-11-30", None, "")]


@pytest.mark.parametrize(
    ("birthday", "days"),
    [
        (Birthday(11, 28), ["Later today", "Tomorrow", "Monday", "Pick a day…", "More…"]),  # Saturday; told on Friday
        (Birthday(11, 27), ["Later today", "Tomorrow", "Monday", "Pick a day…", "More…"]),
        (Birthday(11, 25), ["Later today", "Pick a day…", "More…"]),  # lapses on Friday, which is today
    ],
)
def test_wishes_can_be_put_off_to_monday_only_while_they_are_worth_sending(
    team: Team, birthday: Birthday, days: list[str]
) -> None:
    team.clock.set(datetime(2026, 11, 25, 9, tzinfo=UTC))
    team.add_customer(Customer(0, "Jo Berg", birthday=birthday, owner=ANA))
    team.advance(minutes=1)
    team.jump(datetime(2026, 11, 27, 9, tzinfo=UTC))
    team.command(ANA, "/followup", "mine")

    assert choices(team.latest(ANA, GENERAL)) == days


@pytest.mark.parametrize("day", ["2099-01-01", "2027-02-24", "2027-11-23"])
def test_nothing_is_put_off_for_longer_than_a_quarter(dana: Team, day: str) -> None:
    dana.click(ANA, "more", listed(dana), "Pick a day…")
    answer = dana.submit(ANA, until=day)
    assert "three months at most" in answer["errors"]["until"]
    assert snoozed(dana) == [(None, None, "")]
    dana.submit(ANA, until="2027-02-23")
    assert snoozed(dana) == [("2027-02-23", None, "")]


@pytest.mark.parametrize("choice", ["Monday", "Pick a day…"])
def test_beyond_its_deadline_a_complaint_is_put_off_only_with_a_word(complaint: Team, choice: str) -> None:
    complaint.click(BEN, "snooze", complaint.sees(ANA, FEEDBACK)[0], choice)
    answer = complaint.submit(BEN, until="2026-11-30", reason="  ")
    assert "say why" in answer["errors"]["reason"]
    assert snoozed(complaint) == [(None, None, "")]
    complaint.submit(BEN, until="2026-11-30", reason="she is\naway until <Monday>")

    assert snoozed(complaint) == [("2026-11-30", None, "she is away until <Monday>")]
    alert = read(complaint, complaint.sees(ANA, FEEDBACK)[0])
    assert "put off to Mon 30 Nov (she is away until &lt;Monday&gt;), deadline is tomorrow at 09:00" in alert
    complaint.command(BEN, "/followup", "mine")
    assert "deadline is tomorrow at 09:00" in read(complaint, complaint.latest(BEN, GENERAL))


def test_up_to_its_deadline_a_complaint_needs_no_word(complaint: Team) -> None:
    complaint.click(BEN, "snooze", complaint.sees(ANA, FEEDBACK)[0], "Tomorrow")
    assert snoozed(complaint) == [("2026-11-24", None, "")]


def test_a_complaint_past_its_deadline_is_put_off_only_with_a_word_even_within_the_day(complaint: Team) -> None:
    complaint.clock.set(TUESDAY.replace(hour=10))
    complaint.click(BEN, "snooze", complaint.sees(ANA, FEEDBACK)[0], "Later today")
    assert "Needed beyond the deadline" in str(complaint.form(BEN))
    assert snoozed(complaint) == [(None, None, "")]


def test_late_wishes_are_put_off_for_two_days_at_most(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", birthday=Birthday(11, 24), owner=ANA))
    team.jump(TUESDAY.replace(hour=9))
    team.click(ANA, "more", team.dm(ANA)[0], "Pick a day…")
    assert "until 26 November 2026" in team.submit(ANA, until="2026-11-27")["errors"]["until"]
    team.submit(ANA, until="2026-11-26")
    assert snoozed(team) == [("2026-11-26", None, "")]


def test_what_comes_back_is_due_that_day_and_says_what_was_due(dana: Team) -> None:
    dana.click(ANA, "more", listed(dana), "Tomorrow")
    dana.jump(TUESDAY.replace(hour=9))
    text = read(dana, dana.dm(ANA)[-1])
    assert "was put off to today, was due yesterday" in text
    assert "verdue" not in text
    dana.jump(TUESDAY.replace(hour=9) + timedelta(days=1))
    assert "*overdue*" in read(dana, dana.dm(ANA)[-1])


def test_the_button_of_an_older_message_still_asks_for_a_day(dana: Team) -> None:
    message = listed(dana)
    dana.click(ANA, "more", message, "Pick a day…")
    payload = dana.transport.delivered[-1].payload
    action = {"action_id": "snooze", "block_id": "x", "type": "button", "value": "1"}
    dana.again(actions=[action], trigger_id=f"{payload['trigger_id']}.9")
    dana.submit(ANA, until="2026-11-25")
    assert snoozed(dana) == [("2026-11-25", None, "")]


def test_a_day_with_a_time_comes_back_then_and_says_so(dana: Team) -> None:
    message = listed(dana)
    dana.click(ANA, "more", message, "Pick a day…")
    assert "Only where a time is meant. The clock is that of Europe/Lisbon." in words(dana.form(ANA))
    assert "is past" in dana.submit(ANA, until="2026-11-23", at="08:00")["errors"]["at"]
    dana.submit(ANA, until="2026-11-25", at="15:00")
    assert "Put off to Wed 25 Nov at 15:00" in as_read(dana.told(ANA, GENERAL), dana.clock.now())
    dana.command(ANA, "/followup", "mine")
    assert "put off to Nov 25, 2026 at 15:00, due today" in read(dana, dana.latest(ANA, GENERAL))
    dana.jump(datetime(2026, 11, 25, 9, tzinfo=UTC))
    assert "was put off to today at 15:00" in read(dana, dana.dm(ANA)[-1]), "the digest of its day has it"
    dana.advance(hours=6, minutes=2)
    (told,) = [one for one in dana.dm(ANA) if one["text"].startswith("It is time")]

    dana.clock.set(datetime(2026, 11, 25, 15, 15, tzinfo=UTC))
    dana.click(ANA, "more", told, "Pick a day…")
    dana.submit(ANA, until="2026-11-25", at="16:30")
    dana.advance(hours=1, minutes=17)
    assert len([one for one in dana.dm(ANA) if "put this off until now" in words(one)]) == 1


def test_later_of_what_has_its_time_in_the_afternoon_is_an_hour_later_by_one_click(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back at:15:15")
    dana.advance(hours=6, minutes=17)
    (told,) = [one for one in dana.dm(ANA) if one["text"].startswith("It is time")]
    dana.click(ANA, "snooze", told)
    assert "Left empty, it keeps its time, 15:15." in words(dana.form(ANA))
    dana.click_in_form(ANA, "snooze")
    assert "Put off to today at 16:" in as_read(words(dana.form(ANA)), dana.clock.now())
    dana.click(ANA, "more", dana.dm(ANA)[0], "Tomorrow")
    assert "Put off to tomorrow at 15:15" in as_read(words(dana.dm(ANA)[-1]), dana.clock.now())


def test_what_comes_again_can_be_put_off_to_any_day_and_ended_in_words_that_fit(dana: Team) -> None:
    message = listed(dana, "Dana Reyes: send the numbers every week due:today")
    dana.click(ANA, "more", message, "More…")
    dana.click_in_form(ANA, "snooze")
    dana.submit(ANA, until="2026-11-26")
    assert snoozed(dana)[0][0] == "2026-11-26"
    dana.click(ANA, "more", message, "More…")
    dana.click_in_form(ANA, "more", "cancel:1")
    form = words(dana.form(ANA))
    assert "Only this one: it comes again every week on Monday" in form
    assert "Nobody will be reminded" not in form
    dana.click(ANA, "more", message, "Skip this time")
    dana.command(ANA, "/followup", "done")
    assert "Skipped this time: Dana Reyes, send the numbers" in words(dana.latest(ANA, GENERAL))
