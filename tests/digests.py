"""What tests of digests and of days off share: planning, reading digests, and the ledger of reminders."""

from datetime import UTC, datetime

from tests.team import Team, words

TUESDAY = datetime(2026, 11, 24, tzinfo=UTC)
QUARTER = 900


def digests(team: Team, person: str) -> list[str]:
    """What the digests in somebody's direct message say, oldest first."""
    return [words(message) for message in team.dm(person) if message["text"].startswith("Your day")]


def ledger(team: Team, recipient: str, kind: str = "digest") -> list[tuple[str, str, str]]:
    """(local day, state, reason) of somebody's reminders of a kind, oldest first."""
    rows = team.rows(
        "SELECT local_date, state, reason FROM ledger WHERE kind = ? AND recipient = ? ORDER BY local_date, id",
        *(kind, recipient),
    )
    return [(row["local_date"], row["state"], row["reason"]) for row in rows]


def plan(team: Team, person: str, title: str, due: str = "tomorrow") -> None:
    """A follow-up of somebody's own."""
    team.command(person, "/followup", f"Dana Reyes: {title} due:{due}")
