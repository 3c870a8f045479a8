"""The Home tab."""

from collections.abc import Sequence

from bot.domain.errors import Part
from bot.domain.followups import FollowUpItem
from bot.domain.home import Home
from bot.domain.listing import FIRST_FEW, Listing
from bot.views import ids
from bot.views.blocks import actions, button, context, divider, header, section
from bot.views.caretaker import until
from bot.views.days import day
from bot.views.errors import refusal
from bot.views.followup_list import show_all
from bot.views.followups import followup_lines
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import count, inert
from bot.views.size import fitted_view
from bot.views.thanks import goal_words

MOST_BIRTHDAYS = 12

WELCOME = (
    ":wave: *Three things to know*\n"
    "1. After every contact with a customer: `/touchpoint Dana Reyes: called about the renewal`. "
    "Alone, `/touchpoint` opens a form.\n"
    "2. A complaint or an unhappy word alerts the team. *Claim* it, put it right, click *Done*.\n"
    "3. Each morning you get one message with what is yours to do. Everything can be undone: `/rapport undo`."
)


def home(seen: Home, outcome: Message | None = None) -> View:
    """Personal: what is mine today, what nobody has, birthdays of the week, and how the team does.

    `outcome` is what somebody just did here, with its Undo; it stands on top.
    """
    done = [*outcome.blocks, divider()] if outcome else []
    return {"type": "home", "blocks": fitted_view([*done, *home_blocks(seen)])}


def short_home(full: View) -> View:
    """What is left of a tab that Slack does not take: its first buttons, and where the rest is."""
    buttons = [block for block in full["blocks"] if block["type"] == "actions"][:1]
    words = "Slack did not take the whole of this page. `/rapport home` and `/followup` show what is yours."
    return {"type": "home", "blocks": [section(words), *buttons]}


def closed_home(parts: Sequence[Part]) -> View:
    """For who may not see it: why."""
    return {"type": "home", "blocks": refusal(parts).blocks}


def home_blocks(seen: Home) -> list[Block]:
    """The blocks of the tab, few enough for a message too."""
    blocks = [section(WELCOME), divider()] if seen.is_new else []
    if seen.away:
        blocks.append(section(f":palm_tree: You are {until(seen.away.back_on)}. Others cover what comes due."))
    blocks.append(actions(*_buttons(seen)))
    blocks += [header("Yours today"), *_mine(seen)]
    if seen.unclaimed:
        blocks += [header("Nobody has these yet"), *_few(seen, "unclaimed", seen.unclaimed)]
    if seen.birthdays:
        blocks += [header("Birthdays this week"), section(_birthdays(seen))]
    figures = seen.figures
    logged = f"The team logged {count(figures.recent, 'touchpoint')} in the last 7 days"
    team = f"{logged}, and looks after {count(figures.customers, 'customer')}."
    return [*blocks, divider(), context(team, *([f"{goal_words(seen.goal)}."] if seen.goal else []))]


def _buttons(seen: Home) -> list[Block]:
    buttons = [
        button("Log a touchpoint", ids.LOG_TOUCHPOINT_BUTTON, style="primary"),
        button("Log a complaint", ids.LOG_COMPLAINT_BUTTON),
        button("Plan a follow-up", ids.FOLLOW_UP),
        button("Find a customer", ids.FIND_CUSTOMER_BUTTON),
        button("Set my digest", ids.OPEN_MY_DIGEST),
        button("I'm back", ids.COME_BACK) if seen.away else button("I'm away…", ids.OPEN_AWAY),
    ]
    return [*buttons, button("Change settings", ids.OPEN_SETTINGS)] if seen.may_set else buttons


def _mine(seen: Home) -> list[Block]:
    later = f"{count(seen.later, 'follow-up')} of yours later" if seen.later else ""
    if not seen.mine:
        return [section(f"Nothing is due today. :tada:{f' {later}.' if later else ''}")]
    return [*_few(seen, "today", seen.mine), *([context(f"{later}: `/followup`")] if later else [])]


def _few(seen: Home, name: str, items: Sequence[FollowUpItem]) -> list[Block]:
    """The first few of a list, and the button that shows all of it."""
    listing = Listing(name)
    rows = [row for item in items[:FIRST_FEW] for row in followup_lines(item, seen.reader, str(listing))]
    return [*rows, *show_all(str(listing.at(1)), len(items))]


def _birthdays(seen: Home) -> str:
    lines = [f":birthday: {inert(customer.name, 40)}, {day(on, seen.reader)}" for on, customer in seen.birthdays]
    more = [f"and {len(lines) - MOST_BIRTHDAYS} more"] if len(lines) > MOST_BIRTHDAYS else []
    return "\n".join(lines[:MOST_BIRTHDAYS] + more)
