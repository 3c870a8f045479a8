"""Where a text mentions a rating: "9/10", "eight out of ten", "4.5 stars", "★★★☆☆", "nps 9", "rated us 9", "10"."""

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = MappingProxyType({word: number for number, word in enumerate(_WORDS)})

_NUMBER = rf"(?:-?\d{{1,9}}(?:[.,]\d+)?|{'|'.join(_WORDS)})"
_WHOLE = r"(?:5|10|five|ten)"
_STAR = r"(?:[★⭐🌟✭✮✯]\ufe0f?|:(?:star2?|glowing_star):)"
_HOLLOW = r"(?:[☆✩✰]\ufe0f?)"
_SAYS = (
    r"(?:rat(?:es?|ed|ing)|scor(?:es?|ed|ing)|g[ai]ves?|given|marks?|points?|verdict|answer(?:s|ed)?|said|says|voted?"
    r"|would\s+give)"
)
_US = r"(?:us|it|this|them|that|as|an?|the|with|is|was|of|at)"
_ALONE = r"(?![\w/%]|[.,]\d)"
_BEGIN = r"(?<![\w/.,-])"
_OUT_OF = r"(?:/|(?:out\s+)?of)"
_FORMS = re.compile(
    rf"{_BEGIN}(?P<scale>nps|csat)\s*(?:of|is|was|score)?\s*[:=]?\s*"
    rf"(?P<scored>{_NUMBER})(?:\s*{_OUT_OF}\s*(?P<scored_of>{_WHOLE}))?{_ALONE}"
    rf"|{_BEGIN}(?P<part>{_NUMBER})\s*{_OUT_OF}\s*(?P<whole>{_WHOLE})(?:[\s-]*stars?)?{_ALONE}"
    rf"|{_BEGIN}(?P<counted>{_NUMBER})(?:[\s-]*stars?|\s?{_STAR}|\*)(?:\s+(?:out\s+)?of\s+(?:5|five))?{_ALONE}"
    rf"|(?P<filled>{_STAR}(?:\s?{_STAR})*)(?P<half>½)?\s?(?P<hollow>{_HOLLOW}(?:\s?{_HOLLOW})*)?",
    re.IGNORECASE,
)
_END_OF_SAID = r"(?=\s*(?:$|[,;:!\n]|[.\u2013\u2014-](?:\s|$)))"
_BARE = re.compile(rf"\s*(?P<bare>{_NUMBER}){_END_OF_SAID}", re.IGNORECASE)
_SAID = re.compile(
    rf"\b{_SAYS}(?:\s+{_US}|\s*[:=])*\s*(?P<bare>{_NUMBER})"
    rf"(?:{_END_OF_SAID}|(?=\s+(?:points?|today|now|for|because|but|and|again|this|last)\b))",
    re.IGNORECASE,
)
_SAYS_BEFORE = re.compile(rf"\b{_SAYS}(?:\W+{_US})*\W*$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s*(?:of\b|(?:box(?:es)?|orders?|items?|pieces?|parts?|tables?|rooms?|invoices?|batch(?:es)?|deliver(?:y|ies)"
    r"|guests?|people|bottles?|dishes|plates|bags|parcels?|packages?|units|seats|hotels?)\b)",
    re.IGNORECASE,
)
"""What is counted, not rated: "5/10 boxes", "4 star hotel"."""
_FIGURE = re.compile(rf"(?P<number>{_NUMBER})(?:\s*(?:/|out of|of)\s*(?P<whole>{_WHOLE}))?", re.IGNORECASE)


@dataclass(frozen=True)
class Mention:
    """A rating as it stands in a text, `figure` of `whole` (0: not said). `is_sure`: it can be nothing else."""

    scale: Literal["nps", "csat"] | None
    typed: str
    figure: str
    whole: int
    start: int
    end: int
    is_sure: bool = False


def mentions(text: str) -> list[Mention]:
    """Every rating that a text mentions; a number alone only where it stands first or is said to be one."""
    found = [_mention(text, form) for form in _FORMS.finditer(text)]
    if found and (found[0].is_sure or len(found) > 1 or not _BARE.match(text)):
        return found
    bare = _BARE.match(text) or _SAID.search(text)
    if not bare:
        return found
    return [Mention(None, bare["bare"], bare["bare"], 0, bare.start("bare"), bare.end("bare"), is_sure=True), *found]


def _mention(text: str, form: re.Match[str]) -> Mention:
    one = _of(form)
    before, after = text[: one.start], text[one.end :]
    return replace(one, is_sure=_is_sure(form, before, after))


def _of(form: re.Match[str]) -> Mention:
    typed, start, end = form[0].strip(), form.start(), form.end()
    if form["filled"]:
        stars = len(re.findall(_STAR, form["filled"], re.IGNORECASE))
        return Mention("csat", typed, f"{stars}.5" if form["half"] else str(stars), 0, start, end)
    if form["scale"]:
        scale: Literal["nps", "csat"] = "nps" if form["scale"].casefold() == "nps" else "csat"
        return Mention(scale, typed, form["scored"], whole_number(form["scored_of"]), start, end)
    if form["part"]:
        return Mention(None, typed, form["part"], whole_number(form["whole"]), start, end)
    return Mention("csat", typed, form["counted"], 0, start, end)


def _is_sure(form: re.Match[str], before: str, after: str) -> bool:
    """Whether it begins or ends the text, or says itself that it is a rating."""
    if form["filled"]:
        return len(re.findall(_STAR, form["filled"])) > 1 or bool(form["hollow"]) or not after.strip()
    if form["scale"] or _SAYS_BEFORE.search(before):
        return True
    if not before.strip():
        return not _COUNTED.match(after)
    ends = not after.strip(" \t\n.!*)")
    return ends and before.rstrip(" \t")[-1:] in set(",;:.!?\n\u2013\u2014-(")


def whole_number(words: str | None) -> int:
    """What a rating is of: 5, 10, or 0 where that was not said."""
    return int(number_of(words)) if words else 0


def is_figure(words: str) -> bool:
    """Whether these words are the value of `nps:` or `csat:`: "9", "9/10", "nine out of ten"."""
    return bool(_FIGURE.fullmatch(words))


def number_of(words: str) -> float:
    """The number that these words begin with."""
    found = _FIGURE.match(words)
    number = found["number"].casefold() if found else "0"
    return float(_NUMBERS[number]) if number in _NUMBERS else float(number.replace(",", "."))


def whole_of(words: str) -> int:
    """What they are of: 5, 10, or 0 where that was not said."""
    found = _FIGURE.fullmatch(words)
    return whole_number(found["whole"]) if found else 0
