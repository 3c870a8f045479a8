"""What is sent to the survey page, read: a form of it, or nothing."""

from urllib.parse import urlencode

import pytest

from bot.survey_page.app import preferred
from bot.survey_page.asking import LARGEST_BODY, Sent, UnreadableError, sent

HEAD = {"content-type": "application/x-www-form-urlencoded; charset=UTF-8"}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("answer=0", Sent(0)),
        ("answer=10", Sent(10)),
        ("answer=100", Sent(None)),
        ("answer=-1", Sent(None)),
        ("answer=%D9%A3", Sent(None)),
        ("answer=", Sent(None)),
        ("", Sent(None)),
        ("words=", Sent(words="")),
        ("words=Nice+caf%C3%A9%0D%0Aand+warm%00", Sent(words="Nice café\nand warm")),
    ],
)
def test_a_form_says_a_number_or_words(body: str, said: Sent) -> None:
    assert sent(HEAD, body.encode()) == said


@pytest.mark.parametrize("body", [b"answer=3&answer=4", b"words=%FF", b"answer=\xff", b"&".join([b"a=1"] * 20)])
def test_what_no_browser_sends_is_no_form(body: bytes) -> None:
    with pytest.raises(UnreadableError):
        sent(HEAD, body)


@pytest.mark.parametrize("kind", ["", "application/json", "multipart/form-data; boundary=x", "text/plain"])
def test_another_kind_of_body_is_no_form(kind: str) -> None:
    with pytest.raises(UnreadableError):
        sent({"content-type": kind}, b"answer=3")


def test_the_longest_words_fit_in_a_body() -> None:
    assert len(urlencode({"words": "\N{PILE OF POO}" * 2_000})) < LARGEST_BODY


@pytest.mark.parametrize(
    ("listed", "language"),
    [("de-AT,de;q=0.9,en;q=0.8", "de"), ("fr, es;q=0.5", "es"), ("fr", ""), ("", ""), ("*,;q=,,de", "de")],
)
def test_a_browsers_list_of_languages_names_one_that_rapport_speaks(listed: str, language: str) -> None:
    assert preferred({"accept-language": listed}) == language
