"""What repeats: the next appears when one is done or skipped, never two at once, and goes again when that is undone."""

import pytest

from tests.team import ANA, BEN, GENERAL, Json, Team, action_ids, words


def open_ones(team: Team) -> list[tuple[str, str | None, str]]:
    rows = team.rows("SELECT due, assignee, repeats FROM followups WHERE status = 'open' ORDER BY due")
    return [(row["due"], row["assignee"], row["repeats"]) for row in rows]


def mine(team: Team, user: str = ANA) -> Json:
    team.command(user, "/followup", "mine")
    return team.latest(user, GENERAL)


def test_the_next_comes_when_one_is_done_and_goes_when_that_is_undone(dana: Team) -> None:
    answer = dana.command(ANA, "/followup", "Dana Reyes: check in every 2 weeks on monday")
    assert ":repeat: every 2 weeks on Monday" in words(answer)
    assert open_ones(dana) == [("2026-11-30", ANA, "every 2 weeks on Monday")]
    dana.click(ANA, "done", mine(dana))
    assert "The next one is due Mon 14 Dec." in dana.told(ANA, GENERAL)
    assert open_ones(dana) == [("2026-12-14", ANA, "every 2 weeks on Monday")]

    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))
    assert open_ones(dana) == [("2026-11-30", ANA, "every 2 weeks on Monday")]
    dana.click(ANA, "done", mine(dana))
    assert open_ones(dana) == [("2026-12-14", ANA, "every 2 weeks on Monday")]
    dana.command(ANA, "/rapport", "undo")
    assert "came again" not in words(dana.latest(ANA, GENERAL))


def test_skipping_is_a_click_and_says_so(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: send the menu every month on the 31st due:2026-11-30")
    dana.click(ANA, "more", mine(dana), "Skip this time")
    assert "Skipped this time" in dana.told(ANA, GENERAL)
    assert "The next one is due Thu 31 Dec." in dana.told(ANA, GENERAL)
    assert open_ones(dana) == [("2026-12-31", ANA, "every month on the 31st")]
    dana.click(ANA, "more", mine(dana), "More…")
    assert "skip" in action_ids(dana.form(ANA))
    dana.click_in_form(ANA, "skip")
    assert open_ones(dana) == [("2027-01-31", ANA, "every month on the 31st")]


@pytest.mark.parametrize(("which", "left"), [("once", ["2026-12-07"]), ("all", [])])
def test_cancelling_asks_whether_this_one_or_all(dana: Team, which: str, left: list[str]) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call every monday")
    dana.click(ANA, "more", mine(dana), "More…")
    dana.click_in_form(ANA, "more", "Cancel…")
    assert "it comes again every week on Monday" in words(dana.form(ANA))
    dana.submit(ANA, which=which)

    assert [due for due, _, _ in open_ones(dana)] == left
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))
    assert open_ones(dana) == [("2026-11-30", ANA, "every week on Monday")]


def test_a_next_one_that_was_taken_up_stays_and_the_old_one_stays_done(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call every monday")
    dana.click(ANA, "done", mine(dana))
    done = dana.latest(ANA, GENERAL)
    dana.click(ANA, "more", mine(dana), "More…")
    dana.click_in_form(ANA, "reassign")
    dana.submit(ANA, assignee=BEN)
    dana.click(ANA, "undo", done)

    assert "The next one, due 7 December, was taken up since" in dana.told(ANA, GENERAL)
    assert open_ones(dana) == [("2026-12-07", BEN, "every week on Monday")]


def test_done_late_the_next_is_still_to_come_and_nobody_gets_two(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call every monday at 9")
    dana.advance(days=18, tick_s=21_600)
    dana.click(ANA, "done", mine(dana))
    dana.again(trigger_id="another")
    assert "done already" in dana.told(ANA, GENERAL)

    assert open_ones(dana) == [("2026-12-14", ANA, "every week on Monday")]
    assert dana.rows("SELECT due_at FROM followups WHERE status = 'open'") == [
        {"due_at": "2026-12-14T09:00:00.000000+00:00"}
    ]


def test_for_a_lost_customer_it_does_not_come_again(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call every monday")
    dana.command(ANA, "/customer", "lost Dana Reyes: price")
    dana.click(ANA, "done", mine(dana))

    assert "It does not come again." in dana.told(ANA, GENERAL)
    assert open_ones(dana) == []


def test_a_form_reads_how_often_and_says_what_it_cannot_read(dana: Team) -> None:
    dana.command(ANA, "/followup", "call her")
    filled = {"customer": "Dana Reyes", "text": "call her", "due": "2026-11-30"}
    answer = dana.submit(ANA, **filled, every="now and then")
    assert "These work: every 6 months" in answer["errors"]["every"]
    dana.submit(ANA, **filled, every="6 months")

    assert open_ones(dana) == [("2026-11-30", ANA, "every 6 months on the 30th")]


def test_words_in_the_text_are_asked_about_and_a_click_makes_it_a_rule(dana: Team) -> None:
    answer = dana.command(ANA, "/followup", "Dana Reyes: call every monday about the invoice")
    assert "Is it to come again every week on Monday?" in words(answer)
    dana.click(ANA, "meaning_1", dana.latest(ANA, GENERAL))
    assert open_ones(dana) == [("2026-11-30", ANA, "every week on Monday")]
    assert dana.rows("SELECT title FROM followups") == [{"title": "call every monday about the invoice"}]
