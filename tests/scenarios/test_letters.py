"""A letter approved now and sent then: shown, changed, stopped, sent once, or given back with the reason."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.customers import Birthday, Customer
from bot.use_cases.customers import edit_customer
from bot.use_cases.session import customer_of
from tests.letters import DANA, THEN, WEDNESDAY_NINE, approve, mails, note, start, told_of
from tests.mail_server import Receiver
from tests.team import ANA, BEN, GENERAL, Json, Team, action_ids, words


def test_sent_at_once_it_is_a_touchpoint_and_its_follow_up_is_done(writer: Team, post: Receiver) -> None:
    followup_id = note(writer)
    approve(writer, subject="Thank you, Dana", words="Dear Dana,\n\nthank you.", reply_to="ana@harbour.example")

    [letter] = post.letters
    assert letter.recipients == [DANA]
    assert letter.message["Reply-To"] == "ana@harbour.example"
    assert letter.message["From"] == "Harbour Kitchen <hello@harbour.example>"
    assert letter.text.strip() == "Dear Dana,\n\nthank you."
    assert "is on its way" in writer.told(ANA, GENERAL)
    [touch] = writer.rows("SELECT * FROM touchpoints")
    assert (touch["channel"], touch["direction"], touch["logged_by"]) == ("email", "out", ANA)
    assert touch["text"] == "Dear Dana,\n\nthank you."
    [followup] = writer.rows("SELECT status, closed_by FROM followups WHERE id = ?", followup_id)
    assert followup == {"status": "done", "closed_by": ANA}
    [mail] = mails(writer)
    assert (mail["state"], mail["text"], mail["subject"]) == ("sent", "", "")
    assert letter.id == f"<{mail['key']}@harbour.example>"
    writer.command(ANA, "/rapport", "undo")
    assert "Mail approved" in writer.told(ANA, GENERAL)


def test_approved_now_it_goes_out_then_and_says_so_until_it_has(writer: Team, post: Receiver) -> None:
    note(writer)
    approve(writer, **THEN, words="Thank you!")
    assert "goes out Wed 25 Nov, 09:00 in Lisbon" in writer.told(ANA, GENERAL)
    writer.command(ANA, "/followup", "mine")
    shown = writer.latest(ANA, GENERAL)
    assert "goes out Wed 25 Nov, 09:00 in Lisbon" in words(shown)
    assert "stop_mail" in action_ids(shown)
    writer.command(ANA, "/customer", "Dana Reyes")
    assert "goes out Wed 25 Nov, 09:00 in Lisbon" in words(writer.latest(ANA, GENERAL))

    writer.jump(WEDNESDAY_NINE - timedelta(days=1))
    writer.jump(WEDNESDAY_NINE - timedelta(minutes=1))
    assert post.letters == []
    [digest] = [words(one) for one in writer.dm(ANA) if "Your day" in words(one)][-1:]
    assert "goes out Wed 25 Nov, 09:00 in Lisbon" in digest
    writer.jump(WEDNESDAY_NINE)
    writer.jump(WEDNESDAY_NINE + timedelta(minutes=1))
    assert [letter.text.strip() for letter in post.letters] == ["Thank you!"]
    assert not [one for one in writer.dm(ANA) if "goes out" in words(one)]


def test_wishes_are_proposed_for_nine_of_the_birthday_in_the_customers_zone(writer: Team, post: Receiver) -> None:
    writer.add_customer(
        Customer(0, "Kofi", emails=("k@x.example",), owner=ANA, birthday=Birthday(11, 24), timezone="Asia/Kolkata")
    )
    writer.jump(datetime(2026, 11, 23, 20, tzinfo=UTC))
    writer.jump(datetime(2026, 11, 24, 2, tzinfo=UTC))
    [followup] = writer.rows("SELECT id, due FROM followups WHERE kind = 'birthday'")
    writer.command(ANA, "/followup", "mine")
    writer.click(ANA, "draft", writer.latest(ANA, GENERAL), value=str(followup["id"]))
    writer.click_in_form(ANA, "send_mail")
    form = words(writer.form(ANA))
    assert "On this day, by the clock in Kolkata" in form
    writer.submit(ANA)
    [mail] = mails(writer)
    assert mail["go_at"].startswith("2026-11-24T03:30")
    assert mail["kind"] == "wishes"
    writer.jump(datetime(2026, 11, 24, 3, 30, tzinfo=UTC))
    assert len(post.letters) == 1


def test_stopped_it_does_not_go_out_and_the_stop_can_be_undone(writer: Team, post: Receiver) -> None:
    note(writer)
    approve(writer, **THEN)
    writer.command(ANA, "/followup", "mine")
    writer.click(ANA, "stop_mail", writer.latest(ANA, GENERAL))
    assert "does not go out" in writer.told(ANA, GENERAL)
    assert "goes out Wed" not in writer.told(ANA, GENERAL)
    writer.click(ANA, "undo", writer.latest(ANA, GENERAL))
    assert [mail["state"] for mail in mails(writer)] == ["waiting"]
    writer.jump(WEDNESDAY_NINE)
    assert len(post.letters) == 1


def test_undone_before_it_left_it_is_stopped_and_afterwards_it_cannot_be_called_back(
    writer: Team, post: Receiver
) -> None:
    note(writer)
    approve(writer, **THEN)
    confirmation = writer.latest(ANA, GENERAL)
    writer.click(ANA, "undo", confirmation)
    assert [mail["state"] for mail in mails(writer)] == ["stopped"]
    approve(writer, when="at once")
    writer.click(ANA, "undo", writer.latest(ANA, GENERAL))
    assert "cannot be called back" in writer.told(ANA, GENERAL)
    assert len(post.letters) == 1


def test_changed_only_the_new_words_go_out(writer: Team, post: Receiver) -> None:
    note(writer)
    approve(writer, **THEN, words="First")
    writer.command(ANA, "/followup", "mine")
    writer.click(ANA, "draft", writer.latest(ANA, GENERAL))
    assert "Change…" in words(writer.form(ANA))
    writer.click_in_form(ANA, "send_mail")
    assert "First" in str(writer.form(ANA))
    writer.submit(ANA, words="Second")
    writer.jump(WEDNESDAY_NINE)
    writer.jump(WEDNESDAY_NINE + timedelta(hours=1))
    assert [letter.text.strip() for letter in post.letters] == ["Second"]


def test_two_who_approve_at_once_send_one_letter(writer: Team, post: Receiver) -> None:
    writer.stop()
    start(writer, post)
    note(writer)
    for person in (ANA, BEN):
        writer.command(person, "/followup", "team")
        writer.click(person, "draft", writer.latest(person, GENERAL))
        writer.click_in_form(person, "send_mail")
    writer.submit(ANA, words="From Ana", when="then", day="2026-11-25", at="09:00")
    answer = writer.submit(BEN, words="From Ben")
    assert "has approved a letter for this already" in str(answer) + words(writer.form(BEN))
    writer.jump(WEDNESDAY_NINE)
    assert [letter.text.strip() for letter in post.letters] == ["From Ana"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"words": "  "}, "words"),
        ({"reply_to": "not an address"}, "reply_to"),
        ({"when": "then", "day": "2026-11-20", "at": "09:00"}, "day"),
        ({"when": "then", "day": "2026-11-23", "at": "08:00"}, "at"),
        ({"when": "then", "day": "2029-11-23", "at": "08:00"}, "day"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(
    writer: Team, post: Receiver, values: Json, field: str
) -> None:
    note(writer)
    answer = approve(writer, **values)
    assert field in str(answer)
    assert mails(writer) == []
    assert post.letters == []
    writer.submit(ANA, subject="Hi", words="Hello", reply_to="", when="at once")
    assert len(post.letters) == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"do_not_contact": True}, "they must not be contacted"),
        ({"email_ok": False}, "they want no emails"),
        ({"emails": ("dana@new.example",)}, "the address is not theirs any more"),
    ],
)
def test_consent_is_asked_again_when_it_is_to_go_out(writer: Team, post: Receiver, change: Json, why: str) -> None:
    note(writer)
    approve(writer, **THEN, words="What I wrote")
    with writer.writing(BEN) as session:
        edit_customer(session, replace(customer_of(session, 1), **change))
    writer.jump(WEDNESDAY_NINE)
    assert post.letters == []
    assert f"did not go out: {why}" in words(told_of(writer))
    told = writer.rows("SELECT state FROM ledger WHERE kind = 'mail' AND recipient = ?", ANA)
    assert told == [{"state": "sent"}]


def test_a_follow_up_that_was_closed_before_takes_its_letter_along(writer: Team, post: Receiver) -> None:
    followup_id = note(writer)
    approve(writer, **THEN)
    writer.command(ANA, "/followup", "mine")
    writer.click(ANA, "more", writer.latest(ANA, GENERAL), value=f"done:{followup_id}")
    before = len(writer.dm(ANA))
    writer.jump(WEDNESDAY_NINE - timedelta(hours=1))
    writer.jump(WEDNESDAY_NINE)
    assert post.letters == []
    assert not [one for one in writer.dm(ANA)[before:] if "letter" in words(one)]
    assert writer.rows("SELECT reason FROM ledger WHERE kind = 'mail'") == [
        {"reason": "its follow-up was closed before"}
    ]


def test_wishes_whose_day_is_over_are_given_back_and_not_sent(writer: Team, post: Receiver) -> None:
    writer.jump(datetime(2026, 11, 25, 8, tzinfo=UTC))
    approve(writer, when="then", day="2026-11-25", at="12:00")
    writer.jump(datetime(2026, 11, 26, 8, tzinfo=UTC))
    assert post.letters == []
    assert "did not go out: its time was over" in words(told_of(writer))


def test_a_refused_address_is_marked_and_another_proposed_until_it_is_edited(writer: Team, post: Receiver) -> None:
    with writer.writing(ANA) as session:
        edit_customer(session, replace(customer_of(session, 1), emails=(DANA, "dana@home.example")))
    post.script.recipient[DANA] = "550 5.1.1 <dana@bluedoor.example>: no such mailbox"
    note(writer)
    approve(writer, words="Keep these words")
    assert "did not go out: mailbox unknown" in words(told_of(writer))
    writer.command(ANA, "/customer", "Dana Reyes")
    assert f"{DANA} refused on 23 Nov: mailbox unknown" in words(writer.latest(ANA, GENERAL))

    writer.click(ANA, "send_mail", told_of(writer))
    form = writer.form(ANA)
    assert "Keep these words" in str(form)
    assert "refused on 23 Nov" in words(form)
    writer.submit(ANA)
    assert [letter.recipients for letter in post.letters] == [["dana@home.example"]]

    with writer.writing(ANA) as session:
        edit_customer(session, replace(customer_of(session, 1), emails=("dana@home.example",)))
    with writer.writing(ANA) as session:
        edit_customer(session, replace(customer_of(session, 1), emails=("dana@home.example", DANA)))
    writer.command(ANA, "/customer", "Dana Reyes")
    assert "refused on" not in words(writer.latest(ANA, GENERAL))


def test_a_letter_that_came_back_marks_its_address_until_that_is_undone(writer: Team, post: Receiver) -> None:
    followup_id = note(writer)
    approve(writer)
    assert len(post.letters) == 1
    writer.command(ANA, "/followup", "done")
    writer.click(ANA, "reopen", writer.latest(ANA, GENERAL), value=str(followup_id))
    writer.command(ANA, "/followup", "mine")
    writer.click(ANA, "draft", writer.latest(ANA, GENERAL))
    assert "A letter went out" in words(writer.form(ANA))
    writer.click_in_form(ANA, "mail_came_back")
    writer.command(ANA, "/customer", "Dana Reyes")
    assert f"{DANA} refused on 23 Nov: it came back" in words(writer.latest(ANA, GENERAL))
    [entry] = writer.rows("SELECT id FROM audit WHERE action = 'mail came back'")
    writer.command(ANA, "/rapport", "undo")
    writer.click(ANA, "undo", writer.latest(ANA, GENERAL), value=f"list:{entry['id']}")
    assert writer.rows("SELECT * FROM refused_addresses") == []
