"""`help` and `/rapport <command>`, for every command."""

import pytest

from tests.team import ANA, Team, words

COMMANDS = ["/touchpoint", "/complaint", "/rating", "/followup", "/thanks", "/customer", "/rapport"]


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


@pytest.mark.parametrize(
    ("command", "option", "strange"), [("/rating", "nps:9", "severity:"), ("/thanks", "@person", "via:")]
)
def test_help_names_the_options_of_its_own_command(team: Team, command: str, option: str, strange: str) -> None:
    answer = words(team.command(ANA, command, "help"))

    assert option in answer
    assert strange not in answer


@pytest.mark.parametrize("line", ["help away", "away help"])
def test_help_on_a_word_behind_rapport_says_what_that_does(team: Team, line: str) -> None:
    answer = words(team.command(ANA, "/rapport", line))

    assert "`/rapport away until monday` you are away" in answer
    assert "/touchpoint" not in answer


def test_help_on_a_command_behind_rapport_is_that_commands(team: Team) -> None:
    assert "severity:" in words(team.command(ANA, "/rapport", "help complaint"))
    assert "*/touchpoint*" in words(team.command(ANA, "/rapport", "help nonsense"))
