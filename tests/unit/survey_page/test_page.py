"""The pages a customer sees: whole, in their language, without anything from elsewhere."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bot.domain.saying import LANGUAGES, speaking
from bot.domain.survey import Page, PageState
from bot.survey_page import page as pages

OPEN = Page(PageState.OPEN, "nps")
ANSWERED = Page(PageState.ANSWERED, "csat", value=4)
PROBLEMS = (
    pages.UNKNOWN,
    pages.EXPIRED,
    pages.CLOSED,
    pages.TOO_MANY,
    pages.TOO_LARGE,
    pages.UNREADABLE,
    pages.NOT_NOW,
)
MEANT = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "form", "fieldset", "legend", "div",
         "label", "input", "span", "button", "textarea", "details", "summary", "footer", "a"}  # fmt: skip


def every(language: str) -> list[str]:
    with speaking(language):
        return [
            pages.choosing(replace(OPEN, language=language), "Harbour <Kitchen>", 9, "stop"),
            pages.choosing(replace(ANSWERED, language=language), "", 2, "stop", pages.none_chosen()),
            pages.answered(replace(ANSWERED, language=language), "Harbour Kitchen", pages.too_long()),
            pages.answered(replace(ANSWERED, language=language, has_words=True), ""),
            pages.stopping(),
            pages.stopped(),
            *map(pages.problem, PROBLEMS),
        ]


class Read(HTMLParser):
    """Which elements there are, with what they carry, and whether each is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_have_no_script_and_nothing_from_elsewhere_and_say_their_language(language: str) -> None:
    for html in every(language):
        read = Read(html)
        assert read.open == []
        assert {tag for tag, _ in read.tags} <= MEANT
        assert {attrs["href"] for tag, attrs in read.tags if tag == "a"} <= {"stop"}
        assert not [
            name for _, attrs in read.tags for name in attrs if name.startswith("on") or name in {"src", "action"}
        ]
        assert read.tags[0] == ("html", {"lang": language})
        assert len(re.findall("<h1>", html)) == 1


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {"en"}))
def test_every_sentence_of_the_pages_is_translated(language: str) -> None:
    words = [re.sub(r"<style>.*?</style>|[0-9]", "", one) for one in every(language)]
    english = [re.findall(r">([^<>]{8,})<", one) for one in every("en")]

    assert [said for page, other in zip(english, words, strict=True) for said in page if f">{said}<" in other] == []


def test_each_answer_is_a_radio_button_with_a_name_and_the_ends_say_what_they_mean() -> None:
    html = pages.choosing(OPEN, "Harbour Kitchen", 9, "stop")
    buttons = [attrs for tag, attrs in Read(html).tags if tag == "input"]

    assert [(one["type"], one["name"], one["value"]) for one in buttons] == [
        ("radio", "answer", str(value)) for value in range(11)
    ]
    assert [one["value"] for one in buttons if "checked" in one] == ["9"]
    assert "<legend><h1>How likely are you to recommend Harbour Kitchen to a friend or colleague?</h1></legend>" in html
    assert '10<span class="unseen"> = very likely</span></span></label>' in html


def test_what_people_wrote_stands_there_as_text() -> None:
    assert "Harbour &lt;Kitchen&gt;" in every("en")[0]


def test_the_policy_knows_the_style_of_the_page_by_its_hash() -> None:
    found = re.search("<style>(.*)</style>", pages.stopping(), re.DOTALL)

    assert found
    assert f"sha256-{base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()}" == pages.STYLE_HASH
