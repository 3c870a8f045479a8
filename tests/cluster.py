"""A throw-away PostgreSQL, of Debian's package `postgresql`: nothing of it is there before, and nothing left behind."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.processes import free_port

_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


class Cluster:
    """Runs while tests do; `url` is its database. The server refuses to run as root: then it is the user postgres's."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="rapport-pg-"))
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")
        self.port = free_port()
        self._run("initdb", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "rapport")
        self._start()
        self.url = f"postgresql://rapport@/postgres?host={self._folder}&port={self.port}"

    @property
    def pid(self) -> int:
        """Of the server, whose children are its processes."""
        return int((self._folder / "data" / "postmaster.pid").read_text().split()[0])

    def restart(self) -> None:
        """Every connection is cut; what was committed stays."""
        self._run("pg_ctl", "-w", "-m", "fast", "stop")
        self._start()

    def stop(self) -> None:
        """End it and remove all of it."""
        self._run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(self._folder)

    def _start(self) -> None:
        where = f"-k {self._folder} -p {self.port} -c listen_addresses=127.0.0.1 {_QUICK}"
        self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", where, "start")

    def _run(self, program: str, *arguments: str) -> None:
        as_whom = ["runuser", "-u", pwd.getpwnam("postgres").pw_name, "--"] if os.geteuid() == 0 else []
        command = [*as_whom, str(programs() / program), "-D", str(self._folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")  # ours


def programs() -> Path:
    """The folder of PostgreSQL's programs: the newest of Debian's, else where the path leads."""
    debians = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    found = shutil.which("initdb")
    if not debians and not found:
        raise RuntimeError("PostgreSQL's programs are not here. Debian has them: apt-get install -y postgresql")
    return debians[-1] if debians else Path(str(found)).parent
