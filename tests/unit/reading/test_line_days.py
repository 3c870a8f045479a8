"""Days in the text of a follow-up: taken and said at its end, asked about elsewhere, and hours beside them."""

from datetime import date

import pytest

from tests.line_reading import FRIDAY, TODAY, read, understood


@pytest.mark.parametrize(
    ("raw", "text", "at"),
    [
        ("call due:tomorrow 10am", "call", "10:00"),
        ("call due:friday at 3pm about the cake", "call about the cake", "15:00"),
        ("call due:friday at 3", "call", "15:00"),
        ("call due:friday at 10", "call", "10:00"),
        ("call due:friday afternoon at 4", "call", "16:00"),
        ("call due:friday noon", "call", "12:00"),
        ("ring tomorrow 15:30", "ring", "15:30"),
        ("ring tomorrow at:15:30", "ring", "15:30"),
        ("ring at:3 pm due:friday", "ring", "15:00"),
        ("call due:eod friday", "call", None),
    ],
)
def test_a_time_said_with_a_day_is_the_time_it_is_due(raw: str, text: str, at: str | None) -> None:
    line = understood(f"Dana: {raw}", "followup")
    assert (line.text, line.options.get("at"), line.options["due"]) == (text, at, FRIDAY)


@pytest.mark.parametrize(
    ("raw", "text", "hour"),
    [
        ("call due:tomorrow morning", "call (morning)", "morning"),
        ("call due:friday before noon", "call (before noon)", "before noon"),
        ("call due:friday by 5pm", "call (by 5pm)", "by 5pm"),
        ("call due:friday between 3 and 5pm", "call (between 3 and 5pm)", "between 3 and 5pm"),
    ],
)
def test_an_hour_that_is_no_time_of_a_clock_stands_in_the_text(raw: str, text: str, hour: str) -> None:
    line = understood(f"Dana: {raw}", "followup")
    assert (line.text, line.hour, line.options) == (text, hour, {"due": FRIDAY})


@pytest.mark.parametrize("raw", ["call due:friday 3pm at:16:00", "call at:16:00 due:friday 3pm"])
def test_two_times_are_asked_about(raw: str) -> None:
    (doubt,) = read(f"Dana: {raw}", "followup").doubts
    assert {choice.value for choice in doubt.choices} == {"15:00", "16:00"}


@pytest.mark.parametrize(
    ("raw", "text", "due", "words"),
    [
        ("call back next week", "call back", date(2026, 12, 3), "next week"),
        ("send offer by friday", "send offer", FRIDAY, "by friday"),
        ("call back tomorrow @ben", "call back", FRIDAY, "tomorrow"),
        ("call back @ben tomorrow", "call back", FRIDAY, "tomorrow"),
        ("call within a week", "call", date(2026, 12, 3), "within a week"),
        ("call in a few days", "call", date(2026, 11, 29), "in a few days"),
        ("call next wk", "call", date(2026, 12, 3), "next wk"),
        ("call her before friday", "call her", TODAY, "before friday"),
        ("CALL BACK!!! due tomorrow", "CALL BACK!!!", FRIDAY, "due tomorrow"),
        ("send the offer on 14 December.", "send the offer", date(2026, 12, 14), "on 14 December."),
    ],
)
def test_a_day_at_the_end_of_a_follow_up_is_taken_and_said(raw: str, text: str, due: date, words: str) -> None:
    line = understood(f"Dana: {raw}", "followup")
    assert (line.text, line.options["due"], line.day_words) == (text, due, words)


@pytest.mark.parametrize(
    "typed",
    ["book the Friday room", "stay 3 days", "sit in the sun", "ask about last friday", "march", "may call on him",
     "ask about Black Friday", "song Good Friday", "send a second sample", "order 20261201",
     "bake for the new year", "send the 14 March invoice",
     "they called yesterday about the oven"],
)  # fmt: skip
def test_words_that_only_look_like_a_day_stay_in_the_title(typed: str) -> None:
    line = understood(f"Dana: {typed}", "followup")
    assert (line.text, "due" in line.options) == (typed, False)


MON, TUE, WED = date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("discuss the plan for next year", [date(2027, 11, 26)]),
        ("prepare menu for next week", [date(2026, 12, 3)]),
        ("prepare for monday", [MON]), ("check delivery since monday", [MON]), ("chase invoice of monday", [MON]),
        ("call after friday", [FRIDAY]), ("call monday or tuesday", [MON, TUE]),
        ("call between monday and wednesday", [MON, WED]), ("monday, call about the refund", [MON]),
        ("on monday call about it", [MON]), ("in 2 weeks check in", [date(2026, 12, 10)]),
        ("tomorrow we see", [FRIDAY]),
        ("next monday call about the refund", [MON]), ("call monday about the refund", [MON]),
        ("call monday 3pm about it", [MON]), ("pay 4.12.2026", [date(2026, 12, 4)]),
        ("pay 4/12/26", [date(2026, 12, 4)]),
        ("pay 1/12", [TUE]), ("call fri", [FRIDAY]), ("call the 14th", [date(2026, 12, 14)]), ("friday", [FRIDAY]),
        ("dinner at Ruby Tuesday", [TUE]), ("call next friday", [FRIDAY, date(2026, 12, 4)]),
        ("next sunday call", [date(2026, 11, 29), date(2026, 12, 6)]),
        ("call yesterday", []), ("chase it last monday", []),
    ],
)  # fmt: skip
def test_a_day_in_the_text_of_a_follow_up_is_asked_about_and_the_text_stays_whole(typed: str, days: list[date]) -> None:
    line = read(f"Dana: {typed}", "followup")

    (doubt,) = line.doubts
    assert (line.text, line.options) == (typed, {})
    assert [choice.value for choice in doubt.choices] == [*(day.isoformat() for day in days), ""]
