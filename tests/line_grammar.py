"""Lines built from the table of options: words, options in any spelling, people and tags, in any order."""

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from bot.reading.options import OPTIONS, Option, Value, options_of

TODAY = date(2026, 11, 26)
COMMANDS = ("touchpoint", "complaint", "rating", "followup", "thanks")

WORDS = (
    "called",
    "soup",
    "refund",
    "invoice",
    "Émile",
    "was",
    "cold",
    "#A1234",
    "10%",
    "menu,",
    "späte",
    "ok.",
    "(twice)",
)
"""Words that mean nothing but themselves."""

RISKY = (
    "week",
    "next",
    "morning",
    "3pm",
    "2",
    "March",
    "phone",
    "high",
    "at",
    "friday",
    "and",
    "for",
    "ben",
    "ago",
    "of",
)
"""Words that may belong to the value of an option before them."""

PEOPLE, TAGS = (
    ("@ben", "<@U0BEN|ben>", "<@U0CARA>", "@Cara Diaz", "@bne", "@gus"),
    ("#vip", "#press", "<#C1|wholesale>"),
)

VALUES: dict[Value, dict[str, str | date]] = {
    Value.PAST: {"yesterday": date(2026, 11, 25), "last friday": date(2026, 11, 20), "2026-11-01": date(2026, 11, 1)},
    Value.AHEAD: {
        "friday": date(2026, 11, 27), "friday week": date(2026, 12, 4), "in 2 weeks time": date(2026, 12, 10),
        "14 December": date(2026, 12, 14), "end of next week": date(2026, 12, 4), "eod monday": date(2026, 11, 30),
    },
    Value.PERSON: {"@ben": "U0BEN", "ben": "U0BEN", "@Cara Diaz": "U0CARA", "<@U0CARA>": "U0CARA", "me": "U0ANA"},
    Value.CHANNEL: {"phone": "phone", "Call": "phone", "in person": "in person", "“in person”": "in person"},
    Value.SEVERITY: {"high": "high", "Urgent": "high", "minor": "low"},
    Value.CLOCK: {"15:00": "15:00", "3 pm": "15:00", "noon": "12:00"},
    Value.RHYTHM: {"2 weeks": "every 2 weeks", "monday": "every week on Monday", "Every 6 months": "every 6 months"},
    Value.PROMISE: {"yes": "yes", "no": "no"},
    Value.FIGURE: {"4": "4", "5": "5"},
    Value.TAG: {"gold-club": "gold-club"},
    Value.CATEGORY: {"delivery": "delivery", "Deliveries": "delivery", "“late food”": "Late food"},
    Value.WORDS: {"gold": "gold"},
}  # fmt: skip
UNREADABLE: dict[Value, str] = {
    Value.PAST: "blursday", Value.AHEAD: "29 feb 2027", Value.PERSON: "@bne", Value.CHANNEL: "pigeon",
    Value.SEVERITY: "hihg", Value.CLOCK: "late", Value.RHYTHM: "often", Value.PROMISE: "perhaps", Value.FIGURE: "lots",
}  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A part of a line as typed. An option has its key, and its value where it can be read."""

    typed: str
    key: str = ""
    value: str | date | None = None


def spelled(option: Option, words: str) -> st.SearchStrategy[str]:
    """An option with this value in any spelling."""
    names = st.sampled_from([option.key, *option.short])
    cased = st.tuples(names, st.sampled_from([str.lower, str.upper, str.capitalize])).map(lambda pair: pair[1](pair[0]))
    return st.tuples(cased, st.sampled_from([":", ": ", "=", " = "])).map(lambda pair: f"{pair[0]}{pair[1]}{words}")


@st.composite
def own_options(draw: st.DrawFn, command: str) -> list[Piece]:
    """Different options of a command, each with a value that reads."""
    scale = draw(st.sampled_from(["nps", "csat"]))
    possible = [one for one in options_of(command) if one.key not in {"nps", "csat"} - {scale}]
    chosen = draw(st.lists(st.sampled_from(possible), unique_by=lambda one: one.key, max_size=4))
    pieces = []
    for option in chosen:
        words, value = draw(st.sampled_from(list(VALUES[option.value].items())))
        pieces.append(Piece(draw(spelled(option, words)), option.key, value))
    return pieces


def unreadable(command: str) -> st.SearchStrategy[Piece]:
    """An option of this command with a value that does not read, or one of another command."""
    own = [one for one in options_of(command) if one.value in UNREADABLE]
    others = [one for one in OPTIONS if command not in one.commands]
    bad = st.sampled_from(own).flatmap(
        lambda one: spelled(one, UNREADABLE[one.value]).map(lambda typed: Piece(typed, one.key))
    )
    foreign = st.sampled_from(others).map(lambda one: Piece(f"{one.key}:{next(iter(VALUES[one.value]))}", ""))
    return bad | foreign


def words(*more: str) -> st.SearchStrategy[list[Piece]]:
    """Words of a text."""
    return st.lists(st.sampled_from((*WORDS, *more)).map(Piece), min_size=1, max_size=6)


@st.composite
def shuffled(draw: st.DrawFn, *parts: list[Piece]) -> list[Piece]:
    """All pieces in any order."""
    return draw(st.permutations([piece for part in parts for piece in part]))


def line(pieces: list[Piece]) -> str:
    """What is typed."""
    return "Greta Oyelaran: " + " ".join(piece.typed for piece in pieces)
