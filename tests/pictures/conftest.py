"""A page of the real bot in its stand-in, and where the pictures go."""

import os
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.sandbox.conftest import browser, new_page, window

__all__ = ["browser", "new_page", "window"]

FOLDER = Path(os.environ.get("RAPPORT_PICTURES") or Path(__file__).parents[2] / "build" / "pictures")


@pytest.fixture(scope="session")
def pictures() -> Iterator[Path]:
    """The folder of the pictures; afterwards its `index.html` shows all that are there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    yield FOLDER
    shown = "".join(
        f'<figure><figcaption>{escape(path.stem)}</figcaption><img src="{escape(path.name)}" alt=""></figure>'
        for path in sorted(FOLDER.glob("*.png"))
    )
    style = "body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:16px;background:#888}img{max-width:640px}"
    page = f"<!doctype html><meta charset=utf-8><title>Rapport, every surface</title><style>{style}</style>{shown}"
    (FOLDER / "index.html").write_text(page, encoding="utf-8")


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Iterator[Page]:
    """The page, not yet opened; what the browser complains of fails the test."""
    complaints: list[str] = []
    page = new_page(1280, 900)
    page.emulate_media(reduced_motion="reduce")
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    assert complaints == []
