"""A link that opens the mail program with ready words (mailto:, RFC 6068), and what may stand in a mail's headers."""

import unicodedata
from urllib.parse import quote

LINK_LENGTH = 3000
"""Slack's limit for the address of a button."""

_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode's categories of control signs, half signs, and line and paragraph separators."""


def one_line(text: str) -> str:
    """Words for a header or a line of one: no break, no control sign, single blanks. So nothing begins a new header."""
    return " ".join(_shown(text, kept="").split())


def several_lines(text: str) -> str:
    """Words for the body: line breaks as one sign each, and no other control sign but a tab."""
    return _shown(text.replace("\r\n", "\n").replace("\r", "\n"), kept="\n\t")


def _shown(text: str, kept: str) -> str:
    return "".join(" " if unicodedata.category(sign) in _UNSEEN and sign not in kept else sign for sign in text)


def mail_link(address: str, subject: str, text: str) -> str:
    """The link to write to somebody with these words; without the text where that is too long for Slack.

    Whatever stands in them becomes part of the one address, subject or body that it is given as.
    """
    to = f"mailto:{quote(one_line(address), safe='@')}?subject={quote(one_line(subject), safe='')}"
    whole = f"{to}&body={quote(several_lines(text).replace(chr(10), chr(13) + chr(10)), safe='')}"
    return whole if len(whole) <= LINK_LENGTH else to
