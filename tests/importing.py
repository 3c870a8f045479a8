"""What an import left in the database."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
