"""Real ways for a disk to refuse: full, over a limit, no longer writable. Some need root, and that it may mount."""

import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MOUNTED_BYTES = 6_000_000

ON_DISK = "/var/tmp"  # noqa: S108  # the one folder for what passes that is not in memory; names below it are random


@contextmanager
def mounted(folder: Path) -> Iterator[None]:
    """A small disk of its own (tmpfs) at a folder."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={MOUNTED_BYTES}", "tmpfs", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def can_mount() -> bool:
    """Whether this machine lets us mount."""
    with tempfile.TemporaryDirectory() as name, suppress(OSError, subprocess.CalledProcessError), mounted(Path(name)):
        return True
    return False


def can_freeze() -> bool:
    """Whether a file on the disk can be made immutable here."""
    with tempfile.NamedTemporaryFile(dir=ON_DISK) as file:
        if shutil.which("chattr") is None:
            return False
        done = subprocess.run(["chattr", "+i", file.name], check=False, capture_output=True).returncode == 0
        subprocess.run(["chattr", "-i", file.name], check=False, capture_output=True)
        return done


@contextmanager
def full(database: Path) -> Iterator[None]:
    """No byte is free on the (mounted) disk of the database."""
    filler = database.with_name("filler")
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def limited(database: Path) -> Iterator[None]:
    """No file of this process may grow (RLIMIT_FSIZE), as with a quota that is used up."""
    now = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = database.with_name(f"{database.name}-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, now[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, now)


@contextmanager
def frozen(database: Path) -> Iterator[None]:
    """Nothing can be written (the log is immutable), as when the kernel remounts a failing disk read-only."""
    log = str(database.with_name(f"{database.name}-wal"))
    subprocess.run(["chattr", "+i", log], check=True)
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", log], check=True)
