"""Whether a note says that one of us got back to a customer; in English, German and Spanish.

It stands on plain words of what we did ("called", "told her", "zurückgerufen", "llamamos"). A note that has none may be
what the customer said, so it is not taken for an answer: one click says so where it was one.
"""

import re

_DID = (
    r"(?:called|rang|phoned|e-?mailed|mailed|texted|messaged|wrote|written|replied|answered|responded|told|spoke|spoken"
    r"|talked|chatted|met|visited|apologi[sz]ed|explained|offered|promised|assured|reassured|informed|sent|refunded"
    r"|credited|replaced|got back|let (?:her|him|them) know)"
)
_THEM = r"(?:her|him|them|the (?:customer|client|guest))"
_START = (
    r"(?:^|[.,;:!?\u2013\u2014(-]\s*|\b(?:and|then|i|we|i've|we've|i have|we have)\s+(?:just |have |already |also )*)"
)
_ENGLISH = rf"{_START}(?:just |already )*{_DID}\b(?! (?:us|me)\b)|\b{_DID} (?:to |with |back to |back )?{_THEM}\b"
_GERMAN = (
    r"\b(?:zurückgerufen|angerufen|telefoniert|geschrieben|geantwortet|gesprochen|entschuldigt|erklärt|versprochen"
    r"|angeboten|informiert|geschickt|erstattet|beantwortet)\b"
)
_SPANISH = (
    r"\b(?:(?:he|hemos) (?:llamado|hablado|escrito|respondido|explicado)|llamé|llamamos|hablé|hablamos|escribí"
    r"|escribimos|respondí|respondimos|contesté|contestamos|expliqué|explicamos|enviamos|envié|avisé|avisamos|ofrecí"
    r"|ofrecimos|prometí|prometimos|(?:pedí|pedimos) (?:disculpas|perdón)|me disculpé|nos disculpamos|le dije"
    r"|le dijimos)\b"
)
_OURS = re.compile(rf"{_ENGLISH}|{_GERMAN}|{_SPANISH}", re.IGNORECASE)

_NOT_OURS = re.compile(
    r"\b(?:no answer|no reply|voicemail|could(?:n't| not) reach|did(?:n't| not) (?:pick up|answer|call|reply)"
    r"|hat(?:te)?|nicht|nunca|no (?:contesta|contestó|llamamos|hablamos|respondimos))\b",
    re.IGNORECASE,
)
"""In vain, or what they did: "hat angerufen"."""


def says_we_got_back(text: str) -> bool:
    """Whether these words tell that we spoke with, or wrote to, the customer."""
    said = text.replace("\u2019", "'")
    return _OURS.search(said) is not None and _NOT_OURS.search(said) is None
