"""Which list of follow-ups somebody means: "mine", "show me late ones", "unassigned", "@ben overdue", "done this week".

A list is named by whose it is and which of them, in any order, between words that say nothing of it. What is neither is
`rest`: perhaps a customer's or a person's name ("dana reyes overdue").
"""

import re
from dataclasses import dataclass

from bot.domain.list_parts import looks_back
from bot.reading.doubts import DoubtError
from bot.reading.options import slip_of_word
from bot.reading.said_day import LONGEST_DAY, DayReader, Tense

NAMES = ("mine", "team", "today", "tomorrow", "week", "overdue", "unclaimed", "promised", "done")
"""The lists as help names them."""

_WHOSE = {
    "mine": ("my", "me", "i", "own", "myself", "my own", "assigned to me", "for me", "my list", "of mine"),
    "team": ("us", "our", "ours", "everyone's", "everybody's", "team's", "teams", "whole team", "who"),
    "unclaimed": ("unassigned", "nobody", "nobody's", "no one", "noone", "free", "not claimed", "to claim", "no owner"),
}
_ALL = ("all", "everyone", "everybody", "everything", "open")
"""Alone the team's; beside whose it is it says nothing."""

_LATE_ABROAD = ("überfällig", "ueberfaellig", "atrasado", "atrasados", "vencido", "vencidos")

_PARTS = {
    "today": ("now", "due today", "my day", "tonight", "heute", "hoy"),
    "tomorrow": ("tmrw", "tmr", "due tomorrow", "tommorow", "tomorow", "tommorrow", "morgen", "mañana", "manana"),
    "yesterday": ("gestern", "ayer"),
    "week": ("this week", "due this week", "weekly", "woche", "diese woche", "semana", "esta semana"),
    "next-week": ("next week", "next wk", "due next week"),
    "last-week": ("last week",),
    "overdue": ("late", "over due", "past due", "past", "delayed", "missed", *_LATE_ABROAD),
    "promised": ("promise", "promises", "broken promises", "promises broken", "zugesagt", "prometido"),
    "done": ("closed", "finished", "completed", "did", "history", "lately", "erledigt", "hecho"),
    "cancelled": ("canceled", "skipped"),
    "put-off": ("snoozed", "put off", "postponed", "later"),
    "complaints": ("complaint", "alerts"),
    "birthdays": ("birthday", "bdays", "wishes"),
    "renewals": ("renewal",),
    "check-ins": ("checkins", "check ins"),
    "thanks": ("thank you notes", "thank-you notes", "thank yous", "notes"),
}
_NAMED = {word: name for table in (_WHOSE, _PARTS) for name, words in table.items() for word in (name, *words)}
_OF_TEAM = frozenset({"overdue", "promised", "complaints", "birthdays", "renewals", "check-ins", "thanks"})
"""Parts that are everybody's, unless something says whose; of the others one's own are meant."""

_USUAL = {
    **{f"mine {part}": part for part in ("today", "tomorrow", "week", "done")},
    **{f"team {part}": part for part in ("overdue", "promised")},
}
"""Lists that have a name of one word."""

_NOTHING = """
    show list see give get view what what's whats which is are the please pls me thanks follow-up follow-ups followup
    followups task tasks one ones to-do to-dos todo todos thing things stuff has have of for on by with at from do to
    all everyone everybody everything open got there any a due
"""
_SAYS_NOTHING = frozenset(_NOTHING.split())
_LIST = "list todo todos to-do to-dos tasks task followups follow-ups followup stuff things"
_SAYS_LIST = frozenset(_LIST.split())
"""Words that alone are one's own list."""

_SLIPS = (*NAMES, "unassigned", "finished", "completed", "everybody", "promises", "complaints", "birthdays", "renewals")
_LONGEST = 3  # words of a name above
_MOST_WORDS = 12


@dataclass(frozen=True)
class WantedList:
    """`whose` of bot/domain/list_parts.py, "" where nothing says so; which `parts`; and the words that are neither."""

    whose: str
    parts: tuple[str, ...]
    rest: str = ""

    def name(self, whose: str = "") -> str:
        """The name of the list (bot/use_cases/lists.py). `whose`: where something else than these words says so."""
        whose = whose or self.whose or ("team" if self._is_of_team else "mine")
        name = " ".join((whose, *self.parts))
        return _USUAL.get(name, name)

    @property
    def _is_of_team(self) -> bool:
        return bool(self.parts) and all(part in _OF_TEAM for part in self.parts)


def read_list(typed: str, days: DayReader | None = None) -> WantedList | None:
    """What is meant, as far as it is a list; None where it is none, or somebody is called among other things."""
    words = _plain(typed).split()
    if len(words) > _MOST_WORDS or any(":" in word for word in words):
        return None
    read = _Reading(words, days)
    read.all()
    whose, parts = list(dict.fromkeys(read.whose)), tuple(dict.fromkeys(read.parts))
    is_apart = read.rest and read.rest[-1] - read.rest[0] + 1 != len(read.rest)
    if len(whose) > 1 or is_apart:
        return None
    said = whose[0] if whose else ""
    if not parts and not read.rest and "due" in words:  # "whats due"
        parts = ("today",)
    if not said and not parts and not read.rest:
        if not set(words) & {*_ALL, *_SAYS_LIST}:
            return None
        said = "team" if set(words) & set(_ALL) else "mine"
    elif not said and set(words) & set(_ALL) and not read.rest:
        said = "team"
    return WantedList(said, parts, " ".join(words[at] for at in read.rest))


def list_meant(typed: str, days: DayReader | None = None) -> str | None:
    """The name of the list; None where none is meant, or a name stands beside it."""
    wanted = read_list(typed, days)
    if wanted and not wanted.rest:
        return wanted.name()
    slip = slip_of_word(_plain(typed), _SLIPS) if typed.strip().islower() else ""
    return WantedList("", ()).name() if slip == "mine" else list_meant(slip) if slip else None


class _Reading:
    """Takes the words of a list apart."""

    def __init__(self, words: list[str], days: DayReader | None) -> None:
        self.words, self.days = words, days
        self.whose: list[str] = []
        self.parts: list[str] = []
        self.rest: list[int] = []

    def all(self) -> None:
        """Word by word, the longest name first."""
        at = 0
        while at < len(self.words):
            at += self._named(at) or self._day(at) or self._other(at)

    def _named(self, at: int) -> int:
        for count in range(min(_LONGEST, len(self.words) - at), 0, -1):
            if name := _NAMED.get(" ".join(self.words[at : at + count])):
                if name in _WHOSE:
                    self._add_whose(name, self.words[at])
                else:
                    self.parts.append(name)
                return count
        return 0

    def _add_whose(self, name: str, word: str) -> None:
        if word != "me" or self.words[0] == "me":  # "show me late ones" is nobody's
            self.whose.append(name)

    def _day(self, at: int) -> int:
        if self.days is None:
            return 0
        tense: Tense = "past" if looks_back([_NAMED.get(word, "") for word in self.words]) else "future"
        for count in range(min(LONGEST_DAY, len(self.words) - at), 0, -1):
            try:
                said = self.days.said(" ".join(self.words[at : at + count]), tense)
                day = said.day.isoformat() if said else ""
            except DoubtError as error:
                day = next((choice.value for choice in error.doubt.choices), "")
            if day:
                self.parts.append(day)
                return count
        return 0

    def _other(self, at: int) -> int:
        if self.words[at] not in _SAYS_NOTHING:
            self.rest.append(at)
        return 1


def _plain(typed: str) -> str:
    return re.sub(r"[?!,]+(?=\s|$)", "", " ".join(typed.casefold().replace("\u2019", "'").split())).strip(" .")
