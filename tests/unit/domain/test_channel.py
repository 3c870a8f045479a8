"""The words people use for a channel and a severity."""

import pytest

from bot.domain.channel import Channel, Severity, read_channel, read_severity
from bot.domain.errors import NotUnderstoodError


@pytest.mark.parametrize(
    ("typed", "channel"),
    [
        ("phone", "phone"), ("Call", "phone"), ("email", "email"), ("e-mail", "email"), ("mail", "email"),
        ("sms", "chat"), ("WhatsApp", "chat"), ("in person", "in person"), ("in-person", "in person"),
        ("in_person", "in person"), ("visit", "in person"), ("instagram", "social"), ("zoom", "video"),
        ("video call", "video"), ("letter", "letter"), ("other", "other"), (" Phone. ", "phone"),
    ],
)  # fmt: skip
def test_synonyms_of_a_channel_are_read(typed: str, channel: str) -> None:
    assert read_channel(typed) is Channel(channel)


@pytest.mark.parametrize("channel", list(Channel))
def test_every_channel_reads_by_its_own_name(channel: Channel) -> None:
    assert read_channel(channel) is channel


def test_an_unknown_channel_is_answered_with_those_there_are() -> None:
    with pytest.raises(NotUnderstoodError, match=r"“pigeon”. These work: phone, email, chat, in person"):
        read_channel("pigeon")


@pytest.mark.parametrize(
    ("typed", "severity"), [("high", "high"), ("URGENT", "high"), ("normal", "medium"), ("minor", "low")]
)
def test_synonyms_of_a_severity_are_read(typed: str, severity: str) -> None:
    assert read_severity(typed) is Severity(severity)


def test_an_unknown_severity_is_answered_with_those_there_are() -> None:
    with pytest.raises(NotUnderstoodError, match="These work: high, medium, low"):
        read_severity("purple")
