"""A day as somebody said it, and who reads it: bot/reading/dates.py, which is given to the reader of lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say

Tense = Literal["past", "future"]
DATE_EXAMPLES = "today, friday, in 3 days, 14 March, 2026-11-20"
PAST_EXAMPLES = "today, yesterday, friday, 3 days ago, 14 March"
"""Where the day of something that happened is asked for."""
LONGEST_DAY = 8
"""Words that a day may take: "Fri, 14th of March 2027 at 3 pm please" is longer than anybody writes it."""


@dataclass(frozen=True)
class SaidDay:
    """A day and, where one was said with it, the hour ("10am", "morning")."""

    day: date
    hour: str = ""


class DayReader(Protocol):
    """Reads days in words, in the person's own zone and language."""

    def said(self, words: str, tense: Tense) -> SaidDay | None:
        """The day that exactly these words name, or None.

        "past" looks back (friday is the last one), "future" ahead; today counts in both. Raises DoubtError for a day
        that reads but cannot be, lies on the wrong side, or in a year that would be a guess.
        """

    def at_end(self, words: Sequence[str]) -> tuple[int, SaidDay] | None:
        """How many of the last words name a day to come beyond doubt, and the day ("call back | next week").

        Raises DoubtError for a day that cannot be, or whose year would be a guess.
        """

    def past_at_end(self, words: Sequence[str]) -> tuple[int, SaidDay] | None:
        """How many of the last words name a day that is plainly past ("chat | yesterday"), and the day."""

    def mentioned(self, words: Sequence[str]) -> Sequence[tuple[int, int, SaidDay]]:
        """Days to come that stand among these words: where each begins, of how many words, and the day.

        Raises DoubtError for one that may be several days, or at the very end for one that is past.
        """

    def misspelt(self, word: str, tense: Tense) -> date | None:
        """The day that a word is nearly the name of ("wednesady"), to be offered."""

    def goes_on(self, words: Sequence[str]) -> bool:
        """Whether words right after a day belong to it: "friday | after next" is not Friday."""


def day_label(day: date) -> str:
    """A day in full, as a button says it: "Fri 4 Dec 2026"."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def no_date(words: str) -> NotUnderstoodError:
    """These words name no day."""
    return NotUnderstoodError(
        say("I can't read “{words}” as a date. These work: {date_examples}.", words=words, date_examples=DATE_EXAMPLES)
    )
