"""Ratings read from how people write them.

A rating is taken where it can be nothing else: it begins or ends the text, stands by itself, or says that it is one
("rated us 9/10", "nps 9"). A fraction within a sentence ("order 5/10 arrived broken") and two ratings are asked about.
"""

from collections.abc import Sequence
from types import MappingProxyType

from bot.domain.rating import NAMES, RANGES, Rating, Scale
from bot.domain.saying import say
from bot.reading.doubts import Choice, Doubt, DoubtError
from bot.reading.rating_words import Mention, is_figure, mentions, number_of, whole_of

_WHOLE: MappingProxyType[int, Scale] = MappingProxyType({5: "csat", 10: "nps"})
_HOW = "Write “9/10”, “4/5”, “4 stars”, nps:9 or csat:4."
_AFTER = " \t\n,;:!.\u2013\u2014-*"
"""What may stand between a rating and the words about it."""


def read_rating(text: str, nps: str | None = None, csat: str | None = None, *, is_settled: bool = False) -> Rating:
    """The rating in a text, or in the options `nps:` and `csat:`, which leave the text whole.

    `is_settled`: the option was chosen, whatever else the text mentions.

    Raises DoubtError where there is none, more than one, one outside its scale, or one that may be none.
    """
    found = mentions(text)
    options: list[tuple[Scale, str]] = [("nps", nps)] if nps is not None else []
    options += [("csat", csat)] if csat is not None else []
    if len(options) > 1:
        raise _doubt(
            say("That is an NPS and a CSAT at once. Log one now, and the other one after it."), *map(_said, options)
        )
    if options:
        rating = _said(options[0])
        others = [
            read for one in found if not is_settled and one.is_sure and (read := _read(one)) not in {rating, None}
        ]
        if others:
            raise _doubt(say("I see more than one rating. Which one is it?"), rating, *filter(None, others))
        return Rating(rating.scale, rating.value, text.strip())
    if not found:
        raise _doubt(say("I see no rating. {how}", how=_HOW))
    ratings = [_read(one) for one in found]
    if len(found) > 1 and (len(set(ratings)) > 1 or None in ratings):
        raise _doubt(say("I see more than one rating. Which one is it?"), *filter(None, ratings))
    return _only(text, next((one for one in found if one.is_sure), found[0]))


def _only(text: str, one: Mention) -> Rating:
    value = _value(one)
    if not one.is_sure:
        raise _doubt(say("Is “{typed}” the rating?", typed=one.typed), *_choices(one, value))
    before, after = text[: one.start].strip(), text[one.end :].lstrip(_AFTER).rstrip()
    return Rating(_scale(one, value), value, text.strip() if before else after)


def _read(one: Mention) -> Rating | None:
    """The rating that a mention is, where it is one."""
    try:
        value = _value(one)
        return Rating(_scale(one, value), value)
    except DoubtError:
        return None


def _value(one: Mention) -> int:
    """Its whole number. Raises DoubtError with the two beside it for a half."""
    value = number_of(one.figure)
    if value != int(value):
        scale = _WHOLE.get(one.whole) or one.scale or "nps"
        near = [Rating(scale, step) for step in (int(value), int(value) + 1) if step in RANGES[scale]]
        raise _doubt(
            say(
                "“{typed}” is no {names}: {range} Which one is it?",
                typed=one.typed,
                names=NAMES[scale],
                range=_range(scale),
            ),
            *near,
        )
    return int(value)


def _scale(one: Mention, value: int) -> Scale:
    """The scale of a mention. Raises DoubtError where it may be either, or the value is outside of it."""
    if one.scale and one.whole and _WHOLE.get(one.whole) != one.scale:
        raise _doubt(
            say("“{typed}” is no {names}. {range}", typed=one.typed, names=NAMES[one.scale], range=_range(one.scale))
        )
    scale = one.scale or _WHOLE.get(one.whole)
    if scale is None and value in RANGES["csat"]:
        raise _doubt(say("Is that {value} of 5 or of 10?", value=value), Rating("csat", value), Rating("nps", value))
    scale = scale or "nps"
    if value not in RANGES[scale]:
        raise _doubt(say("{value} is outside the scale. {range}", value=value, range=_range(scale)))
    return scale


def _choices(one: Mention, value: int) -> Sequence[Rating]:
    scales: Sequence[Scale] = [one.scale] if one.scale else [_WHOLE[one.whole]] if one.whole else ["csat", "nps"]
    return [Rating(scale, value) for scale in scales if value in RANGES[scale]]


def _said(option: tuple[Scale, str]) -> Rating:
    """The rating of an option: "9", "9/10", "nine"."""
    scale, words = option
    value, whole = (number_of(words), whole_of(words)) if is_figure(words) else (None, 0)
    if value is None or (whole and _WHOLE.get(whole) != scale):
        raise _doubt(
            say("“{words}” is no {names}. {range}", words=words[:40], names=NAMES[scale], range=_range(scale)),
            key=scale,
        )
    if value == int(value) and int(value) not in RANGES[scale]:
        raise _doubt(say("{value} is outside the scale. {range}", value=int(value), range=_range(scale)), key=scale)
    return Rating(scale, _value(Mention(scale, words, words, whole, 0, 0, is_sure=True)))


def _range(scale: Scale) -> str:
    return say(
        "{names} is a whole number from {ranges} to {ranges_2}.",
        names=NAMES[scale],
        ranges=RANGES[scale][0],
        ranges_2=RANGES[scale][-1],
    )


def _doubt(sentence: str, *meant: Rating, key: str = "rating") -> DoubtError:
    choices = tuple(Choice(str(rating), rating.scale, str(rating.value)) for rating in dict.fromkeys(meant))
    return DoubtError(Doubt(sentence, key, choices))
