"""Letters to customers, in tests: who writes one, and what was told of it."""

from datetime import UTC, datetime

from tests.mail_server import SENDER, Receiver
from tests.team import ANA, GENERAL, Json, Team, words

DANA = "dana@bluedoor.example"
THEN: Json = {"when": "then", "day": "2026-11-25", "at": "09:00"}
WEDNESDAY_NINE = datetime(2026, 11, 25, 9, tzinfo=UTC)


def start(team: Team, post: Receiver) -> None:
    team.stop()
    team.start(smtp_url=post.sending.server, mail_from=SENDER)


def note(team: Team, person: str = ANA, of: str = "Dana Reyes") -> int:
    """Somebody has a thank-you note to write; its id."""
    team.command(person, "/thanks", f"{of}: for the referral {'' if person == ANA else '@ben'}")
    [row] = team.rows("SELECT max(id) AS id FROM followups")
    return int(row["id"])


def approve(team: Team, person: str = ANA, **values: object) -> Json:
    """From the list of what is to do, over the draft, to the form, filled in and sent."""
    team.command(person, "/followup", "mine")
    team.click(person, "draft", team.latest(person, GENERAL))
    team.click_in_form(person, "send_mail")
    return team.submit(person, **values)


def told_of(team: Team, person: str = ANA) -> Json:
    """The last that somebody was told of a letter, in their direct messages."""
    return [one for one in team.dm(person) if " letter to " in words(one)][-1]


def mails(team: Team) -> list[Json]:
    return team.rows("SELECT * FROM mails ORDER BY id")
