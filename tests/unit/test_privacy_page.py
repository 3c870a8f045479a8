"""docs/privacy.md says what is so: every table, every permission."""

import re
from pathlib import Path

import handlers
from bot.sandbox.world.manifest import App
from storage.personal_data import DELETED, HELD, Held

PAGE = (Path(handlers.__file__).parent.parent / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_the_page_gives_a_reason_for_each_permission_of_the_manifest_and_for_no_other() -> None:
    part = PAGE.partition("## Why each permission")[2]

    assert re.findall(r"^\| `([\w:]+)` \| .{10,}", part, re.MULTILINE) == sorted(App.installed().scopes)


def test_the_page_has_the_table_by_which_access_and_erasure_go() -> None:
    assert "\n".join(map(_row, reversed(HELD))) in PAGE


def _row(held: Held) -> str:
    gone = "its content goes, the row stays" if held.erased else "stays: an id, a day, who"
    return f"| `{held.table}` | {held.holds} | {'deleted' if held.erased == DELETED else gone} |"
