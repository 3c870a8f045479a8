"""A mail server that refuses, drops, is dead or gone, and letters of people who left: once, late, or given back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.use_cases.customers import edit_customer
from bot.use_cases.session import customer_of
from jobs.mailing import Mailer
from tests.leaving import leaves
from tests.letters import DANA, THEN, WEDNESDAY_NINE, approve, mails, note, told_of
from tests.mail_server import Receiver
from tests.team import ANA, BEN, GENERAL, Team, action_ids, words


def test_a_greylisted_letter_is_tried_again_and_nobody_is_told(writer: Team, post: Receiver) -> None:
    post.script.recipient[DANA], post.script.once = "451 4.7.1 greylisted, try later", True
    note(writer)
    approve(writer)
    assert post.letters == []
    writer.command(ANA, "/followup", "mine")
    assert "not yet: put off by the mail server" in words(writer.latest(ANA, GENERAL))
    writer.advance(minutes=2)
    assert len(post.letters) == 1
    assert not [one for one in writer.dm(ANA) if "letter" in words(one)]


def test_while_the_server_is_dead_letters_wait_and_go_out_once_when_it_is_back(writer: Team, post: Receiver) -> None:
    note(writer)
    post.script.sender = "451 4.3.0 not now"
    approve(writer)
    writer.advance(hours=5)
    assert [mail["state"] for mail in mails(writer)] == ["waiting"]
    post.script.sender = ""
    writer.advance(minutes=20)
    assert len(post.letters) == 1


def test_a_drop_after_the_dot_asks_and_sends_again_only_when_told(writer: Team, post: Receiver) -> None:
    post.script.drop = "after the dot, taken"
    note(writer)
    approve(writer)
    told = told_of(writer)
    assert "may have gone out: the mail server did not answer at the very end" in words(told)
    writer.advance(hours=3)
    assert len(post.letters) == 1
    writer.click(ANA, "mail_again", told)
    assert [*post.arrived().values()] == [2]  # under one Message-ID, by which a receiver can tell
    assert "went out" in words(told_of(writer))
    assert "mail_again" not in action_ids(told_of(writer))


def test_what_has_arrived_is_logged_and_done(writer: Team, post: Receiver) -> None:
    post.script.drop = "after the dot, taken"
    followup_id = note(writer)
    approve(writer, words="It was this")
    writer.click(ANA, "mail_arrived", told_of(writer))
    assert len(post.letters) == 1
    assert writer.rows("SELECT status FROM followups WHERE id = ?", followup_id) == [{"status": "done"}]
    assert "It was this" in writer.rows("SELECT text FROM touchpoints")[0]["text"]


def test_the_letter_of_somebody_who_left_goes_to_who_has_their_work_now(writer: Team, post: Receiver) -> None:
    with writer.writing(ANA) as session:
        edit_customer(session, replace(customer_of(session, 1), backup_owner=BEN))
    note(writer)
    approve(writer, **THEN)
    leaves(writer, ANA)
    writer.jump(WEDNESDAY_NINE - timedelta(minutes=5))
    writer.jump(WEDNESDAY_NINE)
    assert post.letters == []
    assert "who approved it is no longer of the team" in "".join(words(one) for one in writer.dm(BEN))


def test_where_no_server_is_set_up_there_is_copy_and_the_mail_program_alone(dana: Team) -> None:
    note(dana)
    dana.command(ANA, "/followup", "mine")
    dana.click(ANA, "draft", dana.latest(ANA, GENERAL))
    assert "open_in_mail" in action_ids(dana.form(ANA))
    assert "send_mail" not in action_ids(dana.form(ANA))


def test_a_server_that_is_set_up_no_more_gives_letters_back(writer: Team, post: Receiver) -> None:
    note(writer)
    approve(writer, **THEN)
    writer.stop()
    writer.start()
    writer.jump(WEDNESDAY_NINE)
    writer.jump(WEDNESDAY_NINE + timedelta(minutes=1))
    assert post.letters == []
    assert "no mail server is set up any more" in words(told_of(writer))


@dataclass
class Passing:
    """Ownership that passes to another process."""

    token: str = "first"

    def term(self) -> str:
        return self.token

    @contextmanager
    def acting(self) -> Iterator[None]:
        yield


def test_who_loses_the_workspace_while_sending_does_not_end_the_letter(writer: Team, post: Receiver) -> None:
    """It stood still before the final dot; whoever owns the workspace since sends it, once."""
    note(writer)
    approve(writer, **THEN)
    writer.clock.set(WEDNESDAY_NINE)
    mine = Passing()
    first = Mailer(writer.rapport.deps, mine, post.sending)  # type: ignore[arg-type]  # what it uses of one

    def lose(at: str) -> None:
        if at == "DATA":
            mine.token = "second"

    post.watch = lose
    first.drain()
    assert post.letters == []
    post.watch = lambda _at: None
    second = Mailer(writer.rapport.deps, Passing("third"), post.sending)  # type: ignore[arg-type]  # as above
    writer.clock.advance(120)
    second.drain()
    first.drain()
    assert len(post.letters) == 1
