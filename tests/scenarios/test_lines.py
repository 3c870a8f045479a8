"""Lines as people type them, through the real handlers, on Thursday, 26 November 2026: in effect, or asked about."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import line_grammar as grammar
from tests.line_grammar import COMMANDS, PEOPLE, RISKY, TAGS, Piece
from tests.lines import fields, nothing_stored, planned
from tests.team import ANA, BEN, FEEDBACK, GENERAL, Team, action_ids, words


@pytest.mark.parametrize(
    ("typed", "title", "due"),
    [
        ("call due:friday next week", "call", "2026-12-04"),
        ("call due:friday week", "call", "2026-12-04"),
        ("call due:in 2 weeks time", "call", "2026-12-10"),
        ("call due:1 week from friday", "call", "2026-12-04"),
        ("call due:eod friday", "call", "2026-11-27"),
        ("call due:tomorrow 10am", "call", "2026-11-27"),
        ("call due:friday at 3pm", "call", "2026-11-27"),
        ("call due:tomorrow morning", "call (morning)", "2026-11-27"),
        ("call due:today please", "call", "2026-11-26"),
        ("call by: monday", "call", "2026-11-30"),
        ("call back next week", "call back", "2026-12-03"),
    ],
)
def test_a_follow_up_is_due_on_the_day_that_was_said(greta: Team, typed: str, title: str, due: str) -> None:
    greta.command(ANA, "/followup", f"Greta Oyelaran: {typed}")

    assert planned(greta) == {"title": title, "due": due, "assignee": ANA}


def test_an_hour_that_is_no_time_is_said_to_stand_in_the_text(greta: Team) -> None:
    answer = greta.command(ANA, "/followup", "Greta Oyelaran: call due:tomorrow morning")

    assert "“morning” stands in the text" in words(answer)


@pytest.mark.parametrize(
    ("typed", "day", "text"),
    [
        ("met them on:yesterday evening", "2026-11-25", "met them (evening)"),
        ("met them on:last friday afternoon", "2026-11-20", "met them (afternoon)"),
        ("met them on:friday about the menu", "2026-11-20", "met them about the menu"),
        ("on=monday met them", "2026-11-23", "met them"),
    ],
)
def test_a_touch_is_logged_for_the_day_that_was_said(greta: Team, typed: str, day: str, text: str) -> None:
    greta.command(ANA, "/touchpoint", f"Greta Oyelaran: {typed}")

    assert greta.rows("SELECT happened_on, text FROM touchpoints") == [{"happened_on": day, "text": text}]


@pytest.mark.parametrize(
    "typed",
    [
        "invoice #INV-2044",
        "wrong amount on #A1234",
        "talked about plan #2 and #vip",
        "was rude to @ben",
        "lunch with @ben",
    ],
)
@pytest.mark.parametrize("command", ["/touchpoint", "/complaint"])
def test_a_text_stays_whole_and_is_for_nobody(greta: Team, command: str, typed: str) -> None:
    greta.command(ANA, command, f"Greta Oyelaran: {typed.replace('@ben', '<@U0BEN>')}")

    assert greta.rows("SELECT text FROM touchpoints") == [{"text": typed}]
    assert greta.rows("SELECT id FROM followups WHERE assignee IS NOT NULL") == []
    assert greta.rows("SELECT tag FROM customer_tags") == []
    assert greta.dm(BEN) == []


@pytest.mark.parametrize("person", [f"<@{BEN}>", "@ben", "@Ben Okafor"])
@pytest.mark.parametrize("command", ["/followup", "/thanks"])
def test_who_is_named_before_the_customer_gets_it(greta: Team, command: str, person: str) -> None:
    greta.command(ANA, command, f"{person} Greta Oyelaran: the quote due:friday")

    assert planned(greta)["assignee"] == BEN


@pytest.mark.parametrize("typed", ["5pm", "at 17:30"])
def test_an_hour_alone_that_is_to_come_is_todays(greta: Team, typed: str) -> None:
    greta.command(ANA, "/followup", f"Greta Oyelaran: call due:{typed}")

    assert planned(greta) == {"title": "call", "due": "2026-11-26", "assignee": ANA}


# A severity that nobody said


@pytest.mark.parametrize(("button", "severity"), [("severity_high", "high"), ("severity_low", "low")])
def test_a_severity_by_default_says_so_and_another_is_one_click_away(greta: Team, button: str, severity: str) -> None:
    answer = greta.command(ANA, "/complaint", "Greta Oyelaran: soup was cold")
    assert "Severity medium, as none was given" in words(answer)
    before = greta.rows("SELECT deadline FROM followups")[0]["deadline"]
    greta.click(ANA, button, greta.latest(ANA, GENERAL))

    (row,) = greta.rows("SELECT severity, deadline FROM followups")
    assert row["severity"] == severity
    assert (row["deadline"] < before) is (severity == "high")
    assert f"Severity of *Greta Oyelaran* is {severity} now" in greta.told(ANA, GENERAL)
    assert f"Complaint ({severity})" in words(greta.alert())
    greta.click(ANA, "undo", greta.latest(ANA, GENERAL))
    assert greta.rows("SELECT severity, deadline FROM followups") == [{"severity": "medium", "deadline": before}]


@pytest.mark.parametrize(
    "line", ["/complaint Greta Oyelaran: cold soup severity:medium", "/touchpoint Greta Oyelaran: furious"]
)
def test_a_severity_that_was_given_or_is_none_is_not_asked_about(greta: Team, line: str) -> None:
    assert "as none was given" not in words(greta.command(ANA, *line.split(" ", 1)))


# A day that nobody said


@pytest.mark.parametrize(("button", "due"), [("due_today", "2026-11-26"), ("due_monday", "2026-11-30")])
def test_a_day_by_default_says_so_and_another_is_one_click_away(greta: Team, button: str, due: str) -> None:
    answer = greta.command(ANA, "/followup", "Greta Oyelaran: call")
    assert "Due tomorrow, as no day was given" in words(answer)
    greta.click(ANA, button, greta.latest(ANA, GENERAL))

    assert planned(greta)["due"] == due
    assert "*Planned*" in words(greta.latest(ANA, GENERAL))
    assert button not in action_ids(greta.latest(ANA, GENERAL))


def test_any_other_day_is_picked_from_the_calendar_beside_it(greta: Team) -> None:
    greta.command(ANA, "/followup", "Greta Oyelaran: call")
    greta.click(ANA, "pick_due", greta.latest(ANA, GENERAL), value="2026-12-24")

    assert planned(greta)["due"] == "2026-12-24"


def test_a_day_in_the_past_is_refused_by_the_calendar_beside_it(greta: Team) -> None:
    greta.command(ANA, "/followup", "Greta Oyelaran: call")
    greta.click(ANA, "pick_due", greta.latest(ANA, GENERAL), value="2026-11-01")

    assert "past" in greta.told(ANA, GENERAL)
    assert planned(greta)["due"] == "2026-11-27"


def test_words_taken_as_a_day_are_said_and_given_back_by_one_click(greta: Team) -> None:
    answer = greta.command(ANA, "/followup", "Greta Oyelaran: plan the party on monday")
    assert "“on monday” is taken as the day" in words(answer)
    greta.click(ANA, "day_is_text", greta.latest(ANA, GENERAL))

    assert planned(greta) == {"title": "plan the party on monday", "due": "2026-11-27", "assignee": ANA}
    assert "as no day was given" in words(greta.latest(ANA, GENERAL))


def test_a_day_that_was_said_is_not_asked_about_again(greta: Team) -> None:
    answer = greta.command(ANA, "/followup", "Greta Oyelaran: call due:friday")

    assert "as no day was given" not in words(answer)


def test_a_person_without_a_day_gets_a_follow_up_whose_day_can_be_changed(greta: Team) -> None:
    answer = greta.command(ANA, "/touchpoint", "Greta Oyelaran: wants a quote for:ben")
    assert "Due tomorrow, as no day was given" in words(answer)
    greta.click(ANA, "due_monday", greta.latest(ANA, GENERAL))

    assert planned(greta) == {"title": "wants a quote", "due": "2026-11-30", "assignee": BEN}


# /customer


@pytest.mark.parametrize("word", ["delete", "Delete", "remove", "rename"])
def test_a_word_that_customer_does_not_know_is_told_what_there_is(greta: Team, word: str) -> None:
    answer = greta.command(ANA, "/customer", f"{word} Greta Oyelaran")

    assert f"There is no `/customer {word.lower()}`" in words(answer)
    assert "`/customer add`" in words(answer)


def test_a_customer_called_like_such_a_word_is_found(greta: Team) -> None:
    assert "Delete Brothers Ltd" in words(greta.command(ANA, "/customer", "Delete Brothers Ltd"))


def test_addresses_and_numbers_are_taken_for_what_they_are(greta: Team) -> None:
    greta.command(ANA, "/customer", "add Amy March amy@march.example +44 20 7946 0000 company:Blue Door @ben #press")

    (amy,) = greta.rows("SELECT id, name, company, owner FROM customers WHERE name LIKE 'Amy%'")
    assert amy == {"id": amy["id"], "name": "Amy March", "company": "Blue Door", "owner": BEN}
    keys = greta.rows("SELECT folded FROM customer_keys WHERE customer_id = ?", amy["id"])
    assert {"amy@march.example", "+442079460000"} <= {row["folded"] for row in keys}


def test_an_option_of_another_command_opens_the_form_of_a_new_customer(greta: Team) -> None:
    greta.command(ANA, "/customer", "add Amy March severity:high tier:gold")

    assert "`severity:` works in `/complaint`" in words(greta.form(ANA))
    assert fields(greta)["name"] == "Amy March"


# What alarms deserves no thank-you note at once


def test_an_answer_that_alarms_is_not_worth_a_note_at_once(greta: Team) -> None:
    answer = greta.command(ANA, "/rating", "Greta Oyelaran: nps 9/10, but the delivery was late and the cake broken")

    assert "thank-you note" not in words(answer)


# Any line at all


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_line_is_stored_or_asked_about_with_all_of_it_shown(greta: Team, command: str, data: st.DataObject) -> None:
    """The team is the same for all examples, each of which adds to what is there."""
    words_ = data.draw(grammar.words(*RISKY))
    others = data.draw(st.lists(st.sampled_from((*PEOPLE, *TAGS)).map(Piece), max_size=2))
    options, bad = data.draw(grammar.own_options(command)), data.draw(st.lists(grammar.unreadable(command), max_size=1))
    pieces = data.draw(grammar.shuffled(words_, others, options, bad))
    before = stored(greta)
    answer = greta.command(ANA, f"/{command}", grammar.line(pieces))

    if stored(greta) > before:
        assert not bad
        assert any(start in words(answer) for start in ("*Logged* for *Greta", "*Planned* for *Greta"))
        return
    shown = words(answer or greta.form(ANA))
    for piece in (*words_, *options, *bad):
        for word in piece.typed.replace("<@U0BEN|ben>", "").replace("<@U0CARA>", "").split():
            assert word in shown or "has a thank-you note already" in shown
    if not answer:
        greta.sandbox.people.close(user=ANA, everything=True)


def stored(team: Team) -> int:
    (row,) = team.rows("SELECT (SELECT count(*) FROM touchpoints) + (SELECT count(*) FROM followups) AS count")
    return int(row["count"])


def test_what_it_is_about_is_said_in_the_line_and_the_team_sees_it(greta: Team) -> None:
    greta.command(ANA, "/complaint", "Greta Oyelaran: it never came about:delivry severity:high")
    assert nothing_stored(greta)
    greta.click(ANA, "meaning_1", greta.latest(ANA, GENERAL))
    assert "about *delivery*" in words(greta.latest(ANA, GENERAL))
    assert "About *delivery*" in words(greta.latest(BEN, FEEDBACK))

    greta.command(ANA, "/touchpoint", "Greta Oyelaran: where can one stop? about:parking")
    assert "These work: product, service, delivery," in words(greta.form(ANA))
    greta.submit(ANA, about="Parking")
    assert [row["category"] for row in greta.rows("SELECT category FROM touchpoints")] == ["delivery", "parking"]
    assert "Greta Oyelaran" in words(greta.command(BEN, "/customer", "list about:PARKING -about:billing"))
