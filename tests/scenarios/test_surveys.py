"""Asking a customer how it went: by a person's click, by a rule, after a complaint; and not asking."""

import re
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

import pytest

from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.survey import PageState
from bot.domain.survey_link import reached
from bot.survey_page import answering
from bot.survey_page.page import choosing
from bot.use_cases import survey_stops
from bot.use_cases.customers import edit_customer
from bot.use_cases.merging import merge, propose
from bot.use_cases.session import customer_of
from bot.use_cases.surveys import Wanted, ask_by_mail, why_no_letter, why_no_link
from bot.use_cases.undo import undo, undoable
from tests.forgetting import forget
from tests.mail_server import Receiver
from tests.surveys import add_words, answer, look, start, stop, tokens
from tests.team import ANA, BEN, CARA, FEEDBACK, GENERAL, Team, action_ids, words


def ask(team: Team, **values: object) -> str:
    """Ana asks from the confirmation of what she logged; what she is told."""
    team.command(ANA, "/touchpoint", "Dana Reyes: showed her the new menu via:phone")
    team.click(ANA, "more", team.latest(ANA, GENERAL), value="ask:1")
    team.submit(ANA, **values)
    return team.told(ANA, GENERAL)


def test_asked_by_mail_each_answer_is_a_link_and_the_press_of_one_a_rating(writer: Team, post: Receiver) -> None:
    start(writer, post)
    told = ask(writer, way="mail", scale="csat")
    assert "goes out in 5 minutes" in told
    with writer.writing(ANA) as session:
        assert "a letter that asks them goes out on " in why_no_link(session, customer_of(session, 1))
    assert post.letters == []
    writer.advance(minutes=6)
    [letter] = post.letters
    plain, html = (part.get_content() for part in letter.message.iter_parts())
    assert "How satisfied are you with Harbour Kitchen?" in plain
    assert len(tokens(letter)) == 1
    [token] = tokens(letter)
    assert [f"/{token}/{number}" in plain for number in range(7)] == [False, True, True, True, True, True, False]
    assert f"/{token}/5" in html
    assert letter.message["List-Unsubscribe"].startswith("<https://ask.harbour.example/s/")
    assert letter.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert token not in str(writer.contents())
    assert [row["kind"] for row in writer.rows("SELECT kind FROM touchpoints")] == ["touchpoint"]
    answer(writer, token, 5)
    assert "CSAT 5" in " ".join(words(one) for one in writer.dm(ANA))
    writer.command(ANA, "/rapport", "survey")
    assert "Asked in the last 30 days*: 1; answered: 1 (100%)" in writer.told(ANA, GENERAL)


def card(team: Team, user: str) -> str:
    """What they see of Dana, with what is behind More."""
    team.command(user, "/customer", "Dana Reyes")
    return words(team.latest(user, GENERAL))


def test_whoever_is_named_is_asked_and_who_may_be_meant_is_asked_back(writer: Team, post: Receiver) -> None:
    start(writer, post)
    writer.command(ANA, "/rapport", "survey dana reyes")
    writer.submit(ANA, way="mail", scale="csat")
    assert "goes out in 5 minutes" in writer.told(ANA, GENERAL)
    writer.command(BEN, "/rapport", "survey Dna Reyes")
    assert "Which one do you mean?" in writer.told(BEN, GENERAL)
    assert action_ids(writer.latest(BEN, GENERAL)) == ["ask_customer"]


def test_the_card_says_that_they_were_asked_and_a_stop_somebody_noted_is_taken_back_by_them_or_a_lead(
    writer: Team,
) -> None:
    ask(writer, way="mail")
    assert "A letter is to ask them how it went" in card(writer, BEN)
    writer.advance(minutes=6)
    assert re.search("Asked how it went .*, no answer yet", card(writer, BEN))
    writer.command(ANA, "/rapport", "survey")
    writer.click(ANA, "note_answer", writer.latest(ANA, GENERAL))
    writer.submit(ANA, stop=["stop"])
    assert "is not asked again" in writer.told(ANA, GENERAL)
    assert "Asked not to be asked how it went" in card(writer, BEN)
    writer.click(BEN, "card_more", writer.latest(BEN, GENERAL))
    assert not {"may_ask_again", "ask_customer"} & set(action_ids(writer.latest(BEN, GENERAL)))
    with writer.writing(BEN) as session, pytest.raises(ConflictError, match="or by a lead"):
        survey_stops.lift(session, 1)
    card(writer, CARA)
    writer.click(CARA, "card_more", writer.latest(CARA, GENERAL))
    writer.click(CARA, "may_ask_again", writer.latest(CARA, GENERAL))
    assert "may be asked again" in writer.told(CARA, GENERAL)
    assert "not to be asked" not in card(writer, BEN)
    with writer.writing(CARA) as session:
        undo(session, undoable(session)[0].entry_id)
        assert why_no_letter(session, customer_of(session, 1)) == "they asked not to be asked"


def test_a_house_gets_one_letter_within_thirty_days_and_whoever_asks_is_told_why(writer: Team, post: Receiver) -> None:
    start(writer, post)
    house = Customer(0, "Kofi", company="BLUE DOOR DELI", emails=("kofi@bluedoor.example",), owner=ANA)
    kofi = writer.add_customer(house)
    with writer.writing(ANA) as session:
        edit_customer(session, replace(customer_of(session, 1), company="Blue Door Deli"))
    ask(writer, way="mail")
    with writer.writing(ANA) as session:
        why = why_no_letter(session, customer_of(session, kofi))
        assert why.startswith("a letter asked somebody of their company on ")
        assert why_no_link(session, customer_of(session, kofi)) == ""
    writer.command(ANA, "/touchpoint", "Kofi: called via:phone")
    writer.click(ANA, "more", writer.latest(ANA, GENERAL), value=f"ask:{kofi}")
    assert "Not by mail: a letter asked somebody of their company" in str(writer.form(ANA))


def test_who_was_asked_by_mistake_is_not_once_it_is_undone_in_time(writer: Team, post: Receiver) -> None:
    start(writer, post)
    ask(writer, way="mail")
    undo = writer.latest(ANA, GENERAL)
    writer.click(ANA, "undo", undo)
    assert "asking Dana Reyes how it went" in writer.told(ANA, GENERAL)
    writer.advance(minutes=6)
    assert post.letters == []
    told = ask(writer, way="mail")
    assert "goes out" in told
    undo = writer.latest(ANA, GENERAL)
    writer.advance(minutes=6)
    writer.click(ANA, "undo", undo)
    assert "The letter to Dana Reyes has left" in writer.told(ANA, GENERAL)
    assert len(post.letters) == 1


def test_without_a_public_address_a_number_comes_back_and_is_noted_from_the_digest(
    writer: Team, post: Receiver
) -> None:
    told = ask(writer, way="mail", scale="nps")
    assert "Note it from your digest" in told
    writer.command(ANA, "/followup", "Dana Reyes: send the menu due:tomorrow")
    writer.advance(minutes=6)
    [letter] = post.letters
    plain = next(iter(letter.message.iter_parts())).get_content()
    assert "answer this letter with a number" in plain
    assert "http" not in str(letter.message)
    writer.jump(writer.clock.now() + timedelta(days=1))
    [digest] = [one for one in writer.dm(ANA) if "Your day" in words(one)][-1:]
    assert "1 customer who was asked answers by mail" in words(digest)
    writer.click(ANA, "note_answer", digest)
    writer.submit(ANA, value="3", text="Too slow")
    assert "*Noted* for *Dana Reyes*: NPS 3" in writer.told(ANA, f"@{ANA}")
    assert "claim" in action_ids(writer.alert())
    undo = [one for one in writer.dm(ANA) if "Noted" in words(one)][-1]
    writer.click(ANA, "undo", undo)
    assert "Withdrawn" in words(writer.alert())
    assert [row["state"] for row in writer.rows("SELECT state FROM surveys")] == ["asked"]

    def lines() -> int:
        return sum("note_number" in action_ids(one) for one in writer.dm(ANA))

    assert lines() == 1
    writer.click(ANA, "note_number", digest, value="1:9")
    assert "*Noted* for *Dana Reyes*: NPS 9" in writer.told(ANA, f"@{ANA}")
    assert lines() == 0
    assert [row["answer"] for row in writer.rows("SELECT answer FROM surveys")] == [9]


def test_a_link_is_shown_once_and_kept_nowhere(writer: Team, post: Receiver) -> None:
    start(writer, post)
    told = ask(writer, way="link")
    [token] = tokens(told)
    assert token not in str(writer.contents())
    assert look(writer, token).state is PageState.OPEN
    answer(writer, token, 2)
    assert "answered when asked how it went" in words(writer.alert())
    ask_again = ask_refused(writer)
    assert "nobody is asked twice within 30 days" in ask_again


def ask_refused(team: Team) -> str:
    team.command(ANA, "/touchpoint", "Dana Reyes: called again via:phone")
    team.click(ANA, "more", team.latest(ANA, GENERAL), value="ask:1")
    return team.told(ANA, GENERAL)


def test_after_contacts_by_rule_once_and_never_amid_something(writer: Team, post: Receiver) -> None:
    start(writer, post, survey_after=frozenset({"phone"}))
    for name in ("Kofi", "Mara", "Lost", "Shy", "Rue"):
        writer.add_customer(Customer(0, name, emails=(f"{name}@x.example",), owner=BEN, email_ok=name != "Shy"))
    for text in (
        "Dana Reyes: called via:phone",
        "Kofi: mailed via:email",
        "Mara: called via:phone",
        "Shy: called via:phone",
        "Rue: called via:phone",
    ):
        writer.command(BEN, "/touchpoint", text)
    writer.command(BEN, "/complaint", "Mara: the box was empty")
    writer.command(BEN, "/followup", "Rue: send the offer due:tomorrow")
    writer.jump(writer.clock.now() + timedelta(days=1))
    writer.advance(minutes=16)
    assert [letter.recipients for letter in post.letters] == [["dana@bluedoor.example"]]
    writer.jump(writer.clock.now() + timedelta(days=2))
    writer.advance(minutes=16)
    assert len(post.letters) == 1
    writer.command(ANA, "/rapport", "survey")
    told = writer.told(ANA, GENERAL)
    assert "Shy, " in told
    assert "they want no emails" in told
    assert "they were in touch again since" in told


def test_a_complaint_put_right_is_asked_about_by_mail_and_a_bad_answer_opens_it_again(
    writer: Team, post: Receiver
) -> None:
    start(writer, post, survey_checks="mail")
    writer.command(ANA, "/complaint", "Dana Reyes: the box was empty")
    writer.click(BEN, "claim", writer.alert())
    writer.click(BEN, "done", writer.alert())
    writer.submit(BEN, resolution="sent a new one", root_cause="our mistake", category="product")
    assert "A letter asks them " in writer.told(BEN, FEEDBACK)
    writer.command(ANA, "/customer", "Dana Reyes")
    assert " · a letter asks " in words(writer.latest(ANA, GENERAL))
    writer.jump(writer.clock.now() + timedelta(days=3))
    writer.advance(minutes=16)
    [letter] = post.letters
    assert "put it right" in str(next(iter(letter.message.iter_parts())).get_content())
    assert writer.rows("SELECT 1 FROM followups WHERE kind = 'satisfaction check'") == []
    assert "with how Harbour Kitchen handled it?" in str(next(iter(letter.message.iter_parts())).get_content())
    [token] = tokens(letter)
    page = choosing(look(writer, token), "", None, "")
    assert "How satisfied are you with how we handled it?" in page
    assert "Dana" not in page
    answer(writer, token, 1)
    [complaint] = writer.rows("SELECT status FROM followups WHERE kind = 'complaint'")
    assert complaint["status"] in {"open", "claimed"}
    assert len(writer.rows("SELECT 1 FROM outbox WHERE kind = 'alert' AND edits IS NULL")) == 1
    answer(writer, token, 4)
    [complaint] = writer.rows("SELECT status FROM followups WHERE kind = 'complaint'")
    assert complaint["status"] == "done"
    assert "how their complaint was put right: *CSAT 4* of 5" in words(writer.dm(BEN)[-1])
    assert writer.rows("SELECT 1 FROM resolutions WHERE check_on IS NOT NULL") == []
    answer(writer, token, 1)
    add_words(writer, token, "The new one came on Tuesday")
    *_, told = [one for one in writer.dm(BEN) if "is open again" in words(one)]
    assert "Dana Reyes answered CSAT 1 when asked how it was put right" in words(told)
    assert all("The new one came on Tuesday" in words(one) for one in (told, writer.alert()))
    assert "@rapport" not in str(told)


def test_stop_holds_for_whoever_has_the_address(writer: Team, post: Receiver) -> None:
    start(writer, post)
    [token] = tokens(ask(writer, way="link"))
    stop(writer, token)
    with writer.writing(ANA) as session:
        edit_customer(session, replace(customer_of(session, 1), emails=()))
    writer.add_customer(Customer(0, "Dana R", emails=("Dana@bluedoor.example",), owner=ANA))
    writer.command(ANA, "/touchpoint", "Dana R: called via:phone")
    writer.click(ANA, "more", writer.latest(ANA, GENERAL), value="ask:2")
    assert "asked not to be asked" in writer.told(ANA, GENERAL)


def test_two_who_were_both_asked_and_turn_out_to_be_one_get_one_letter_and_a_stop_of_either_holds(
    writer: Team, post: Receiver
) -> None:
    start(writer, post)
    twin = writer.add_customer(Customer(0, "D. Reyes", emails=("dana@elsewhere.example",)))
    for one in (1, twin):
        with writer.writing(ANA) as session:
            ask_by_mail(session, customer_of(session, one), Wanted("csat"))
    with writer.writing(CARA) as session:
        merge(session, 1, twin, {}, seen=propose(session, 1, twin).seen, lists={})
    writer.advance(minutes=7)
    [letter] = post.letters
    assert "they were asked within 30 days" in " ".join(words(one) for one in writer.dm(ANA))
    stop(writer, tokens(letter)[0])

    with writer.writing(CARA) as session:
        assert why_no_letter(session, customer_of(session, 1)) == "they asked not to be asked"
        undo(session, undoable(session)[0].entry_id)
        whom = [customer_of(session, one) for one in (1, twin)]
        assert [why_no_letter(session, one) for one in whom] == ["they asked not to be asked"] * 2


def test_the_qr_code_of_a_link_is_an_image_as_long_as_it_can_be_answered(writer: Team, post: Receiver) -> None:
    start(writer, post)
    [token] = tokens(ask(writer, way="link"))
    page = reached(f"/s/T0HARBOUR/{token}/qr")
    assert page
    drawn = answering.answer(writer.rapport.deps, answering.Request(page, None), "")
    assert drawn.headers == ()
    assert drawn.content_type == "image/svg+xml"
    assert "<path" in drawn.body
    answer(writer, token, 3)
    writer.clock.set(writer.clock.now() + timedelta(hours=2))
    over = answering.answer(writer.rapport.deps, answering.Request(page, None), "")
    assert over.status == HTTPStatus.GONE


def test_erased_they_take_their_surveys_along_but_are_not_asked_when_they_come_back(
    writer: Team, post: Receiver
) -> None:
    start(writer, post, leads=frozenset({CARA}))
    [token] = tokens(ask(writer, way="link"))
    answer(writer, token, 1)
    stop(writer, token)
    forget(writer)
    assert look(writer, token).state is PageState.UNKNOWN
    for _ in range(3):
        writer.jump(writer.clock.now() + timedelta(hours=12, minutes=1))
    assert writer.rows("SELECT id FROM surveys UNION ALL SELECT id FROM survey_tokens") == []
    assert {row["customer_id"] for row in writer.rows("SELECT customer_id FROM survey_stops")} == {None}
    writer.add_customer(Customer(0, "Dana R", emails=("dana@bluedoor.example",), owner=ANA))
    [row] = writer.rows("SELECT id FROM customers")
    writer.command(ANA, "/touchpoint", "Dana R: called via:phone")
    writer.click(ANA, "more", writer.latest(ANA, GENERAL), value=f"ask:{row['id']}")
    assert "asked not to be asked" in writer.told(ANA, GENERAL)
