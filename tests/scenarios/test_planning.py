"""A follow-up planned in one line: by when, for whom, and once."""

from tests.team import ANA, BEN, Team, action_ids, words


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


def test_follow_up_without_a_day_is_due_on_the_next_working_day(dana: Team) -> None:
    dana.jump(dana.clock.now().replace(day=27))  # Friday
    dana.command(ANA, "/followup", "Dana Reyes: call back")

    assert dana.rows("SELECT due FROM followups") == [{"due": "2026-11-30"}]
