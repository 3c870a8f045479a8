"""A letter that waits while its customer is merged, forgotten or brought back with a backup."""

from dataclasses import replace

import pytest

from bot.domain.customers import Customer
from bot.use_cases.customers import edit_customer
from bot.use_cases.session import customer_of
from storage import backup
from tests.letters import DANA, THEN, WEDNESDAY_NINE, approve, mails, note, start, told_of
from tests.mail_server import SENDER, Receiver
from tests.team import ANA, CARA, Team, words


def merge(team: Team, line: str) -> None:
    team.command(CARA, "/customer", f"merge {line}")
    team.submit(CARA)


@pytest.fixture
def leading(writer: Team, post: Receiver) -> Team:
    """The same, led by Cara, with a second record of Dana."""
    writer.stop()
    writer.start(smtp_url=post.sending.server, mail_from=SENDER, leads=frozenset({CARA}))
    writer.add_customer(Customer(0, "Danna Reyes", emails=("danna@home.example",), owner=ANA))
    return writer


def test_merged_meanwhile_it_goes_out_once_to_the_same_address(leading: Team, post: Receiver) -> None:
    note(leading, of="Danna Reyes")
    approve(leading, **THEN)
    merge(leading, "Danna Reyes into Dana Reyes")
    assert [mail["customer_id"] for mail in mails(leading)] == [1]
    leading.jump(WEDNESDAY_NINE)
    assert [letter.recipients for letter in post.letters] == [["danna@home.example"]]
    assert [row["customer_id"] for row in leading.rows("SELECT customer_id FROM touchpoints")] == [1]


def test_who_is_being_forgotten_gets_no_letter_and_it_is_erased_with_them(leading: Team, post: Receiver) -> None:
    note(leading)
    approve(leading, **THEN, words="Something about truffles")
    leading.command(CARA, "/customer", "forget Dana Reyes")
    leading.submit(CARA, name="Dana Reyes")
    leading.advance(hours=25, tick_s=21_600)
    leading.jump(WEDNESDAY_NINE)
    assert post.letters == []
    assert mails(leading) == []
    assert "truffles" not in str(leading.contents())
    assert DANA not in str(leading.contents())


@pytest.mark.engine("sqlite")  # of its files
@pytest.mark.parametrize("lost", ["kept", "lost"])
def test_after_a_restore_nothing_is_sent_twice(writer: Team, post: Receiver, lost: str) -> None:
    """What is known to have gone out is logged; where the file is lost, whoever approved it is asked."""
    note(writer)
    approve(writer, **THEN, words="Once")
    file = writer.file
    copy = backup.backup(file, file.parent / "backups", writer.clock.now(), keep=9)
    writer.jump(WEDNESDAY_NINE)
    assert len(post.letters) == 1
    writer.stop()
    if lost == "lost":
        file.unlink()
    writer.clock.advance(60)
    backup.restore(copy, file.parent, writer.clock.now())
    start(writer, post)
    writer.advance(minutes=3)
    assert len(post.letters) == 1
    [mail] = mails(writer)
    if lost == "kept":
        assert mail["state"] == "sent"
        assert [row["text"] for row in writer.rows("SELECT text FROM touchpoints")] == ["Once"]
        assert [row["status"] for row in writer.rows("SELECT status FROM followups WHERE kind = 'thank-you'")] == [
            "done"
        ]
        return
    assert "may have gone out: a backup was restored in the meantime" in words(told_of(writer))
    writer.click(ANA, "mail_let_be", told_of(writer))
    assert [mail["state"] for mail in mails(writer)] == ["stopped"]
    assert len(post.letters) == 1


@pytest.mark.engine("sqlite")  # of its files
def test_what_still_waited_in_the_file_that_is_replaced_waits_on(writer: Team, post: Receiver) -> None:
    note(writer)
    approve(writer, **THEN)
    file = writer.file
    copy = backup.backup(file, file.parent / "backups", writer.clock.now(), keep=9)
    with writer.writing(ANA) as session:
        edit_customer(session, replace(customer_of(session, 1), company="Blue Door"))
    writer.stop()
    writer.clock.advance(60)
    backup.restore(copy, file.parent, writer.clock.now())
    start(writer, post)
    writer.jump(WEDNESDAY_NINE)
    assert len(post.letters) == 1
