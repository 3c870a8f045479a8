"""Playbooks from the event that begins one to its end, with the clock moved."""

from tests.team import ANA, CARA, GENERAL, Team, words

DAY_S = 21_600


def switch_on(team: Team, name: str) -> None:
    """A lead switches a playbook on."""
    team.command(CARA, "/rapport", "playbooks")
    seen = team.latest(CARA, GENERAL)
    books = {"Welcome": 1, "After a complaint": 2, "Before a renewal": 3, "Quiet customer": 4}
    team.click(CARA, "show_playbook", seen, str(books[name]))
    team.click(CARA, "switch_playbook", team.latest(CARA, GENERAL))


def steps(team: Team, status: str = "open") -> list[tuple[str, str]]:
    """(title, day) of the steps there are."""
    rows = team.rows(
        "SELECT title, due FROM followups WHERE origin LIKE 'playbook:%' AND status = ? ORDER BY due, id", status
    )
    return [(row["title"], row["due"]) for row in rows]


def runs(team: Team) -> list[tuple[str, str, str | None]]:
    """(playbook, state, why it ended) of every run, the oldest first."""
    rows = team.rows("SELECT name, state, ended_why FROM playbook_runs ORDER BY id")
    return [(row["name"], row["state"], row["ended_why"]) for row in rows]


def test_welcome_from_the_new_customer_to_its_end(team: Team) -> None:
    switch_on(team, "Welcome")
    team.command(ANA, "/customer", "add Noor Haddad")
    team.advance(minutes=1)

    assert steps(team) == [
        ("Welcome call", "2026-11-24"),
        ("Ask how the first week went", "2026-11-30"),
        ("Ask how satisfied they are after a month", "2026-12-23"),
    ]
    card = words(team.command(ANA, "/customer", "Noor Haddad"))
    assert "*To do* (3) · Welcome: 0 of 3 done" in card
    assert team.dm(ANA) == []
