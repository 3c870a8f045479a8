"""Several Rapports over one PostgreSQL: each answers, one sends, and another one takes over when that one has gone."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from bot.app import Rapport, build
from bot.sandbox.run import settings
from tests import engines
from tests.team import ANA, BEN, ELI, FEEDBACK, GENERAL, DirectTransport, Team, words

pytestmark = pytest.mark.engine("postgres")


@pytest.fixture
def looking_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who stands by finds at once that it is its turn."""
    monkeypatch.setattr("storage.engines.lease.LOOK_EACH_S", 0.01)


@pytest.fixture
def other(dana: Team) -> Iterator[Rapport]:
    """A second bot, which stands by."""
    chosen = settings(dana.base_url, dana.data).model_copy(update={"database": SecretStr(engines.chosen["url"])})
    other = build(chosen, clock=dana.clock)
    yield other
    other.stop()


def reaching(team: Team, rapport: Rapport) -> None:
    """Slack's requests reach this one from now on."""
    team.sandbox.transport = DirectTransport(rapport)


def alerts(team: Team) -> list[str]:
    return [words(message) for message in team.sees(ANA, FEEDBACK)]


def test_what_one_takes_in_the_owner_sends_once(dana: Team, other: Rapport) -> None:
    reaching(dana, other)
    dana.command(ANA, "/complaint", "Dana Reyes: the oven arrived broken severity:high")
    other.sender.drain()

    assert len(alerts(dana)) == 1


def test_one_that_stands_by_sends_nothing_and_has_no_jobs(dana: Team, other: Rapport) -> None:
    reaching(dana, other)
    dana.sandbox.people.command(
        channel=GENERAL, user=ANA, command="/complaint", text="Dana Reyes: the oven arrived broken severity:high"
    )
    other.sender.drain()
    other.tick()

    assert dana.rows("SELECT state FROM outbox WHERE kind = 'alert'") == [{"state": "pending"}]


@pytest.mark.usefixtures("looking_often")
def test_when_the_owner_has_gone_the_other_sends_what_it_left(dana: Team, other: Rapport) -> None:
    reaching(dana, other)
    dana.sandbox.people.command(
        channel=GENERAL, user=ANA, command="/complaint", text="Dana Reyes: the oven arrived broken severity:high"
    )
    dana.rapport.ownership.release()
    while not other.ownership.term():
        pass
    other.sender.drain()
    dana.rapport.sender.drain()

    assert len(alerts(dana)) == 1


def test_of_two_clicks_at_two_bots_one_claims(dana: Team, other: Rapport) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: the oven arrived broken severity:high")
    (alert,) = dana.sees(ANA, FEEDBACK)
    dana.click_unsettled(ANA, "claim", alert)
    reaching(dana, other)
    dana.click_unsettled(BEN, "claim", alert)

    assert dana.rows("SELECT assignee FROM followups WHERE kind = 'complaint'") == [{"assignee": ANA}]


def test_the_owner_posts_nothing_where_another_one_heard_that_a_guest_reads_it(dana: Team, other: Rapport) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: the oven arrived broken severity:high")
    reaching(dana, other)
    dana.sandbox.people.change_user({"id": ELI, "is_restricted": True})
    dana.command(ANA, "/complaint", "Dana Reyes: and the second one too severity:high")

    assert len(alerts(dana)) == 1


def test_what_one_heard_is_kept_for_an_hour(dana: Team, other: Rapport) -> None:
    reaching(dana, other)
    dana.sandbox.people.change_user({"id": ELI, "is_restricted": True})
    assert dana.rows("SELECT about FROM news") == [{"about": ELI}]
    dana.advance(minutes=62, tick_s=31 * 60)
    assert dana.rows("SELECT about FROM news") == []
