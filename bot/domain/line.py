"""The one line a person types after a slash command: `<customer>: <text>`, then options (product.md section 3).

    Dana Reyes: call back about the refund due:friday @ben #vip

Only the keys a command knows are options, and only at the end of the line. Everything else stays text, so
"order #1234", "spoke with @ana about it" and "10:30" survive. Nothing is guessed: a line that cannot be read
raises NotALineError, and the handler opens the form with everything typed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from bot.domain.errors import NotALineError, NotUnderstoodError
from bot.domain.options import QUOTES, DateReader, Options, PersonFinder, unquoted
from bot.domain.slack_text import Marks, unescape_with

_WORD = re.compile(r'[\w-]{1,20}:["“”„][^"“”„]*["“”„]|\S+')
_QUOTED_CUSTOMER = re.compile(r"""\s*(?:["“”„«](.+?)["“”»]|['\u2018](.+?)['\u2019])\s*[:\uff1a](.*)""", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """What was typed.

    `options` holds dates for `on` and `due`, else the words; a user id where a person was picked (`owner:@ana`).
    `people` are user ids, `tags` stand without their #, both in the order typed.
    """

    customer: str
    text: str
    options: Mapping[str, str | date] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def _nobody(_name: str) -> None:
    """The finder of a caller who knows no names."""


def read_line(
    raw: str,
    *,
    keys: frozenset[str],
    read_date: DateReader,
    needs_colon: bool = True,
    needs_text: bool = True,
    find_person: PersonFinder = _nobody,
) -> Line:
    """Read a slash command's text as Slack sends it (still escaped).

    `keys` are the options of this command. `needs_colon=False` is for what follows `/customer add`, such as
    `Dana Reyes company:Blue Door tier:gold`: no text, the customer may be empty, and a value runs on to the next
    option. `needs_text=False` allows `Dana Reyes: nps:9`. `find_person` gives the user id for a name typed as @ben
    that Slack did not resolve.
    Raises NotALineError where customer or text is missing, NotUnderstoodError for an option that cannot be read.
    """
    marks = Marks()
    marked = unescape_with(raw, marks.set_aside)
    customer, rest = _split_customer(marked, keys) if needs_colon else ("", marked)
    options = Options(keys, read_date, find_person, marks, runs_on=not needs_colon)
    text = _read_off(options, rest)
    if not needs_colon:
        customer, text = unquoted(_checked(text, keys)), ""
    line = Line(
        marks.plain(customer),
        marks.plain(text).strip(),
        dict(reversed(options.values.items())),
        tuple(dict.fromkeys(reversed(options.people))),
        tuple(dict.fromkeys(reversed(options.tags))),
    )
    if needs_colon and not (line.customer and (line.text or not needs_text)):
        raise _not_a_line()
    return line


def _read_off(options: Options, rest: str) -> str:
    """The text that stands before the options."""
    words = list(_WORD.finditer(rest))
    left = options.take([word.group() for word in words])
    return rest[: words[left].start()] if left < len(words) else rest


def _not_a_line() -> NotALineError:
    return NotALineError(
        "Write the customer, a colon and the text, for example “Dana Reyes: called about the renewal”."
    )


def _split_customer(marked: str, keys: frozenset[str]) -> tuple[str, str]:
    """The customer and what follows the colon."""
    if quoted := _QUOTED_CUSTOMER.match(marked):
        return " ".join((quoted[1] or quoted[2]).split()), quoted[3]
    for colon in _colons(keys).finditer(marked):
        if colon["option"]:
            break  # an option before the text: not this grammar
        if colon["separator"]:
            return unquoted(marked[: colon.start()]), marked[colon.end() :]
    raise _not_a_line()


@cache
def _colons(keys: frozenset[str]) -> re.Pattern[str]:
    """Every colon of a line: one that may end the customer's name ("separator"), an option's, or neither."""
    known = "|".join(map(re.escape, sorted(keys))) or "(?!)"
    emoji = r"(?<!\w):[\w+'-]{1,60}:"  # :coffee:, as Slack sends an emoji
    time_or_link = r"(?<=\d):(?=\d)|:(?=//)"
    option = rf"(?<!\S)(?P<option>{known}):(?=\S)"
    return re.compile(rf"{emoji}|{time_or_link}|{option}|(?P<separator>[:\uff1a])", re.IGNORECASE)


def _checked(customer: str, keys: frozenset[str]) -> str:
    """The same customer, unless a mistyped option stands in it ("birthdy:14-Mar")."""
    if customer.lstrip()[:1] in tuple(QUOTES):
        return customer
    for word in customer.split():
        if re.match(r"[^\W\d_]+:[^\s:/]", word):
            known = ", ".join(f"{key}:" for key in sorted(keys))
            raise NotUnderstoodError(
                f"I don't know the option “{word}”. These work here: {known}. Quotes allow a colon in a name."
            )
    return customer
