"""Emoji on a message: which mean something, and what they do."""

from tests.team import BEN, CARA, GENERAL, Team, action_ids, words

CHOSEN = [
    {"emoji": "memo", "act": "log"},
    {"emoji": "pushpin", "act": "plan"},
    {"emoji": "raising_hand", "act": "claim"},
    {"emoji": "white_check_mark", "act": "done"},
]


def choose(team: Team) -> None:
    """A lead takes the four that are suggested."""
    team.command(CARA, "/rapport", "reactions")
    team.submit(CARA, claim="🙋", done=":white_check_mark:", plan="📌", log="📝")


def chosen(team: Team) -> list[dict[str, object]]:
    return team.rows("SELECT emoji, act FROM reaction_choices ORDER BY emoji")


# Which mean something


def test_a_lead_chooses_and_takes_it_back_and_members_see_what_they_do(dana: Team) -> None:
    assert "No emoji means anything" in words(dana.command(BEN, "/rapport", "reactions"))
    choose(dana)
    assert chosen(dana) == CHOSEN
    assert ":raising_hand: Claim, :white_check_mark: Done" in dana.told(CARA, GENERAL)
    seen = dana.command(BEN, "/rapport", "reactions")
    assert ":pushpin: *Follow up*" in words(seen)
    assert action_ids(seen) == []

    dana.click(CARA, "undo", dana.latest(CARA, GENERAL))
    assert chosen(dana) == []


def test_every_field_that_cannot_be_is_told_at_once_and_nothing_is_kept(dana: Team) -> None:
    dana.command(CARA, "/rapport", "reactions")
    answer = dana.submit(CARA, claim="my hand", log="::", done="✅")
    assert set(answer["errors"]) == {"claim", "log"}
    answer = dana.submit(CARA, claim="✅", done=":white_check_mark:", log="")
    assert set(answer["errors"]) == {"done"}
    assert chosen(dana) == []

    dana.submit(CARA, claim="🙋", done="", log="")
    assert len(chosen(dana)) == 1
