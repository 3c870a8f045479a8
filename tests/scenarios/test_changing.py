"""Changing how a follow-up is planned, from its page: day, time, rhythm, and never a promise behind somebody's back."""

from tests.team import ANA, GENERAL, Team, words


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
