"""A letter handed to a real mail server: what is refused, dropped or stalled is told apart, without addresses."""

import socket
import ssl
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.mail_outcome import Outcome, Verdict
from bot.domain.mail_reasons import in_words, is_about_address
from bot.domain.mail_server import Encryption, MailServer, Sending
from bot.domain.mails import Mail, MailKind
from bot.mail import delivery
from bot.mail.delivery import TroubleError, check_sender, connected, deliver
from bot.mail.letter import Letter, compose
from tests.mail_server import SENDER, Receiver, Script, certificate_in, receiving

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
DANA = "dana@bluedoor.example"


def letter(text: str = "Happy birthday!\n.\n..dots\nDana") -> Letter:
    about = (1, "a" * 32, 1, 1, MailKind.WISHES, "U0ANA", NOW, DANA, "", "Happy birthday", text, NOW, "UTC", NOW, NOW)
    return compose(Mail(*about), SENDER, "Dana Reyes", "", NOW)


def yes() -> bool:
    return True


def send(server: Receiver, about: Letter | None = None, end: Callable[[], bool] = yes) -> Outcome:
    return deliver(server.sending, about or letter(), end)


def test_a_letter_arrives_as_it_was_written() -> None:
    with receiving() as server:
        assert send(server) == Outcome(Verdict.SENT)
    [got] = server.letters
    assert got.recipients == [DANA]
    assert got.sender == SENDER.address
    assert got.text.rstrip("\n") == "Happy birthday!\n.\n..dots\nDana"
    assert got.id == f"<{'a' * 32}@harbour.example>"


@pytest.mark.parametrize(
    ("answer", "verdict", "words", "marks"),
    [
        ("550 5.1.1 no such dana@bluedoor.example", Verdict.FINAL, "mailbox unknown", "address"),
        ("550 unknown user", Verdict.FINAL, "mailbox unknown", "address"),
        ("552 5.2.2 full", Verdict.FINAL, "the mailbox is full", "address"),
        ("556 5.1.10 null MX", Verdict.FINAL, "the domain takes no mail", "address"),
        ("554 5.7.1 relay access denied", Verdict.FINAL, "refused by the rules of the mail server", ""),
        ("550 5.7.26 SPF", Verdict.FINAL, "refused by the rules of the mail server", ""),
        ("530 5.7.0 authentication required", Verdict.FINAL, "refused by the rules of the mail server", ""),
        ("450 4.2.0 greylisted", Verdict.LATER, "put off by the mail server (it asks to try again later)", ""),
        ("421 4.3.2 closing", Verdict.CLOSED, "the mail server takes nothing just now", ""),
    ],
)
def test_a_refused_address_is_told_from_a_server_that_refuses_us(
    answer: str, verdict: Verdict, words: str, marks: str
) -> None:
    with receiving(Script(recipient={DANA: answer})) as server:
        outcome = send(server)
    assert outcome.verdict is verdict
    assert in_words(outcome.reason) == words
    assert is_about_address(outcome.reason) is (marks == "address")
    assert "@" not in outcome.reason
    assert server.letters == []


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        (Script(sender="550 5.7.1 not you"), Outcome(Verdict.CLOSED, "sender 550")),
        (Script(sender="451 later"), Outcome(Verdict.CLOSED, "sender 451")),
        (Script(text="552 5.3.4 too large"), Outcome(Verdict.FINAL, "text 552 5.3.4")),
        (Script(text="554 5.7.1 spam"), Outcome(Verdict.FINAL, "text 554 5.7.1")),
        (Script(text="451 4.7.1 greylisted"), Outcome(Verdict.LATER, "text 451 4.7.1")),
        (Script(drop="at DATA"), Outcome(Verdict.CLOSED, "connection lost")),
        (Script(drop="within"), Outcome(Verdict.CLOSED, "connection lost")),
        (Script(drop="after the dot, lost"), Outcome(Verdict.UNKNOWN, "unanswered")),
        (Script(drop="after the dot, taken"), Outcome(Verdict.UNKNOWN, "unanswered")),
    ],
)
def test_only_what_fails_after_the_dot_is_in_doubt(script: Script, outcome: Outcome) -> None:
    with receiving(script) as server:
        assert send(server, end=lambda: script.drop != "within" or server.hung_up.wait(5)) == outcome


def test_without_leave_at_the_end_nothing_is_sent() -> None:
    with receiving() as server:
        assert send(server, end=lambda: False).verdict is Verdict.CLOSED
    assert server.letters == []


def test_a_server_that_is_not_there_refuses_or_is_unknown() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    nobody = Sending(MailServer("127.0.0.1", port, Encryption.NONE), SENDER)
    assert deliver(nobody, letter(), yes) == Outcome(Verdict.CLOSED, "connection refused")
    unknown = Sending(MailServer("no-such-host.invalid", 25, Encryption.NONE), SENDER)
    assert deliver(unknown, letter(), yes).reason == "connection unknown"


@pytest.mark.parametrize("at", ["MAIL", "DOT"])
def test_a_silent_server_is_not_waited_for_for_ever(at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "TIMEOUT_S", 0.3)
    with receiving(Script(stall_at=at, stall_s=2)) as server:
        outcome = send(server)
    timeout = Outcome(Verdict.CLOSED, "connection timeout")
    assert outcome == (timeout if at == "MAIL" else Outcome(Verdict.UNKNOWN, "unanswered"))


def test_a_server_that_drips_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "WHOLE_S", 0.5)
    listener = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        client, _ = listener.accept()
        with client:
            client.sendall(b"220 slow\r\n250-")
            for _ in range(40):
                time.sleep(0.1)
                try:
                    client.sendall(b"x")
                except OSError:
                    return

    thread = threading.Thread(target=drip)
    thread.start()
    slow = Sending(MailServer("127.0.0.1", listener.getsockname()[1], Encryption.NONE), SENDER)
    assert deliver(slow, letter(), yes) == Outcome(Verdict.CLOSED, "connection timeout")
    thread.join()
    listener.close()


def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.TLS])
def test_over_tls_the_certificate_is_checked(encryption: Encryption, tmp_path: Path) -> None:
    certificate, other = certificate_in(tmp_path), certificate_in(tmp_path, "mail.other.example")
    is_tls = encryption is Encryption.TLS
    with receiving(certificate=certificate, is_tls=is_tls) as server:
        sending = server.reached(encryption)
        assert deliver(sending, letter(), yes, context=trusting(certificate)) == Outcome(Verdict.SENT)
        assert deliver(sending, letter(), yes) == Outcome(Verdict.CLOSED, "tls untrusted")
    with receiving(certificate=other, is_tls=is_tls) as server:
        reason = deliver(server.reached(encryption), letter(), yes, context=trusting(other)).reason
        assert reason == "tls untrusted"
    assert server.letters == []


def test_a_server_without_encryption_is_not_used_where_it_is_wanted() -> None:
    with receiving() as server:
        outcome = deliver(server.reached(Encryption.STARTTLS), letter(), yes)
        assert outcome == Outcome(Verdict.CLOSED, "tls missing")
        broken = deliver(server.reached(Encryption.TLS), letter(), yes)
        assert broken.reason in {"tls failed", "connection lost"}
    assert server.letters == []


@pytest.mark.parametrize(
    ("password", "outcome"),
    [("p@ss/word", Outcome(Verdict.SENT)), ("other", Outcome(Verdict.CLOSED, "login 535"))],
)
def test_who_is_not_let_in_is_told_so(password: str, outcome: Outcome) -> None:
    with receiving(Script(user="rapport", password="p@ss/word")) as server:
        sending = server.reached(Encryption.NONE, "rapport", password)
        assert deliver(sending, letter(), yes) == outcome


def test_the_from_address_can_be_asked_about_without_sending() -> None:
    with receiving() as server, connected(server.sending) as asked:
        check_sender(asked, SENDER.address)
    with (
        receiving(Script(sender="553 5.7.1 not yours")) as server,
        pytest.raises(TroubleError) as refused,
        connected(server.sending) as asked,
    ):
        check_sender(asked, SENDER.address)
    assert in_words(refused.value.reason) == "the mail server refuses the from-address"
    assert server.letters == []
