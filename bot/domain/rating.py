"""A customer's answer in figures: CSAT (1 to 5) or NPS (0 to 10), read from how people write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from bot.domain.errors import NotUnderstoodError

Scale = Literal["nps", "csat"]
RANGES = MappingProxyType({"nps": range(11), "csat": range(1, 6)})
_NAMES = MappingProxyType({"nps": "NPS", "csat": "CSAT"})
_HOW = "Write “9/10”, “4/5”, “4 stars”, nps:9 or csat:4."

_NUMBER = r"(?P<{0}>-?\d+(?:[.,]\d+)?)"
_STARS = r"(?P<filled>(?:[★⭐🌟✭]\ufe0f?\s?|:star2?:\s?)+)(?P<hollow>(?:[☆✩]\ufe0f?\s?)*)"
_FORMS = re.compile(
    rf"(?<![\w/.,-])(?:(?P<scale>nps|csat)\s*[:=]?\s*{_NUMBER.format('scored')}(?:\s*/\s*\d+)?"
    rf"|{_NUMBER.format('part')}\s*(?:/|out of)\s*(?P<whole>5|10)(?:\s+stars?)?"
    rf"|{_NUMBER.format('counted')}[\s-]*stars?(?:\s+out of\s+(?:5|five))?)(?!\w|/\d|[.,]\d|%)|{_STARS}",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\s*{_NUMBER.format('bare')}(?=\s*(?:$|[,;:!.\u2013\u2014-]\s|[,;:!.]$|\n))")


@dataclass(frozen=True)
class Rating:
    """One answer on its scale; `words` is what else was said, "" if nothing was."""

    scale: Scale
    value: int
    words: str = ""

    def __str__(self) -> str:
        """As people say it: "NPS 9"."""
        return f"{_NAMES[self.scale]} {self.value}"

    @property
    def is_low(self) -> bool:
        """Worth an alert: CSAT 1-2 or a detractor, NPS 0-6 (product.md section 3)."""
        return self.value <= (6 if self.scale == "nps" else 2)

    @property
    def is_high(self) -> bool:
        """Worth a thank-you note: CSAT 5 or a promoter, NPS 9-10 (product.md section 3)."""
        return self.value >= (9 if self.scale == "nps" else 5)


def read_rating(text: str, nps: str | None = None, csat: str | None = None) -> Rating:
    """The rating in a text or in the options `nps:` and `csat:`, which win.

    Raises NotUnderstoodError where there is none, more than one, or one outside its scale.
    """
    if nps is not None and csat is not None:
        raise _refused("That is an NPS and a CSAT at once. Log them one after the other.")
    if nps is not None:
        return _rating("nps", nps, text)
    if csat is not None:
        return _rating("csat", csat, text)
    found = list(_written(text))
    if found and found[0].start == len(text) - len(text.lstrip()):
        return _rating(found[0].scale, found[0].figure, text[found[0].end :])
    if bare := _BARE.match(text):
        return _bare(bare["bare"], text[bare.end() :])
    if len({(one.scale, one.figure) for one in found}) > 1:
        raise _refused("I see more than one rating. Begin with the one you mean, for example “9/10, loved it”.")
    if not found:
        raise _refused(f"I see no rating. {_HOW}")
    return _rating(found[0].scale, found[0].figure, text)


@dataclass(frozen=True)
class _Written:
    """A rating as it stands in a text."""

    scale: Scale
    figure: str
    start: int
    end: int


def _written(text: str) -> Iterator[_Written]:
    for form in _FORMS.finditer(text):
        scale: Scale = "csat"
        figure = form["counted"]
        if form["filled"]:
            figure = str(len(re.findall(r"[★⭐🌟✭]|:star2?:", form["filled"])))
        elif form["scale"]:
            scale, figure = "nps" if form["scale"].casefold() == "nps" else "csat", form["scored"]
        elif form["part"]:
            scale, figure = "nps" if form["whole"] == "10" else "csat", form["part"]
        yield _Written(scale, figure, form.start(), form.end())


def _bare(figure: str, words: str) -> Rating:
    """A number alone is an NPS where it cannot be a CSAT."""
    if figure in map(str, RANGES["csat"]):
        raise _refused(f"Is that {figure} of 5 or of 10? Write “{figure}/5” or “{figure}/10”.")
    return _rating("nps", figure, words)


def _rating(scale: Scale, figure: str, words: str) -> Rating:
    figure = figure.strip()
    whole = re.fullmatch(r"(-?\d{1,9})(?:\s*/\s*(\d+))?", figure, re.ASCII)
    if not whole or (whole[2] and int(whole[2]) != RANGES[scale][-1]):
        raise _refused(f"“{figure}” is no {_NAMES[scale]}. {_range(scale)}")
    if int(whole[1]) not in RANGES[scale]:
        raise _refused(f"{whole[1]} is outside the scale. {_range(scale)}")
    return Rating(scale, int(whole[1]), words.strip().lstrip(",;:!.\u2013\u2014-").strip())


def _range(scale: Scale) -> str:
    return f"{_NAMES[scale]} is a whole number from {RANGES[scale][0]} to {RANGES[scale][-1]}."


def _refused(sentence: str) -> NotUnderstoodError:
    return NotUnderstoodError(sentence, field="rating")
