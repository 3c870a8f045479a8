"""Takes away what is not the writer's own words: HTML, links, quoted mail, signatures, Slack's markup."""

import html
import re

LONGEST = 200_000  # characters that are read; ten times the longest message Slack delivers with room to spare

INVISIBLE = re.compile(r"<(script|style)\b[^<]{0,20000}</\1\s*>", re.IGNORECASE)
SLACK_LINK = re.compile(r"<(?:https?://|mailto:|tel:)[^<>|]*(?:\|([^<>]*))?>")
SLACK_MENTION = re.compile(r"<[@#!][^<>]{1,80}>")
LINE_TAG = re.compile(r"<(?:br|/p|/div|/li|/tr|/h\d)\b[^<>]{0,200}>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,2000}>")
ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")

QUOTE_LINE = re.compile(r"^[ \t]*>[^\n]*$", re.MULTILINE)
QUOTE_MARK = re.compile(r"^[ \t]*>+[ \t]?", re.MULTILINE)
OLDER_MAIL = re.compile(
    r"^[ \t]*(?:On\b[^\n]{5,150}\bwrote:|-{2,} ?(?:Original|Forwarded) (?:Message|message) ?-{2,}|_{10,}"
    r"|From: [^\n]+\n(?:[^\n]+\n)?(?:Sent|Date|To): )",
    re.MULTILINE,
)
SIGNATURE = re.compile(
    r"^(?:-- ?|(?:Sent|Get Outlook) (?:from|for) (?:my )?[^\n]{2,30}"
    r"|(?:(?:kind|best|warm|many|with kind|with best) regards|best wishes|regards|sincerely|cheers"
    r"|yours (?:sincerely|faithfully|truly)),?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
SIGNATURE_LINES = 8


def own_words(text: str) -> str:
    """The text without markup, links, quoted mail and signature, apostrophes straight.

    A text that is nothing but a quote is kept: somebody passes on a customer's words.
    """
    text = text[:LONGEST].replace("\u2019", "'").replace("\r", "")
    if "<" in text:
        text = _without_markup(text)
    if "&" in text:
        text = html.unescape(text)
    if "://" in text or "@" in text or "www." in text:
        text = ADDRESS.sub(" ", text)
    if "\n" in text or text.lstrip().startswith(">"):
        text = _without_quotes(text)
    return text


def _without_markup(text: str) -> str:
    text = INVISIBLE.sub(" ", text)
    text = SLACK_LINK.sub(lambda found: found.group(1) or " ", text)
    text = SLACK_MENTION.sub(" ", text)
    return TAG.sub(" ", LINE_TAG.sub("\n", text))


def _without_quotes(text: str) -> str:
    own = QUOTE_LINE.sub("", text)
    if not own.strip():
        return QUOTE_MARK.sub("", text)
    older = OLDER_MAIL.search(own)
    if older and own[: older.start()].strip():
        own = own[: older.start()]
    for signature in SIGNATURE.finditer(own):
        after = own[signature.end() :]
        if own[: signature.start()].strip() and after.count("\n") <= SIGNATURE_LINES:
            return own[: signature.start()]
    return own
