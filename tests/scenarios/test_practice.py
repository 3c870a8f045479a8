"""The practice room: made-up complaints to answer, apart from everything real."""

from bot.domain.practice import cases
from tests.team import ANA, GENERAL, Team, words

GOOD = "Marlene, I am sorry about the breakfast. I will call you tomorrow by nine. Thank you for telling me."


def test_an_answer_is_compared_with_a_good_one_and_nothing_is_kept(team: Team) -> None:
    """What is found of it is ticked, a good answer stands beside, and there are no marks, rows or messages."""
    before = team.contents()
    team.command(ANA, "/rapport", "practice")
    assert "Case 1 of 8" in words(team.form(ANA))

    team.submit(ANA, first="claim", answer=GOOD)
    seen = words(team.form(ANA))
    assert seen.count(":white_check_mark:") == 7
    assert "A good answer" in seen

    team.click_in_form(ANA, "Next case")
    assert "Case 2 of 8" in words(team.form(ANA))
    team.submit(ANA, first="refund", answer="Unfortunately we were busy.")
    seen = words(team.form(ANA))
    assert seen.count(":white_check_mark:") == 0
    assert "would be ours here" in seen

    after = team.contents()
    assert {name for name in after if after[name] != before.get(name)} <= {"people", "requests", "form_origins"}
    assert team.sees(ANA, GENERAL) == []


def test_it_goes_round_through_every_case(team: Team) -> None:
    """After the last comes the first."""
    team.command(ANA, "/rapport", "practice")
    for number, case in enumerate(cases(), 1):
        assert f"Case {number} of {len(cases())}" in words(team.form(ANA))
        team.submit(ANA, first=case.first, answer=case.good)
        seen = words(team.form(ANA))
        team.click_in_form(ANA, "Begin again" if number == len(cases()) else "Next case")
        assert ":white_square:" not in seen
    assert "Case 1 of" in words(team.form(ANA))
