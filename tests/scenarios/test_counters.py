"""A link for everybody at the counter: leads make it, whoever stands there answers, and somebody says who it was."""

import re
from datetime import timedelta
from urllib.parse import urljoin

import pytest

from bot.domain.counter import ASKS, CROWD
from bot.domain.survey import new_token
from bot.survey_page.app import Shown, SurveyPage
from tests.forged_surveys import FORM, at
from tests.forgetting import forget
from tests.mail_server import Receiver
from tests.survey_browser import Page, Visitor
from tests.surveys import start
from tests.team import ANA, BEN, CARA, FEEDBACK, GENERAL, Json, Team, action_ids, words

FACTS = ("counter_answers", "touchpoints", "audit", "outbox", "followups")


@pytest.fixture
def shop(writer: Team, post: Receiver) -> Team:
    """A team whose customers reach the page, with a link for the front desk; Cara leads it."""
    start(writer, post)
    writer.command(CARA, "/rapport", "survey counter Front desk")
    return writer


@pytest.fixture
def guest(shop: Team) -> Visitor:
    """Whoever stands there."""
    return visitor(shop)


def visitor(team: Team, language: str = "en") -> Visitor:
    page = SurveyPage(team.rapport.survey, Shown("https://ask.harbour.example", "Harbour Kitchen"), lambda _why: None)
    return Visitor(page, language=language)


def link(team: Team) -> str:
    """The path of the first link there is."""
    return at(team.rows("SELECT token FROM survey_counters ORDER BY id")[0]["token"])


def ticket_in(page: Page) -> str:
    [ticket] = set(re.findall(r'name="ticket" value="([\w-]{32})"', page.body))
    return str(ticket)


def answers(guest: Visitor, where: str, value: int) -> str:
    """They open the link and press a number; where their own page is."""
    ticket = ticket_in(guest.get(where))
    assert "Thank you!" in guest.post(where, answer=value, ticket=ticket).words
    return at(ticket)


def recorded(team: Team) -> list[int]:
    return [team.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in FACTS]  # noqa: S608  # ours


def own(team: Team, user: str) -> Json:
    """The last that only this person sees where alerts go."""
    return [one for one in team.sees(user, FEEDBACK) if one.get("is_ephemeral")][-1]


def notices(team: Team) -> list[Json]:
    """What stands where alerts go about the front desk."""
    team.settle()
    return [one for one in team.sees(BEN, FEEDBACK) if "*Front desk*" in words(one)]


def test_whoever_opens_the_link_answers_once_explains_and_changes_it_and_looking_records_nothing(
    shop: Team, guest: Visitor
) -> None:
    told = shop.told(CARA, GENERAL)
    assert "*Made*: a link for *Front desk*" in told
    assert f"https://ask.harbour.example{link(shop)}" in told
    before = recorded(shop)
    for more in ("", "/4", "/qr"):
        assert [guest.get(at(link(shop).rpartition("/")[2], more), how).status for how in ("GET", "HEAD")] == [200, 200]
    assert guest.get(f"{link(shop)}/stop").status == 404
    assert recorded(shop) == before

    first = guest.get(f"{link(shop)}/2")
    assert (first.chosen, "Stop asking me" in first.words) == ([2], False)
    ticket = ticket_in(first)
    page = guest.post(f"{link(shop)}/2", answer=2, ticket=ticket)
    assert "You answered 2, on a scale from 1 to 5." in page.words
    [onward] = re.findall(r'<footer><a href="([^"]+)"', page.body)
    assert urljoin(at(ticket), onward) == link(shop)
    assert guest.get(link(shop)).chosen == []
    assert guest.post(link(shop), answer=2, ticket=ticket).words == page.words
    [notice] = notices(shop)
    assert "*Front desk*: somebody answered *CSAT 2* of 5. Who was it?" in words(notice)

    assert "Your words have arrived too" in guest.post(at(ticket), words="<!channel> cold soup").words
    assert guest.post(at(ticket), words="more").status == 200
    [notice] = notices(shop)
    assert "cold soup" in words(notice)
    assert "<!channel>" not in str(notice)
    assert "You answered 4" in guest.post(at(ticket), answer=4).words
    assert "the answer was changed to CSAT 4" in words(notices(shop)[0])
    assert [(row["value"], row["words"]) for row in shop.rows("SELECT * FROM counter_answers")] == [
        (4, "<!channel> cold soup")
    ]
    assert ticket not in str(shop.contents())
    shop.clock.set(shop.clock.now() + timedelta(hours=1))
    over = guest.get(at(ticket))
    assert (over.status, "Next customer" in over.words) == (410, True)
    assert guest.post(link(shop), answer=1, ticket=ticket).status == 410
    assert shop.rows("SELECT value FROM counter_answers")[0]["value"] == 4
    assert shop.rows("SELECT * FROM touchpoints") == []
    shop.command(ANA, "/touchpoint", "Dana Reyes: called via:phone")
    shop.command(CARA, "/rapport", "report week")
    assert "At the counter, besides: CSAT 100% (1 answer)." in words(shop.latest(CARA, GENERAL))


def test_who_it_was_makes_a_rating_of_theirs_with_its_alert_and_undo_asks_again(shop: Team, guest: Visitor) -> None:
    page = answers(guest, link(shop), 1)
    [notice] = notices(shop)
    shop.click(BEN, "who_was_it", notice)
    shop.submit(BEN, customer="Dana Reyes")
    told = shop.told(BEN, FEEDBACK)
    assert "Logged for *Dana Reyes*. The team is being alerted." in told
    assert "claim" in action_ids(shop.alert())
    [notice] = notices(shop)
    assert "said who answered *CSAT 1*" in words(notice)
    assert action_ids(notice) == []
    guest.post(page, words="Nobody came to our table")
    shop.settle()
    assert "Nobody came to our table" in words(shop.alert())
    shop.click(BEN, "undo", own(shop, BEN))
    assert "Withdrawn" in words(shop.alert())
    [notice] = notices(shop)
    assert "Nobody came to our table" in words(notice)
    assert "who_was_it" in action_ids(notice)


def test_who_one_does_not_know_another_may_still_and_what_was_said_stays_to_be_read(shop: Team, guest: Visitor) -> None:
    guest.post(answers(guest, link(shop), 3), words="The fish was the best in town")
    guest.post(answers(guest, link(shop), 2), words="Cold soup")
    [notice] = notices(shop)
    shop.click(BEN, "nobody_known", notice)
    [notice] = notices(shop)
    assert f"<@{BEN}> does not know who it was; the answer counts." in words(notice)
    assert ("Cold soup" in words(notice), action_ids(notice)) == (True, ["who_was_it"])
    shop.command(CARA, "/rapport", "survey counter")
    told = shop.told(CARA, GENERAL)
    assert told.index(": Cold soup") < told.index(": The fish was the best in town")
    shop.click(BEN, "undo", own(shop, BEN))
    [notice] = notices(shop)
    assert action_ids(notice) == ["who_was_it", "nobody_known"]
    shop.click(BEN, "nobody_known", notice)
    for person in (ANA, CARA):
        shop.click_unsettled(person, "who_was_it", notice)
    shop.submit(ANA, customer="Dana Reyes")
    shop.submit(CARA, customer="Dana Reyes")
    assert "was faster" in str(shop.sandbox.people.view(user=CARA))
    assert len(shop.rows("SELECT * FROM touchpoints")) == 1
    assert "answered at the counter (Front desk), " in words(shop.alert())
    assert f"<@{ANA}> said who it was" in words(shop.alert())


def test_an_ended_link_says_so_kindly_and_records_nothing_until_that_is_undone(shop: Team, guest: Visitor) -> None:
    form = ticket_in(guest.get(link(shop)))
    theirs = answers(guest, link(shop), 5)
    shop.command(CARA, "/rapport", "survey counter")
    assert "1 answer in 30 days, CSAT 100%" in shop.told(CARA, GENERAL)
    shop.click(CARA, "end_counter", shop.latest(CARA, GENERAL))
    before = recorded(shop)
    for page in (guest.get(link(shop)), guest.post(link(shop), answer=1, ticket=form), guest.get(f"{link(shop)}/qr")):
        assert (page.status, "Nobody is asked here any more" in page.words) == (410, True)
    assert recorded(shop) == before
    assert "You answered 5" in guest.get(theirs).words
    shop.click(CARA, "undo", shop.latest(CARA, GENERAL))
    assert guest.get(link(shop)).status == 200
    assert notices(shop) == []


def test_forged_forms_and_tokens_record_nothing(shop: Team, guest: Visitor) -> None:
    theirs = answers(guest, link(shop), 3)
    before = recorded(shop)
    for wrong in (
        {"answer": 1},
        {"answer": 1, "ticket": "short"},
        {"answer": 9, "ticket": new_token()},
        {"ticket": new_token()},
        {"words": "no answer", "ticket": new_token()},
    ):
        page = guest.post(link(shop), **wrong)
        assert (page.status, "Please choose one of these answers." in page.words) == (400, True)
    taken = link(shop).rpartition("/")[2]
    assert guest.ask("POST", link(shop), f"answer=1&ticket={taken}".encode(), FORM).status == 303
    for method, where in (("POST", at(new_token())), ("POST", f"{theirs}/stop"), ("PUT", link(shop))):
        assert guest.ask(method, where, f"answer=1&ticket={new_token()}".encode(), FORM).status in {404, 405}
    assert recorded(shop) == before


def test_so_many_answers_at_once_are_no_guests_and_so_many_low_ones_are_not_all_asked_about(
    shop: Team, guest: Visitor
) -> None:
    for _ in range(CROWD):
        sent = guest.ask("POST", link(shop), f"answer=1&ticket={new_token()}".encode(), FORM)
        assert sent.status == 303
    page = guest.ask("POST", link(shop), f"answer=1&ticket={new_token()}".encode(), FORM)
    assert (page.status, "wait a minute" in page.words) == (429, True)
    assert shop.rows("SELECT count(*) AS n FROM counter_answers")[0]["n"] == CROWD
    assert shop.rows("SELECT count(*) AS n FROM outbox WHERE kind = 'counter answer'")[0]["n"] == ASKS


def test_the_page_is_in_the_language_of_the_browser_or_else_of_the_team(shop: Team) -> None:
    assert "Wie zufrieden" in visitor(shop, "de-CH, en;q=0.5").get(link(shop)).words
    assert "How satisfied" in visitor(shop, "fr").get(link(shop)).words
    shop.choose(CARA, language="es")
    assert '<html lang="es">' in visitor(shop, "fr").get(link(shop)).body


def test_only_leads_make_links_each_place_has_one_and_a_slip_is_undone(shop: Team, guest: Visitor) -> None:
    shop.command(BEN, "/rapport", "survey counter Bar")
    assert "Only leads and workspace admins can make links for the counter" in shop.told(BEN, GENERAL)
    shop.command(CARA, "/rapport", "survey counter front  DESK")
    assert "There is a link for “front DESK” already" in shop.told(CARA, GENERAL)
    shop.command(CARA, "/rapport", "survey")
    shop.click(CARA, "show_counters", shop.latest(CARA, GENERAL))
    shop.click(CARA, "add_counter", shop.latest(CARA, GENERAL))
    shop.submit(CARA, name="Terrace", scale="nps")
    assert "*Made*: a link for *Terrace*" in shop.told(CARA, GENERAL)
    shop.click(CARA, "undo", shop.latest(CARA, GENERAL))
    [bar] = shop.rows("SELECT token FROM survey_counters WHERE name = 'Terrace'")
    assert guest.get(at(bar["token"])).status == 410
    shop.command(BEN, "/rapport", "survey")
    assert "Front desk: 0 answers in 30 days" in shop.told(BEN, GENERAL)


def test_who_is_named_in_an_answer_is_forgotten_there_too(shop: Team, guest: Visitor) -> None:
    page = answers(guest, link(shop), 1)
    guest.post(page, words="Ask Dana Reyes, she saw it")
    assert "Dana Reyes" in words(notices(shop)[0])
    forget(shop)
    shop.advance(days=1, hours=1)
    assert "Dana Reyes" not in str(shop.sees(BEN, FEEDBACK))
    [left] = shop.rows("SELECT words, value FROM counter_answers")
    assert (left["words"], left["value"]) == ("", 1)
