"""Closing days of the team's own: days off like public holidays, and refused where they cannot be read."""

from datetime import UTC, datetime

from tests.team import ANA, DEV, Team, words


def test_closing_days_of_the_team_are_days_off_too(dana: Team) -> None:
    dana.choose(DEV, closing_days="23-24 Nov\n25 Nov 2026 - 26 Nov 2026")
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty severity:high")

    [row] = dana.rows("SELECT deadline FROM followups")
    assert datetime.fromisoformat(row["deadline"]) == datetime(2026, 11, 27, 13, tzinfo=UTC)
    assert "*Closing days*: 23 Nov - 24 Nov each year and 25 Nov - 26 Nov 2026" in words(dana.form(DEV))


def test_a_closing_day_that_cannot_be_read_is_told_at_its_field_and_nothing_is_kept(team: Team) -> None:
    for typed, told in {
        "24 Dec\nsummer": "I can't read “summer” as days",
        "1 Jul - 31 Aug": "“1 Jul - 31 Aug” is 62 days; one line can be up to 28",
        "3 Aug 2027 - 1 Aug 2027": "ends before it begins",
        "3/4": "with the month as a word",
    }.items():
        answer = team.choose(DEV, closing_days=typed)
        assert told in answer["errors"]["closing_days"]
        team.sandbox.people.close(user=DEV)
    assert team.rapport.deps.settings().closing_days == ()
