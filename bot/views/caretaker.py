"""Who looks after a customer, in words."""

from datetime import date

from bot.domain.caretaker import Caretaker


def looked_after(caretaker: Caretaker) -> str:
    """Such as: looked after by @ben for @fei, who has left; … by @ana, away until Mon 30 Nov: @ben covers."""
    left = f"<@{caretaker.stands_in_for}>" if caretaker.stands_in_for else ""
    why = "is a guest now" if caretaker.is_guest else "has left"
    if caretaker.id:
        return f"looked after by <@{caretaker.id}>{f' for {left}, who {why}' if left else ''}{_away(caretaker)}"
    return f"nobody looks after them: {left} {why}" if left else "nobody looks after them yet"


def until(back_on: date) -> str:
    """Until when somebody is away, in words that stay true."""
    return f"away until {back_on:%a} {back_on.day} {back_on:%b}"


def _away(caretaker: Caretaker) -> str:
    if caretaker.back_on is None:
        return ""
    covers = f"<@{caretaker.cover}> covers" if caretaker.cover else "the team covers"
    return f", {until(caretaker.back_on)}: {covers}"
