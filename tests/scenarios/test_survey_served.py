"""The survey page as a server has it: on a port of its own, beside Slack's requests, for many; and what doctor says."""

import http.client
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.deps import Deps
from bot.domain.customers import Customer
from bot.domain.survey import LASTS, Occasion, Survey, Way, new_token
from bot.slack.http_answer import Answer
from bot.slack.serving import listen
from bot.survey_page.app import MARK, Shown, SurveyPage, served
from storage import customers, surveys
from tests.forged_surveys import at
from tests.hosting import SECOND, THIRD, Office
from tests.processes import Program, Slack, eventually, free_port
from tests.survey_browser import Visitor

NOWHERE = f"/s/T0HARBOUR/{new_token()}"


def opened(port: int) -> tuple[int, str, str]:
    """Status, policy and words of a page that leads nowhere."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", NOWHERE)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("content-security-policy", ""), answer.read().decode()


def is_there(port: int) -> bool:
    try:
        return opened(port)[0] == 404
    except OSError:
        return False


def test_beside_socket_mode_it_has_a_port_of_its_own_and_no_link_is_logged(start: Callable[..., Program]) -> None:
    port = free_port()
    bot = start("run", "--survey", str(port))
    eventually(lambda: is_there(port))
    _, policy, words = opened(port)
    assert policy.startswith(MARK)
    assert "This link leads nowhere" in words
    assert bot.end(signal.SIGTERM) == 0
    assert "Rapport has stopped" in bot.output
    assert NOWHERE.rpartition("/")[2] not in bot.output


def test_a_port_of_its_own_is_for_socket_mode() -> None:
    said = CliRunner().invoke(main, ["run", "--survey", "3901", "--http", "3902"])
    assert said.exit_code == 2
    assert "--survey is for Socket Mode: with --http the same port answers it." in said.output


def test_doctor_says_whether_the_address_leads_to_the_page_and_what_is_missing(
    slack: Slack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def said(address: str) -> str:
        output = CliRunner().invoke(main, ["doctor"], env={**slack.variables, "RAPPORT_SURVEY_URL": address}).output
        return "\n".join(line for line in output.splitlines() if "answer" in line)

    listening = listen("127.0.0.1", 0)
    address = "http://{}:{}".format(*listening.getsockname())
    with served(listening, SurveyPage(lambda _team, _use: None, Shown(address, ""), lambda _why: None)):
        lines = said(f"{address}/")
    assert f"✓ Customers reach the page on which they answer at {address}" in lines
    assert "! What customers answer goes over the network as anybody can read it. RAPPORT_SURVEY_URL should" in lines
    assert f"! Nobody answers at {address} just now. Once Rapport runs, it should." in said(address)
    assert f"✗ {slack.url} is answered by something else (404). `rapport run --http` serves it" in said(slack.url)
    assert "! Customers answer by a reply alone. RAPPORT_SURVEY_URL gives them a page." in said("")
    assert "RAPPORT_SURVEY_URL must be the address of the page" in said("ask.harbour.example/answer")


def test_of_many_workspaces_each_has_its_own_questions(office: Office) -> None:
    for team in (SECOND, THIRD):
        office.add(team)
        office.install(team)
    token = new_token()

    def is_asked(deps: Deps) -> Answer:
        now = deps.clock.now()
        with deps.database.unit_of_work() as uow:
            number = customers.add(uow, Customer(0, "Dana Reyes"), "U0ANA", now)
            survey = Survey(0, number, Way.LINK, Occasion.HAND, "csat", "en", "U0ANA", now, now + LASTS)
            surveys.add_token(uow, surveys.add(uow, survey), token)
        return Answer(200)

    office.host.survey(SECOND.id, is_asked)
    visitor = Visitor(SurveyPage(office.host.survey, Shown("", ""), lambda _why: None))
    assert visitor.get(at(token, "/3", SECOND.id)).chosen == [3]
    assert "You answered 3" in visitor.post(at(token, "/3", SECOND.id), answer=3).words
    assert [visitor.get(at(token, team=team)).status for team in (THIRD.id, "T0HARBOUR", "T0")] == [404, 404, 404]
