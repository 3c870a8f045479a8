"""Whoever is named to mend a theme is told once, has it on their Home, and says how it stands."""

import pytest

from bot.domain.errors import NotAllowedError
from bot.use_cases.theme_notes import open_again
from tests.scenarios.test_themes import CHANGE, cold, named, notes
from tests.team import ANA, BEN, CARA, GENERAL, Json, Team, words

__all__ = ["cold"]


def told(team: Team, who: str) -> str:
    return "\n".join(words(one) for one in team.dm(who) if "Cold soup" in words(one) and "mend" in words(one))


def note(team: Team, who: str) -> Json:
    return next(one for one in team.dm(who) if "asks you to see" in words(one))


def test_who_is_named_is_told_with_what_is_behind_it_and_mends_it_without_leading(cold: Team) -> None:
    page = words(named(cold, name="Cold soup", cause="the kitchen", owner=ANA))

    assert "*Named*: Cold soup, with 3 complaints. <@U0ANA> is told." in page
    said = told(cold, ANA)
    assert "*<@U0CARA> asks you to see that “Cold soup” is mended.*" in said
    assert "3 complaints of 3 customers · worth €6,000 · 3 in the last 4 weeks" in said
    assert "Cause: the kitchen" in said
    assert "Themes to mend" in str(cold.sandbox.people.home(user=ANA))

    cold.click(ANA, "begin_mending", note(cold, ANA))
    assert ":large_yellow_circle: being mended" in told(cold, ANA)
    cold.click(ANA, "mend_theme", note(cold, ANA))
    cold.submit(ANA, change=CHANGE, amid=["amid"])

    assert notes(cold) == [f"open {BEN}"] * 3
    assert told(cold, ANA).startswith("“Cold soup” is mended. Thank you.")
    with cold.writing(BEN) as session, pytest.raises(NotAllowedError, match="for leads to mend, and for whom they"):
        open_again(session, 1)


def test_given_to_another_the_first_reads_that_it_is_not_theirs_and_undo_gives_it_back(cold: Team) -> None:
    page = named(cold, name="Cold soup", owner=ANA)
    cold.click(CARA, "change_theme", page)
    cold.submit(CARA, owner=BEN)

    assert told(cold, ANA).startswith("“Cold soup” is not yours to mend any more.")
    assert "asks you to see" in told(cold, BEN)
    cold.click(CARA, "undo", cold.latest(CARA, GENERAL))
    assert "asks you to see" in told(cold, ANA)
    assert told(cold, BEN).startswith("“Cold soup” is not yours to mend any more.")


def test_who_is_away_is_told_once_they_are_back(cold: Team) -> None:
    cold.command(ANA, "/rapport", "away until tomorrow")
    assert "<@U0ANA> is away until" in words(named(cold, name="Cold soup", owner=ANA))
    assert not told(cold, ANA)
    cold.advance(days=1, hours=2)
    assert "asks you to see" in told(cold, ANA)


def test_who_leaves_lays_it_down_and_the_leads_are_told(cold: Team) -> None:
    named(cold, name="Cold soup", owner=BEN)
    cold.sandbox.people.change_user({"id": BEN, "deleted": True})
    cold.advance(minutes=2)

    assert "They were to mend “Cold soup”; name somebody else" in "".join(map(words, cold.dm(CARA)))
    assert cold.rows("SELECT owner FROM themes") == [{"owner": None}]
