"""How many statements each surface reads with: over a network each is a round trip, so none grows with the data."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.domain.customers import Birthday, Customer
from bot.domain.outbox import LEAD
from bot.domain.people import Person, Role
from bot.use_cases.customers import add_customer
from bot.use_cases.followups import create_followup
from storage import people
from tests.digests import TUESDAY
from tests.team import ANA, GENERAL, Team

FEW, MANY = 5, 50
TODAY = TUESDAY.date()


def _command(command: str, text: str) -> Callable[[Team], None]:
    def use(team: Team) -> None:
        team.sandbox.people.command(channel=GENERAL, user=ANA, command=command, text=text)

    return use


def _pressed(button: str) -> Callable[[Team], None]:
    """One of the ways on from a card."""

    def use(team: Team) -> None:
        heard, team.rapport.database.heard = team.rapport.database.heard, lambda _sql: None
        [found] = team.rows("SELECT id FROM customers WHERE name = 'Dana Reyes 3'")
        team.command(ANA, "/customer", "Dana Reyes 3")
        team.click(ANA, "brief_me", team.latest(ANA, GENERAL))
        team.rapport.database.heard = heard
        more = {"actions": [{"action_id": button, "block_id": "b", "type": "button", "value": str(found["id"])}]}
        team.again(trigger_id="7.7", **more)

    return use


def _home(team: Team) -> None:
    team.sandbox.people.home(user=ANA)


def _search(team: Team) -> None:
    team.sandbox.people.command(channel=GENERAL, user=ANA, command="/complaint", text="")
    team.sandbox.people.options(user=ANA, action_id="customer", query="da")


def _lead(team: Team) -> None:
    team.rapport.deps.addresses(LEAD)


def _nine(team: Team) -> None:
    team.clock.set(TUESDAY.replace(hour=9))
    team.rapport.tick()


def _messages_of_nine(team: Team) -> None:
    _nine(team)
    team.settle()


SURFACES: dict[str, tuple[Callable[[Team], None], int]] = {
    "a list of customers": (_command("/customer", "list tag:vip"), 18),
    "a mistyped name": (_command("/customer", "Dana Reyse 3"), 15),
    "a first name": (_command("/customer", "Dana"), 15),
    "a card": (_command("/customer", "Dana Reyes 3"), 27),
    "words that stand somewhere": (_command("/customer", "search menu"), 24),
    "words that stand nowhere": (_command("/customer", "search marzipan"), 24),
    "a brief": (_command("/customer", "brief Dana Reyes 3"), 29),
    "more of a card": (_pressed("card_more"), 40),
    "all touches": (_pressed("show_touches"), 16),
    "a card's changes": (_pressed("show_history"), 17),
    "a search field in a form": (_search, 18),
    "my follow-ups": (_command("/followup", "mine"), 12),
    "what nobody has": (_command("/followup", "unclaimed"), 12),
    "a page of the team's": (_command("/followup", "team"), 12),
    "the Home tab": (_home, 28),
    "a touchpoint": (_command("/touchpoint", "Dana Reyes 3: called about the menu"), 32),
    "a complaint": (_command("/complaint", "Dana Reyes 3: order never arrived"), 31),
    "status": (_command("/rapport", "status"), 40),
    "everything at nine o'clock": (_nine, 365),
    "the same with the messages of it": (_messages_of_nine, 410),
}
"""Surface -> how it is used, and with how many statements it reads at most: what it takes, and a few more."""

MOST_IN_A_MINUTE = 58
"""52 with a file; where several processes write, each also reads what was learned and what the others have heard."""


@pytest.mark.parametrize("size", [FEW, MANY])
@pytest.mark.parametrize("surface", SURFACES)
def test_no_surface_asks_more_often_the_more_there_is(team: Team, surface: str, size: int) -> None:
    use, most = SURFACES[surface]
    _fill(team, size)

    asked = [sql for sql in _statements(team, use) if sql.startswith("SELECT")]

    assert len(asked) <= most, "\n".join(sorted(asked))


@pytest.mark.parametrize("size", [FEW, MANY])
def test_a_minute_with_nothing_to_do_is_looked_at_in_one_view_with_few_statements(team: Team, size: int) -> None:
    _fill(team, size)
    team.jump(TUESDAY.replace(hour=13, minute=31))
    team.clock.advance(60)
    team.rapport.tick()  # counts how it stands with those of whom the minute before changed something
    team.clock.advance(60)

    asked = _statements(team, lambda team: team.rapport.tick())

    assert asked.count("SELECT name, value FROM settings") == 1
    assert len(asked) <= MOST_IN_A_MINUTE, "\n".join(asked)


def test_digest_and_its_reminders_are_written_with_as_many_statements_however_long_it_is(team: Team) -> None:
    _fill(team, MANY)

    written = [sql for sql in _statements(team, _nine) if sql.startswith("INSERT INTO ledger")]

    assert len(team.rows("SELECT 1 FROM ledger")) > 2 * MANY
    assert len(written) == len(team.rows("SELECT DISTINCT recipient, local_date, kind = 'week' FROM ledger"))


def test_a_lead_is_found_with_as_many_statements_however_large_the_team_is(team: Team) -> None:
    asked = []
    for size in (0, FEW, MANY):
        with team.writing(ANA) as session:
            for number in range(size):
                people.save(session.uow, Person(f"U{number}", f"Colleague {number}", role=Role.MEMBER), session.now)
        asked.append(len(_statements(team, _lead)))

    assert asked[1] == asked[2], "the first also opens the direct message with the lead"


def _statements(team: Team, use: Callable[[Team], object]) -> list[str]:
    heard: list[str] = []
    team.rapport.database.heard = heard.append
    use(team)
    return heard


def _fill(team: Team, size: int) -> None:
    """So many customers of Ana's, each with something of all that a list, a card or a digest has lines of."""
    with team.writing(ANA) as session:
        for number in range(size):
            customer = add_customer(session, _customer(number), although_known=True).customer
            for assignee in (ANA, None):
                due = TODAY - timedelta(days=number % 2)
                create_followup(session, customer, "call back", due, assignee=assignee)
    team.settle()


def _customer(number: int) -> Customer:
    return Customer(
        0,
        f"Dana Reyes {number}",
        owner=ANA,
        tags=("vip",),
        birthday=Birthday(11, 24 + number % 6),
        since=date(2024, 11, 23 - number % 6),
        renewal=TODAY + timedelta(days=30 + number % 2),
        cadence_days=1,
    )
