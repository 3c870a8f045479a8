"""A time of day: whoever has it is told then, once, or the ledger says why not."""

from datetime import UTC, datetime

from tests.digests import ledger
from tests.slack_dates import as_read
from tests.team import ANA, BEN, CARA, FEI, GENERAL, TEAM_CHANNEL, Json, Team, action_ids, words

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def told(team: Team, person: str = ANA) -> list[Json]:
    """The messages by which somebody was told that it is time."""
    return [message for message in team.dm(person) if message["text"].startswith("It is time")]


def read(team: Team, message: Json) -> str:
    return as_read(words(message), team.clock.now())


def accounts(team: Team, person: str = ANA) -> list[tuple[str, str]]:
    return [(state, reason) for _, state, reason in ledger(team, person, "due now")]


def test_it_is_told_at_its_time_with_what_can_be_done_and_shows_what_was(dana: Team) -> None:
    answer = dana.command(ANA, "/followup", "Dana Reyes: call back at:15:00")
    assert "due today at 15:00" in as_read(words(answer), dana.clock.now())
    dana.command(ANA, "/followup", "mine")
    assert "due today at 15:00" in read(dana, dana.latest(ANA, GENERAL))
    dana.advance(hours=5, minutes=55)
    assert told(dana) == []
    dana.advance(minutes=7)

    (message,) = told(dana)
    assert "*Dana Reyes*: call back · due today at 15:00" in read(dana, message)
    assert action_ids(message) == ["done", "snooze", "open_customer", "more"]
    assert accounts(dana) == [("sent", "")]
    dana.advance(minutes=55, tick_s=300)
    assert "due today" in read(dana, told(dana)[0])
    dana.advance(minutes=20, tick_s=300)
    assert "*overdue* since today at 15:00" in read(dana, told(dana)[0])
    dana.click(ANA, "done", message)
    assert ":white_check_mark: Done: Dana Reyes, call back" in words(told(dana)[0])
    assert len(told(dana)) == 1


def test_an_hour_later_or_another_day_take_the_reminder_along(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back at:10:00")
    dana.advance(hours=1, minutes=1)
    dana.click(ANA, "more", told(dana)[0], "In an hour")
    dana.advance(minutes=62)
    _, first, _, back = dana.dm(ANA)  # the digest, and what was answered to the click, beside them
    assert words(first).endswith("call back: this came again in a newer message below.")
    assert action_ids(first) == [], "one task, one message with buttons"
    assert "put this off until now" in words(back)
    dana.click(ANA, "snooze", back, "Tomorrow")
    dana.advance(hours=22)
    assert told(dana) == []
    dana.advance(hours=1, minutes=1)

    assert len(told(dana)) == 1, "at the same time of the next day"
    first, back = [message for message in dana.dm(ANA) if "came again in a newer" in words(message)]
    assert action_ids(first) == action_ids(back) == []
    assert accounts(dana) == [("sent", ""), ("sent", "")]


def test_whoever_has_it_then_is_told_on_their_own_clock(dana: Team) -> None:
    answer = dana.command(ANA, "/followup", 'Dana Reyes: call back due:"today 10:00" @ben')
    assert f"10:00 in America/New_York, where <@{BEN}> is." in words(answer)
    assert "due today at 15:00" in as_read(words(answer), dana.clock.now())
    dana.command(BEN, "/followup", "mine")
    dana.click(BEN, "more", dana.latest(BEN, GENERAL), "More…")
    dana.click_in_form(BEN, "reassign")
    dana.submit(BEN, assignee=FEI)
    dana.advance(hours=6, minutes=1)

    assert told(dana, BEN) == []
    assert len(told(dana, FEI)) == 1
    assert accounts(dana, BEN) == []


def test_what_needs_no_telling_any_more_is_accounted_for_with_the_reason(dana: Team) -> None:
    for title in ("one", "two", "three"):
        dana.command(ANA, "/followup", f"Dana Reyes: {title} at:15:00")
    dana.command(ANA, "/followup", "mine")
    rows = dana.latest(ANA, GENERAL)
    dana.click(ANA, "done", rows)
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "Tomorrow")
    dana.command(ANA, "/followup", "Dana Reyes: four at:15:00")
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))
    dana.advance(hours=6, minutes=2)

    assert len(told(dana)) == 1
    reasons = sorted(accounts(dana))
    assert reasons == [
        ("sent", ""),
        ("skipped", "it was cancelled before"),
        ("skipped", "it was done before"),
        ("skipped", "it was put off"),
    ]


def test_after_a_break_it_is_told_once_and_marked_late_or_it_is_said_why_not(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back at:10:00")
    dana.jump(MONDAY.replace(hour=13))
    dana.advance(minutes=5)
    (message,) = told(dana)
    assert "This should have come at 10:00" in read(dana, message)
    assert accounts(dana) == [("late", "")]

    dana.command(CARA, "/followup", "Dana Reyes: call again at:16:00")
    dana.jump(MONDAY.replace(day=26, hour=9))
    dana.advance(minutes=5)
    assert told(dana, CARA) == []
    assert accounts(dana, CARA) == [("skipped", "too late to be of use: Rapport was not running")]


def test_another_time_or_day_that_was_chosen_afterwards_counts(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back tomorrow 15:00")
    dana.command(ANA, "/followup", "Dana Reyes: and this at:11:00")
    dana.click(ANA, "due_tomorrow", dana.latest(ANA, GENERAL))
    dana.advance(hours=3, tick_s=300)
    assert told(dana) == []
    dana.advance(hours=23, minutes=5)
    assert len(told(dana)) == 1, "tomorrow at eleven"
    dana.advance(hours=4)
    assert len(told(dana)) == 2


def test_what_nobody_has_is_told_to_the_team(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back at:11:00")
    dana.command(ANA, "/followup", "mine")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "More…")
    dana.click_in_form(ANA, "release")
    dana.advance(hours=2, minutes=2)

    (message,) = [one for one in dana.sees(BEN, TEAM_CHANNEL) if one["text"].startswith("It is time")]
    dana.click(BEN, "claim", message)
    assert f"<@{BEN}>" in words(dana.sees(ANA, TEAM_CHANNEL)[-1])


def test_a_form_says_whose_clock_it_is_and_refuses_a_time_that_is_past(dana: Team) -> None:
    dana.command(ANA, "/followup", "call her")
    form = dana.form(ANA)
    assert "yours is Europe/Lisbon" in words(form)
    answer = dana.submit(ANA, customer="Dana Reyes", text="call her", due="2026-11-23", at="08:30")
    assert "is past" in answer["errors"]["at"]
    dana.submit(ANA, customer="Dana Reyes", text="call her", due="2026-11-23", at="09:30")
    assert dana.rows("SELECT due_at FROM followups") == [{"due_at": "2026-11-23T09:30:00.000000+00:00"}]


def test_a_time_that_cannot_be_is_asked_about_and_nothing_is_lost(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back at:25:00")
    form = dana.form(ANA)
    assert "25:00” as a time of day" in words(form)
    assert "call back" in str(form)
    assert dana.rows("SELECT * FROM followups") == []


def test_a_time_in_so_many_words_is_that_of_the_day_or_of_the_one_who_says_it(dana: Team) -> None:
    answer = dana.command(ANA, "/followup", "Dana Reyes: call back at 3pm")
    assert "“at 3pm” is taken as the day, today at 15:00." in as_read(words(answer), dana.clock.now())
    answer = dana.command(ANA, "/followup", "Dana Reyes: call her in 2 hours @ben")
    assert "06:00 in America/New_York" in words(answer)
    due = [row["due_at"][:16] for row in dana.rows("SELECT due_at FROM followups ORDER BY id")]
    assert due == ["2026-11-23T15:00", "2026-11-23T11:00"]
    dana.command(ANA, "/followup", "Dana Reyes: confirm dinner at 7pm")
    dana.click(ANA, "meaning_2", dana.latest(ANA, GENERAL))
    assert dana.rows("SELECT due_at, title FROM followups WHERE id = 3") == [
        {"due_at": None, "title": "confirm dinner at 7pm"}
    ]
