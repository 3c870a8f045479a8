"""Litestream, the program itself, copies what a busy bot stores; both are killed, the disk is lost, a new one goes on.

With docs/litestream.yml as it is, and the commands of docs/deploy.md.
"""

import os
import shutil
import signal
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp

import pytest

from bot.sandbox.wire.transports import HttpTransport
from tests.faults.busy_team import busy, texts
from tests.processes import Program, Slack, eventually
from tests.served import Server, meet_dana
from tests.team import words

pytestmark = pytest.mark.engine("sqlite")  # copies of its file

LITESTREAM = str(Path(sysconfig.get_path("scripts")) / "litestream")
CONFIG = Path(__file__).parents[2] / "docs" / "litestream.yml"
NAME = "T0HARBOUR.db"
SPOILED = str(Path(__file__).with_name("spoiled_bot.py"))


class Copying:
    """`litestream replicate`, and what is known of its copies."""

    def __init__(self, data: Path, replica: Path) -> None:
        self.data = data
        self.url = f"file://{replica}/{NAME}"
        self._log = TemporaryFile("w+")  # noqa: SIM115  # gone with the process that has it
        self.socket = Path(mkdtemp(prefix="ls")) / "s"  # a socket's path has 107 characters at most
        variables = {"RAPPORT_DATA": str(data), "LITESTREAM_REPLICA": f"file://{replica}"}
        self.process = subprocess.Popen(
            [LITESTREAM, "replicate", "-config", str(CONFIG)],
            env={**os.environ, **variables, "LITESTREAM_SOCKET": str(self.socket)},
            stdout=self._log,
            stderr=subprocess.STDOUT,
            umask=0o077,
        )

    def sync(self) -> bool:
        """Whether all that was stored before is copied now."""
        command = [LITESTREAM, "sync", "-wait", "-socket", str(self.socket), str(self.data / NAME)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def restored(self, folder: Path) -> Path:
        copy = folder / "T0HARBOUR-20261127T090000Z.db"
        command = [LITESTREAM, "restore", "-integrity-check", "full", "-o", str(copy), self.url]
        subprocess.run(command, capture_output=True, check=True)
        return copy

    def kill(self) -> str:
        """Everything it said."""
        self.process.kill()
        self.process.wait()
        self._log.seek(0)
        return self._log.read()


@pytest.fixture
def copying(tmp_path: Path) -> Iterator[Copying]:
    (tmp_path / "data").mkdir()
    copying = Copying(tmp_path / "data", tmp_path / "replica")
    yield copying
    copying.kill()
    shutil.rmtree(copying.socket.parent)


@pytest.fixture
def program() -> tuple[str, ...]:
    return "-m", "bot"


@pytest.fixture
def server(slack: Slack, tmp_path: Path, copying: Copying, program: tuple[str, ...]) -> Iterator[Server]:
    """A bot over HTTP that knows Dana Reyes, and whose database is copied."""
    server = Server(slack, tmp_path, program)
    meet_dana(slack, server)
    eventually(copying.sync)
    yield server
    server.program.make_sure_it_is_gone()


@pytest.mark.parametrize("syncs", [3, pytest.param(100, marks=pytest.mark.full)])
def test_what_was_confirmed_before_the_last_copy_is_there_when_bot_litestream_and_disk_are_lost(
    slack: Slack, server: Server, tmp_path: Path, copying: Copying, syncs: int
) -> None:
    with busy(slack.sandbox.people) as confirmed:
        for turn in range(syncs):
            eventually(lambda: len(confirmed) > 20 * (turn + 1))  # noqa: B023  # used at once
            known = set(confirmed)
            assert copying.sync()
        os.kill(server.program.pid, signal.SIGKILL)
        said = copying.kill()
    assert "level=ERROR" not in said, said
    shutil.rmtree(tmp_path / "data")
    copy = copying.restored(tmp_path)
    assert len(known) > 20 * syncs
    assert known <= texts(copy)
    assert_goes_on(slack, tmp_path, copy)


def test_control_what_is_confirmed_while_litestream_stands_still_is_lost_with_the_disk(
    slack: Slack, server: Server, tmp_path: Path, copying: Copying
) -> None:
    assert copying.sync()
    copying.process.send_signal(signal.SIGSTOP)
    with busy(slack.sandbox.people) as confirmed:
        eventually(lambda: len(confirmed) > 5)
        os.kill(server.program.pid, signal.SIGKILL)
        copying.kill()
    shutil.rmtree(tmp_path / "data")
    assert confirmed.isdisjoint(texts(copying.restored(tmp_path)))


@pytest.mark.full
@pytest.mark.parametrize("program", [(SPOILED, "checkpointing")])
def test_control_where_the_bot_checkpoints_beside_litestream_the_copy_is_damaged(
    slack: Slack, server: Server, tmp_path: Path, copying: Copying
) -> None:
    with busy(slack.sandbox.people) as confirmed:
        for turn in range(100):
            eventually(lambda: len(confirmed) > 20 * (turn + 1))  # noqa: B023  # used at once
            assert copying.sync()
    assert server.program.is_running
    with pytest.raises(subprocess.CalledProcessError) as damaged:
        copying.restored(tmp_path)
    assert b"integrity check failed" in damaged.value.stderr


def assert_goes_on(slack: Slack, folder: Path, copy: Path) -> None:
    """The commands of docs/deploy.md, on a machine that has nothing but the copy."""
    settings = {**slack.variables, "RAPPORT_DATA": str(folder / "new")}
    restore = Program("restore", str(copy), "--yes", folder=folder, **settings)
    assert restore.end() == 0, restore.output
    doctor = Program("doctor", "--http", folder=folder, **settings)
    doctor.end()
    assert f"✓ {folder / 'new' / NAME} is sound" in doctor.output
    server = Server(slack, folder, RAPPORT_DATA=str(folder / "new"))
    slack.sandbox.transport = HttpTransport(server.url)
    try:
        assert "Logged" in slack.told("/complaint", "Dana Reyes: the new one never arrived either")
        eventually(lambda: any("the new one never" in words(alert) for alert in slack.alerts()))
        assert texts(folder / "new" / NAME) > texts(copy)
    finally:
        server.program.make_sure_it_is_gone()
