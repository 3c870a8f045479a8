"""Where the news of an alert came from: who logged it, where it was written, or what a customer was asked."""

from bot.domain.alert import Alert
from bot.domain.people import ITSELF
from bot.domain.saying import say
from bot.views.days import day
from bot.views.mrkdwn import inert


def came_from(seen: Alert) -> str:
    """Who logged it, or in which channel it was written."""
    touchpoint, watched = seen.touchpoint, seen.watched
    when = day(touchpoint.happened_on, seen.reader)
    if touchpoint.source == "survey":
        return _answered(seen, when)
    if watched is None:
        return say("logged by <@{logged_by}>, {happened_on}", logged_by=touchpoint.logged_by, happened_on=when)
    gone = say(", *deleted there since*") if watched.deleted_at else ""
    by = "" if touchpoint.logged_by == ITSELF.id else say(", logged by {person}", person=f"<@{touchpoint.logged_by}>")
    return say("from <#{channel}>, {day}{by}{gone}", channel=watched.channel, day=when, by=by, gone=gone)


def _answered(seen: Alert, when: str) -> str:
    """A customer's own answer and words, and who of the team had a hand in it."""
    by = seen.touchpoint.logged_by
    if seen.counter:
        return say(
            "answered at the counter ({place}), {day}; <@{by}> said who it was",
            place=inert(seen.counter),
            day=when,
            by=by,
        )
    if by == ITSELF.id:
        return say("answered when asked how it went, {day}", day=when)
    return say("answered when asked how it went, {day}, noted by <@{by}>", day=when, by=by)
