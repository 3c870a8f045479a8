"""The fields of a customer's form, group by group, each with the element that fits what it holds.

Emails, phones, tags and other names are text: there are several of each, and Slack's fields for an address take one.
A birthday is text, as a calendar wants a year; a value too, because people paste amounts with their signs.
"""

from datetime import date

from bot.domain.channel import Channel
from bot.domain.customers import NAME_LENGTH, Customer, DetailCategory, Kind, Stage, Tier
from bot.domain.life import REASON_LENGTH
from bot.domain.saying import capital, later, say
from bot.views import ids
from bot.views.birthday import birthday_words
from bot.views.blocks import (
    Option,
    checkboxes,
    date_input,
    field,
    number_input,
    option,
    people_select,
    search_input,
    select,
    text_input,
)
from bot.views.message import Block

STAGE_HINT = later("How far they are with you: from hearing of you (awareness) to recommending you (advocacy).")

TEXT = 500
"""The longest text of one field here, in characters."""

LONGEST_INPUT = 3_000
"""Slack's limit for the words of one field."""

CONSENTS = {
    "wishes_ok": later("May be sent birthday wishes"),
    "email_ok": later("May be sent emails"),
    "do_not_contact": later("Must not be contacted at all"),
}
"""What is ticked in the form, by the name it has in the customer."""

_SEVERAL = later("Several with commas between them.")


def who(customer: Customer) -> list[Block]:
    """Who they are."""
    birthday = birthday_words(customer.birthday) if customer.birthday else ""
    return [
        field(say("Name"), text_input("name", customer.name, longest=NAME_LENGTH)),
        field(say("Kind"), select("kind", word_options(Kind), customer.kind)),
        _text(say("Company"), "company", customer.company),
        _text(say("Other names"), "aliases", ", ".join(customer.aliases), hint=say(_SEVERAL)),
        _text(say("Birthday"), "birthday", birthday, hint=say("14 March, or 14 March 1980")),
        _text(say("Language"), "language", customer.language, hint=say("Portuguese, or pt")),
    ]


def reaching(customer: Customer) -> list[Block]:
    """How and when to reach them."""
    channels = [option(capital(say(channel)), channel.value) for channel in Channel]
    zone = option(customer.timezone, customer.timezone) if customer.timezone else None
    consents = [option(say(words), name) for name, words in CONSENTS.items()]
    ticked = [name for name in CONSENTS if getattr(customer, name)]
    return [
        _text(say("Email"), "email", ", ".join(customer.emails), hint=say(_SEVERAL)),
        _text(say("Phone"), "phone", ", ".join(customer.phones), hint=say(_SEVERAL)),
        field(say("Prefers"), select("prefers", channels, customer.channel or None), optional=True),
        field(say("Time zone"), search_input(ids.TIMEZONE, say("A city or a country"), zone, letters=1), optional=True),
        field(say("Consents"), checkboxes("consents", consents, ticked), optional=True),
    ]


def care(customer: Customer) -> list[Block]:
    """Who looks after them, and how they stand with us."""
    cadence = "" if customer.cadence_days is None else str(customer.cadence_days)
    because = [field(say("Why the stage changes"), text_input("because", longest=REASON_LENGTH), optional=True)]
    return [
        field(say("Owner"), people_select("owner", customer.owner), optional=True, hint=say("Who looks after them.")),
        field(say("Backup owner"), people_select("backup", customer.backup_owner), optional=True),
        field(say("Be in touch every … days"), number_input("cadence", cadence), optional=True),
        field(say("Tier"), select("tier", word_options(Tier), customer.tier)),
        field(say("Stage"), stage_select(customer), hint=say(STAGE_HINT)),
        *(because if customer.id else []),
        _text(say("Tags"), "tags", ", ".join(customer.tags), hint=say("wholesale, press")),
    ]


def terms(customer: Customer, referrer: Customer | None) -> list[Block]:
    """Since when, until when, for how much, and through whom."""
    value = "" if customer.lifetime_value is None else str(customer.lifetime_value)
    by = option(referrer.name, str(referrer.id)) if referrer else None
    return [
        field(say("Customer since"), _day("since", customer.since), optional=True),
        field(say("Renewal"), _day("renewal", customer.renewal), optional=True),
        _text(say("Value"), "value", value, hint=say("12500, in whole units of your currency.")),
        field(say("Referred by"), search_input(ids.REFERRED, say("Which customer"), by), optional=True),
    ]


def stage_select(customer: Customer) -> Block:
    """The stages, with the one that a customer is at."""
    return select("stage", word_options(Stage), customer.stage)


def word_options(words: type[Kind | Stage | Tier | DetailCategory]) -> list[Option]:
    """The words of a closed list as choices."""
    return [option(capital(say(word)) if word != "vip" else "VIP", word.value) for word in words]


def _text(label: str, name: str, initial: str, hint: str = "") -> Block:
    initial = initial[:LONGEST_INPUT]  # what was typed and is refused for its length, not what is stored
    return field(label, text_input(name, initial, longest=max(TEXT, len(initial))), optional=True, hint=hint)


def _day(name: str, day: date | None) -> Block:
    return date_input(name, day.isoformat() if day else "")
