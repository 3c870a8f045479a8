"""What was changed about a customer, in words: who, which field, from what to what, and when."""

from bot.domain.customers import Customer
from bot.domain.history import Change, History
from bot.domain.people import ITSELF
from bot.domain.saying import later, say
from bot.views import ids
from bot.views.customer_saved import FIELD_WORDS
from bot.views.days import moment
from bot.views.message import Message
from bot.views.money import money
from bot.views.mrkdwn import inert
from bot.views.older_page import older_page

MOST_FIELDS = 8
LENGTH = 120
"""Fields of one change, and characters of the words of what was changed."""

NOTHING = later("nothing")
"""What stands for a field in which there is or was none."""


def history(page: History) -> Message:
    """One page, the latest change first, in place of what led to it."""
    name = inert(page.customer.name, 80)
    heading = (
        say("*{name}*: what was changed", name=name)
        if page.changes
        else say("*{name}*: nothing was changed yet", name=name)
    )
    return older_page(
        heading,
        (_change(one, page) for one in page.changes),
        about=page.customer.id,
        older=str(page.older or ""),
        is_first=page.is_first,
        older_id=ids.OLDER_HISTORY,
        latest_id=ids.SHOW_HISTORY,
    )


def _change(change: Change, page: History) -> str:
    undone = say(" (undone by <@{undone_by}>)", undone_by=change.undone_by) if change.undone_by else ""
    head = f"{moment(change.at)} · {_who(change.by)}: {inert(say(change.action), 60)}{undone}"
    lines = [inert(change.about, LENGTH)] if change.about else []
    if change.before and change.after:
        lines += _fields(change.before, change.after, page)
    return "\n".join([head, *(f"• {line}" for line in lines)])


def _who(by: str) -> str:
    """What came by itself was done by nobody who could be asked."""
    return ITSELF.name if by == ITSELF.id else f"<@{by}>"


def _fields(before: Customer, after: Customer, page: History) -> list[str]:
    """Each field that is another one: what it was, and what it is."""
    names = [name for name in vars(after) if name not in {"id", "custom"}]
    said = [
        f"{_word(name)}: {_value(name, getattr(before, name), page)} → {_value(name, getattr(after, name), page)}"
        for name in names
        if getattr(before, name) != getattr(after, name)
    ]
    was, now = dict(before.custom), dict(after.custom)
    said += [
        f"{inert(page.fields.get(one, say('a field')), 60)}: {_words(was.get(one, ''))} → {_words(now.get(one, ''))}"
        for one in sorted(was.keys() | now.keys())
        if was.get(one) != now.get(one)
    ]
    more = len(said) - MOST_FIELDS
    return [*said[:MOST_FIELDS], *([say("and {more} more", more=more)] if more > 0 else [])]


def _word(name: str) -> str:
    return say(FIELD_WORDS[name][0]) if name in FIELD_WORDS else name.replace("_", " ")


def _value(name: str, value: object, page: History) -> str:
    if value in (None, "", ()):
        return say(NOTHING)
    if name == "referred_by" and isinstance(value, int):
        return _words(page.customers.get(value, say("somebody who is gone")))
    if name == "lifetime_value" and isinstance(value, int):
        return money(value, page.currency)
    return FIELD_WORDS[name][1](value) if name in FIELD_WORDS else _words(str(value))


def _words(text: str) -> str:
    return inert(text, 80) or say(NOTHING)
