"""Why a letter did not go out, kept as a short code and said in words; never what a server wrote: it quotes addresses.

A code is a stage of sending, then what was answered there: SMTP's reply code (RFC 5321), and the enhanced status code
(RFC 3463) where there is one; or a word of ours: "recipient 550 5.1.1", "connection refused".
"""

from collections.abc import Mapping

from bot.domain.saying import later, say

CONNECTION: Mapping[str, str] = {
    "connection refused": later("the mail server refuses the connection"),
    "connection unknown": later("there is no mail server of this name"),
    "connection timeout": later("the mail server does not answer in time"),
    "connection lost": later("the mail server dropped the connection"),
    "connection unreachable": later("the mail server cannot be reached"),
    "greeting": later("the mail server takes nothing just now"),
    "tls missing": later("the mail server offers no encryption (STARTTLS)"),
    "tls untrusted": later("the mail server's certificate is not to be trusted"),
    "tls failed": later("no encrypted connection to the mail server can be made"),
    "login missing": later("the mail server takes no user and password"),
    "login": later("the mail server refuses user or password"),
    "sender": later("the mail server refuses the from-address"),
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
    "late": later("its time was over"),
    "address changed": later("the address is not theirs any more"),
    "address bad": later("the address is not one that mail can go to"),
    "address foreign": later("the mail server cannot send to addresses with such letters"),
    "do not contact": later("they must not be contacted"),
    "no email": later("they want no emails"),
    "no wishes": later("they want no birthday wishes"),
    "not asked": later("they asked not to be asked"),
    "asked lately": later("they were asked within 30 days"),
    "house asked": later("somebody of their company was asked within 30 days"),
    "open complaint": later("a complaint of theirs is open"),
    "closed": later("there was nothing to do any more"),
    "left": later("who approved it is no longer of the team"),
    "lost": later("they are no longer a customer"),
    "stopped": later("it was stopped"),
    "restored": later("a backup was restored in the meantime"),
    "crashed": later("Rapport stopped while it was handed over"),
    "unanswered": later("the mail server did not answer at the very end"),
    "bounced": later("it came back"),
    "not set up": later("no mail server is set up any more"),
}
"""What has nothing to do with a server."""


def in_words(code: str) -> str:
    """The reason behind a code, as a part of a sentence; "" for ""."""
    if not code:
        return ""
    stage, _, answer = code.partition(" ")
    known = say(OURS.get(code, "")) or say(CONNECTION.get(code, "")) or say(CONNECTION.get(stage, ""))
    if known:
        return known
    reply, _, status = answer.partition(" ")
    if reply.startswith("4"):
        return say("put off by the mail server (it asks to try again later)")
    table = _MAILBOX if stage == "recipient" else _TEXT
    if status.startswith(("5.7.", "5.5.")):
        return say(_RULES)
    return say(table.get(status) or table.get(reply) or _RULES)


def is_about_address(code: str) -> bool:
    """Whether an address was refused for what it is; a server's rules, or missing rights there, say nothing of it."""
    stage, _, answer = code.partition(" ")
    reply, _, status = answer.partition(" ")
    if stage != "recipient" or status.startswith(("5.7.", "5.5.")):
        return False
    return status in _MAILBOX or (not status and reply in _MAILBOX)
