"""`/rapport audit`: who opened whose card, who exported, gave out or erased what."""

from bot.domain.looks import KEPT, Look, Looks
from bot.domain.saying import later, say
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.days import moment
from bot.views.message import Message
from bot.views.mrkdwn import inert

_WHAT = {
    "card opened": later("opened the card of"),
    "customers exported": "exported",
    "customer forgotten": later("asked to forget"),
    "customer taken back": later("took back"),
    "customer erased": "erased",
    "access to a customer given": later("was given all that is kept of"),
}


def looks(found: Looks) -> Message:
    """A page, newest first, with the way on."""
    title = say("Who looked at whom, page {page}", page=found.page) if found.page > 1 else say("Who looked at whom")
    lines = [_line(one) for one in found.found]
    shown = [section("\n".join(lines[start : start + 5])) for start in range(0, len(lines), 5)]
    empty = [section(say("Nobody opened a card, exported or erased anything that this list is about."))]
    ways = [
        *([button(say("Newer"), ids.NEWER_LOOKS, f"{found.about}:{found.page - 1}")] if found.page > 1 else []),
        *([button(say("Older"), ids.OLDER_LOOKS, f"{found.about}:{found.page + 1}")] if found.has_more else []),
    ]
    note = context(
        say(
            "A card counts once for each person, customer and day (UTC), and is kept for {days} "
            "months; lists and search do not count. `/rapport audit Dana Reyes` or `/rapport audit "
            "@ana` shows one customer or person.",
            days=KEPT.days // 30,
        )
    )
    return Message(title, [section(f"*{title}*"), *(shown or empty), *([actions(*ways)] if ways else []), note])


def _line(one: Look) -> str:
    who = f"<@{one.person}>" if one.person.startswith(("U", "W")) else say("Rapport")
    return f"{moment(one.at)} · {who} {say(_WHAT.get(one.what, inert(one.what)))} {_whom(one)}"


def _whom(one: Look) -> str:
    if one.customer_id is None:
        return say("customers")
    return (
        f"*{inert(one.name, 60)}*"
        if one.name
        else say("customer {customer_id}, who is not in Rapport any more", customer_id=one.customer_id)
    )
