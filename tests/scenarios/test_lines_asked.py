"""Lines that are asked about: one question with its answers as buttons, or the form; nothing typed is lost."""

import pytest

from bot.domain.customers import Customer
from tests.lines import fields, nothing_stored, planned
from tests.team import ANA, BEN, CARA, GENERAL, Team, words


def test_a_day_without_its_year_that_just_passed_is_asked_about_and_finished_by_one_click(greta: Team) -> None:
    asked = greta.command(ANA, "/followup", "Greta Oyelaran: call due:25 nov @ben")
    assert "was yesterday" in words(asked)
    assert "Greta Oyelaran: call due:25 nov @ben" in words(asked)
    assert nothing_stored(greta)

    greta.click(ANA, "meaning_1", greta.latest(ANA, GENERAL))
    assert planned(greta) == {"title": "call", "due": "2027-11-25", "assignee": BEN}
    assert "*Planned*" in words(greta.latest(ANA, GENERAL))


@pytest.mark.parametrize(("button", "due"), [("meaning_1", "2026-12-03"), ("meaning_2", "2026-11-27")])
def test_a_day_that_may_be_text_is_asked_about_and_the_text_stays_whole(greta: Team, button: str, due: str) -> None:
    asked = greta.command(ANA, "/followup", "Greta Oyelaran: prepare the menu for next week")
    assert "Is “next week” the day it is due?" in words(asked)
    assert nothing_stored(greta)

    greta.click(ANA, button, greta.latest(ANA, GENERAL))
    assert planned(greta) == {"title": "prepare the menu for next week", "due": due, "assignee": ANA}


@pytest.mark.parametrize(("button", "day"), [("meaning_1", "2026-11-25"), ("meaning_2", "2026-11-26")])
@pytest.mark.parametrize(
    ("command", "typed", "text"),
    [
        ("/touchpoint", "chat via:phone yesterday", "chat yesterday"),
        ("/complaint", "soup was cold yesterday severity:high", "soup was cold yesterday"),
        ("/complaint", "the waiter was rude last night", "the waiter was rude last night"),
        ("/rating", "9/10, came in yesterday", "came in yesterday"),
    ],
)
def test_a_past_day_at_the_end_of_what_is_logged_is_asked_about(
    greta: Team, command: str, typed: str, text: str, button: str, day: str
) -> None:
    greta.command(ANA, command, f"Greta Oyelaran: {typed}")
    assert nothing_stored(greta)
    greta.click(ANA, button, greta.latest(ANA, GENERAL))

    (stored,) = greta.rows("SELECT happened_on, text FROM touchpoints")
    assert (stored["happened_on"], text in stored["text"]) == (day, True)


@pytest.mark.parametrize("command", ["/touchpoint", "/complaint", "/rating"])
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Greta Oyelaran rude waiter last night", "2026-11-25"),
        ("Greta Oyelaran soup was cold yesterday via:phone", "2026-11-25"),
        ("greta no colon, came in last monday", "2026-11-23"),
        ("Greta Oyelaran soup was cold", None),
        ("Greta Oyelaran soup was cold yesterday on:2026-11-20", "2026-11-20"),
    ],
)
def test_a_form_that_opens_has_the_day_that_was_told(greta: Team, command: str, typed: str, day: str | None) -> None:
    greta.command(ANA, command, typed)

    assert fields(greta)["on"] == day


def test_a_second_person_is_asked_about(greta: Team) -> None:
    greta.command(ANA, "/followup", f"Greta Oyelaran: call <@{BEN}> <@{CARA}>")
    question = greta.latest(ANA, GENERAL)
    assert "One person can have it" in words(question)
    greta.click(ANA, "meaning_2", question)

    assert planned(greta) == {"title": "call @ben @cara", "due": "2026-11-27", "assignee": CARA}


@pytest.mark.parametrize(
    ("typed", "offered", "chosen", "stored"),
    [
        ("4.5/5", ["CSAT 4", "CSAT 5"], "meaning_1", ("csat", 4, "4.5/5")),
        ("order 5/10 arrived broken", ["NPS 5"], "meaning_1", ("nps", 5, "order 5/10 arrived broken")),
        ("8/10 -> 6/10 after the call", ["NPS 8", "NPS 6"], "meaning_2", ("nps", 6, "8/10 -> 6/10 after the call")),
        ("9/10 nps:3", ["NPS 3", "NPS 9"], "meaning_1", ("nps", 3, "9/10")),
        ("4", ["CSAT 4", "NPS 4"], "meaning_2", ("nps", 4, "4")),
    ],
)
def test_a_rating_that_may_be_another_is_asked_about_with_its_text_kept(
    greta: Team, typed: str, offered: list[str], chosen: str, stored: tuple[str, int, str]
) -> None:
    greta.command(ANA, "/rating", f"Greta Oyelaran: {typed}")
    question = greta.latest(ANA, GENERAL)
    labels = [element["text"]["text"] for block in question["blocks"] for element in block.get("elements", [])]
    assert labels == [*offered, "Fill in the form"]
    assert nothing_stored(greta)
    greta.click(ANA, chosen, question)

    (row,) = greta.rows("SELECT rating_scale, rating_value, text FROM touchpoints")
    assert tuple(row.values()) == stored


def test_a_question_leads_to_the_form_with_everything_typed(greta: Team) -> None:
    greta.command(ANA, "/followup", "Greta Oyelaran: call due:25 nov @ben")
    greta.click(ANA, "fill_in", greta.latest(ANA, GENERAL))

    filled = {name: value for name, value in fields(greta).items() if value}
    assert filled == {"customer": "Greta Oyelaran", "text": "call", "assignee": BEN}
    assert "was yesterday" in words(greta.form(ANA))


def test_an_answer_given_twice_finishes_once(greta: Team) -> None:
    greta.command(ANA, "/followup", "Greta Oyelaran: call due:25 nov")
    greta.click(ANA, "meaning_1", greta.latest(ANA, GENERAL))
    greta.again()
    greta.again(trigger_id="a.second.click")

    assert len(greta.rows("SELECT id FROM followups")) == 1
    assert "finished already" in greta.told(ANA, GENERAL)


def test_a_question_about_a_misspelled_customer_comes_after_the_first(greta: Team) -> None:
    greta.command(ANA, "/followup", "Greta Oyelarn: call due:25 nov")
    greta.click(ANA, "meaning_2", greta.latest(ANA, GENERAL))
    greta.click(ANA, "choose_customer", greta.latest(ANA, GENERAL))

    assert planned(greta) == {"title": "call", "due": "2026-11-26", "assignee": ANA}


@pytest.mark.parametrize(
    ("command", "typed", "says", "filled"),
    [
        ("/followup", "call due:29 feb 2027 @ben", "no 29 February", {"text": "call", "due": None, "assignee": BEN}),
        ("/followup", "call back @bne due:friday", "I don't know who @bne is", {"due": "2026-11-27", "assignee": None}),
        ("/followup", "call back @gus", "is a guest", {"text": "call back", "assignee": None}),
        ("/complaint", "rude via:phone sev:hihg", "hihg", {"via": "Phone", "severity": None}),
        ("/complaint", "rude sev:high for:nobody", "who nobody is", {"severity": "High", "assignee": None}),
        ("/touchpoint", "hi severity:high on:monday", "works in `/complaint`", {"on": "2026-11-23"}),
        ("/touchpoint", "hi via:phone #vip on:30 feb", "no 30 February", {"tags": "vip", "on": None}),
        ("/thanks", "for the cake due:yesterday @ben", "in the past", {"assignee": BEN, "due": None}),
        ("/rating", "lovely via:email", "I see no rating", {"text": "lovely", "via": "Email", "rating": None}),
    ],
)  # fmt: skip
def test_what_is_not_understood_opens_the_form_with_what_is(
    greta: Team, command: str, typed: str, says: str, filled: dict[str, str | None]
) -> None:
    assert greta.command(ANA, command, f"Greta Oyelaran: {typed}") == {}

    assert says in words(greta.form(ANA))
    assert f">Greta Oyelaran: {typed}" in words(greta.form(ANA))
    assert {name: fields(greta)[name] for name in filled} == filled
    assert fields(greta)["customer"] == "Greta Oyelaran"
    assert nothing_stored(greta)


def test_a_rating_without_its_colon_stands_in_its_field(greta: Team) -> None:
    greta.command(ANA, "/rating", "Greta Oyelaran 9/10, loved the tasting via:phone")
    filled = fields(greta)
    assert (filled["rating"], filled["text"], filled["via"]) == ("nps:9", "loved the tasting", "Phone")
    greta.submit(ANA)

    assert greta.rows("SELECT rating_value, text FROM touchpoints") == [
        {"rating_value": 9, "text": "loved the tasting"}
    ]


def test_what_was_asked_about_has_to_be_filled_in(greta: Team) -> None:
    greta.command(ANA, "/touchpoint", "Greta Oyelaran: hello on:30 feb")
    assert set(greta.submit(ANA)["errors"]) == {"on"}
    greta.submit(ANA, on="2026-11-25")

    assert greta.rows("SELECT text, happened_on FROM touchpoints") == [{"text": "hello", "happened_on": "2026-11-25"}]


def test_tags_and_the_person_survive_the_form(greta: Team) -> None:
    greta.command(ANA, "/touchpoint", "Greta Oyelaran: wants a quote for:@ben on:30 feb due:monday #wholesale")
    greta.submit(ANA, on="2026-11-25")

    assert planned(greta) == {"title": "wants a quote", "due": "2026-11-30", "assignee": BEN}
    assert greta.rows("SELECT tag FROM customer_tags") == [{"tag": "wholesale"}]


@pytest.mark.parametrize("command", ["/touchpoint", "/complaint", "/followup", "/thanks"])
def test_a_forgotten_colon_opens_the_form_for_the_customer_with_the_text(greta: Team, command: str) -> None:
    assert greta.command(ANA, command, "Greta Oyelaran called about the menu, twice") == {}

    filled = fields(greta)
    assert (filled["customer"], filled["text"]) == ("Greta Oyelaran", "called about the menu, twice")
    assert "no colon" in words(greta.form(ANA))


def test_a_colon_within_the_text_is_not_taken_for_the_forgotten_one(greta: Team) -> None:
    greta.command(ANA, "/touchpoint", "Greta Oyelaran called and said: we leave")

    assert (fields(greta)["customer"], fields(greta)["text"]) == ("Greta Oyelaran", "called and said: we leave")


@pytest.mark.parametrize("typed", ["Greta called about the menu via:phone", "had a call with Greta Oyelaran today"])
def test_who_may_be_meant_is_offered_first_and_never_chosen(greta: Team, typed: str) -> None:
    greta.add_customer(Customer(0, "Aaron Last", owner=ANA))
    greta.command(ANA, "/touchpoint", "Aaron Last: hello")
    greta.command(ANA, "/touchpoint", typed)

    assert fields(greta)["customer"] is None
    offered = greta.sandbox.people.options(user=ANA, action_id="customer", query="")["options"]
    assert offered[0]["text"]["text"] == "Greta Oyelaran"


def test_a_form_carries_the_customers_name_in_its_title(greta: Team) -> None:
    greta.command(ANA, "/complaint", "Greta Oyelaran")

    assert greta.form(ANA)["title"]["text"] == "Complaint: Greta Oyelar…"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Called Greta Oyelaran: she is fine", "Called: she is fine"),
        ("Greta Oyelaran (2nd time): cold food", "(2nd time): cold food"),
        ("Gretta Oyelaran: cold food", "cold food"),
    ],
)
def test_words_beside_the_name_of_whoever_is_chosen_stay_in_the_text(greta: Team, typed: str, text: str) -> None:
    greta.command(ANA, "/touchpoint", typed)
    greta.click(ANA, "choose_customer", greta.latest(ANA, GENERAL))

    assert greta.rows("SELECT text FROM touchpoints") == [{"text": text}]


# A tag of several words


@pytest.mark.parametrize(
    ("button", "tags", "text"),
    [("meaning_1", ["big spender"], "asked for the menu"), ("meaning_2", ["big"], "asked for the menu spender")],
)
def test_a_tag_that_may_go_on_is_asked_about_and_no_word_is_lost(
    greta: Team, button: str, tags: list[str], text: str
) -> None:
    asked = greta.command(ANA, "/touchpoint", "Greta Oyelaran: asked for the menu tag:big spender via:phone")
    assert "Is “big spender” one tag?" in words(asked)
    assert nothing_stored(greta)
    greta.click(ANA, button, greta.latest(ANA, GENERAL))

    assert [row["tag"] for row in greta.rows("SELECT tag FROM customer_tags")] == tags
    assert greta.rows("SELECT text, channel FROM touchpoints") == [{"text": text, "channel": "phone"}]


@pytest.mark.parametrize(
    ("known", "typed", "tags", "text"),
    [
        ("big spender", "asked for the menu tag:big spender", {"big spender"}, "asked for the menu"),
        ("big spender", "asked for the menu tag:Big Spender via:phone", {"big spender"}, "asked for the menu"),
        ("vip", "called tag:vip very happy", {"vip"}, "called very happy"),
        ("wholesale", "tag:late called about the invoice", {"wholesale", "late"}, "called about the invoice"),
        ("wholesale", 'called tag:"late payer" again', {"wholesale", "late payer"}, "called again"),
        ("wholesale", "called tag:late, happy again", {"wholesale", "late"}, "called happy again"),
    ],
)
def test_a_tag_that_is_known_or_plain_is_not_asked_about(
    greta: Team, known: str, typed: str, tags: set[str], text: str
) -> None:
    greta.command(ANA, "/customer", f"edit Greta Oyelaran tag:{known}")
    greta.command(ANA, "/touchpoint", f"Greta Oyelaran: {typed}")

    assert greta.rows("SELECT text FROM touchpoints") == [{"text": text}]
    assert {row["tag"] for row in greta.rows("SELECT tag FROM customer_tags")} == tags


# An hour alone, and hours beside days that are asked about


def test_an_hour_that_has_passed_is_asked_about_and_is_its_time(greta: Team) -> None:
    """It is three in the afternoon."""
    asked = greta.command(ANA, "/followup", "Greta Oyelaran: call back due:2:30pm")
    assert "“2:30pm” has passed today. Which day is it?" in words(asked)
    greta.click(ANA, "meaning_1", greta.latest(ANA, GENERAL))

    assert planned(greta) == {"title": "call back", "due": "2026-11-27", "assignee": ANA}


def test_an_hour_beside_a_day_that_is_asked_about_is_its_time(greta: Team) -> None:
    greta.command(ANA, "/followup", "Greta Oyelaran: call due:next friday 3pm")
    greta.click(ANA, "meaning_1", greta.latest(ANA, GENERAL))

    assert planned(greta)["title"] == "call"
    assert greta.rows("SELECT count(due_at) AS times FROM followups") == [{"times": 1}]


# Who gets it, before the customer


def test_two_people_of_one_name_before_the_customer_are_asked_about(greta: Team) -> None:
    for user in (BEN, CARA):
        greta.sandbox.workspace.users[user]["real_name"] = "Robin Lee"
    greta.command(ANA, "/followup", "@Robin Greta Oyelaran: call back due:friday")
    question = greta.latest(ANA, GENERAL)
    assert "There are 2 people called “Robin”" in words(question)
    greta.click(ANA, "meaning_2", question)

    assert planned(greta) == {"title": "call back", "due": "2026-11-27", "assignee": CARA}
