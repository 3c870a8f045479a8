"""`rapport move`: a team goes from its file to PostgreSQL and back, and finds everything as it was."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.domain.customers import Customer
from tests import engines
from tests.team import ANA, BEN, FEEDBACK, GENERAL, Json, Team, words

pytestmark = pytest.mark.engine("postgres")


@pytest.fixture
def filed(team: Team) -> Iterator[Team]:
    """A team that keeps its data in a file, with two complaints."""
    team.stop()
    engines.clear()
    team.start(database=None)
    team.add_customer(Customer(0, "Dana Reyes", company="Blue Door Deli", owner=ANA))
    for number in range(2):
        team.command(ANA, "/complaint", f"Dana Reyes: order {number} never arrived")
    yield team
    team.stop()


def move(team: Team, target: str, **variables: str | None) -> Result:
    given: dict[str, str | None] = {"RAPPORT_DATA": str(team.data), "RAPPORT_DATABASE": None, **variables}
    return CliRunner().invoke(main, ["move", "--to", target], env=given)


def to_server(team: Team) -> Result:
    return move(team, engines.chosen["url"])


def to_files(team: Team) -> Result:
    return move(team, "sqlite", RAPPORT_DATABASE=engines.chosen["url"])


def alerts(team: Team) -> list[Json]:
    return [message for message in team.sees(BEN, FEEDBACK) if not message.get("is_ephemeral")]


def test_a_team_goes_on_where_it_was_in_postgresql_and_then_in_a_file_again(filed: Team) -> None:
    filed.stop()
    assert to_server(filed).exit_code == 0
    filed.start()
    filed.click(BEN, "claim", alerts(filed)[0])
    filed.command(ANA, "/complaint", "Dana Reyes: and order 2 neither")
    filed.stop()
    (filed.data / "T0HARBOUR.db").rename(filed.data / "T0HARBOUR.old")
    assert to_files(filed).exit_code == 0
    filed.start(database=None)
    filed.click(BEN, "claim", alerts(filed)[1])
    filed.command(ANA, "/customer", "dana reyes")

    assert "order 2 neither" in words(filed.latest(ANA, GENERAL))
    assert [row["assignee"] for row in filed.rows("SELECT assignee FROM followups ORDER BY id")] == [BEN, BEN, None]
    assert len(alerts(filed)) == 3


def test_what_was_on_its_way_is_looked_up_and_not_sent_twice(filed: Team) -> None:
    """The bot was killed after Slack had the first alert, and before it had noted that; the second was unknown."""
    filed.write(
        "UPDATE outbox SET state = 'sending', channel = NULL, ts = NULL WHERE id IN (SELECT min(id) FROM outbox)"
    )
    filed.write(
        "UPDATE outbox SET state = 'unknown', channel = NULL, ts = NULL WHERE id IN (SELECT max(id) FROM outbox)"
    )
    filed.stop()
    assert to_server(filed).exit_code == 0
    filed.start()
    filed.advance(minutes=10)

    assert {row["state"] for row in filed.rows("SELECT state FROM outbox WHERE kind = 'alert'")} == {"sent"}
    assert len(alerts(filed)) == 2


def test_it_shows_what_was_moved_and_says_what_to_set(filed: Team) -> None:
    filed.stop()
    said = to_server(filed).output
    tables = dict(re.findall(r"^  (\w+) +([\d,]+  \w{16}  \w{16})$", said, re.MULTILINE))

    assert re.search(r"^T0HARBOUR.db is moved: [\d,]+ rows in \d+ tables", said)
    assert tables["touchpoints"].startswith("2 ")
    assert all(sums[-1] == sums[-2] for sums in map(str.split, tables.values()))
    assert "set RAPPORT_DATABASE" in said
    assert f"The files in {filed.data} stay there" in said
    assert "is there already, the same" in to_server(filed).output


def test_it_says_how_far_it_is_where_somebody_looks_on(filed: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.move._is_watched", lambda: True)
    filed.stop()

    assert "comparing touchpoints: 2 rows" in to_server(filed).stderr


def test_while_rapport_runs_it_is_not_moved(filed: Team) -> None:
    said = to_server(filed)

    assert said.exit_code == 1
    assert "Stop that one first" in said.output


@pytest.mark.parametrize(
    ("target", "database", "says"),
    [
        ("mysql://db", None, "--to is an address such as postgresql://"),
        ("sqlite", None, "RAPPORT_DATABASE is not set, so the data is in files already"),
        ("postgresql://here", "postgresql://there", "take RAPPORT_DATABASE out of the settings until it is moved"),
        ("postgresql://127.0.0.1:1/none", None, "PostgreSQL cannot be reached"),
    ],
)
def test_where_it_cannot_be_meant_it_says_what_to_do(filed: Team, target: str, database: str | None, says: str) -> None:
    filed.stop()
    said = move(filed, target, RAPPORT_DATABASE=database)

    assert said.exit_code != 0
    assert says in " ".join(said.output.split())


def test_where_there_is_nothing_to_move_it_says_so(team: Team, tmp_path: Path) -> None:
    team.stop()
    engines.clear()
    empty = {"RAPPORT_DATA": str(tmp_path / "none")}

    assert "There is no database in" in move(team, engines.chosen["url"], **empty).output
    assert "There is no workspace in this database" in to_files(team).output
