"""A customer answers on the page: only what they press counts, once, and strangers change nothing."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.survey import LASTS, new_token
from bot.domain.survey_link import SurveyLinks
from bot.survey_page.app import HEADERS, Shown, SurveyPage
from bot.survey_page.limits import ALL, ONE, Rate
from tests.forged_surveys import FORM, Tokens, at, forged
from tests.survey_browser import Visitor
from tests.surveys import asked
from tests.team import BEN, FEEDBACK, Team, words

FACTS = ("touchpoints", "audit", "outbox", "followups", "survey_stops")

Somebody = Callable[..., Visitor]


def visitors(dana: Team, one: Rate = ONE) -> Somebody:
    """Makes visitors of the page, on which so many requests of one address are taken in."""
    shown = Shown("https://ask.harbour.example", "Harbour Kitchen")
    page = SurveyPage(dana.rapport.survey, shown, lambda _why: None, (one, ALL))
    return lambda address="192.0.2.1", language="en": Visitor(page, address, language)


@pytest.fixture
def somebody(dana: Team) -> Somebody:
    return visitors(dana)


def recorded(team: Team) -> list[object]:
    """All that a request could leave behind."""
    rows: list[object] = [team.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in FACTS]  # noqa: S608  # ours
    return rows + [tuple(row) for row in team.rows("SELECT * FROM surveys ORDER BY id")]


def test_links_lead_to_the_page() -> None:
    assert SurveyLinks("https://x.example", "T0HARBOUR").answer("t" * 32, 4) == f"https://x.example{at('t' * 32, '/4')}"


def test_an_answer_is_chosen_by_the_link_sent_by_the_button_explained_and_changed(
    dana: Team, somebody: Somebody
) -> None:
    token, customer = asked(dana), somebody()
    page = customer.get(at(token, "/2"))
    assert (page.status, page.chosen) == (200, [2])
    assert "How satisfied are you with Harbour Kitchen?" in page.words
    assert dana.rows("SELECT * FROM touchpoints") == []

    page = customer.post(at(token, "/2"), answer=2)
    assert (page.status, page.words.startswith("Thank you!")) == (200, True)
    assert "You answered 2, on a scale from 1 to 5." in page.words
    dana.settle()
    assert "CSAT 2" in words(dana.alert())

    page = customer.post(at(token), words="The soup was cold\r\nand <!channel> late")
    assert "Your words have arrived too" in page.words
    dana.settle()
    assert "The soup was cold" in words(dana.alert())

    assert customer.get(at(token, "/5")).chosen == [5]
    assert "You answered 2" in customer.get(at(token, "/5")).words
    assert "You answered 5" in customer.post(at(token, "/5"), answer=5).words
    assert [(row["rating_value"], row["text"]) for row in dana.rows("SELECT * FROM touchpoints")] == [
        (5, "The soup was cold\nand <!channel> late")
    ]
    assert len(dana.sees(BEN, FEEDBACK)) == 1

    dana.clock.set(dana.clock.now() + timedelta(hours=1))
    for late in (customer.get(at(token, "/1")), customer.post(at(token), answer=1), customer.get(at(token))):
        assert (late.status, "You have answered already" in late.words) == (410, True)
    assert [row["rating_value"] for row in dana.rows("SELECT * FROM touchpoints")] == [5]


def test_a_scanner_that_opens_every_link_twice_records_nothing(dana: Team, somebody: Somebody) -> None:
    token = asked(dana, scale="nps")
    before = recorded(dana)
    for method in ("GET", "HEAD", "GET", "OPTIONS"):
        for more in ("", "/stop", *(f"/{number}" for number in range(11)), "?utm_source=mail"):
            status = somebody("198.51.100.7").get(at(token, more), method).status
            assert status == (405 if method == "OPTIONS" else 200)
    assert recorded(dana) == before


def test_asking_stops_by_the_button_or_by_the_mail_program_alone_also_when_the_question_has_expired(
    dana: Team, somebody: Somebody
) -> None:
    token = asked(dana)
    dana.clock.set(dana.clock.now() + LASTS)
    assert somebody().get(at(token)).status == 410
    assert "Do you want us to stop asking you?" in somebody().get(at(token, "/stop")).words
    assert dana.rows("SELECT * FROM survey_stops") == []
    for body, kind in (
        (b"List-Unsubscribe=One-Click", FORM),
        (b"", ""),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
    ):
        page = somebody().ask("POST", at(token, "/stop"), body, kind)
        assert (page.status, "We will not ask you again" in page.words) == (200, True)
    assert "We will not ask you again" in somebody().get(at(token, "/stop")).words
    assert len(dana.rows("SELECT * FROM audit WHERE action = 'asked not to be asked'")) == 1


def test_what_lacks_something_says_what_to_do_and_keeps_what_was_answered(dana: Team, somebody: Somebody) -> None:
    token, customer = asked(dana), somebody()
    for wrong in ({}, {"answer": ""}, {"answer": 6}, {"answer": "four"}, {"words": "before any answer"}):
        page = customer.post(at(token), **wrong)
        assert (page.status, "Please choose one of these answers." in page.words) == (400, True)
    assert dana.rows("SELECT * FROM touchpoints") == []
    customer.post(at(token), answer=4)
    page = customer.post(at(token), words="x" * 2001)
    assert (page.status, "Up to 2,000 characters can be sent" in page.words) == (413, True)
    assert "You answered 4" in customer.post(at(token), words="  \r\n").words
    assert [(row["rating_value"], row["text"]) for row in dana.rows("SELECT * FROM touchpoints")] == [(4, "")]


def test_the_page_is_in_the_language_of_the_customer_and_where_nothing_is_known_in_that_of_the_browser(
    dana: Team, somebody: Somebody
) -> None:
    token = asked(dana)
    dana.rapport.database.write(lambda uow: uow.execute("UPDATE surveys SET language = 'es'"))
    assert '<html lang="es">' in somebody(language="de").get(at(token)).body
    unknown = somebody(language="de-CH, en;q=0.5").get(at(new_token()))
    assert (unknown.status, '<html lang="de">' in unknown.body) == (404, True)


def test_whatever_leads_nowhere_looks_the_same_and_no_answer_lacks_its_headers(dana: Team, somebody: Somebody) -> None:
    token, customer = asked(dana), somebody()
    nowhere = [at(new_token()), at("x"), at(token, "/11/2"), f"/s/T0OTHER/{token}", "/s/", at(token).lower()]
    pages = [customer.get(one) for one in nowhere]
    assert {(page.status, page.body) for page in pages} == {(404, pages[0].body)}
    pages += [
        customer.get(at(token)),
        customer.ask("PUT", at(token)),
        customer.ask("POST", at(token), b"{}", "text/json"),
    ]
    pages.append(customer.ask("POST", at(token), b"answer=3", FORM))
    assert [page.status for page in pages[-4:]] == [200, 405, 400, 303]
    for page in pages:
        assert dict(HEADERS).items() <= page.headers.items()
        assert page.headers["strict-transport-security"] == "max-age=31536000"
        assert "set-cookie" not in page.headers


def test_too_many_from_one_address_wait_and_others_do_not(dana: Team) -> None:
    somebody = visitors(dana, Rate(burst=6, a_second=1e-3))  # so slow that no machine is slower
    token, crowd = asked(dana), somebody("10.0.0.2")
    statuses = [crowd.ask("GET", at(token), x_forwarded_for="203.0.113.9").status for _ in range(7)]
    assert (statuses[0], statuses[-1]) == (200, 429)
    page = crowd.ask("POST", at(token), b"answer=1", FORM, x_forwarded_for="1.2.3.4, 203.0.113.9")
    assert (page.status, int(page.headers["retry-after"]) >= 1, "wait a minute" in page.words) == (429, True, True)
    assert dana.rows("SELECT * FROM touchpoints") == []
    assert crowd.ask("GET", at(token), x_forwarded_for="203.0.113.10").status == 200
    assert somebody("203.0.113.11").get(at(token)).status == 200


def test_of_forged_replayed_expired_and_oversized_requests_none_is_recorded_and_each_is_answered(
    dana: Team, somebody: Somebody
) -> None:
    """tests/bench/survey_requests.py sends 20,000."""
    expired = asked(dana)
    dana.clock.set(dana.clock.now() + LASTS)
    replayed, still_open = asked(dana), asked(dana)
    somebody().post(at(replayed), answer=3)
    dana.clock.set(dana.clock.now() + timedelta(hours=1))
    dana.settle()
    before, chance = recorded(dana), random.Random(14)  # noqa: S311  # the same each time
    tokens = Tokens(expired, replayed, still_open)
    for number in range(300):
        visitor = somebody(f"198.51.{number % 7}.{number % 251}")
        page = visitor.ask(*forged(chance, tokens))
        assert page.status in {400, 404, 405, 410, 413}, page
        assert "<h1>" in page.body
    assert recorded(dana) == before
