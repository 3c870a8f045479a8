"""The form in which somebody chooses when their own digest comes, and what is in it."""

from bot.domain.digest import Content, MyDigest
from bot.views import ids
from bot.views.blocks import checkboxes, days_input, field, modal, option, search_input, time_input
from bot.views.message import View


def my_digest_form(chosen: MyDigest) -> View:
    """Hour, days, zone and contents, as they stand. `rhythm` has the zone in force."""
    rhythm, zone = chosen.rhythm, chosen.zone
    contents = [option(content.words, content.value) for content in Content]
    shown = [content.value for content in Content if content not in chosen.without]
    own = option(zone, zone) if zone else None
    fields = [
        field("Send my digest at", time_input("at", rhythm.at), hint="On the clock where you are."),
        field("On these days", days_input("days", rhythm.days), optional=True, hint="None ticked: no digest at all."),
        field(
            "Time zone",
            search_input(ids.TIMEZONE, "A city or a country", own, letters=1),
            optional=True,
            hint=f"Empty: as your profile in Slack has it.{'' if zone else f' Now: {rhythm.tz}.'}",
        ),
        field(
            "Beside what is yours to do",
            checkboxes("contents", contents, shown),
            optional=True,
            hint="What is not ticked stays in your lists: /followup.",
        ),
    ]
    return modal(ids.MY_DIGEST_FORM, "My digest", fields, submit="Save")


def saved(chosen: MyDigest) -> str:
    """What the one who chose is told."""
    rhythm = chosen.rhythm
    if not rhythm.days:
        return "Saved. You get no digest."
    zone = f" in {chosen.zone}" if chosen.zone else ""
    left_out = [content.words.lower() for content in Content if content in chosen.without]
    without = f" Left out: {'; '.join(left_out)}." if left_out else ""
    return f"Saved. Your digest comes at {rhythm.at:%H:%M}{zone}.{without}"
