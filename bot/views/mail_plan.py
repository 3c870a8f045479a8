"""What a follow-up shows of the letter that is underway for it: when it goes out, and Stop."""

from datetime import datetime

from bot.domain.calendar import zone
from bot.domain.day_names import short_day
from bot.domain.mail_plan import MailPlan, MailState
from bot.domain.mail_reasons import in_words
from bot.domain.saying import say
from bot.views import ids
from bot.views.blocks import button
from bot.views.message import Block
from bot.views.mrkdwn import escape


def there(at: datetime, zone_name: str) -> str:
    """An instant as the customer's clock shows it: "Sun 14 Mar, 09:00 in Lisbon". Stays true whoever reads it when."""
    local, city = at.astimezone(zone(zone_name)), zone_name.rpartition("/")[2].replace("_", " ")
    where = "UTC" if city == "UTC" else say("in {city}", city=escape(city))
    return f"{short_day(local.date())}, {local:%H:%M} {where}"


def plan_words(plan: MailPlan) -> str:
    """What a follow-up says of the letter that is underway for it."""
    if plan.state is MailState.UNKNOWN:
        return say(":grey_question: a letter may have gone out")
    if plan.state is MailState.SENDING:
        return say(":outbox_tray: a letter is just leaving")
    late = say(" (not yet: {in_words})", in_words=in_words(plan.trouble)) if plan.trouble else ""
    return say(":outbox_tray: goes out {there}{late}", there=there(plan.go_at, plan.zone), late=late)


def stop_button(plan: MailPlan | None) -> list[Block]:
    """The button, as long as there is something to stop."""
    return [button(say("Stop"), ids.STOP_MAIL, plan.mail_id)] if plan and plan.state is MailState.WAITING else []
