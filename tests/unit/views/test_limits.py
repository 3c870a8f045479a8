"""Every view keeps Slack's limits for the worst that can be stored, and people's words are inert in all of them."""

import copy
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from typing import Any

import pytest

import bot.views
from bot.sandbox.errors import SlackError
from bot.sandbox.rules.blocks import check_message_blocks, check_view
from bot.views.home import home
from bot.views.message import Message
from tests.unit.views import worst as w
from tests.unit.views.shown import MESSAGES, Shown
from tests.unit.views.shown_forms import FORMS

PLAIN = {"raw_text", "plain_text", "text"}
"""Texts in which Slack looks for nothing: plain text, and text within rich text."""
PARTS = {
    *(
        "to_note",
        "lines_of",
        "older_page",
        "preview_of",
        "not_previewed",
        "other_answer",
        "resolution_lines",
        "same_matter",
    ),
    *("reasons", "last_asked", "has_done"),
    *("lines_of", "older_page", "preview_of", "not_previewed", "other_answer", "resolution_lines", "same_matter"),
    *(
        "customer_field",
        "customer_options",
        "followup_lines",
        "birthday_rows",
        "home_blocks",
        "short_home",
        "closed_home",
        "placed",
        "show_all",
        "action",
        "about_severity",
        "against",
        "lists_there_are",
    ),
    *("snooze_menu", "snooze_options", "failed_messages", "about_rows"),
    *("undo_rows", "about_day", "option_rows", "fine_notes", "custom_facts", "part", "whole", "assignee_away"),
    *("condition_rows", "segment_words", "value_words", "as_typed", "list_title"),
    *("guidance", "step_guidance", "playbook_rows", "progress_words", "coming_notes"),
    *("custom_inputs", "who", "reaching", "care", "terms", "word_options", "stage_select", "about_customer"),
    *("source", "said_by", "original_part"),
    *("left_over", "mending_rows"),
    *("chart", "number_cell", "pie", "table", "text_cell"),  # test_charts.py
    *("figure_rows", "figures_in_words", "parts", "sentence_blocks", "sentences", "shown_figures"),
    *("pane", "preview", "plain_preview"),  # no blocks but an entity: test_customer_pane.py
    *("stop_button", "refused_lines", "ways_to_send", "asks_whether_told"),
}
"""Functions that give parts of views; what is whole is tested."""


@pytest.mark.parametrize("name", MESSAGES)
def test_message_keeps_slacks_limits(name: str) -> None:
    message: Message = MESSAGES[name]()

    assert message.text.strip()
    assert len(message.text) <= 4000
    _accepted(lambda: check_message_blocks(copy.deepcopy(message.payload()["blocks"])))


@pytest.mark.parametrize("name", FORMS)
def test_form_keeps_slacks_limits(name: str) -> None:
    _accepted(lambda: check_view(FORMS[name](), "modal"))


def test_home_keeps_slacks_limits() -> None:
    _accepted(lambda: check_view(home(w.HOME), "home"))


@pytest.mark.parametrize("name", [*MESSAGES, *FORMS, "home"])
def test_words_of_people_are_inert(name: str) -> None:
    shown: dict[str, Shown] = {**MESSAGES, **FORMS, "home": lambda: home(w.HOME)}
    view = shown[name]()
    formatted = "\n".join(_formatted(view.payload() if isinstance(view, Message) else view))

    assert not re.search(r"<(?!@U0(?:ANA|BEN)>|@U0\d+>|#C0\w+|!date\^|https://(?:harbour|x\.example))", formatted)


def test_every_view_is_held_to_the_limits() -> None:
    shown = {name.partition(",")[0] for name in (*MESSAGES, *FORMS)} | {"home"}

    assert _views() - PARTS - shown == set()


def _accepted(check: Callable[[], Any]) -> None:
    try:
        check()
    except SlackError as error:
        pytest.fail(f"{error.code}: {error.more.get('errors')}")


def _formatted(part: Any) -> list[str]:  # noqa: ANN401  # because any JSON
    """Every text in which Slack looks for mentions and links: mrkdwn, and a message's own text."""
    if isinstance(part, list):
        return [text for each in part for text in _formatted(each)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if isinstance(part.get("text"), str) and part.get("type") not in PLAIN else []
    return own + [text for key, value in part.items() if key != "text" or not own for text in _formatted(value)]


def _views() -> set[str]:
    """Every function of bot/views that gives a message, a view or blocks."""
    found = set()
    for module in pkgutil.iter_modules(bot.views.__path__):
        if module.name not in {"blocks", "mrkdwn", "message", "size"}:
            loaded = importlib.import_module(f"bot.views.{module.name}")
            for name, one in vars(loaded).items():
                if inspect.isfunction(one) and one.__module__ == loaded.__name__ and not name.startswith("_"):
                    given = inspect.signature(one).return_annotation
                    found |= {name} if given is not str else set()
    return found
