"""The one line a person types after a slash command: `<customer>: <text>` and options (product.md section 3).

    Dana Reyes: call back about the refund due:friday @ben

A line is read generously and never half. An option, however it is spelled and wherever it stands, is in effect or asked
about; every other word stays in the text ("order #1234", "spoke with @ana", "10:30"). Nothing is guessed and nothing is
raised: what is not understood comes back as `doubts`, beside all that is.

The parts: bot/reading/options.py (the table), line_words.py (words), line_values.py (options and their values),
line_tail.py (people, tags and days at the end). `/customer add` has no text: customer_line.py.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.reading.commands import CAN_BE_GIVEN
from bot.reading.doubts import Doubt
from bot.reading.line_tail import Tail
from bot.reading.line_values import Values
from bot.reading.line_words import Word, unquoted, without, words_of
from bot.reading.option_value import Found, Readers, names_one
from bot.reading.options import BY_NAME, DAYS, Value
from bot.reading.people_named import is_person, person_at
from bot.reading.slack_text import Marks, unescape_with

_NAMES = "|".join(map(re.escape, BY_NAME))
_COLON = re.compile(
    r"(?<!\w):[\w+'-]{1,60}:"  # :coffee:, as Slack sends an emoji
    r"|(?<=\d):(?=\d)|:(?=//)"  # 10:30, https://
    rf"|(?<!\S)(?P<key>{_NAMES})(?:=|:(?=(?P<apart>\s*)\S))"
    r"|(?P<separator>[:\uff1a])",
    re.IGNORECASE,
)
_QUOTED_CUSTOMER = re.compile(r"""\s*(?:["“”„«](.+?)["“”»]|['\u2018](.+?)['\u2019])\s*[:\uff1a](.*)""", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """What was typed, as far as it is understood.

    `options` holds by key: a day for `on` and `due`, a person's id for `for`, else words. `tags` stand without their #.
    `hour` is what was said with a day and is no time of a clock ("morning"): it stands in the text. `day_words` are
    words at the end of a follow-up that were taken as its day. `doubts` are to be asked about before anything is done,
    unless what is meant was chosen since (`is_settled`). `typed` is all of it. `link`: the message that it comes from.
    """

    customer: str
    text: str
    options: Mapping[str, Found] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    hour: str = ""
    day_words: str = ""
    doubts: tuple[Doubt, ...] = ()
    is_settled: bool = False
    typed: str = field(default="", compare=False)
    link: str = ""


def read_line(raw: str, command: str, readers: Readers) -> Line:
    """Read a slash command's text as Slack sends it (still escaped).

    Without a colon there is no customer, and all of it is text and options.
    """
    marks = Marks(readers.name_of)
    marked = unescape_with(raw, marks.set_aside)
    values = Values(command, readers, marks)
    customer, body = _split_customer(marked, values)
    words = words_of(body)
    tail = Tail(values, words, values.take(words))
    tail.take()
    text = without(body, [words[at] for at in sorted(tail.taken)])
    text = text.rstrip(" ,;") if len(words) - 1 in tail.taken else text
    hour = ", ".join(values.hours)
    return Line(
        unquoted(marks.plain(customer)),
        marks.plain(f"{text} ({hour})".strip() if hour else text),
        values.found,
        tuple(dict.fromkeys(values.tags)),
        hour,
        marks.plain(tail.day_words),
        tuple(values.doubts),
        typed=marks.plain(marked).strip(),
    )


def _customer(head: str, values: Values) -> str | None:
    """The customer's name, without the options that may stand before it; None where options follow it.

    Those belong to a text whose colon was forgotten ("Dana Reyes called via:phone and said: we leave").
    """
    words = words_of(head)
    taken = Values(values.command, values.readers, values.marks).take(words)
    if taken != set(range(len(taken))) or (taken and len(taken) == len(words)):
        return None
    values.take(words)
    count = len(taken) + _given_first(words[len(taken) :], values)
    return head[words[count].start :] if count else head


def _given_first(words: Sequence[Word], values: Values) -> int:
    """How many words before the customer name who gets it: "@ben Dana Reyes: call back"."""
    run = [word.bare for word in words]
    if values.command not in CAN_BE_GIVEN or not run or not is_person(run[0], values.marks):
        return 0
    named = person_at(run, values.marks, values.readers.people)
    if named.count >= len(run) or not (named.person or named.found):
        return 0
    if named.person:
        values.found.setdefault("for", named.person)
    else:
        values.doubt(named.doubt("for"))
    return named.count


def _split_customer(marked: str, values: Values) -> tuple[str, str]:
    """The customer and what follows the colon; "" and everything where there is none."""
    if quoted := _QUOTED_CUSTOMER.match(marked):
        return quoted[1] or quoted[2], quoted[3]
    for colon in _COLON.finditer(marked):
        if colon["separator"] or (colon["key"] and _is_name(marked, colon, values.command)):
            customer = _customer(marked[: colon.end() - 1], values)
            return ("", marked) if customer is None else (customer, marked[colon.end() :])
    return "", marked


def _is_name(marked: str, colon: re.Match[str], command: str) -> bool:
    """Whether what looks like an option ends the customer's name ("The Stage: called", "Due: hello")."""
    if not colon["apart"]:
        return False
    if not marked[: colon.start()].strip():
        return True
    option, value = BY_NAME[colon["key"].casefold()], marked[colon.end() :].split(maxsplit=1)[0]
    is_open = option.value in DAYS | {Value.PERSON, Value.FIGURE, Value.TAG} and command in option.commands
    return not (is_open or names_one(option, value))
