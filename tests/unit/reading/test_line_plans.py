"""How often a follow-up comes again, and whether the customer was told: with a key, at the end, or asked about."""

from datetime import date

import pytest

from tests.line_reading import FRIDAY, TODAY, read, understood

MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("raw", "text", "options"),
    [
        ("check in every:6 months", "check in", {"every": "every 6 months"}),
        ("check in every: monday @ben", "check in", {"every": "every week on Monday", "for": "U0BEN"}),
        ("check in repeat:weekly", "check in", {"every": "every week"}),
        ("check in every 6 months", "check in", {"every": "every 6 months"}),
        ("check in every 6 months @ben", "check in", {"every": "every 6 months", "for": "U0BEN"}),
        ("call back @ben every 6 months", "call back", {"every": "every 6 months", "for": "U0BEN"}),
        ("call back every monday", "call back", {"every": "every week on Monday"}),
        ("call every monday at 9", "call", {"every": "every week on Monday", "at": "09:00"}),
        ("call first Monday of the month", "call", {"every": "every month on the first Monday"}),
        ("call every 2 weeks from friday", "call", {"every": "every 2 weeks", "due": FRIDAY}),
        ("call every 2 weeks starting on monday 3pm", "call", {"every": "every 2 weeks", "due": MONDAY, "at": "15:00"}),
        ("call friday every 2 weeks", "call", {"every": "every 2 weeks", "due": FRIDAY}),
        ("wish well every year on 3 march", "wish well", {"every": "every year on 3 March"}),
        ("call back promised:yes due:friday", "call back", {"promised": "yes", "due": FRIDAY}),
        ("call back promised:friday 3pm", "call back", {"promised": "yes", "due": FRIDAY, "at": "15:00"}),
        ("call back friday promised", "call back", {"promised": "yes", "due": FRIDAY}),
        ("call back friday, promised", "call back", {"promised": "yes", "due": FRIDAY}),
        ("call back promised friday", "call back", {"promised": "yes", "due": FRIDAY}),
        ("call back, promised", "call back", {"promised": "yes"}),
        ("call back due:friday promised", "call back", {"promised": "yes", "due": FRIDAY}),
        ("call back promised due:friday @ben", "call back", {"promised": "yes", "due": FRIDAY, "for": "U0BEN"}),
        ("call back at 4pm promised", "call back", {"promised": "yes", "due": TODAY, "at": "16:00"}),
        ("call back promised:no", "call back", {"promised": "no"}),
        ("call back at 3pm", "call back", {"due": TODAY, "at": "15:00"}),
        ("ring her at 5", "ring her", {"due": TODAY, "at": "17:00"}),
        ("call her 17:30 @ben", "call her", {"due": TODAY, "at": "17:30", "for": "U0BEN"}),
        ("call back at 3pm due:friday", "call back", {"due": FRIDAY, "at": "15:00"}),
        ("call back in 2 hours", "call back", {"due": TODAY, "at": "14:00 here"}),
        ("send it in half an hour", "send it", {"due": TODAY, "at": "12:30 here"}),
        ("call back due:in 90 minutes", "call back", {"due": TODAY, "at": "13:30 here"}),
        ("call back in 15 hours", "call back", {"due": FRIDAY, "at": "03:00 here"}),
        ("call about the table for 7pm", "call about the table for 7pm", {}),
        ("call while they are open until 5pm", "call while they are open until 5pm", {}),
        ("call next tues 2:30", "call", {"due": date(2026, 12, 1), "at": "14:30"}),
        ("call back 2:30", "call back", {"due": TODAY, "at": "14:30"}),
        ("call friday 02:30", "call", {"due": FRIDAY, "at": "02:30"}),
        ("call friday 2:30am", "call", {"due": FRIDAY, "at": "02:30"}),
        ("call tomorrow 0930", "call", {"due": FRIDAY, "at": "09:30"}),
        ("pay 4 dec 2026", "pay", {"due": date(2026, 12, 4)}),
        ("I promised her the pics by friday", "I promised her the pics", {"promised": "yes", "due": FRIDAY}),
        ("promised to call friday", "promised to call", {"promised": "yes", "due": FRIDAY}),
        ("order 1500", "order 1500", {}),
        ("call room 12", "call room 12", {}),
        ("send 2", "send 2", {}),
        ("send what we promised", "send what we promised", {}),
        ("send it as promised", "send it as promised", {}),
        ("ask each of them", "ask each of them", {}),
        ("check every box", "check every box", {}),
        ("send the monthly report", "send the monthly report", {}),
    ],
)
def test_what_is_said_beyond_doubt_is_taken(raw: str, text: str, options: dict[str, object]) -> None:
    line = understood(f"Dana: {raw}", "followup")
    assert (line.text, dict(line.options)) == (text, options)


@pytest.mark.parametrize(
    ("raw", "key", "values"),
    [
        ("send the report monthly", "every", ["every month", ""]),
        ("call every monday about the invoice", "every", ["every week on Monday", ""]),
        ("call every second monday", "every", ["every 2 weeks on Monday", "every month on the second Monday", ""]),
        ("call back promised", "promised", ["yes", "no"]),
        ("confirm dinner at 7pm", "at", ["19:00", ""]),
        ("call back at 9am", "due", ["2026-11-27", ""]),
        ("ring him mondays", "every", ["every week on Monday", ""]),
        ("weekly check in", "every", ["every week", ""]),
        ("call 8", "at", ["08:00", ""]),
        ("ring him 1500", "at", ["15:00", ""]),
        ("call back 3 tmrw", "at", ["15:00", ""]),
        ("coffee at 3 tmrw", "at", ["15:00", ""]),
        ("told him we'd call by friday", "promised", ["yes", "no"]),
        ("I promised her the pics", "promised", ["yes", "no"]),
        ("call every:sometimes", "every", []),
        ("call promised:maybe", "promised", []),
        ("call every:30 feb", "every", []),
    ],
)
def test_what_may_be_text_or_cannot_be_is_asked_about_and_the_text_is_kept(
    raw: str, key: str, values: list[str]
) -> None:
    line = read(f"Dana: {raw}", "followup")

    (doubt,) = line.doubts
    assert doubt.key == key
    assert [choice.value for choice in doubt.choices] == values
    assert line.typed == f"Dana: {raw}"
    assert ":" in raw or line.text == raw or key in line.options or "due" in line.options
