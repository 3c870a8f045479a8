"""`rapport doctor` tries the mail server, sends nothing, and says what to mend."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from tests.mail_server import Receiver, Script, receiving
from tests.processes import Slack

pytestmark = pytest.mark.engine("sqlite")  # it is about no database


def doctor(slack: Slack, server: Receiver, ending: str = "", user: str = "") -> list[str]:
    url = f"smtp://{user}127.0.0.1:{server.port}{ending}"
    mail = {"RAPPORT_SMTP_URL": url, "RAPPORT_MAIL_FROM": "Harbour <hello@harbour.example>"}
    output = CliRunner().invoke(main, ["doctor"], env={**slack.variables, **mail}).output
    assert "hush" not in output
    return [line for line in output.splitlines() if "letter" in line]


def test_the_mail_server_is_tried_and_what_is_wrong_is_said(
    slack: Slack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with receiving() as server:
        assert doctor(slack, server) == ["✓ The mail server takes letters from RAPPORT_MAIL_FROM"]
        [line] = doctor(slack, server, "?starttls=yes")
        assert "✗ No letter can be sent: the mail server offers no encryption (STARTTLS)" in line
    [line] = doctor(slack, server)
    assert "the mail server refuses the connection. Check host and port in RAPPORT_SMTP_URL" in line
    with receiving(Script(sender="553 5.7.1 not yours")) as server:
        [line] = doctor(slack, server)
        assert "the mail server refuses the from-address. Set RAPPORT_MAIL_FROM to an address" in line
    with receiving(Script(user="rapport", password="other")) as server:
        [line] = doctor(slack, server, user="rapport:hush@")
        assert "the mail server refuses user or password. Check user and password" in line
    assert server.letters == []
