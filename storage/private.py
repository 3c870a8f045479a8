"""Customers' data is for the one who runs Rapport alone: folders 0700, files 0600.

What Rapport makes is so from the start, by the umask of the program (bot/cli). What is there already, made by an older
version, copied or unpacked, is mended when the bot starts. On Windows permissions are inherited from the folder, and
nothing is done.
"""

import logging
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

logger = logging.getLogger(__name__)

UMASK = 0o077
"""Nothing for the group, nothing for others."""

_FILES = re.compile(
    r".+\.(db|part|restoring|moving|damaged|converting)(-wal|-shm|-journal)?|.+\.db\.lock|.+\.erased(\.part)?"
)
_FOLDERS = {"backups", "before-restore"}


def exposed(data: Path) -> list[Path]:
    """What of a data folder others on this machine may read, write or enter.

    A folder counts only where everything in it is Rapport's: one that is shared with other things is not ours to close.
    """
    return [path for path in _ours(data) if is_open(path)]


def mend(data: Path) -> None:
    """Take what is exposed from the others; what may not be changed is for `rapport doctor` to tell."""
    mended = [path for path in exposed(data) if _close(path)]
    if mended:
        logger.warning("others on this machine could read %s: now only Rapport can", ", ".join(map(str, mended)))


def is_open(path: Path) -> bool:
    """Whether anybody but its owner may do anything with it."""
    return os.name != "nt" and bool(path.stat().st_mode & UMASK)


def _ours(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    entries = sorted(folder.iterdir())
    if all(_is_known(entry) for entry in entries):
        yield folder
    for entry in entries:
        if entry.name in _FOLDERS:
            yield from _ours(entry)
        elif entry.is_file() and _FILES.fullmatch(entry.name):
            yield entry


def _is_known(entry: Path) -> bool:
    """Ours, hidden, or the sandbox's own data folder."""
    return bool(_FILES.fullmatch(entry.name)) or entry.name.startswith(".") or entry.name in _FOLDERS | {"sandbox"}


def _close(path: Path) -> bool:
    try:
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~UMASK)
    except OSError:
        return False
    return True
