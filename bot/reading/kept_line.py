"""A line as it is kept while something about it is asked: what was understood, so that the answer finishes it later."""

import json
from dataclasses import replace

from bot.domain.carried import day
from bot.domain.errors import OutdatedError
from bot.domain.folding import fold
from bot.reading.doubts import TEXT, Choice, Doubt
from bot.reading.line import Line
from bot.reading.option_value import Found
from bot.reading.options import BY_NAME, DAYS


def kept(line: Line) -> str:
    """The line as text, with its doubts and what may be meant."""
    options = {key: str(value) for key, value in line.options.items()}
    parts = [line.customer, line.text, options, line.tags, line.hour, line.day_words, line.is_settled, line.typed]
    parts.append([[doubt.sentence, doubt.key, *_choices(doubt)] for doubt in line.doubts])
    parts.append(line.link)
    return json.dumps(parts, ensure_ascii=False)


def unkept(text: str) -> Line:
    """The line again."""
    customer, body, written, tags, hour, day_words, is_settled, typed, asked, *link = json.loads(text)
    options = {key: _value(key, words) for key, words in written.items()}
    doubts = tuple(Doubt(said, key, tuple(Choice(*one) for one in choices)) for said, key, *choices in asked)
    known = Line(customer, body, options, tuple(tags), hour, day_words, doubts, is_settled=is_settled, typed=typed)
    return replace(known, link="".join(link))


def _choices(doubt: Doubt) -> list[list[str]]:
    return [[choice.label, choice.key, choice.value] for choice in doubt.choices]


def settled(line: Line, choice: Choice) -> Line:
    """The line with an option as somebody chose it, or without it; of two scales of a rating, that one.

    Raises OutdatedError for an option or a day that there is not.
    """
    if choice.key == TEXT:
        return replace(line, text=f"{line.text} {choice.value}".strip(), doubts=(), is_settled=True)
    if choice.key == "tag":
        return replace(_with_long_tag(line, choice.value), doubts=(), is_settled=True)
    if choice.key not in BY_NAME:
        raise OutdatedError
    other = {"nps": "csat", "csat": "nps"}.get(choice.key)
    options = {key: value for key, value in line.options.items() if key not in {other, choice.key}}
    chosen = {choice.key: _value(choice.key, choice.value)} if choice.value else {}
    return replace(line, options={**options, **chosen}, doubts=(), is_settled=True)


def _with_long_tag(line: Line, tag: str) -> Line:
    """The line with a tag of several words, whose first was taken for it and whose others ended the text."""
    first, _, more = tag.partition(" ")
    if not more:
        return line
    before, _, after = line.text.rpartition(more)
    tags = tuple(tag if one == first else one for one in line.tags)
    return replace(line, tags=tags, text=f"{before.rstrip()} {after.strip()}".strip())


def with_words_beside(line: Line, name: str) -> Line:
    """The line once this customer is chosen: what was typed beside their whole name goes before its text.

    "Called Kofi Lindgren: he is fine" is "Called: he is fine" of Kofi; a misspelt name has nothing beside it.
    """
    of_name, words = set(fold(name).split()), line.customer.split()
    if not of_name <= {fold(word) for word in words}:
        return line
    beside = " ".join(word for word in words if fold(word) not in of_name)
    return replace(line, text=f"{beside}: {line.text}") if beside else line


def _value(key: str, words: str) -> Found:
    return day(words) if BY_NAME[key].value in DAYS else words
