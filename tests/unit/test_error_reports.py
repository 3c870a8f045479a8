"""What an error report says of places: never where on the machine they are."""

import logging
import sysconfig
from pathlib import Path

import pytest

import handlers
from bot.cli.error_reports import event

ROOT = Path(handlers.__file__).parent.parent


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (str(ROOT / "bot" / "app.py"), "bot/app.py"),
        (str(Path(sysconfig.get_path("stdlib")) / "threading.py"), "threading.py"),
        ("/home/ana/rapport/.venv/lib/python3.13/site-packages/slack_sdk/web/client.py", "slack_sdk/web/client.py"),
        ("/home/ana/bin/rapport", "rapport"),
        ("/ana.py", "ana.py"),
        ("<string>", "<string>"),
    ],
)
def test_a_place_is_told_from_the_code_on(file: str, told: str) -> None:
    try:
        exec(compile("1 / 0", file, "exec"))  # noqa: S102  # a place of any name
    except ZeroDivisionError as error:
        caught = (type(error), error, error.__traceback__)
    record = logging.LogRecord("bot", logging.ERROR, file, 1, "it failed", (), caught)

    assert event(record)["exception"]["values"][0]["stacktrace"]["frames"][-1]["filename"] == told
