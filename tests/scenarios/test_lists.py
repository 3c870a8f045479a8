"""/followup mine, team, overdue, unclaimed and of a customer; help; every command as `/rapport <command> …`."""

import re
from datetime import timedelta

import pytest

from bot.domain.customers import Customer
from bot.use_cases.followups import create_followup
from bot.use_cases.session import customer_of
from tests.team import ANA, BEN, FEI, GENERAL, Json, Team, action_ids, words


@pytest.fixture
def busy(dana: Team) -> Team:
    """Dana's call (Ana, due tomorrow), Lee's visit (Ben, since yesterday), Dana's complaint (nobody)."""
    dana.add_customer(Customer(0, "Lee Marsh", owner=BEN))
    dana.jump(dana.clock.now().replace(day=20))  # Friday
    dana.command(BEN, "/followup", "Lee Marsh: plan the visit due:today")
    dana.jump(dana.clock.now().replace(day=23))
    dana.command(ANA, "/followup", "Dana Reyes: call back due:tomorrow")
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    return dana


@pytest.mark.parametrize(
    ("line", "there", "not_there"),
    [
        ("", ["call back"], ["visit", "never arrived"]),
        ("mine", ["call back"], ["visit", "never arrived"]),
        ("MINE ", ["call back"], ["visit", "never arrived"]),
        ("team", ["call back", "visit", "never arrived"], []),
        ("overdue", ["visit"], ["call back", "never arrived"]),
        ("unclaimed", ["never arrived"], ["visit", "call back"]),
        ("Dana Reyes", ["call back", "never arrived"], ["visit"]),
        ("lee marsh", ["visit"], ["call back", "never arrived"]),
        ("show me lee marsh", ["visit"], ["call back", "never arrived"]),
        ("dana reyes tomorrow", ["call back"], ["visit"]),
        ("@ben overdue", ["visit"], ["call back", "never arrived"]),
        (f"<@{BEN}|ben> today", ["visit"], ["call back", "never arrived"]),
        ("ben", ["visit"], ["call back", "never arrived"]),
        ("ben's", ["visit"], ["call back", "never arrived"]),
        ("complaints", ["never arrived"], ["call back", "visit"]),
        ("team tuesday", ["call back"], ["visit"]),
        ("due 24 nov", ["call back"], ["visit", "never arrived"]),
        ("who has what", ["call back", "visit", "never arrived"], []),
    ],
)
def test_list_shows_what_it_names_and_nothing_else(
    busy: Team, line: str, there: list[str], not_there: list[str]
) -> None:
    answer = words(busy.command(ANA, "/followup", line))

    assert all(title in answer for title in there)
    assert not any(title in answer for title in not_there)


def test_empty_list_says_so(dana: Team) -> None:
    for line in ("mine", "team", "overdue", "unclaimed", "Dana Reyes"):
        assert "none" in dana.command(ANA, "/followup", line)["text"]


def many(team: Team, number: int, assignee: str | None = ANA) -> None:
    """So many follow-ups "call 1 of …", due on consecutive days, without the one message each a command would cost."""
    with team.writing(ANA) as session:
        customer = customer_of(session, 1)
        for n in range(1, number + 1):
            due = session.today + timedelta(days=n)
            create_followup(session, customer, f"call no {n}.", due, assignee=assignee)


def titles(message: Json) -> list[int]:
    """The numbers of the calls that a list shows, in its order."""
    return [int(found) for found in re.findall(r"call no (\d+)\.", words({"blocks": message["blocks"]}))]


def test_list_shows_five_and_all_page_by_page_to_the_very_end(dana: Team) -> None:
    many(dana, 37)
    dana.command(ANA, "/followup", "mine")
    first = dana.latest(ANA, GENERAL)
    assert titles(first) == [1, 2, 3, 4, 5]
    assert "Show all (37)" in words(first)

    dana.click(ANA, "show_page", first)
    seen = titles(dana.latest(ANA, GENERAL))
    while "next_page" in action_ids(dana.latest(ANA, GENERAL)):
        dana.click(ANA, "next_page", dana.latest(ANA, GENERAL))
        seen += titles(dana.latest(ANA, GENERAL))
    assert seen == list(range(1, 38))
    assert "31 to 37 of 37" in words(dana.latest(ANA, GENERAL))
    dana.click(ANA, "previous_page", dana.latest(ANA, GENERAL))
    assert titles(dana.latest(ANA, GENERAL)) == list(range(21, 31))
    assert len([one for one in dana.sees(ANA, GENERAL) if one.get("is_ephemeral")]) == 1


@pytest.mark.parametrize("number", [5, 6, 10, 11, 20, 21])
def test_pages_end_where_the_list_ends(dana: Team, number: int) -> None:
    many(dana, number)
    answer = dana.command(ANA, "/followup", "")

    assert ("show_page" in action_ids(answer)) is (number > 5)
    if number > 5:
        dana.click(ANA, "show_page", dana.latest(ANA, GENERAL))
        assert ("next_page" in action_ids(dana.latest(ANA, GENERAL))) is (number > 10)


@pytest.mark.parametrize("value", ["mine::999999999", "mine::99", "nonsense", "mine::-1", "secret:U0BEN:1", ""])
def test_a_page_that_is_not_there_is_one_that_is(dana: Team, value: str) -> None:
    many(dana, 12)
    dana.command(ANA, "/followup", "mine")
    dana.click(ANA, "show_page", dana.latest(ANA, GENERAL))
    click = dana.transport.delivered[-1].payload["actions"][0]
    dana.again(actions=[{**click, "value": value}], trigger_id="another")

    assert titles(dana.latest(ANA, GENERAL))[-1] in {5, 12}


def test_what_is_done_in_a_list_is_said_in_it_and_undone_in_it(dana: Team) -> None:
    many(dana, 7)
    dana.command(ANA, "/followup", "mine")
    dana.click(ANA, "done", dana.latest(ANA, GENERAL))
    after = dana.latest(ANA, GENERAL)
    assert titles(after) == [1, 2, 3, 4, 5, 6]
    assert "Done, *Dana Reyes*: call no 1." in words(after)

    dana.click(ANA, "undo", after)
    back = dana.latest(ANA, GENERAL)
    assert "*Undone*" in words(back)
    assert titles(back)[-5:] == [1, 2, 3, 4, 5]
    assert len([one for one in dana.sees(ANA, GENERAL) if one.get("is_ephemeral")]) == 1


def test_what_a_form_of_a_list_does_is_said_in_the_list(dana: Team) -> None:
    many(dana, 2)
    dana.command(ANA, "/followup", "mine")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "Pick a day…")
    dana.submit(ANA, until="2026-12-01")

    (only,) = [one for one in dana.sees(ANA, GENERAL) if one.get("is_ephemeral")]
    assert "Put off to Tue 1 Dec" in words(only)
    assert titles(only) == [1, 2, 1]


def test_more_of_a_row_shows_all_of_its_words_and_all_that_can_be_done(dana: Team) -> None:
    long = "call about " + "the menu and the wine " * 12
    dana.command(ANA, "/followup", f"Dana Reyes: {long} due:friday")
    dana.command(ANA, "/followup", "mine")
    assert " ".join(long.split()) not in words(dana.latest(ANA, GENERAL))
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "More…")

    page = dana.form(ANA)
    assert " ".join(long.split()) in words(page)
    assert {"done", "open_customer", "reassign", "release"} <= set(action_ids(page))
    dana.click_in_form(ANA, "done")
    assert "Done, *Dana Reyes*" in words(dana.form(ANA))
    assert "undo" in action_ids(dana.form(ANA))


def test_all_of_a_digests_or_homes_list_opens_on_a_page_where_rows_work(dana: Team) -> None:
    many(dana, 14, assignee=None)
    dana.sandbox.people.home(user=BEN)
    dana.click_at_home(BEN, "show_page")
    assert titles(dana.form(BEN)) == list(range(1, 11))
    dana.click_in_form(BEN, "next_page")
    dana.click_in_form(BEN, "claim")

    assert "You have claimed *Dana Reyes*: call no 11." in words(dana.form(BEN))
    assert dana.rows("SELECT assignee FROM followups WHERE assignee IS NOT NULL") == [{"assignee": BEN}]


def test_all_of_a_customers_follow_ups_are_reached_from_the_card(dana: Team) -> None:
    many(dana, 17)
    dana.command(BEN, "/customer", "Dana Reyes")
    card = dana.latest(BEN, GENERAL)
    assert len(titles(card)) == 5
    assert "Show all (17)" in words(card)
    dana.click(BEN, "show_page", card)
    dana.click(BEN, "next_page", dana.latest(BEN, GENERAL))

    assert titles(dana.latest(BEN, GENERAL)) == list(range(11, 18))


def test_two_thousand_can_all_be_reached(dana: Team) -> None:
    many(dana, 2_000)
    dana.command(ANA, "/followup", "mine")
    assert "Show all (2,000)" in words(dana.latest(ANA, GENERAL))
    dana.click(ANA, "show_page", dana.latest(ANA, GENERAL))
    click = dana.transport.delivered[-1].payload["actions"][0]
    dana.again(actions=[{**click, "value": "mine::200"}], trigger_id="another")

    assert titles(dana.latest(ANA, GENERAL)) == list(range(1_991, 2_001))


@pytest.mark.parametrize("line", [f"<@{BEN}|ben>", f"<@{BEN}>", "@ben", "@Ben Okafor"])
def test_list_of_a_person(busy: Team, line: str) -> None:
    answer = words(busy.command(ANA, "/followup", line))

    assert "visit" in answer
    assert "call back" not in answer


def test_day_and_week_hold_what_is_mine_until_then(dana: Team) -> None:
    for days, what in ((0, "now"), (3, "soon"), (6, "at the edge"), (8, "far")):
        due = (dana.clock.now() + timedelta(days=days)).date().isoformat()
        dana.command(ANA, "/followup", f"Dana Reyes: {what} due:{due}")
        dana.command(BEN, "/followup", f"Dana Reyes: Ben {what} due:{due}")
    today, week = (words(dana.command(ANA, "/followup", name)) for name in ("today", "week"))

    assert "now" in today
    assert all(what not in today for what in ("soon", "edge", "far", "Ben"))
    assert all(what in week for what in ("now", "soon", "edge"))
    assert all(what not in week for what in ("far", "Ben"))


def test_what_was_done_is_listed_the_latest_first_and_can_be_opened_again(dana: Team) -> None:
    many(dana, 3)
    for _ in range(2):
        dana.command(ANA, "/followup", "mine")
        dana.click(ANA, "done", dana.latest(ANA, GENERAL))
        dana.clock.advance(60)
    answer = dana.command(ANA, "/followup", "done")
    assert titles(answer) == [2, 1]
    dana.click(ANA, "reopen", dana.latest(ANA, GENERAL))

    assert [row["id"] for row in dana.rows("SELECT id FROM followups WHERE status = 'open' ORDER BY id")] == [2, 3]


@pytest.mark.parametrize("line", ["", "team", "unclaimed", "Dana Reyes"])
def test_every_list_has_new_which_plans_one(dana: Team, line: str) -> None:
    dana.command(ANA, "/followup", line)
    dana.click(ANA, "follow_up", dana.latest(ANA, GENERAL))
    filled = {} if line == "Dana Reyes" else {"customer": "Dana Reyes"}
    dana.submit(ANA, text="send the quote", **filled)

    assert dana.rows("SELECT title FROM followups") == [{"title": "send the quote"}]
    assert "*Planned* for *Dana Reyes*: send the quote" in dana.told(ANA, GENERAL)


def test_row_is_one_line_of_words_and_one_action_without_ones_own_name(busy: Team) -> None:
    mine = busy.command(ANA, "/followup", "mine")
    rows = [block for block in mine["blocks"] if block["type"] == "section"][1:]
    bars = [block["elements"] for block in mine["blocks"] if block["type"] == "actions"]
    buttons = [element["type"] for bar in bars for element in bar]
    assert all("\n" not in row["text"]["text"] and f"<@{ANA}>" not in row["text"]["text"] for row in rows)
    assert buttons == ["button", "overflow"] * len(rows)

    assert f"<@{BEN}>" in words(busy.command(ANA, "/followup", "team"))


def test_no_list_has_more_than_one_button_that_stands_out(busy: Team) -> None:
    for line in ("mine", "team", "overdue", "unclaimed", "Dana Reyes"):
        assert str(busy.command(ANA, "/followup", line)).count("'primary'") <= 1


def test_claim_from_a_list_is_answered_and_edits_the_alert(busy: Team) -> None:
    busy.command(FEI, "/followup", "unclaimed")
    busy.click(FEI, "claim", busy.latest(FEI, GENERAL))

    assert "You have claimed *Dana Reyes*" in busy.told(FEI, GENERAL)
    assert f"*Claimed* by <@{FEI}>" in words(busy.alert())


def test_overdue_says_since_when(busy: Team) -> None:
    assert "*overdue* since Fri 20 Nov" in words(busy.command(ANA, "/followup", "overdue"))


def test_list_of_nobody_known_says_what_to_do(dana: Team) -> None:
    answer = dana.command(ANA, "/followup", "zzz")

    assert "I don't know anybody called *zzz*" in answer["text"]
    assert "/customer list" in words(answer)
    dana.click(ANA, "list_team", dana.latest(ANA, GENERAL))
    assert "The team's follow-ups: none" in dana.told(ANA, GENERAL)


def test_my_overdue_has_my_alerts_too(busy: Team) -> None:
    busy.click(ANA, "claim", busy.alert())
    busy.jump(busy.clock.now() + timedelta(days=3))

    assert "never arrived" in words(busy.command(ANA, "/followup", "mine overdue"))
    assert "never arrived" not in words(busy.command(BEN, "/followup", "mine overdue"))


def test_what_was_done_is_listed_by_day_for_one_or_all(dana: Team) -> None:
    many(dana, 1)
    dana.command(ANA, "/followup", "mine")
    dana.click(ANA, "done", dana.latest(ANA, GENERAL))

    for line in ("done today", "team done this week", "Dana Reyes done", "@ana done today"):
        assert titles(dana.command(BEN if line != "done today" else ANA, "/followup", line)) == [1]
    assert "Your follow-ups: done, yesterday: none" in words(dana.command(ANA, "/followup", "done yesterday"))


def test_list_of_somebody_away_says_until_when(busy: Team) -> None:
    busy.command(BEN, "/rapport", "away until friday")

    assert f"<@{BEN}> is away until Fri 27 Nov" in words(busy.command(ANA, "/followup", "@ben"))


def test_list_of_a_customer_names_them(busy: Team) -> None:
    assert "Follow-ups for Lee Marsh" in busy.command(ANA, "/followup", "Lee Marsh")["text"]
