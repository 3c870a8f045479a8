"""What a database, its log and everything beside it still say of somebody, byte by byte."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests import engines


def traces(data: Path, words: Iterable[str]) -> list[str]:
    """file: word, for each file of a folder (or dump of PostgreSQL) in which one of these stands, however encoded."""
    found = []
    contents = {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}
    if "url" in engines.chosen:
        dumped = subprocess.run(["pg_dump", engines.chosen["url"]], capture_output=True, check=True)  # PostgreSQL's own
        contents["pg_dump"] = dumped.stdout
    for name, content in contents.items():
        text = content.lower()
        found += [f"{name}: {word}" for word in words if word.lower().encode() in text]
    return found
