"""What stands behind the card's More: facts, how they felt over time, ratings, touches, referrals, and the ways on."""

from collections.abc import Iterable, Iterator

from bot.domain.card import Card, WholeCard
from bot.domain.customers import Customer
from bot.domain.day_names import dated, month_named
from bot.domain.life import LifeEvent, Turn
from bot.domain.listing import Listing
from bot.domain.mood_course import MoodPoint, by_month
from bot.domain.reader import Reader
from bot.domain.saying import figure, say, say_count
from bot.views import card_words as words
from bot.views import ids
from bot.views.blocks import actions, button, confirm, context, header, section
from bot.views.custom_fields import custom_facts
from bot.views.days import day
from bot.views.message import Block, Message
from bot.views.money import money
from bot.views.mrkdwn import escape, inert
from bot.views.playbook_runs import playbook_rows
from bot.views.rating_words import MEANINGS

MOST_TOUCHES, MOST_RATINGS, MOST_DETAILS, MOST_MONTHS, MOST_TURNS = 5, 10, 15, 12, 6
ROOM = 1_300
"""Characters of a part; six of them fit a message (bot/views/size.py)."""


def card_more(whole: WholeCard) -> Message:
    """Everything about a customer that the card has no room for, in place of the card."""
    seen = whole.card
    name = seen.customer.name
    parts = [
        words.part("", _facts(seen), 0, ROOM),
        words.whole(f"{name}: {value}" for name, value in custom_facts(seen.customer, whole.fields)),
        words.part(say("What we remember"), _details(seen), len(seen.details), ROOM),
        playbook_rows(whole.playbooks, seen.reader),
        _referrals(whole),
        words.part(say("What became of them"), _life(whole), len(whole.life), ROOM),
        _moods(whole),
        _ratings(seen),
        words.part(say("Last touches"), _touches(whole), 0, ROOM),
    ]
    blocks = [header(name), *(block for part in parts for block in part), _ways_on(seen)]
    return Message(
        say(
            "More about {name}: {count}",
            name=inert(name),
            count=say_count("{number} touchpoint", "{number} touchpoints", seen.touchpoint_count),
        ),
        blocks,
    )


def _facts(seen: Card) -> list[str]:
    customer = seen.customer
    facts = [
        (say("Also called"), inert(", ".join(customer.aliases), 200)),
        (say("Email"), ", ".join(escape(email) for email in customer.emails[:5])),
        (say("Phone"), ", ".join(escape(phone) for phone in customer.phones[:5])),
        (say("Best reached by"), customer.channel),
        (say("Time zone"), inert(customer.timezone, 60)),
        (say("Language"), inert(customer.language, 60)),
        (say("Birthday"), words.birthday(seen)),
        (say("Customer since"), dated(customer.since) if customer.since else ""),
        (say("Renewal"), words.renewal(seen)),
        (say("Value"), money(customer.lifetime_value, seen.currency) if customer.lifetime_value is not None else ""),
        (
            say("In touch every"),
            say_count("{number} day", "{number} days", customer.cadence_days) if customer.cadence_days else "",
        ),
        (say("May we"), _consents(customer)),
        (say("Link for the team"), f"`{seen.link}`" if seen.link else ""),
    ]
    return [f"{name}: {value}" for name, value in facts if value]


def _consents(customer: Customer) -> str:
    if customer.do_not_contact:
        return say("not contact them at all")
    wishes, email = ("yes" if one else "no" for one in (customer.wishes_ok, customer.email_ok))
    return say("send birthday wishes: {wishes} · emails: {email}", wishes=wishes, email=email)


def _details(seen: Card) -> Iterable[str]:
    return (words.detail_line(detail) for detail in seen.worth_knowing[:MOST_DETAILS])


def _life(whole: WholeCard) -> Iterable[str]:
    """Stages, lost, won back, each with its day, why, and who noted it."""
    return (_turn(event, whole.card.reader) for event in whole.life[:MOST_TURNS])


def _turn(event: LifeEvent, reader: Reader) -> str:
    what = {Turn.STAGE: f"{event.before} → {event.after}", Turn.LOST: "*lost*", Turn.WON_BACK: say("*won back*")}[
        event.turn
    ]
    why = f": {inert(event.reason, 160)}" if event.reason else ""
    return f"{day(event.on, reader)} · {what}{why} · <@{event.noted_by}>"


def _referrals(whole: WholeCard) -> list[Block]:
    referrer = whole.referrer
    by = [section(say("Referred by *{name}*", name=inert(referrer.name, 100)), _opening(referrer))] if referrer else []
    names = ", ".join(f"*{inert(one.name, 60)}*" for one in whole.referred)
    more = whole.referred_count - len(whole.referred)
    to = (
        say(
            "Referred us to {names}{what}",
            names=names,
            what=say(" and {more} more", more=figure(more)) if more > 0 else "",
        )
        if names
        else ""
    )
    first = _opening(whole.referred[0]) if len(whole.referred) == 1 else None
    return [*by, *([section(to, first)] if to else [])]


def _opening(customer: Customer) -> Block:
    return button(say("Open"), ids.OPEN_CUSTOMER, customer.id)


def _moods(whole: WholeCard) -> list[Block]:
    """A line for each month: how many of each face, and the mean in a word, so that nobody has to read faces."""
    months = by_month(whole.moods)
    lines = [
        f"{month_named(first)}: {_faces(moods)} {words.on_the_whole(moods)}"
        for first, moods in list(months.items())[:MOST_MONTHS]
    ]
    return words.part(say("Mood over time"), lines, len(months), ROOM)


def _faces(moods: tuple[MoodPoint, ...]) -> str:
    counted = ((face, sum(mood.label == label for mood in moods)) for label, face in words.FACES.items())
    return " ".join(f"{face} {figure(number)}" for face, number in counted if number)


def _ratings(seen: Card) -> list[Block]:
    given = [f"{one.rating} ({day(one.happened_on, seen.reader)})" for one in seen.ratings[:MOST_RATINGS] if one.rating]
    scales = dict.fromkeys(one.rating.scale for one in seen.ratings if one.rating)
    what = "; ".join(f"{scale.upper()}: {say(MEANINGS[scale])}" for scale in scales)
    return [section(say("*Ratings*: {given}", given=" · ".join(given))), context(what)] if given else []


def _touches(whole: WholeCard) -> Iterator[str]:
    """How many by which channel, and the last few."""
    seen = whole.card
    if len(whole.channels) > 1:
        yield " · ".join(f"{say(channel)} {figure(number)}" for channel, number in whole.channels)
    yield from (words.touch_line(touch, seen.reader) for touch in seen.touchpoints[:MOST_TOUCHES])


def _ways_on(seen: Card) -> Block:
    about = seen.customer.id
    todo = Listing("customer", str(about), 1)
    followups = (
        [button(say("Follow-ups ({followups})", followups=len(seen.followups)), ids.SHOW_PAGE, todo)]
        if seen.followups
        else []
    )
    touches = (
        [
            button(
                say("All touches ({touchpoint_count})", touchpoint_count=figure(seen.touchpoint_count)),
                ids.SHOW_TOUCHES,
                about,
            )
        ]
        if seen.touchpoints
        else []
    )
    return actions(
        button(say("Back to the card"), ids.SHOW_CARD, about),
        *touches,
        *followups,
        button(say("Details ({details})", details=len(seen.details)), ids.SHOW_DETAILS, about),
        button(say("Changes"), ids.SHOW_HISTORY, about),
        *([button(say("What it was about…"), ids.ABOUT, seen.last_bad.id)] if seen.last_bad else []),
        button(say("Begin playbook…"), ids.BEGIN_PLAYBOOK, about),
        *_asking(seen),
        button(say("Merge…"), ids.MERGE, about),
        *_turns(seen.customer),
    )


def _asking(seen: Card) -> list[Block]:
    """Who asked not to be asked is not; where somebody noted that, it can be taken back."""
    about = seen.customer.id
    if not seen.surveyed.has_stopped:
        return [button(say("Ask how it went…"), ids.ASK_CUSTOMER, about)]
    question = confirm(
        say("May they be asked again?"),
        say("Somebody of the team noted that they asked not to be asked. Only take it back if that is wrong."),
        say("Take it back"),
    )
    again = button(say("May be asked again"), ids.MAY_ASK_AGAIN, about, confirmation=question)
    return [again] if seen.surveyed.may_lift else []


def _turns(customer: Customer) -> list[Block]:
    """What can become of them."""
    stage = button(say("Change stage"), ids.CHANGE_STAGE, customer.id)
    if customer.lost_on:
        return [stage, button(say("Won back…"), ids.WIN_BACK, customer.id)]
    return [stage, button(say("Lost…"), ids.LOSE_CUSTOMER, customer.id)]
