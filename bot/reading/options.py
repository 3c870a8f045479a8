"""The options of a line: `via:phone`, `due:friday`, `for:@ben`. The one table from which they are read and explained.

The reader (bot/reading/line.py), help, hints, the README's table and the sentences about an option that is not
understood are made from it; each stands here once (product.md section 3). Which works where: bot/reading/commands.py.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, auto
from types import MappingProxyType

from bot.domain.saying import later, say
from bot.reading.abroad import KEYS
from bot.reading.commands import OPTIONS_IN


class Value(Enum):
    """How the value of an option is read."""

    PAST = auto()
    """A day that was: today or earlier."""
    AHEAD = auto()
    """A day to come: today or later."""
    CLOCK = auto()
    """A time of day."""
    RHYTHM = auto()
    """How often."""
    PROMISE = auto()
    """Yes, no, or the day that was promised."""
    PERSON = auto()
    CHANNEL = auto()
    SEVERITY = auto()
    FIGURE = auto()
    TAG = auto()
    CATEGORY = auto()
    """One of the words by which the team says what things are about; of a detail its kind."""
    WORDS = auto()
    """Whatever stands there; the command reads it (bot/reading/customer_fields.py)."""


DAYS = frozenset({Value.PAST, Value.AHEAD})


@dataclass(frozen=True)
class Option:
    """One option: its key, what it says, an example, how its value is read, other spellings."""

    key: str
    says: str
    example: str
    value: Value
    short: tuple[str, ...] = ()

    @property
    def abroad(self) -> tuple[str, ...]:
        """Its names in German and Spanish, which work beside the English ones."""
        return KEYS.get(self.key, ())

    @property
    def shown(self) -> str:
        """The example as the reader's language writes it."""
        return say(self.example)

    @property
    def commands(self) -> tuple[str, ...]:
        """The commands in which it works."""
        return tuple(command for command, keys in OPTIONS_IN.items() if self.key in keys)


OPTIONS = (
    Option("via", later("how you were in touch"), later("via:phone"), Value.CHANNEL, ("channel",)),
    Option("on", later("the day it happened"), later("on:yesterday"), Value.PAST, ("date",)),
    Option("due", later("the day to follow up"), later("due:friday"), Value.AHEAD, ("by", "until", "deadline")),
    Option("at", later("the time of day, at which whoever does it is told"), later("at:15:00"), Value.CLOCK, ("time",)),
    Option("every", later("how often it comes again"), later("every:2 weeks"), Value.RHYTHM, ("repeat", "repeats")),
    Option("promised", later("the customer was told the day"), later("promised:yes"), Value.PROMISE, ("promise",)),
    Option("for", later("who does it"), later("for:@ben"), Value.PERSON, ("to", "assign", "assignee")),
    Option(
        "severity", later("how bad: high, medium or low"), later("severity:high"), Value.SEVERITY, ("sev", "priority")
    ),
    Option("nps", later("NPS: would they recommend you, 0 to 10"), later("nps:9"), Value.FIGURE),
    Option("csat", later("CSAT: how satisfied they are, 1 to 5"), later("csat:4"), Value.FIGURE),
    Option("company", later("where they work"), later("company:Blue Door"), Value.WORDS),
    Option("email", later("an address"), later("email:dana@x.org"), Value.WORDS, ("mail", "e-mail")),
    Option("phone", later("a number"), later("phone:+1 212 555 0123"), Value.WORDS, ("tel", "mobile")),
    Option("birthday", later("the year may be left out"), later("birthday:14-Mar"), Value.WORDS, ("bday", "born")),
    Option("owner", later("who looks after them"), later("owner:@ana"), Value.PERSON),
    Option("backup", later("who does while the owner is away"), later("backup:@ben"), Value.PERSON),
    Option("tier", later("standard, silver, gold or vip"), later("tier:gold"), Value.WORDS),
    Option("stage", later("how far they are with you"), later("stage:onboarding"), Value.WORDS),
    Option("kind", later("person or company"), later("kind:company"), Value.WORDS),
    Option("alias", later("another name"), later("alias:Dee"), Value.WORDS, ("aka",)),
    Option("tag", later("a tag of the customer"), later("tag:vip"), Value.TAG, ("tags",)),
    Option("since", later("customer since"), later("since:2024-05-01"), Value.WORDS),
    Option("renewal", later("the day a contract renews"), later("renewal:1 June"), Value.WORDS),
    Option("value", later("lifetime value"), later("value:12500"), Value.WORDS),
    Option("cadence", later("days between touches"), later("cadence:30"), Value.WORDS),
    Option("wishes", later("birthday wishes: yes or no"), later("wishes:no"), Value.WORDS),
    Option("mailing", later("may be sent emails: yes or no"), later("mailing:no"), Value.WORDS),
    Option(
        "do-not-contact",
        later("must not be contacted at all: yes or no"),
        later("do-not-contact:yes"),
        Value.WORDS,
        ("dnc",),
    ),
    Option("prefers", later("how they like to be reached"), later("prefers:phone"), Value.WORDS),
    Option("timezone", later("a city, or its continent too"), later("timezone:Europe/Lisbon"), Value.WORDS, ("tz",)),
    Option("language", later("its English name, or its code"), later("language:Portuguese"), Value.WORDS, ("lang",)),
    Option(
        "referred", later("the customer who recommended you"), later("referred:Kofi Lindgren"), Value.WORDS,
        ("referrer",)
    ),
    Option("because", later("why the stage changes"), later("because:signed for two years"), Value.WORDS),
    Option("about", later("what it is about; of a detail its kind"), later("about:delivery"), Value.CATEGORY),
)  # fmt: skip  # one line an option

BY_NAME = MappingProxyType({name: option for option in OPTIONS for name in (option.key, *option.short, *option.abroad)})
"""Every spelling of a key -> its option."""

_SLIP = 0.85
"""From this likeness (difflib's, 0 to 1) on an unknown key is a slip of the keyboard: "sevrity", not "ref"."""
_SLIP_OF_WORD = 0.75
"""The same for the first word of a command, of which there are few."""
_SHORTEST_SLIP = 5
"""Letters; shorter words are too often other words."""


def options_of(command: str) -> tuple[Option, ...]:
    """The options that work in a command, in the order in which they are explained."""
    return tuple(option for option in OPTIONS if option.key in keys_of(command))


def keys_of(command: str) -> frozenset[str]:
    """Their keys."""
    return OPTIONS_IN.get(command, frozenset())


def examples_of(command: str) -> str:
    """An example of each option of a command, to copy: "`via:phone` `on:yesterday` …"."""
    return " ".join(f"`{option.shown}`" for option in options_of(command))


def slip_of(word: str, command: str = "", own: Mapping[str, Option] = MappingProxyType({})) -> Option | None:
    """The option that a mistyped key ("sevrity") may mean: of this command, or of any; `own` are more of them."""
    known = {name: one for one in (options_of(command) if command else OPTIONS) for name in (one.key, *one.short)}
    known |= own
    close = get_close_matches(word, known, n=1, cutoff=_SLIP) if len(word) >= _SHORTEST_SLIP else []
    return known[close[0]] if close else None


def slip_of_word(word: str, known: Iterable[str]) -> str:
    """Which of these a small word with one letter too many, too few or out of place ("lsit", "ad") may mean; else "".

    A letter that is another makes another word: Lisa is no slip of "list".
    """
    close = get_close_matches(word, list(known), cutoff=_SLIP_OF_WORD) if word.islower() else []
    return next((meant for meant in close if _odd(word, meant) <= 1), "")


def _odd(word: str, meant: str) -> int:
    """How many letters one has that the other has not."""
    letters, others = Counter(word), Counter(meant)
    return ((letters - others) + (others - letters)).total()


def works_elsewhere(option: Option, typed: str, command: str) -> str:
    """The sentence about an option of another command."""
    where = _in_words(f"`/{name}`" for name in option.commands)
    return say(
        "“{typed}” is not for `/{command}`: `{key}:` works in {where}.",
        typed=typed,
        command=command,
        key=option.key,
        where=where,
    )


def unknown(typed: str, meant: Option) -> str:
    """The sentence about a mistyped key."""
    return say(
        "I don't know “{typed}”. Do you mean `{key}:`, as in `{example}`?",
        typed=typed,
        key=meant.key,
        example=meant.shown,
    )


def _in_words(names: Iterable[str]) -> str:
    *others, last = names
    return say("{others} and {last}", others=", ".join(others), last=last) if others else last
