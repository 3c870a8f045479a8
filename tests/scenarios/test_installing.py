"""Somebody adds Rapport to their workspace, with a browser, and uses it; or does not get that far."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from bot.cli import main
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.faults import Fault
from tests import engines
from tests.hosting import SECOND, THIRD, Host, get, query, said, sent_back, told, variables_of
from tests.processes import Program, Slack, eventually, free_port


@pytest.fixture
def host(slack: Slack, tmp_path: Path) -> Iterator[Callable[..., Host]]:
    """Starts one for many workspaces."""
    engines.clear()
    started: list[Host] = []

    def begin(**variables: str) -> Host:
        started.append(Host(slack, tmp_path, **variables))
        return started[-1]

    yield begin
    for one in started:
        one.program.make_sure_it_is_gone()


@pytest.fixture
def second(slack: Slack) -> Sandbox:
    return slack.sandbox.add(SECOND)


def test_somebody_adds_it_to_a_workspace_and_uses_it_at_once(
    host: Callable[..., Host], second: Sandbox, slack: Slack
) -> None:
    hosting = host()
    address, cookie = hosting.begin()
    asked = query(address)
    page = get(sent_back(address, team=SECOND.id, user="U0DEV"), cookie)
    hosting.reach(second)

    assert asked["scope"] == ",".join(slack.sandbox.workspace.app.scopes)
    assert page.status == 200
    assert "Rapport is in Second <Ltd>" in page.body.replace("&lt;", "<").replace("&gt;", ">")
    assert "<Ltd>" not in page.body
    assert "/rapport help" in page.words
    assert "is still there" not in page.words
    assert "Added" in told(second, "/customer", "add Dana Reyes")
    assert "Logged" in told(second, "/complaint", "Dana Reyes: order never arrived")
    alert = eventually(lambda: second.people.messages(channel="C0FEEDBACK", user="U0BEN"))
    assert "order never arrived" in str(alert)


def test_what_one_workspace_tells_it_another_does_not_see(
    host: Callable[..., Host], second: Sandbox, slack: Slack
) -> None:
    third = slack.sandbox.add(THIRD)
    hosting = host()
    for team in (SECOND, THIRD):
        hosting.install(team)
    hosting.reach(second, third)
    told(second, "/customer", "add Dana Reyes")
    told(third, "/customer", "add Greta Oyelaran")

    assert "Dana Reyes" in told(second, "/customer", "list")
    assert "Greta" not in told(second, "/customer", "list")
    assert "Dana" not in told(third, "/customer", "list")


def test_installed_again_all_is_still_there(host: Callable[..., Host], second: Sandbox) -> None:
    hosting = host()
    hosting.install(SECOND)
    hosting.reach(second)
    told(second, "/customer", "add Dana Reyes")
    page = hosting.install(SECOND)

    assert "still there" in page.words
    assert "Dana Reyes" in told(second, "/customer", "list")


def test_in_a_workspace_that_has_not_installed_it_a_command_is_answered_with_a_sentence(
    host: Callable[..., Host], second: Sandbox
) -> None:
    hosting = host()
    hosting.reach(second)

    assert "not installed in this workspace" in said(second, "/customer", "list")
    assert second.people.send_event({"type": "app_home_opened", "user": "U0ANA", "tab": "home"})["ack"] is None
    assert "Traceback" not in hosting.program.output


def test_who_cancels_is_told_that_nothing_was_installed(host: Callable[..., Host], second: Sandbox) -> None:
    address, cookie = host().begin()
    page = get(sent_back(address, team=SECOND.id, answer="cancel"), cookie)

    assert page.status == 200
    assert "Nothing was installed" in page.words
    assert page.link == "install"
    assert not second.workspace.grants.is_given(SECOND)


@pytest.mark.usefixtures("second")
def test_a_page_of_slacks_is_good_once_and_in_the_browser_where_it_began(host: Callable[..., Host]) -> None:
    hosting = host()
    address, cookie = hosting.begin()
    elsewhere = get(sent_back(address, team=SECOND.id), hosting.begin()[1])
    without = get(sent_back(address, team=SECOND.id))
    back = sent_back(address, team=SECOND.id)
    first, again = get(back, cookie), get(back, cookie)
    made_up = get(f"{hosting.url}/slack/oauth_redirect?code=x&state=x", "rapport-install=x")

    assert [page.status for page in (elsewhere, without, first, again, made_up)] == [400, 400, 200, 401, 401]
    assert "did not begin in this browser" in elsewhere.words
    assert "loaded twice" in again.words


@pytest.mark.usefixtures("second")
def test_a_code_that_is_none_and_a_slack_that_is_silent_are_told_with_what_to_do(
    host: Callable[..., Host], slack: Slack
) -> None:
    hosting = host()
    address, cookie = hosting.begin()
    wrong = get(sent_back(address, team=SECOND.id).replace("code=", "code=x"), cookie)
    address, cookie = hosting.begin()
    slack.sandbox.faults.order(Fault("oauth.v2.access", drop="before"))
    silent = get(sent_back(address, team=SECOND.id), cookie)

    assert wrong.status == 401
    assert "Please try again" in wrong.words
    assert silent.status == 502
    assert "Slack could not be asked" in silent.words
    assert "code=" not in hosting.program.output
    assert "Rapport is in" in hosting.install(SECOND).words


def test_pages_say_nothing_to_others_and_load_nothing(host: Callable[..., Host]) -> None:
    page = get(f"{host().url}/slack/install")

    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(page.headers["set-cookie"].split("; "))


def test_another_method_is_none_of_the_pages(host: Callable[..., Host]) -> None:
    assert get(f"{host().url}/slack/install", method="POST", form={"a": "b"}).status == 405


def test_no_token_is_in_its_files_nor_in_its_log(host: Callable[..., Host], second: Sandbox, tmp_path: Path) -> None:
    hosting = host(RAPPORT_LOG_LEVEL="DEBUG")
    hosting.install(SECOND)
    hosting.reach(second)
    told(second, "/customer", "add Dana Reyes")
    tokens = list(second.workspace.grants._tokens)  # noqa: SLF001  # what only Slack knows
    held = b"".join(file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file())

    assert tokens
    for token in tokens:
        assert token.encode() not in held
        assert token not in hosting.program.output
    assert "sandbox-secret" not in hosting.program.output


@pytest.mark.engine("postgres")
def test_when_one_process_is_killed_another_looks_after_what_it_had_in_hand(
    host: Callable[..., Host], second: Sandbox
) -> None:
    killed = host()
    killed.install(SECOND)
    killed.reach(second)
    told(second, "/customer", "add Dana Reyes")
    other = host()
    killed.program.make_sure_it_is_gone()
    other.reach(second)
    assert "Logged" in told(second, "/complaint", "Dana Reyes: order never arrived")

    seen = eventually(lambda: second.people.messages(channel="C0FEEDBACK", user="U0BEN"))
    assert "order never arrived" in str(seen)


@pytest.mark.usefixtures("second")
def test_doctor_says_what_is_installed_and_what_is_wrong(
    host: Callable[..., Host], slack: Slack, tmp_path: Path
) -> None:
    hosting = host()
    hosting.install(SECOND)
    given = variables_of(slack, tmp_path)

    def doctor(**variables: str) -> str:
        program = Program("doctor", "--http", folder=tmp_path, **(given | variables))
        program.end()
        return program.output

    well = doctor()
    assert "Workspaces that have it: 1; that left within the last 30 days: 0" in well
    assert "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are those of an app" in well
    assert "\N{BALLOT X}" not in well
    assert "bad_client_secret" in doctor(SLACK_CLIENT_SECRET="wrong")
    (tmp_path / "token.key").write_text("cd" * 32)
    assert "RAPPORT_TOKEN_KEY_FILE: 1" in doctor()
    (tmp_path / "token.key").write_text("secret words")
    malformed = doctor()
    assert "64 hexadecimal digits in a line" in malformed
    assert "secret words" not in malformed
    assert "RAPPORT_TOKEN_KEY_FILE is missing" in doctor(RAPPORT_TOKEN_KEY_FILE="")


@pytest.mark.usefixtures("slack")
@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"SLACK_CLIENT_SECRET": ""}, "SLACK_CLIENT_SECRET is missing"),
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET is missing"),
        ({"RAPPORT_TOKEN_KEY_FILE": "nowhere"}, "nowhere cannot be read"),
        ({"RAPPORT_TOKEN_KEY_FILE": ""}, "RAPPORT_TOKEN_KEY_FILE is missing"),
    ],
)
def test_what_is_missing_is_said_at_the_start(
    slack: Slack, tmp_path: Path, variables: dict[str, str], sentence: str
) -> None:
    program = Program("run", "--http", str(free_port()), folder=tmp_path, **(variables_of(slack, tmp_path) | variables))

    assert program.end() != 0
    assert sentence in program.output
    assert "Traceback" not in program.output


def test_the_manifest_for_many_has_where_browsers_come_back_to_and_is_for_organisations() -> None:
    printed = yaml.safe_load(
        CliRunner().invoke(main, ["manifest", "--many", "--http", "https://rapport.example"]).output
    )

    assert printed["oauth_config"]["redirect_urls"] == ["https://rapport.example/slack/oauth_redirect"]
    assert printed["settings"]["org_deploy_enabled"]
    assert printed["settings"]["event_subscriptions"]["request_url"] == "https://rapport.example/slack/events"
    alone = CliRunner().invoke(main, ["manifest", "--many"])
    assert alone.exit_code != 0
    assert "--many goes with --http" in alone.output
