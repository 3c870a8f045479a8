"""The form in which somebody chooses when their own digest comes."""

from bot.domain.digest import Rhythm
from bot.views import ids
from bot.views.blocks import days_input, field, modal, time_input
from bot.views.message import View


def my_digest_form(rhythm: Rhythm) -> View:
    """Hour and days, as they stand."""
    fields = [
        field("Send my digest at", time_input("at", rhythm.at), hint="In your own time zone."),
        field("On these days", days_input("days", rhythm.days), optional=True, hint="None ticked: no digest at all."),
    ]
    return modal(ids.MY_DIGEST_FORM, "My digest", fields, submit="Save")
