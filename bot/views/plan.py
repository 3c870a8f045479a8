"""How something was planned, beside its day: promised to the customer, and how often it comes again."""

from datetime import date

from bot.domain.followups import FollowUp
from bot.domain.promise import is_broken
from bot.domain.reader import Reader
from bot.domain.repeat_words import repeat_words
from bot.domain.saying import say
from bot.views.days import day, day_words
from bot.views.mrkdwn import inert


def promise(followup: FollowUp, reader: Reader) -> str:
    """What the customer was told, escaped; "" where they were promised nothing."""
    if followup.promised_on is None:
        return ""
    on = day(followup.promised_on, reader)
    if is_broken(followup, reader.today, reader.tz):
        is_said = followup.promised_on == followup.due
        return say(":broken_heart: *promise broken*") + ("" if is_said else say(": they were told {on}", on=on))
    if followup.is_promised_anew:
        return say(":handshake: promised for {on} (was {due})", on=on, due=day(followup.due, reader))
    return (
        say(":handshake: promised")
        if followup.promised_on == followup.shown_on
        else say(":handshake: promised for {on}", on=on)
    )


def lasting_promise(followup: FollowUp, reader: Reader) -> str:
    """The same in words that stay true however much later they are read."""
    return (
        say(":handshake: promised for {promised_on}", promised_on=day(followup.promised_on, reader))
        if followup.promised_on
        else ""
    )


def rhythm(followup: FollowUp) -> str:
    """How often it comes again; "" for what comes once."""
    return f":repeat: {inert(repeat_words(followup.repeats), 60)}" if followup.repeats else ""


def next_one(followup: FollowUp, then: FollowUp | None, today: date) -> str:
    """A sentence about the next of a series, once one was closed; "" for what does not come again."""
    if not followup.repeats:
        return ""
    return (
        say(" The next one is due {day_words}.", day_words=day_words(then.due, today))
        if then
        else say(" It does not come again.")
    )
