"""Who looks after a customer, in words."""

from datetime import date

from bot.domain.caretaker import Caretaker
from bot.domain.day_names import short_day
from bot.domain.saying import say


def looked_after(caretaker: Caretaker) -> str:
    """Such as: looked after by @ben for @fei, who has left; … by @ana, away until Mon 30 Nov: @ben covers."""
    left = f"<@{caretaker.stands_in_for}>" if caretaker.stands_in_for else ""
    why = say("is a guest now") if caretaker.is_guest else say("has left")
    if caretaker.id:
        return say(
            "looked after by <@{id}>{what}{away}",
            id=caretaker.id,
            what=say(" for {left}, who {why}", left=left, why=why) if left else "",
            away=_away(caretaker),
        )
    return (
        say("nobody looks after them: {left} {why}", left=left, why=why) if left else say("nobody looks after them yet")
    )


def until(back_on: date) -> str:
    """Until when somebody is away, in words that stay true."""
    return say("away until {day}", day=short_day(back_on))


def _away(caretaker: Caretaker) -> str:
    if caretaker.back_on is None:
        return ""
    covers = say("<@{cover}> covers", cover=caretaker.cover) if caretaker.cover else say("the team covers")
    return f", {until(caretaker.back_on)}: {covers}"
