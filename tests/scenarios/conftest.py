"""What scenarios begin with: people and customers, files to import, or Rapport as a process beside Slack."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.domain.customers import Birthday, Customer
from bot.sandbox.sandbox import Sandbox
from tests import engines
from tests.fake_clock import MONDAY_NINE, FakeClock
from tests.gate import complain
from tests.hosting import SECOND, THIRD, Office
from tests.importing import Read, stored
from tests.letters import DANA
from tests.letters import start as start_with_mail
from tests.lines import THURSDAY
from tests.mail_server import Receiver, receiving
from tests.processes import Program, Slack, slack_here
from tests.team import ANA, BEN, CARA, DEV, FEI, Team


@pytest.fixture
def greta(team: Team) -> Team:
    team.clock.set(THURSDAY)
    team.add_customer(Customer(0, "Greta Oyelaran", owner=ANA))
    team.add_customer(Customer(0, "Delete Brothers Ltd", owner=ANA))
    return team


@pytest.fixture
def fei(team: Team) -> Team:
    """Fei owns Kofi (Ben is behind her) and Mara (nobody is); each has a follow-up of hers; Dana is Ana's."""
    for customer in (
        Customer(0, "Kofi Lindgren", owner=FEI, backup_owner=BEN),
        Customer(0, "Mara Vogel", owner=FEI),
        Customer(0, "Dana Reyes", owner=ANA),
    ):
        team.add_customer(customer, added_by=FEI)
    team.command(FEI, "/followup", "Kofi Lindgren: send the menu due:2026-12-20")
    team.command(FEI, "/followup", "Mara Vogel: call back due:2026-11-24")
    team.command(FEI, "/followup", "Dana Reyes: ask about the party due:2026-11-25")
    return team


@pytest.fixture
def alerted(dana: Team) -> Team:
    """A team with an alert in its channel, that knows all its people."""
    complain(dana)
    for person in (BEN, CARA, DEV, FEI):
        dana.rapport.deps.person(person)
    return dana


@pytest.fixture
def read(team: Team, tmp_path: Path) -> Read:
    """Imports a file, where nobody chose a rule, and gives the customers in the database by name, and what was said."""
    team.write("DELETE FROM settings")
    team.rapport.deps.person("U0ANA")
    team.rapport.database.close()
    team.rapport.ownership.release()

    def run(text: str | bytes, *options: str) -> tuple[dict[str, Any], str]:
        file = tmp_path / "export.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        said = CliRunner().invoke(main, ["import", str(file), *options], env={"RAPPORT_DATA": str(tmp_path)}).output
        return stored(tmp_path), said

    return run


@pytest.fixture(scope="session")
def slack_server() -> Iterator[Slack]:
    with slack_here() as slack:
        yield slack


@pytest.fixture
def slack(slack_server: Slack) -> Slack:
    """Slack, with nothing said yet, reached over Socket Mode."""
    slack_server.sandbox.transport = slack_server.sandbox.sockets
    slack_server.sandbox.reset()
    return slack_server


@pytest.fixture
def start(tmp_path: Path, slack: Slack) -> Iterator[Callable[..., Program]]:
    """Starts `rapport …` in an empty folder, beside Slack."""
    programs: list[Program] = []

    def begin(*arguments: str, **variables: str) -> Program:
        programs.append(Program(*arguments, folder=tmp_path, **{**slack.variables, **variables}))
        return programs[-1]

    yield begin
    for program in programs:
        program.make_sure_it_is_gone()


@pytest.fixture
def data(team: Team, tmp_path: Path) -> Path:
    """The data folder of a bot that ran and was stopped; it has met Ana and the guest, and nobody has chosen a rule."""
    team.write("DELETE FROM settings")
    team.rapport.deps.person("U0ANA")
    team.rapport.deps.person("U0GUS")
    team.rapport.database.close()
    team.rapport.ownership.release()
    return tmp_path


@pytest.fixture
def office(stand_in: tuple[Sandbox, FakeClock, str], tmp_path: Path) -> Iterator[Office]:
    sandbox, clock, base_url = stand_in
    engines.clear()
    clock.set(MONDAY_NINE)
    sandbox.reset()
    office = Office(sandbox, clock, base_url, tmp_path)
    yield office
    office.host.stop()


@pytest.fixture
def second(office: Office) -> Sandbox:
    world = office.add(SECOND)
    office.install(SECOND)
    return world


@pytest.fixture
def third(office: Office) -> Sandbox:
    world = office.add(THIRD)
    office.install(THIRD)
    return world


@pytest.fixture
def post() -> Iterator[Receiver]:
    with receiving() as server:
        yield server


@pytest.fixture
def writer(team: Team, post: Receiver) -> Team:
    """A team with a mail server; Dana of Lisbon has her birthday on Wednesday, and Ana looks after her."""
    start_with_mail(team, post)
    team.add_customer(
        Customer(0, "Dana Reyes", emails=(DANA,), owner=ANA, birthday=Birthday(11, 25), timezone="Europe/Lisbon")
    )
    return team
