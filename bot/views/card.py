"""The customer card: in seconds on a phone, who they are, what to know before calling, what there is to do.

The rest is behind More (bot/views/card_more.py).
"""

from bot.domain.card import Card
from bot.domain.followups import FollowUpItem
from bot.domain.health import Level
from bot.domain.listing import CARD, FIRST_FEW, Listing
from bot.domain.saying import say, say_count
from bot.views import card_words as words
from bot.views import ids
from bot.views.asks import last_asked
from bot.views.blocks import actions, button, header, section
from bot.views.followup_list import placed, show_all
from bot.views.followups import followup_lines
from bot.views.health import health_line
from bot.views.mail import refused_lines
from bot.views.message import Block, Message
from bot.views.mrkdwn import escape, inert
from bot.views.playbook_runs import progress_words
from bot.views.survey import surveyed_line
from bot.views.theme_words import themes_named

MOST_DETAILS = 6
MOST_THEMES = 3
LAST_WORDS = 160
"""Characters of the last touch's text."""


def card(seen: Card, outcome: Message | None = None) -> Message:
    """The card as a message; as a modal it is the page of this message (bot/views/pages.py).

    `outcome` is what somebody just did on it, with its Undo.
    """
    customer = seen.customer
    done = placed(outcome, str(Listing(CARD, str(customer.id)))) if outcome else []
    blocks = [header(customer.name), *done, *_warnings(seen), section(_who(seen)), *_health(seen), *_to_know(seen)]
    blocks += [_buttons(seen), *_followups(seen)]
    said = f"{outcome.text} " if outcome else ""
    return Message(f"{said}{inert(customer.name)}: {_summary(seen)}", blocks)


def _summary(seen: Card) -> str:
    todo = say_count("{number} open follow-up", "{number} open follow-ups", len(seen.followups))
    warned = say("must not be contacted, ") if seen.customer.do_not_contact else ""
    return say(
        "{warned}{label} customer, {todo}, {count}",
        warned=warned,
        label=seen.customer.tier.label,
        todo=todo,
        count=say_count("{number} touchpoint", "{number} touchpoints", seen.touchpoint_count),
    )


def _warnings(seen: Card) -> list[Block]:
    said = [words.do_not_contact(seen.customer), words.lost(seen)]
    back = button(say("Won back…"), ids.WIN_BACK, seen.customer.id) if seen.customer.lost_on else None
    return [section("\n".join(filter(None, said)), back)] if any(said) else []


def _who(seen: Card) -> str:
    customer = seen.customer
    tags = inert(" ".join(f"#{tag}" for tag in customer.tags), 200)
    return "\n".join(filter(None, [words.standing(seen), _reached(seen), tags]))


def _reached(seen: Card) -> str:
    """Numbers and addresses, whole, so that a phone makes links of them; what took no letter says so."""
    customer = seen.customer
    reached = " · ".join(escape(value) for value in (*customer.phones[:2], *customer.emails[:2]))
    theirs = {address: why for address, why in seen.refused.items() if address in customer.emails}
    return "\n".join(filter(None, [reached, *refused_lines(theirs, seen.reader.tz)]))


def _health(seen: Card) -> list[Block]:
    """How healthy it is between them and us: a word and its reasons. Nothing of who left us, or is new to us."""
    if seen.customer.lost_on or (seen.health.level is Level.UNKNOWN and not seen.touchpoints):
        return []
    return [section(health_line(seen.health, seen.health_weeks, seen.today))]


def _to_know(seen: Card) -> list[Block]:
    """What to know before calling. Somebody new has nothing but that nobody called yet."""
    complaints = len(seen.complaints)
    soon = (
        (say("Birthday"), words.birthday(seen) if seen.is_soon(seen.birthday) else ""),
        (say("Renewal"), words.renewal(seen) if seen.is_soon(seen.customer.renewal) else ""),
    )
    lines = [
        f":rotating_light: *{say_count('{number} open complaint', '{number} open complaints', complaints)}*"
        if complaints
        else "",
        words.put_right(seen),
        say("Raised: {themes}", themes=themes_named(seen.themes, MOST_THEMES)) if seen.themes else "",
        words.consents(seen.customer),
        words.last_touch(seen.last_touch, seen, LAST_WORDS) if seen.last_touch else "",
        words.feeling(seen.moods, seen.reader),
        *(words.last_rating(touch, seen) for touch in seen.ratings[:1]),
        surveyed_line(seen.surveyed, seen.reader),
        *last_asked(seen.asked, seen.today),
        *(f"{what}: {when}" for what, when in soon if when),
        *(words.detail_line(detail) for detail in seen.worth_knowing[:MOST_DETAILS]),
        _more_details(seen),
    ]
    if not seen.touchpoints:
        lines.append(say("Nobody has been in touch with them yet"))
    said = [line for line in lines if line]
    return words.part(say("Before you call"), said, len(said))


def _more_details(seen: Card) -> str:
    more = len(seen.details) - MOST_DETAILS
    return (
        say("and {count} behind More", count=say_count("{number} more detail", "{number} more details", more))
        if more > 0
        else ""
    )


def _buttons(seen: Card) -> Block:
    about = seen.customer.id
    thanks = [button(say("Thank-you note"), ids.THANK_YOU_NOTE, about)] if seen.may_thank else []
    return actions(
        button(say("Log touchpoint"), ids.LOG_FOR_CUSTOMER, about, style="primary"),
        button(say("Follow up"), ids.FOLLOW_UP, about),
        button(say("Brief me"), ids.BRIEF_ME, about),
        button(say("More"), ids.CARD_MORE, about),
        button(say("Remember"), ids.REMEMBER, about),
        button(say("Edit"), ids.EDIT_CUSTOMER, about),
        *thanks,
        block_id=f"{Listing(CARD, str(about))}|buttons",
    )


def _followups(seen: Card) -> list[Block]:
    place = Listing(CARD, str(seen.customer.id))
    shown = [
        FollowUpItem(followup, seen.customer, mail=seen.letters.get(followup.id))
        for followup in seen.followups[:FIRST_FEW]
    ]
    rows = [row for item in shown for row in followup_lines(item, seen.reader, str(place))]
    more = show_all(str(Listing("customer", place.about, 1)), len(seen.followups))
    on_their_way = "".join(f" · {progress_words(one)}" for one in seen.playbooks)
    return (
        [
            section(
                say("*To do* ({followups}){on_their_way}", followups=len(seen.followups), on_their_way=on_their_way)
            ),
            *rows,
            *more,
        ]
        if rows
        else []
    )
