"""Changing how a follow-up is planned, from its page: day, time, rhythm, and never a promise behind somebody's back."""

from datetime import timedelta

from bot.domain.customers import Birthday, Customer
from tests.team import ANA, BEN, GENERAL, Team, action_ids, words


def form_of(team: Team, line: str) -> None:
    """The form that changes what a line has planned."""
    team.command(ANA, "/followup", line)
    team.command(ANA, "/followup", "mine")
    team.click(ANA, "more", team.latest(ANA, GENERAL), "More…")
    team.click_in_form(ANA, "change_followup")


def row(team: Team, *columns: str) -> list[object]:
    (found,) = team.rows(f"SELECT {', '.join(columns)} FROM followups WHERE status = 'open'")  # noqa: S608  # the test's
    return list(found.values())


def test_day_time_and_rhythm_are_changed_and_the_reminder_goes_along(dana: Team) -> None:
    form_of(dana, "Dana Reyes: call back at 11am")
    assert "Europe/Lisbon" in words(dana.form(ANA))
    dana.submit(ANA, text="call back again", due="2026-11-23", at="16:00", every="every monday")
    assert row(dana, "title", "due", "due_at", "repeats") == [
        "call back again",
        "2026-11-23",
        "2026-11-23T16:00:00.000000+00:00",
        "every week on Monday",
    ]
    assert "*Changed* for *Dana Reyes*: call back again" in dana.told(ANA, GENERAL)
    dana.advance(hours=3, tick_s=300)
    assert not [one for one in dana.dm(ANA) if one["text"].startswith("It is time")]
    dana.advance(hours=4, minutes=5, tick_s=300)
    assert len([one for one in dana.dm(ANA) if one["text"].startswith("It is time")]) == 1


def test_a_promise_goes_beyond_its_day_only_with_a_word(dana: Team) -> None:
    form_of(dana, "Dana Reyes: call back promised:tomorrow")
    answer = dana.submit(ANA, due="2026-11-27")
    assert "Tick that they know the new day" in answer["errors"]["reason"]
    dana.submit(ANA, due="2026-11-27", told=["told"])
    assert row(dana, "due", "promised_on") == ["2026-11-27", "2026-11-27"]
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))
    assert row(dana, "due", "promised_on") == ["2026-11-24", "2026-11-24"]


def test_what_cannot_be_is_said_at_its_field_and_changes_nothing(dana: Team) -> None:
    form_of(dana, "Dana Reyes: call every monday")
    assert set(dana.submit(ANA, due="2026-11-20")["errors"]) == {"due"}
    assert set(dana.submit(ANA, due="2026-11-23", at="08:00")["errors"]) == {"at"}
    assert set(dana.submit(ANA, due="2026-11-30", at="", every="often")["errors"]) == {"every"}
    assert row(dana, "due", "due_at", "repeats") == ["2026-11-30", None, "every week on Monday"]
    dana.submit(ANA, due="2026-11-30", every="")
    assert row(dana, "repeats") == [""]


def test_of_two_who_change_it_the_second_is_told_and_may_save_over_it(dana: Team) -> None:
    form_of(dana, "Dana Reyes: call back due:tomorrow")
    dana.command(BEN, "/followup", "team")
    dana.click(BEN, "more", dana.latest(BEN, GENERAL), "More…")
    dana.click_in_form(BEN, "change_followup")
    dana.submit(BEN, text="write to her", due="2026-11-25")
    dana.submit(ANA, text="call her mother")
    assert "It was changed meanwhile: it is *write to her*, due Wed 25 Nov now." in words(dana.form(ANA))
    assert "call her mother" in str(dana.form(ANA)), "nothing typed is lost"
    assert row(dana, "title", "due") == ["write to her", "2026-11-25"]
    dana.submit(ANA)

    assert row(dana, "title") == ["call her mother"]
    form_of(dana, "Dana Reyes: another due:tomorrow")


def test_what_was_closed_meanwhile_is_said_and_stays_as_it_is(dana: Team) -> None:
    form_of(dana, "Dana Reyes: call back due:tomorrow")
    dana.command(BEN, "/followup", "team")
    dana.click(BEN, "done", dana.latest(BEN, GENERAL))
    dana.submit(ANA, text="call her mother")
    assert f"<@{BEN}> has marked this one done already." in words(dana.form(ANA))
    assert dana.rows("SELECT title FROM followups") == [{"title": "call back"}]


def test_of_a_complaint_only_the_words_are_changed_and_a_birthday_has_none(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.click(ANA, "claim", dana.alert())
    dana.command(ANA, "/followup", "mine")
    before = dana.rows("SELECT due, deadline FROM followups")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "More…")
    dana.click_in_form(ANA, "change_followup")
    assert "follows from its severity" in words(dana.form(ANA))
    dana.submit(ANA, text="bring a new one")

    assert row(dana, "title") == ["bring a new one"]
    assert dana.rows("SELECT due, deadline FROM followups") == before
    dana.add_customer(Customer(0, "Jo Berg", birthday=Birthday(11, 24), owner=ANA))
    dana.jump(dana.clock.now() + timedelta(days=1))
    dana.command(ANA, "/followup", "Jo Berg")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "More…")
    assert "change_followup" not in action_ids(dana.form(ANA))


def test_what_was_put_off_or_promised_anew_keeps_that_until_another_day_is_chosen(dana: Team) -> None:
    form_of(dana, "Dana Reyes: call back promised:tomorrow")
    dana.submit(ANA, due="2026-11-23", told=["told"])
    assert row(dana, "due", "promised_on") == ["2026-11-23", "2026-11-23"], "an earlier day is a promise too"
    dana.command(ANA, "/followup", "mine")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "Tomorrow")
    dana.submit(ANA, until="2026-11-25", at="15:00", told=["told"])
    dana.command(ANA, "/followup", "mine")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "More…")
    dana.click_in_form(ANA, "change_followup")
    assert "Put off to Wed 25 Nov; another day or time here ends that." in words(dana.form(ANA))
    dana.submit(ANA, text="call her")
    assert row(dana, "snoozed_until", "promised_on", "title") == ["2026-11-25", "2026-11-25", "call her"]
