"""What tests of playbooks share: switching one on, and how things stand."""

from tests.team import CARA, GENERAL, Json, Team

BOOKS = {"Welcome": 1, "After a complaint": 2, "Before a renewal": 3, "Quiet customer": 4}
SIX_HOURS = 21_600


def opened(team: Team, name: str, who: str = CARA) -> Json:
    """The page of a playbook."""
    team.command(who, "/rapport", "playbooks")
    team.click(who, "show_playbook", team.latest(who, GENERAL), str(BOOKS.get(name, 101)))
    return team.latest(who, GENERAL)


def switch_on(team: Team, name: str) -> None:
    """A lead switches a playbook on."""
    team.click(CARA, "switch_playbook", opened(team, name))


def change(team: Team, book: str, **values: object) -> Json:
    """A lead changes a playbook by its form; the answer."""
    team.click(CARA, "change_playbook", opened(team, book))
    return team.submit(CARA, **values)


def steps(team: Team, status: str = "open") -> list[tuple[str, str]]:
    """(title, day) of the steps there are."""
    rows = team.rows(
        "SELECT title, due FROM followups WHERE origin LIKE 'playbook:%' AND status = ? ORDER BY due, id", status
    )
    return [(row["title"], row["due"]) for row in rows]


def days(team: Team, status: str = "open") -> list[str]:
    """The days of the steps there are."""
    return [due for _, due in steps(team, status)]


def runs(team: Team) -> list[tuple[str, str, str | None]]:
    """(playbook, state, why it ended) of every run, the oldest first."""
    rows = team.rows("SELECT name, state, ended_why FROM playbook_runs ORDER BY id")
    return [(row["name"], row["state"], row["ended_why"]) for row in rows]


def do_next(team: Team, who: str) -> None:
    """Somebody does the step that is next, from their list."""
    team.command(who, "/followup", "mine")
    team.click(who, "done", team.latest(who, GENERAL))
