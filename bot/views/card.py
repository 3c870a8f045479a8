"""The customer card: who they are, what we remember, how they feel, what there is to do, what happened last."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.domain.card import Card, MoodPoint, average, trend
from bot.domain.customers import Customer, Detail, DetailCategory, Kind
from bot.domain.followups import FollowUpItem
from bot.domain.listing import CARD, FIRST_FEW, Listing
from bot.domain.touchpoints import Touchpoint
from bot.views import ids
from bot.views.blocks import actions, button, context, header, section
from bot.views.caretaker import looked_after
from bot.views.customer_form import birthday_words
from bot.views.days import day
from bot.views.followup_list import placed, show_all
from bot.views.followups import followup_lines
from bot.views.message import Block, Message
from bot.views.money import money
from bot.views.mrkdwn import count, escape, inert
from bot.views.rating_words import MEANINGS

ROOM = 2_000
"""Characters (escaped) that one part of the card may take; six parts fit Slack's 13,200 for a message."""

MOST_TOUCHES, MOST_DETAILS, MOST_RATINGS = 8, 15, 10
SPOKEN = frozenset({"phone", "in person", "video"})
FACES = {"positive": ":slightly_smiling_face:", "neutral": ":neutral_face:", "negative": ":slightly_frowning_face:"}
CLEAR = 0.15
"""From this mean score on (either way) a mood is called good or low."""


def card(seen: Card, outcome: Message | None = None) -> Message:
    """The card as a message; as a modal it is the page of this message (bot/views/pages.py).

    `outcome` is what somebody just did on it, with its Undo.
    """
    customer = seen.customer
    parts = [_contact(seen), _details(seen.details), _moods(seen.moods), _touches(seen), _ratings(seen)]
    contact, *others = parts
    done = placed(outcome, str(Listing(CARD, str(customer.id)))) if outcome else []
    blocks = [header(customer.name), *done, section(_standing(seen)), *contact, *_last_touch(seen), _buttons(seen)]
    blocks += _followups(seen)
    for part in others:
        blocks += part
    said = f"{outcome.text} " if outcome else ""
    return Message(f"{said}{inert(customer.name)}: {_summary(seen)}", blocks)


def _summary(seen: Card) -> str:
    todo = count(len(seen.followups), "open follow-up")
    return f"{seen.customer.tier.label} customer, {todo}, {count(seen.touchpoint_count, 'touchpoint')}"


def _standing(seen: Card) -> str:
    customer, caretaker = seen.customer, seen.caretaker
    what = "Company" if customer.kind is Kind.COMPANY else "Person"
    at = f" at *{inert(customer.company, 100)}*" if customer.company else ""
    care = looked_after(caretaker) if caretaker.id else f"*{looked_after(caretaker)}*"
    backup = f", or <@{caretaker.backup}>" if caretaker.backup else ""
    tags = inert(" ".join(f"#{tag}" for tag in customer.tags), 200)
    lines = [f"{what}{at} · {customer.tier.label} · stage: {customer.stage} · {care}{backup}", tags, _warning(customer)]
    return "\n".join(line for line in lines if line)


def _warning(customer: Customer) -> str:
    if customer.do_not_contact:
        return ":no_entry: *Must not be contacted*"
    no = [
        what
        for what, allowed in (("birthday wishes", customer.wishes_ok), ("emails", customer.email_ok))
        if not allowed
    ]
    return f":no_bell: No {' and no '.join(no)}, please" if no else ""


def _contact(seen: Card) -> list[Block]:
    customer, today = seen.customer, seen.today
    facts = [
        ("Also called", inert(", ".join(customer.aliases), 200)),
        ("Email", ", ".join(escape(email) for email in customer.emails[:5])),
        ("Phone", ", ".join(escape(phone) for phone in customer.phones[:5])),
        ("Birthday", _birthday(seen)),
        ("Customer since", _day(customer.since, seen)),
        ("Renewal", f"{_day(customer.renewal, seen)} ({_ahead(customer.renewal, today)})" if customer.renewal else ""),
        ("Value", money(customer.lifetime_value, seen.currency) if customer.lifetime_value is not None else ""),
        ("In touch every", count(customer.cadence_days, "day") if customer.cadence_days else ""),
    ]
    return _part("", [f"{name}: {value}" for name, value in facts if value], len(facts))


def _birthday(seen: Card) -> str:
    if seen.customer.birthday is None or seen.birthday is None:
        return ""
    when = ":birthday: today" if seen.birthday == seen.today else _ahead(seen.birthday, seen.today)
    return f"{birthday_words(seen.customer.birthday)} ({when})"


def _day(on: date | None, seen: Card) -> str:
    return day(on, seen.reader) if on else ""


def _ahead(day: date, today: date) -> str:
    days = (day - today).days
    if days < 0:
        return f"{count(-days, 'day')} ago"
    return "today" if days == 0 else f"in {count(days, 'day')}"


def _last_touch(seen: Card) -> list[Block]:
    if not seen.touchpoints:
        return [context("Nobody has been in touch with them yet")]
    last = seen.touchpoints[0]
    how = "spoke with them" if last.channel in SPOKEN else "was in touch with them"
    return [context(f"<@{last.logged_by}> {how} {day(last.happened_on, seen.reader)}")]


def _buttons(seen: Card) -> Block:
    about = seen.customer.id
    thanks = [button("Thank-you note", ids.THANK_YOU_NOTE, about)] if seen.may_thank else []
    return actions(
        button("Log touchpoint", ids.LOG_FOR_CUSTOMER, about, style="primary"),
        button("Follow up", ids.FOLLOW_UP, about),
        *thanks,
        button("Remember", ids.REMEMBER, about),
        button("Edit", ids.EDIT_CUSTOMER, about),
        block_id=f"{Listing(CARD, str(about))}|buttons",
    )


def _followups(seen: Card) -> list[Block]:
    place = Listing(CARD, str(seen.customer.id))
    shown = [FollowUpItem(followup, seen.customer) for followup in seen.followups[:FIRST_FEW]]
    rows = [row for item in shown for row in followup_lines(item, seen.reader, str(place))]
    more = show_all(str(Listing("customer", place.about, 1)), len(seen.followups))
    return [section(f"*To do* ({len(seen.followups)})"), *rows, *more] if rows else []


def _details(details: Sequence[Detail]) -> list[Block]:
    """By category, in the order of DetailCategory."""
    order = list(DetailCategory)
    shown = sorted(details[:MOST_DETAILS], key=lambda detail: order.index(detail.category))
    lines = [f"{detail.category.capitalize()}: {inert(detail.text, 160)}" for detail in shown]
    return _part("What we remember", lines, len(details))


def _moods(moods: tuple[MoodPoint, ...]) -> list[Block]:
    if not moods:
        return []
    mean = average(moods)
    word = "good" if mean >= CLEAR else "low" if mean <= -CLEAR else "mixed"
    course = ", ".join(filter(None, [f"{word} on the whole", trend(moods)]))
    faces = " ".join(FACES[mood.label] for mood in moods)
    words = " → ".join(mood.label for mood in moods)
    return [section(f"*Mood*, the last {len(moods)}: {faces}\n{course}"), context(words)]


def _touches(seen: Card) -> list[Block]:
    lines = [_touch(touch, seen) for touch in seen.touchpoints[:MOST_TOUCHES]]
    return _part("Last touches", lines, seen.touchpoint_count)


def _touch(touch: Touchpoint, seen: Card) -> str:
    kind = "" if touch.kind == "touchpoint" else f"*{touch.kind}* · "
    channel = f"{touch.channel} · " if touch.channel != "other" else ""
    words = inert(touch.text, 140) or "(no words)"
    return f"{day(touch.happened_on, seen.reader)} · {kind}{channel}<@{touch.logged_by}>: {words}"


def _ratings(seen: Card) -> list[Block]:
    given = [f"{one.rating} ({day(one.happened_on, seen.reader)})" for one in seen.ratings[:MOST_RATINGS] if one.rating]
    scales = dict.fromkeys(one.rating.scale for one in seen.ratings if one.rating)
    what = "; ".join(f"{scale.upper()}: {MEANINGS[scale]}" for scale in scales)
    return [section(f"*Ratings*: {' · '.join(given)}"), context(what)] if given else []


def _part(title: str, lines: Iterable[str], total: int) -> list[Block]:
    """A paragraph of as many lines as have room, and how many more there are."""
    shown: list[str] = []
    room = ROOM
    for line in lines:
        room -= len(line) + 1
        if room < 0 and shown:
            break
        shown.append(line)
    if not shown:
        return []
    more = [f"and {total - len(shown)} more"] if title and total > len(shown) else []
    return [section("\n".join([*([f"*{title}*"] if title else []), *shown, *more]))]
