"""Who was in touch with a customer last, where somebody is about to be: said beside what is to be done for them."""

from datetime import timedelta

from bot.domain.calendar import local_date
from bot.domain.followups import FollowUpItem, FollowUpKind
from bot.domain.people import ITSELF
from bot.domain.reader import Reader
from bot.domain.saying import say
from bot.domain.touchpoints import LastTouch
from bot.views.days import day, moment

LATELY = timedelta(days=1)
"""A contact of today or yesterday is worth a warning: whoever calls again should know what was said."""

SPOKEN = frozenset({"phone", "in person", "video"})


def spoke(touch: LastTouch, reader: Reader, by: str = "") -> str:
    """That somebody was in touch, with the time of day where it was logged on its own day."""
    how = say("spoke with them") if touch.channel in SPOKEN else say("was in touch with them")
    at_once = local_date(touch.at, reader.tz) == touch.on
    when = moment(touch.at) if at_once and touch.on >= reader.today - LATELY else day(touch.on, reader)
    if touch.source == "survey":
        return say("They answered when asked {day}", day=when)
    if touch.by == ITSELF.id:
        return say("They wrote in a channel {day}", day=when)
    return f"{by or f'<@{touch.by}>'} {how} {when}"


def beside(item: FollowUpItem, reader: Reader) -> str:
    """What to know before: that a colleague was faster; of a check-in, when anybody was in touch last.

    "" where the reader knows: they were it, or planned this after it.
    """
    followup, touch = item.followup, item.last
    if not followup.is_open:
        return ""
    if touch is None:
        return say("nobody was in touch yet") if followup.kind is FollowUpKind.CHECK_IN else ""
    is_news = touch.at >= followup.created_at and touch.id != followup.touchpoint_id
    if is_news and touch.by != reader.person and touch.on >= reader.today - LATELY:
        return f":speech_balloon: {spoke(touch, reader)}"
    return say("last touch {on}", on=day(touch.on, reader)) if followup.kind is FollowUpKind.CHECK_IN else ""
