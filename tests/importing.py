"""Importing a file, and what it left in the database."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from bot.cli import main

Read = Callable[..., tuple[dict[str, Any], str]]


def stored(data: Path) -> dict[str, Any]:
    with sqlite3.connect(data / "T0HARBOUR.db") as connection:
        connection.row_factory = sqlite3.Row
        found = [dict(row) for row in connection.execute("SELECT * FROM customers WHERE removed_at IS NULL")]
        for one in found:
            keys = connection.execute(
                "SELECT kind, written FROM customer_keys WHERE customer_id = ? ORDER BY kind, position", (one["id"],)
            ).fetchall()
            one |= {
                kind: [key["written"] for key in keys if key["kind"] == kind] for kind in ("email", "phone", "alias")
            }
            tags = connection.execute("SELECT tag FROM customer_tags WHERE customer_id = ? ORDER BY tag", (one["id"],))
            one["tags"] = [row["tag"] for row in tags]
            one["born"] = (one["birth_day"], one["birth_month"], one["birth_year"])
    return {one["name"]: one for one in found}


def imported(data: Path, text: str | bytes, *options: str, **environment: str) -> Result:
    """What `rapport import` says of a file with this text."""
    file = data / "customers.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return CliRunner().invoke(main, ["import", str(file), *options], env={"RAPPORT_DATA": str(data), **environment})


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    """A query on the database, as a stranger to the code would make it."""
    with sqlite3.connect(data / "T0HARBOUR.db") as connection:
        return connection.execute(sql).fetchall()
