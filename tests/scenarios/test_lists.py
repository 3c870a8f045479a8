"""/followup mine, team, overdue, unclaimed and of a customer; help; every command as `/rapport <command> …`."""

import pytest

from bot.domain.customers import Customer
from tests.team import ANA, BEN, FEI, GENERAL, Team, action_ids, words

COMMANDS = ["/touchpoint", "/complaint", "/rating", "/followup", "/thanks", "/customer", "/rapport"]


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


def test_list_is_capped_and_says_how_many_more(dana: Team) -> None:
    for number in range(18):
        dana.command(ANA, "/followup", f"Dana Reyes: call {number} due:friday")

    assert "and 3 more" in words(dana.command(ANA, "/followup", "mine"))


def test_claim_from_a_list_is_answered_and_edits_the_alert(busy: Team) -> None:
    busy.command(FEI, "/followup", "unclaimed")
    busy.click(FEI, "claim", busy.latest(FEI, GENERAL))

    assert "You have claimed *Dana Reyes*" in busy.told(FEI, GENERAL)
    assert f"*Claimed* by <@{FEI}>" in words(busy.alert())


def test_overdue_says_since_when(busy: Team) -> None:
    assert "*overdue* since Fri 20 Nov" in words(busy.command(ANA, "/followup", "overdue"))


def test_line_plans_one(dana: Team) -> None:
    answer = dana.command(ANA, "/followup", f"Dana Reyes: call back about the refund due:friday <@{BEN}>")

    assert "undo" in action_ids(answer)
    (stored,) = dana.rows("SELECT title, due, assignee, created_by FROM followups")
    expected = {"title": "call back about the refund", "due": "2026-11-27", "assignee": BEN, "created_by": ANA}
    assert stored == expected
    assert "call back about the refund" in words(dana.dm(BEN)[-1])


def test_command_delivered_twice_has_one_effect_and_the_same_answer(dana: Team) -> None:
    first = dana.command(ANA, "/followup", "Dana Reyes: call back due:friday")

    assert words(dana.again()) == words(first)
    assert len(dana.rows("SELECT id FROM followups")) == 1


def test_same_line_typed_again_is_new(dana: Team) -> None:
    for _ in range(2):
        dana.command(ANA, "/followup", "Dana Reyes: call back due:friday")

    assert len(dana.rows("SELECT id FROM followups")) == 2


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("typed", ["help", " HELP "])
def test_every_command_answers_help_with_lines_to_copy(team: Team, command: str, typed: str) -> None:
    answer = words(team.command(ANA, command, typed))

    assert command in answer
    assert "`/" in answer


def test_rapport_help_names_every_command(team: Team) -> None:
    answer = words(team.command(ANA, "/rapport", ""))

    assert all(f"*{command}*" in answer for command in COMMANDS)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("touchpoint Dana Reyes: asked for a quote", "Logged for Dana Reyes"),
        ("/touchpoint Dana Reyes: asked for a quote", "Logged for Dana Reyes"),
        ("Complaint Dana Reyes: soup was cold", "Logged for Dana Reyes"),
        ("rating Dana Reyes: 9/10", "Logged for Dana Reyes"),
        ("followup Dana Reyes: call back due:friday", "Planned for Dana Reyes"),
        ("followup mine", "none"),
        ("thanks Dana Reyes: for the referral", "Planned for Dana Reyes"),
        ("customer Dana Reyes", "Dana Reyes"),
        ("touchpoint help", "/touchpoint"),
    ],
)
def test_every_command_works_after_rapport(dana: Team, line: str, says: str) -> None:
    assert says in words(dana.command(ANA, "/rapport", line))


def test_rapport_with_a_command_alone_opens_its_form(dana: Team) -> None:
    assert dana.command(ANA, "/rapport", "complaint") == {}
    assert dana.form(ANA)["title"]["text"] == "Log a complaint"


def test_list_of_nobody_known_says_what_to_do(dana: Team) -> None:
    answer = dana.command(ANA, "/followup", "zzz")

    assert "I don't know anybody called *zzz*" in answer["text"]
    assert "/customer list" in words(answer)


def test_list_of_a_customer_names_them(busy: Team) -> None:
    assert "Follow-ups for Lee Marsh" in busy.command(ANA, "/followup", "Lee Marsh")["text"]


def test_follow_up_without_a_day_is_due_on_the_next_working_day(dana: Team) -> None:
    dana.jump(dana.clock.now().replace(day=27))  # Friday
    dana.command(ANA, "/followup", "Dana Reyes: call back")

    assert dana.rows("SELECT due FROM followups") == [{"due": "2026-11-30"}]


@pytest.mark.parametrize(
    ("command", "option", "strange"), [("/rating", "nps:9", "severity:"), ("/thanks", "@person", "via:")]
)
def test_help_names_the_options_of_its_own_command(team: Team, command: str, option: str, strange: str) -> None:
    answer = words(team.command(ANA, command, "help"))

    assert option in answer
    assert strange not in answer
