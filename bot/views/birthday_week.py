"""The birthdays of the week on Home: whose, when, who looks after them, and the way to wish."""

from collections.abc import Sequence

from bot.domain.followups import FollowUpKind, Status
from bot.domain.home import ComingBirthday
from bot.domain.reader import Reader
from bot.domain.saying import say, say_count
from bot.views import ids
from bot.views.blocks import button, context, section
from bot.views.days import day
from bot.views.message import Block
from bot.views.mrkdwn import inert

MOST = 7
"""Rows: one a day, and the soonest of them where there are more."""


def birthday_rows(birthdays: Sequence[ComingBirthday], reader: Reader) -> list[Block]:
    """A row for each of the first few, and how many more there are."""
    left = len(birthdays) - MOST
    more = say_count("and {number} more birthday", "and {number} more birthdays", left) if left > 0 else ""
    return [*(_row(one, reader) for one in birthdays[:MOST]), *([context(more)] if more else [])]


def _row(birthday: ComingBirthday, reader: Reader) -> Block:
    who = f"<@{birthday.owner}>" if birthday.owner else say("nobody looks after them")
    words = f":birthday: *{inert(birthday.customer.name, 40)}* · {day(birthday.on, reader)} · {who}"
    if not birthday.can_be_drafted:
        return section(f"{words} · {_ended(birthday)}")
    return section(words, button(say(FollowUpKind.BIRTHDAY.draft), ids.DRAFT_WISHES, birthday.customer.id))


def _ended(birthday: ComingBirthday) -> str:
    wish = birthday.wish
    return say("wished") if wish and wish.status is Status.DONE else say("not wished this year")
