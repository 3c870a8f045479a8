"""Messages and views are cut to what Slack takes: the longest texts first, then the end, never within a token."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.rules.blocks import check_message_blocks, check_view
from bot.views.blocks import actions, button, context, modal, option, overflow, preformatted, section
from bot.views.home import home
from bot.views.message import Message
from bot.views.size import LONGEST, MOST_BLOCKS, characters, cut, fitted, fitted_view
from tests.unit.views import worst as w


def test_what_fits_is_left_as_it_is() -> None:
    blocks = [section("x" * 2000), actions(button("Claim", "claim"))]
    assert fitted(blocks) == blocks


def test_words_labels_and_what_is_preformatted_count() -> None:
    blocks = [
        section("12345"),
        context("678"),
        preformatted("90"),
        actions(button("abc", "a"), overflow("o", [option("de", "1")])),
    ]
    assert characters(blocks) == 15


def test_the_longest_text_gives_way_first() -> None:
    blocks = [section("short"), *(section("x" * 2900) for _ in range(5)), actions(button("Claim", "claim"))]
    shown = fitted(blocks)
    assert shown[0] == section("short")
    assert shown[-1] == actions(button("Claim", "claim"))
    assert characters(shown) <= LONGEST
    assert all(block["text"]["text"].endswith("x…") for block in shown[1:-1])


def test_the_end_goes_where_cutting_texts_is_not_enough_and_that_is_said() -> None:
    shown = fitted([section("x" * 290) for _ in range(80)])
    assert len(shown) <= MOST_BLOCKS
    assert "more than fits" in shown[-1]["elements"][0]["text"]


def test_the_blocks_given_are_not_changed() -> None:
    blocks = [section("x" * 2900) for _ in range(10)]
    before = copy.deepcopy(blocks)
    fitted(blocks)
    assert blocks == before


@pytest.mark.parametrize(
    ("text", "length", "kept"),
    [
        ("plain words here", 8, "plain w…"),
        ("see <https://x.example/long|the page> now", 20, "see…"),
        ("for <@U0ANA> and <@U0BEN>", 20, "for <@U0ANA> and…"),
        ("due <!date^1764000000^{date_short}|Mon> or so", 30, "due…"),
        ("a &amp; b", 6, "a…"),
        ("a &amp; b &lt; c and more", 14, "a &amp; b…"),
    ],
)
def test_nothing_is_cut_in_its_middle(text: str, length: int, kept: str) -> None:
    assert cut(text, length) == kept


@given(st.lists(st.text(alphabet="ab <>&;|@!^", min_size=1, max_size=3000), min_size=1, max_size=120))
def test_whatever_is_said_slack_takes_it(texts: list[str]) -> None:
    payload = Message("x" * 5000, [section(text) for text in texts]).payload()
    check_message_blocks(copy.deepcopy(payload["blocks"]))
    assert characters(payload["blocks"]) <= LONGEST
    assert len(payload["text"]) <= 4000


def test_what_fits_stays_so_when_it_is_asked_again() -> None:
    once = fitted([section("x" * 2900) for _ in range(60)])
    assert fitted(once) == once


def test_a_page_of_too_many_blocks_is_cut_and_says_so() -> None:
    page = modal("", "Card", [section("x" * 3000) for _ in range(140)])
    check_view(copy.deepcopy(page), "modal")
    assert "more than fits" in page["blocks"][-1]["elements"][0]["text"]


def test_a_page_of_too_many_bytes_is_cut() -> None:
    blocks = [actions(*(button("x" * 75, f"a{n}", "v" * 2000) for n in range(25))) for _ in range(90)]
    shown = fitted_view(blocks)
    check_view(modal("", "Card", shown), "modal")
    assert 0 < len(shown) < 90


def test_home_is_within_what_slack_takes_also_with_an_outcome_on_top() -> None:
    check_view(home(w.HOME, Message("Done", [section("x" * 3000) for _ in range(30)])), "home")
