"""The pages of how it is built name what there is."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "docs" / "architecture.md", *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
FOLDERS = [ROOT / name for name in ("bot", "docs", "handlers", "jobs", "storage", "tests")]
NAMES = {f"{one.name}/" if one.is_dir() else one.name for folder in FOLDERS for one in folder.rglob("*")}


def _paths() -> list[tuple[Path, str]]:
    """(page, path) of every file or folder that a page names: `jobs/__init__.py`, `domain/urgency.py`, storage/."""
    named = re.compile(r"(?<![\w/.:-])(?:\.\./)*[\w/-]*\w(?:\.(?:py|yml|md)\b|/(?=[\s`,;.)]))")
    return [(page, path) for page in PAGES for path in sorted(set(named.findall(page.read_text())))]


@pytest.mark.parametrize(("page", "path"), _paths(), ids=[f"{page.name} {path}" for page, path in _paths()])
def test_every_path_that_a_page_names_is_there(page: Path, path: str) -> None:
    """From the page, the root or `bot/`; a name alone is that of something in the folder spoken of before."""
    assert path in NAMES or any((base / path).exists() for base in (page.parent, ROOT, ROOT / "bot"))


def test_paths_are_found_however_the_pages_name_them() -> None:
    found = {path for _, path in _paths()}

    assert {"domain/message_kinds.py", "manifest.yml", "jobs/__init__.py", "storage/", "decisions/README.md"} <= found
