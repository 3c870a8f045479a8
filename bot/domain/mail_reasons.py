"""Why a letter did not go out, kept as a short code and said in words; never what a server wrote: it quotes addresses.

A code is a stage of sending, then what was answered there: SMTP's reply code (RFC 5321), and the enhanced status code
(RFC 3463) where there is one; or a word of ours: "recipient 550 5.1.1", "connection refused".
"""

from collections.abc import Mapping

CONNECTION: Mapping[str, str] = {
    "connection refused": "the mail server refuses the connection",
    "connection unknown": "there is no mail server of this name",
    "connection timeout": "the mail server does not answer in time",
    "connection lost": "the mail server dropped the connection",
    "connection unreachable": "the mail server cannot be reached",
    "greeting": "the mail server takes nothing just now",
    "tls missing": "the mail server offers no encryption (STARTTLS)",
    "tls untrusted": "the mail server's certificate is not to be trusted",
    "tls failed": "no encrypted connection to the mail server can be made",
    "login missing": "the mail server takes no user and password",
    "login": "the mail server refuses user or password",
    "sender": "the mail server refuses the from-address",
}
"""What keeps every letter back: by the whole code, or by its stage."""

_MAILBOX = {
    "5.1.1": "mailbox unknown",
    "5.1.10": "the domain takes no mail",
    "5.1.2": "the domain is unknown",
    "5.1.3": "not a valid address",
    "5.1.6": "the mailbox has moved",
    "5.2.1": "the mailbox is closed",
    "5.2.2": "the mailbox is full",
    "5.4.4": "the domain is unknown",
    "550": "mailbox unknown",
    "551": "the mailbox has moved",
    "552": "the mailbox is full",
    "553": "not a valid address",
    "556": "the domain takes no mail",
}
_TEXT = {
    "552": "it is too large",
    "5.3.4": "it is too large",
    "5.2.3": "it is too large",
}
_RULES = "refused by the rules of the mail server"

OURS: Mapping[str, str] = {
    "late": "its time was over",
    "address changed": "the address is not theirs any more",
    "address bad": "the address is not one that mail can go to",
    "address foreign": "the mail server cannot send to addresses with such letters",
    "do not contact": "they must not be contacted",
    "no email": "they want no emails",
    "no wishes": "they want no birthday wishes",
    "closed": "there was nothing to do any more",
    "left": "who approved it is no longer of the team",
    "lost": "they are no longer a customer",
    "stopped": "it was stopped",
    "restored": "a backup was restored in the meantime",
    "crashed": "Rapport stopped while it was handed over",
    "unanswered": "the mail server did not answer at the very end",
    "bounced": "it came back",
    "not set up": "no mail server is set up any more",
}
"""What has nothing to do with a server."""


def in_words(code: str) -> str:
    """The reason behind a code, as a part of a sentence; "" for ""."""
    if not code:
        return ""
    stage, _, answer = code.partition(" ")
    known = OURS.get(code) or CONNECTION.get(code) or CONNECTION.get(stage)
    if known:
        return known
    reply, _, status = answer.partition(" ")
    if reply.startswith("4"):
        return "put off by the mail server (it asks to try again later)"
    table = _MAILBOX if stage == "recipient" else _TEXT
    if status.startswith(("5.7.", "5.5.")):
        return _RULES
    return table.get(status) or table.get(reply) or _RULES


def is_about_address(code: str) -> bool:
    """Whether an address was refused for what it is; a server's rules, or missing rights there, say nothing of it."""
    stage, _, answer = code.partition(" ")
    reply, _, status = answer.partition(" ")
    if stage != "recipient" or status.startswith(("5.7.", "5.5.")):
        return False
    return status in _MAILBOX or (not status and reply in _MAILBOX)
