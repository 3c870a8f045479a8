"""The Home tab."""

import json
from collections.abc import Sequence
from hashlib import sha256

from bot.domain.errors import Part
from bot.domain.home import TEAM, Home, Rows
from bot.domain.listing import Listing
from bot.domain.saying import figure, later, say, say_count
from bot.domain.week import Risk
from bot.views import ids
from bot.views.birthday_week import birthday_rows
from bot.views.blocks import actions, button, context, divider, header, people_select, section
from bot.views.caretaker import until
from bot.views.errors import refusal
from bot.views.followups import followup_lines, open_words
from bot.views.greeting import greeting, today_words
from bot.views.mender import mending_rows
from bot.views.message import Block, Message, View
from bot.views.size import fitted_view
from bot.views.thanks import goal_words

WELCOME = later(
    ":wave: *Three things to know*\n"
    "1. After every contact with a customer: `/touchpoint Dana Reyes: called about the renewal`. "
    "Alone, `/touchpoint` opens a form.\n"
    "2. A complaint or an unhappy word alerts the team. *Claim* it, put it right, click *Done*.\n"
    "3. Each morning you get one message with what is yours to do. Everything can be undone: `/rapport undo`."
)


def home(seen: Home, outcome: Message | None = None) -> View:
    """Personal: what is mine today, what nobody has, birthdays and notes of the week, and what I did in it.

    `outcome` is what somebody just did here, with its Undo; it stands on top.
    """
    done = [*outcome.blocks, divider()] if outcome else []
    return {"type": "home", "blocks": fitted_view([*done, *_head(seen), _filter(seen), *_body(seen)])}


def looks(view: View) -> str:
    """A hash of what a tab shows, by which it is known whether it would look otherwise."""
    return sha256(json.dumps(view["blocks"], sort_keys=True).encode()).hexdigest()


def short_home(full: View) -> View:
    """What is left of a tab that Slack does not take: its first buttons, and where the rest is."""
    buttons = [block for block in full["blocks"] if block["type"] == "actions"][:1]
    words = say("Slack did not take the whole of this page. `/rapport home` and `/followup` show what is yours.")
    return {"type": "home", "blocks": [section(words), *buttons]}


def closed_home(parts: Sequence[Part]) -> View:
    """For who may not see it: why."""
    return {"type": "home", "blocks": refusal(parts).blocks}


def home_blocks(seen: Home) -> list[Block]:
    """The blocks of the tab for a message, which cannot be looked at in another way."""
    return [*_head(seen), *_body(seen)]


def _head(seen: Home) -> list[Block]:
    blocks = [header(greeting(seen.person, seen.reader)), context(today_words(seen.reader))]
    if seen.is_new:
        blocks += [section(say(WELCOME), button(say("Got it"), ids.GOT_IT)), divider()]
    if seen.is_to_set_up:
        blocks.append(section(say("Rapport is not set up to the end yet."), button(say("Go on"), ids.SHOW_SET_UP)))
    if seen.away:
        away = say(":palm_tree: You are {until}. Others cover what comes due.", until=until(seen.away.back_on))
        blocks.append(section(away))
    return [*blocks, actions(*_buttons(seen))]


def _buttons(seen: Home) -> list[Block]:
    """Short, so that they stand in two lines of a phone; a screen reader says all of it."""
    return [
        button(say("Log"), ids.LOG_TOUCHPOINT_BUTTON, style="primary", spoken=say("Log a touchpoint")),
        button(say("Complaint"), ids.LOG_COMPLAINT_BUTTON, spoken=say("Log a complaint")),
        button(say("Plan"), ids.FOLLOW_UP, spoken=say("Plan a follow-up")),
        button(say("Find"), ids.FIND_CUSTOMER_BUTTON, spoken=say("Find a customer")),
        *([button(say("Report"), ids.SHOW_REPORT, spoken=say("See how it goes"))] if seen.leads else []),
        button(say("Settings"), ids.OPEN_SETTINGS),
        button(say("I'm back"), ids.COME_BACK) if seen.away else button(say("I'm away…"), ids.OPEN_AWAY),
    ]


def _filter(seen: Home) -> Block:
    """Whose things are shown: the button of what is shown has a tick, a person stands in the field."""
    mine = say("✓ Mine") if not seen.whose else say("Mine")
    team = say("✓ Team") if seen.whose == TEAM else say("Team")
    person = seen.whose if seen.whose not in {"", TEAM} else None
    return actions(
        button(mine, ids.HOME_MINE, spoken=say("Show what is mine")),
        button(team, ids.HOME_TEAM, spoken=say("Show what is the team's")),
        people_select(ids.HOME_PERSON, person),
    )


def _body(seen: Home) -> list[Block]:
    if not seen.has_customers:
        return _nobody_yet(seen)
    blocks = [header(_heading(seen)), *_due(seen)]
    if seen.unclaimed.total:
        blocks += [header(say("Nobody has these yet")), *_rows(seen, seen.unclaimed, "unclaimed")]
    if seen.may_leave:
        blocks += [header(say("At risk")), _may_leave(seen.may_leave)]
    if seen.to_mend:
        blocks += [header(say("Themes to mend")), *mending_rows(seen.to_mend, seen.currency)]
    if seen.birthdays:
        blocks += [header(say("Birthdays this week")), *birthday_rows(seen.birthdays, seen.reader)]
    if seen.notes.total:
        blocks += [header(say("Thank-you notes to write")), *_rows(seen, seen.notes, _of_whom(seen, "thanks"))]
    return [*blocks, *_week(seen)]


def _nobody_yet(seen: Home) -> list[Block]:
    """Before the first customer there is one thing to do."""
    words = say("*There are no customers yet.* Add the first one, and log what happens with them.")
    file = button(say("Import a file"), ids.IMPORT_CUSTOMERS)
    add = button(say("Add a customer"), ids.ADD_CUSTOMER, style="primary")
    return [divider(), section(words), actions(add, *([file] if seen.may_import else []))]


def _heading(seen: Home) -> str:
    if not seen.whose:
        return say("Yours today")
    if seen.whose == TEAM:
        return say("The team's today")
    return say("Today: {name}", name=seen.name) if seen.name else say("Theirs today")


def _due(seen: Home) -> list[Block]:
    rows = _rows(seen, seen.due, _of_whom(seen, "today"))
    has_later = seen.later > (0 if rows else 1) and not seen.whose
    return [*(rows or [section(_nothing_due(seen))]), *([_later(seen)] if has_later else [])]


def _nothing_due(seen: Home) -> str:
    """That there is nothing, and what comes next."""
    nothing = {
        "": say("Nothing is due today. :tada:"),
        TEAM: say("Nothing of the team's is due today. :tada:"),
    }.get(seen.whose) or say("Nothing of theirs is due today.")
    if seen.next_one is None:
        return nothing
    return say("{nothing} Next: {what}", nothing=nothing, what=open_words(seen.next_one, seen.reader))


def _may_leave(number: int) -> Block:
    words = say_count("{number} customer may leave us", "{number} customers may leave us", number)
    show = button(say("Show"), ids.SHOW_OF_WEEK, Risk.MAY_LEAVE, spoken=say("Show the customers who may leave us"))
    return section(f":red_circle: *{words}*", show)


def _later(seen: Home) -> Block:
    words = say_count("{number} follow-up of yours later", "{number} follow-ups of yours later", seen.later)
    show = button(say("Show"), ids.SHOW_PAGE, Listing("mine", page=1), spoken=say("Show all my follow-ups"))
    return section(words, show)


def _of_whom(seen: Home, part: str) -> str:
    """The name of the list that shows all of a part, with whom it is about."""
    if not seen.whose:
        return part if part == "today" else f"mine {part}"
    return f"team {part}" if seen.whose == TEAM else f"person {part}:{seen.whose}"


def _rows(seen: Home, shown: Rows, name: str) -> list[Block]:
    """The first few of a list, and the button that shows all of it."""
    name, _, about = name.partition(":")
    listing = Listing(name, about)
    rows = [row for item in shown.items for row in followup_lines(item, seen.reader, str(listing))]
    if not shown.has_more:
        return rows
    every = say("Show all ({number})", number=figure(shown.total))
    return [*rows, actions(button(every, ids.SHOW_PAGE, listing.at(1)))]


def _week(seen: Home) -> list[Block]:
    """What they did, which nobody else is shown, and how the team stands with its goal."""
    week = seen.week
    if week is None:
        return []
    counted = (
        (week.logged, say_count("{number} logged", "{number} logged", week.logged)),
        (week.claimed, say_count("{number} claimed", "{number} claimed", week.claimed)),
        (week.finished, say_count("{number} finished", "{number} finished", week.finished)),
    )
    said = [words for number, words in counted if number]
    if week.promised:
        said.append(say("{kept} of {promised} promises kept", kept=week.kept, promised=week.promised))
    words = say("Nothing yet. It fills as you log and finish things.") if week.is_empty else " · ".join(said)
    goal = [context(say("The team: {goal}.", goal=goal_words(seen.goal)))] if seen.goal else []
    return [header(say("Your week")), section(words), *goal]
