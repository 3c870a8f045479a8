"""The same overdue list each morning is not read: what was shown as overdue is one line, and only what is new shown."""

from datetime import UTC, datetime

from tests.digests import digests, plan
from tests.team import ANA, GENERAL, Team, words


def morning(team: Team, day: int) -> str:
    """The digest of that day of November, at 09:00 in Lisbon."""
    team.jump(datetime(2026, 11, day, 9, tzinfo=UTC))
    return digests(team, ANA)[-1]


def test_an_overdue_list_in_which_nothing_is_new_is_one_line(dana: Team) -> None:
    for title in ("send the menu", "call about the party", "ask for the plan"):
        plan(dana, ANA, title, due="2026-11-23")
    assert "send the menu" in morning(dana, 24)
    third = morning(dana, 25)
    assert "Still open: 3 overdue\nShow" in third
    assert third.startswith("Your day: 3 overdue\n")
    assert "send the menu" not in third

    dana.click(ANA, "show_page", dana.dm(ANA)[-1])
    assert "send the menu" in words(dana.form(ANA))


def test_a_new_one_is_shown_above_the_line_of_the_old_ones(dana: Team) -> None:
    plan(dana, ANA, "send the menu", due="2026-11-23")
    plan(dana, ANA, "call about the party", due="2026-11-24")
    morning(dana, 24)
    third = morning(dana, 25)
    assert third.index("*Overdue*") < third.index("call about the party") < third.index("Still open: 1 overdue")
    assert "send the menu" not in third
    assert third.startswith("Your day: 2 overdue\n")

    assert "Still open: 2 overdue" in morning(dana, 26)


def test_the_line_counts_down_where_it_stands_and_other_parts_stay(dana: Team) -> None:
    for title in ("send the menu", "call about the party"):
        plan(dana, ANA, title, due="2026-11-23")
    plan(dana, ANA, "ask for the plan", due="2026-11-25")
    morning(dana, 24)
    assert "ask for the plan" in morning(dana, 25)
    dana.command(ANA, "/followup", "overdue")
    dana.click(ANA, "done", dana.latest(ANA, GENERAL))

    assert "Still open: 1 overdue" in digests(dana, ANA)[-1]
    assert "ask for the plan" in digests(dana, ANA)[-1]


def test_after_a_week_it_is_shown_once_more(dana: Team) -> None:
    plan(dana, ANA, "send the menu", due="2026-11-23")
    shown = [("send the menu" in morning(dana, day)) for day in (24, 25, 26, 27, 30)]
    assert shown == [True, False, False, False, False]
    dana.jump(datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert "send the menu" in digests(dana, ANA)[-1]


def test_what_was_moved_and_is_overdue_anew_is_shown(dana: Team) -> None:
    plan(dana, ANA, "send the menu", due="2026-11-23")
    morning(dana, 24)
    dana.click(ANA, "more", dana.dm(ANA)[-1], "Tomorrow")
    assert "send the menu" in morning(dana, 25)
    assert "send the menu" in morning(dana, 26)
    assert "Still open: 1 overdue" in morning(dana, 27)
