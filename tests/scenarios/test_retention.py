"""How long the words of touchpoints are kept: previewed with counts, then reduced by night in small portions."""

from datetime import date

import pytest

from bot.use_cases.retention import PORTION, months_before
from tests.surveys import asked, stop
from tests.team import ANA, BEN, DEV, GENERAL, Team, words


@pytest.fixture
def old(dana: Team) -> Team:
    """Two touchpoints of three years ago, one of them a complaint that is still open, and one of today."""
    dana.command(ANA, "/touchpoint", "Dana Reyes: called about the truffle menu, very happy")
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.command(ANA, "/complaint", "Dana Reyes: rude waiter at the door")
    done = "UPDATE followups SET status = 'done', outcome = 'sent flowers' WHERE touchpoint_id = 3"
    dana.write(done)
    dana.write(
        "INSERT INTO resolutions (followup_id, resolution, apology, compensation, root_cause, resolved_at, resolved_by)"
        " SELECT id, 'sent flowers', 'by letter', 'free dinner', 'new waiter', '2023-11-02', ? FROM followups"
        " WHERE touchpoint_id = 3",
        ANA,
    )
    dana.write("UPDATE touchpoints SET happened_on = '2023-11-01'")
    dana.command(ANA, "/touchpoint", "Dana Reyes: visited today")
    return dana


def keep(team: Team, words: str) -> None:
    team.choose(DEV, keep_words=words)


def texts(team: Team) -> list[str]:
    return [row["text"] for row in team.rows("SELECT text FROM touchpoints ORDER BY id")]


def test_how_many_would_be_reduced_stands_at_each_choice(old: Team) -> None:
    old.command(DEV, "/rapport", "settings")
    old.click_in_form(DEV, "change_settings", "customers")
    form = words(old.form(DEV))
    assert "For 24 months (2 would be reduced tonight)" in form
    assert "For 60 months (0 would be reduced tonight)" in form


def test_it_is_off_until_somebody_chooses_it(old: Team) -> None:
    old.advance(hours=20)
    assert "" not in texts(old)


def test_old_ones_keep_day_channel_kind_and_mood_and_open_complaints_all(old: Team) -> None:
    before = old.rows("SELECT id, happened_on, channel, kind, mood_label, mood_score FROM touchpoints ORDER BY id")
    stop(old, asked(old))
    asked(old)
    old.write("UPDATE surveys SET asked_at = '2023-11-01T09:00:00+00:00', expires_at = '2023-11-15T09:00:00+00:00'")
    old.write("UPDATE surveys SET state = 'expired'")
    asked(old)
    keep(old, "24 months")
    assert "" not in texts(old)
    old.advance(hours=20)
    assert [row["id"] for row in old.rows("SELECT id FROM surveys")] == [3]
    assert len(old.rows("SELECT hash FROM survey_tokens")) == 1
    assert len(old.rows("SELECT id FROM survey_stops")) == 2

    assert texts(old) == ["", "order never arrived", "", "visited today"]
    assert (
        old.rows("SELECT id, happened_on, channel, kind, mood_label, mood_score FROM touchpoints ORDER BY id") == before
    )
    old.advance(hours=6)  # what was answered is kept for a day
    told = str(old.contents())
    assert not [word for word in ("truffle", "rude waiter", "flowers", "free dinner", "by letter") if word in told]
    assert "Dana Reyes" in words(old.command(BEN, "/customer", "Dana Reyes"))


def test_many_go_in_small_portions(old: Team) -> None:
    for _ in range(PORTION + 5):
        old.write(
            "INSERT INTO touchpoints (customer_id, kind, happened_on, channel, direction, text, mood_label,"
            " mood_phrases, mood_reason, category, logged_by, logged_at, source, link) VALUES (1, 'touchpoint',"
            " '2020-01-01', 'phone', 'in', 'long ago', 'unscored', '[]', '', '', ?,"
            " '2020-01-01T09:00:00.000000+00:00', 'command', '')",
            ANA,
        )
    keep(old, "12 months")
    old.advance(hours=20)
    assert "long ago" not in texts(old)
    reduced = old.rows("SELECT after FROM audit WHERE action = 'touchpoints reduced' ORDER BY id")
    assert len(reduced) == 2


def more_status(team: Team) -> str:
    team.command(DEV, "/rapport", "status")
    team.click(DEV, "status_more", team.latest(DEV, GENERAL))
    return words(team.latest(DEV, GENERAL))


def test_status_says_how_many_were_reduced_and_when_it_was_last_looked(old: Team) -> None:
    assert "Words of touchpoints*" not in more_status(old)
    keep(old, "24 months")
    assert "Kept for 24 months. 0 touchpoints reduced to day and mood so far" in more_status(old)

    old.advance(hours=20)
    assert "2 touchpoints reduced to day and mood so far, 2 of them in the last 7 days; last looked" in more_status(old)
    old.advance(days=9, tick_s=86_400)
    assert "2 touchpoints reduced to day and mood so far, 0 of them in the last 7 days" in more_status(old)


@pytest.mark.parametrize(
    ("today", "months", "expected"),
    [
        (date(2026, 3, 31), 12, date(2025, 3, 31)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 15), 24, date(2024, 1, 15)),
        (date(2026, 12, 31), 60, date(2021, 12, 31)),
    ],
)
def test_months_before_are_days_of_the_calendar(today: date, months: int, expected: date) -> None:
    assert months_before(today, months) == expected
