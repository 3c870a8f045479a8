"""Yes and no, as people and other programs write them."""

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say

_YES = frozenset(
    {"yes", "y", "true", "1", "ok", "on", "x", "ja", "oui", "si", "sí", "sim", "wahr"}
    | {"subscribed", "opted in", "opted-in", "opt-in", "confirmed", "granted"}
)
_NO = frozenset(
    {"no", "n", "false", "0", "off", "nein", "non", "não", "nee", "falsch", "unsubscribed", "not subscribed"}
    | {"non-subscribed", "nonsubscribed", "never subscribed", "opted out", "opted-out", "opt-out", "cleaned", "denied"}
    | {"archived", "pending", "unconfirmed", "bounced", "invalid", "redacted"}
)
"""Beside yes and no, how Mailchimp, Shopify, Square and others say whether somebody wants their emails."""


def read_yes(words: str) -> bool:
    """Whether these words say yes. Raises NotUnderstoodError for those that say neither."""
    if words.casefold() in _YES | _NO:
        return words.casefold() in _YES
    raise NotUnderstoodError(say("“{words}” is neither yes nor no. Write one of them.", words=words[:40]))
