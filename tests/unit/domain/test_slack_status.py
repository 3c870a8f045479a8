"""What a status in Slack says of somebody's being away."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.slack_status import SlackStatus


@pytest.mark.parametrize(
    ("text", "emoji", "says_away"),
    [
        ("Vacationing", ":palm_tree:", True),
        ("Out sick", ":face_with_thermometer:", True),
        ("", ":palm_tree:", True),
        ("On holiday until 4 Jan", "", True),
        ("OOO", ":no_entry:", True),
        ("parental leave", ":baby:", True),
        ("Off today", "", True),
        ("In a meeting", ":spiral_calendar_pad:", False),
        ("Working remotely", ":house_with_garden:", False),
        ("Commuting", ":bus:", False),
        ("Working from the beach", ":palm_tree:", False),
        ("Planning the holiday party", ":tada:", False),
        ("back at two", ":sandwich:", False),
        ("", "", False),
        (None, None, False),
    ],
)
def test_only_a_status_of_not_being_there_says_away(text: str | None, emoji: str | None, says_away: object) -> None:
    assert SlackStatus.of(text, emoji, 0).says_away is says_away


@pytest.mark.parametrize(
    ("ends", "tz", "back_on"),
    [
        ("2026-11-27T23:59:59+00:00", "Europe/Lisbon", date(2026, 11, 28)),  # "today"
        ("2026-11-29T23:59:59+00:00", "Europe/Lisbon", date(2026, 11, 30)),  # "this week"
        ("2026-11-30T09:00:00+00:00", "Europe/Lisbon", date(2026, 11, 30)),  # on the morning of that day
        ("2026-11-27T18:00:00+00:00", "Europe/Lisbon", date(2026, 11, 28)),  # the evening is free anyway
        ("2026-11-30T02:00:00+00:00", "America/New_York", date(2026, 11, 30)),
    ],
)
def test_they_are_back_on_the_day_after_it_ends_or_on_the_morning_on_which_it_does(
    ends: str, tz: str, back_on: date
) -> None:
    seconds = int(datetime.fromisoformat(ends).timestamp())

    assert SlackStatus.of("Vacationing", "", seconds).back_on(tz) == back_on


@pytest.mark.parametrize("expiration", [0, -1, None, "soon", True, 10**18, 1.5])
def test_an_end_that_cannot_be_is_none(expiration: object) -> None:
    assert SlackStatus.of("Vacationing", "", expiration).back_on("UTC") is None


def test_ends_are_instants() -> None:
    assert SlackStatus.of("", "", 1_800_000_000).ends_at == datetime.fromtimestamp(1_800_000_000, UTC)
