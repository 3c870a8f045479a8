"""The form in which somebody chooses when their own digest comes, and what is in it."""

from bot.domain.digest import Content, MyDigest
from bot.domain.saying import say, within
from bot.views import form_ids, ids
from bot.views.blocks import checkboxes, days_input, field, modal, option, search_input, time_input
from bot.views.message import View


def my_digest_form(chosen: MyDigest) -> View:
    """Hour, days, zone and contents, as they stand. `rhythm` has the zone in force."""
    rhythm, zone = chosen.rhythm, chosen.zone
    contents = [option(say(content.words), content.value) for content in Content]
    shown = [content.value for content in Content if content not in chosen.without]
    own = option(zone, zone) if zone else None
    fields = [
        field(say("Send my digest at"), time_input("at", rhythm.at), hint=say("On the clock where you are.")),
        field(
            say("On these days"),
            days_input("days", rhythm.days),
            optional=True,
            hint=say("None ticked: no digest at all."),
        ),
        field(
            say("Time zone"),
            search_input(ids.TIMEZONE, say("A city or a country"), own, letters=1),
            optional=True,
            hint=say(
                "Empty: as your profile in Slack has it.{what}", what="" if zone else say(" Now: {tz}.", tz=rhythm.tz)
            ),
        ),
        field(
            say("Beside what is yours to do"),
            checkboxes("contents", contents, shown),
            optional=True,
            hint=say("What is not ticked stays in your lists: /followup."),
        ),
    ]
    return modal(form_ids.MY_DIGEST_FORM, say("My digest"), fields, submit=say("Save"))


def saved(chosen: MyDigest) -> str:
    """What the one who chose is told."""
    rhythm = chosen.rhythm
    if not rhythm.days:
        return say("Saved. You get no digest.")
    zone = say(" in {zone}", zone=chosen.zone) if chosen.zone else ""
    left_out = [within(say(content.words)) for content in Content if content in chosen.without]
    without = say(" Left out: {left_out}.", left_out="; ".join(left_out)) if left_out else ""
    return say("Saved. Your digest comes at {at}{zone}.{without}", at=f"{rhythm.at:%H:%M}", zone=zone, without=without)
