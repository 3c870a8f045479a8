"""Choosing the customer of a line: never a guess, and one click finishes the original command."""

import pytest

from bot.domain.customers import Customer
from tests.team import ANA, BEN, FEEDBACK, GENERAL, Json, Team, action_ids, words

LINE = "Dana Rayes: order never arrived severity:high on:yesterday"


def labels(message: Json) -> list[str]:
    """What the buttons say."""
    buttons = [block.get("accessory") for block in message["blocks"]]
    buttons += [element for block in message["blocks"] for element in block.get("elements", [])]
    return [button["text"]["text"] for button in buttons if button and button["type"] == "button"]


@pytest.fixture
def asked(dana: Team) -> Json:
    """The question after Ana misspelled the name in a complaint."""
    dana.command(ANA, "/complaint", LINE)
    return dana.latest(ANA, GENERAL)


def test_close_name_is_asked_about_and_nothing_is_stored(dana: Team, asked: Json) -> None:
    assert "I don't know *Dana Rayes* exactly" in words(asked)
    assert labels(asked) == ["Use Dana Reyes", "Somebody new: Dana Rayes"]
    assert dana.rows("SELECT * FROM touchpoints") == []
    assert dana.sees(BEN, FEEDBACK) == []


def test_choice_finishes_the_original_command_with_its_options(dana: Team, asked: Json) -> None:
    dana.click(ANA, "choose_customer", asked)

    (stored,) = dana.rows("SELECT kind, text, severity, happened_on FROM touchpoints")
    expected = {"kind": "complaint", "text": "order never arrived", "severity": "high", "happened_on": "2026-11-22"}
    assert stored == expected
    assert "Complaint (high) from *Dana Reyes*" in words(dana.alert())


def test_confirmation_takes_the_place_of_the_question(dana: Team, asked: Json) -> None:
    dana.click(ANA, "choose_customer", asked)

    (answer,) = [message for message in dana.sees(ANA, GENERAL) if message["ts"] == asked["ts"]]
    assert "*Logged* for *Dana Reyes*" in words(answer)
    assert "undo" in action_ids(answer)


def test_somebody_new_is_added_and_the_command_finished(dana: Team, asked: Json) -> None:
    dana.click(ANA, "somebody_new", asked)

    assert dana.rows("SELECT name, owner FROM customers WHERE id > 1") == [{"name": "Dana Rayes", "owner": ANA}]
    assert "from *Dana Rayes*" in words(dana.alert())


def test_choice_made_twice_says_so_and_logs_once(dana: Team, asked: Json) -> None:
    dana.click(ANA, "choose_customer", asked)
    dana.again(trigger_id="a.second.click")

    assert "finished already" in dana.told(ANA, GENERAL)
    assert len(dana.rows("SELECT * FROM touchpoints")) == 1


@pytest.mark.parametrize("button", ["choose_customer", "somebody_new"])
def test_click_delivered_twice_has_one_effect_and_the_same_answer(dana: Team, asked: Json, button: str) -> None:
    dana.click(ANA, button, asked)
    dana.again()

    assert "*Logged* for" in dana.told(ANA, GENERAL)
    assert len(dana.rows("SELECT * FROM touchpoints")) == 1
    assert len(dana.rows("SELECT * FROM customers")) == (1 if button == "choose_customer" else 2)


def test_line_of_somebody_else_cannot_be_finished(dana: Team, asked: Json) -> None:
    dana.click(BEN, "claim", a_claimable(dana))
    choose = {"action_id": "choose_customer", "block_id": "b", "type": "button", "value": choices(asked)[0]}
    dana.again(actions=[choose], trigger_id="forged.by.ben")

    assert "finished already" in dana.told(BEN, FEEDBACK)
    assert len(dana.rows("SELECT id FROM kept_lines")) == 1


def a_claimable(team: Team) -> Json:
    team.command(ANA, "/complaint", "Dana Reyes: cold soup")
    return team.alert()


def choices(question: Json) -> list[str]:
    """What the choice buttons carry."""
    return [block["accessory"]["value"] for block in question["blocks"] if "accessory" in block]


def test_line_is_kept_for_a_day(dana: Team, asked: Json) -> None:
    dana.jump(dana.clock.now().replace(day=25))
    dana.click(ANA, "choose_customer", asked)

    assert "more than a day old" in dana.told(ANA, GENERAL)
    assert dana.rows("SELECT * FROM touchpoints") == []


def test_two_of_the_same_name_are_told_apart(team: Team) -> None:
    team.add_customer(Customer(0, "Dana Reyes", company="Blue Door Deli"))
    team.add_customer(Customer(0, "Dana Reyes", emails=("dana@home.example",)))
    team.command(ANA, "/touchpoint", "dana reyes: hello")

    asked = words(team.latest(ANA, GENERAL))
    assert "There are 2 customers called *dana reyes*" in asked
    assert "Blue Door Deli" in asked
    assert "dana@home.example" in asked


def test_chosen_one_of_two_of_the_same_name_gets_the_entry(team: Team) -> None:
    team.add_customer(Customer(0, "Dana Reyes", company="Blue Door Deli"))
    second = team.add_customer(Customer(0, "Dana Reyes", emails=("dana@home.example",)))
    team.command(ANA, "/touchpoint", "Dana Reyes: hello")
    question = team.latest(ANA, GENERAL)
    place = next(block for block in question["blocks"] if "dana@home.example" in words({"blocks": [block]}))
    team.sandbox.people.interact(
        user=ANA, action_id="choose_customer", channel=GENERAL, ts=question["ts"], block_id=place["block_id"]
    )
    team.settle()

    assert team.rows("SELECT customer_id FROM touchpoints") == [{"customer_id": second}]


def test_at_most_five_are_offered(team: Team) -> None:
    for number in range(8):
        team.add_customer(Customer(0, f"Dana Reyes {number}"))
    team.command(ANA, "/touchpoint", "Dana: hello")

    assert len(labels(team.latest(ANA, GENERAL))) == 6


@pytest.mark.parametrize("name", ["Nobody Known", "🌟 Zed", "دانا", "x" * 200])
def test_unknown_customer_is_offered_to_be_added(dana: Team, name: str) -> None:
    dana.command(ANA, "/touchpoint", f"{name}: hello")
    question = dana.latest(ANA, GENERAL)
    dana.click(ANA, "somebody_new", question)

    assert dana.rows("SELECT name FROM customers WHERE id > 1") == [{"name": name}]
    assert dana.rows("SELECT text FROM touchpoints") == [{"text": "hello"}]


def test_name_too_long_to_be_one_is_refused_and_the_line_stays(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", f"{'x' * 201}: hello")
    dana.click(ANA, "somebody_new", dana.latest(ANA, GENERAL))

    assert "up to 200 characters" in dana.told(ANA, GENERAL)
    assert len(dana.rows("SELECT * FROM kept_lines")) == 1


def test_hostile_name_is_inert_in_question_and_card(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "<!channel> & *bold*: hello")
    question = dana.latest(ANA, GENERAL)
    assert "<!channel>" not in str([block for block in question["blocks"] if block["type"] == "section"])
    dana.click(ANA, "somebody_new", question)

    assert "<!channel>" not in words(dana.latest(ANA, GENERAL))
    assert dana.rows("SELECT name FROM customers WHERE id > 1") == [{"name": "<!channel> & *bold*"}]


def test_lookup_that_is_unclear_leads_to_what_was_asked_for(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back due:friday")
    dana.command(ANA, "/followup", "Dana")
    dana.click(ANA, "choose_customer", dana.latest(ANA, GENERAL))

    assert "call back" in words(dana.latest(ANA, GENERAL))


def test_of_many_that_are_like_it_the_first_few_are_offered_and_how_to_narrow_them(team: Team) -> None:
    for letter in "abcdefg":
        team.add_customer(Customer(0, f"Maria {letter}lves"))
    asked = words(team.command(ANA, "/touchpoint", "Maria: called"))
    assert asked.count("Use Maria") == 5
    assert "The first 5 of them; for others write more of the name." in asked
    narrowed = words(team.command(ANA, "/touchpoint", "Maria Flv: called"))

    assert "Use Maria flves" in narrowed


def test_where_all_that_are_like_it_are_offered_nothing_is_said_of_others(team: Team) -> None:
    for letter in "abcde":
        team.add_customer(Customer(0, f"Maria {letter}lves"))

    assert "for others" not in words(team.command(ANA, "/customer", "Maria"))
