"""A list of follow-ups: the first few, then all of them page by page."""

from bot.domain.list_parts import day_named, parts_of
from bot.domain.listing import FIRST_FEW, Listed, Listing
from bot.domain.saying import figure, later, say
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.caretaker import until
from bot.views.days import day_words
from bot.views.followups import followup_lines
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert

HEADINGS = {
    "mine": later("Your follow-ups"),
    "today": later("Yours today"),
    "tomorrow": later("Yours tomorrow"),
    "week": later("Yours this week"),
    "team": later("The team's follow-ups"),
    "overdue": later("Overdue follow-ups"),
    "unclaimed": later("Follow-ups nobody has yet"),
    "promised": later("Promised to customers"),
    "done": later("What you did lately"),
    "report late unclaimed": later("Complaints past their deadline that nobody has claimed"),
    "report late": later("Complaints past their deadline"),
    "report broken": later("Promises that were broken"),
    "report unclaimed": later("Follow-ups nobody has yet"),
    "report overdue": later("Overdue follow-ups"),
}
"""What a list of bot/use_cases/lists.py is called that can be asked for by its name."""


def followup_list(listed: Listed, outcome: Message | None = None) -> Message:
    """One page of a list, with New and the way on. `outcome` is what somebody just did in it, with its Undo."""
    heading = _heading(listed)
    done, said = (placed(outcome, str(listed.listing)), f"{outcome.text} ") if outcome else ([], "")
    away = (
        [context(say(":palm_tree: <@{about}> is {until}.", about=listed.listing.about, until=until(listed.back_on)))]
        if listed.back_on
        else []
    )
    new = button(say("New"), ids.FOLLOW_UP, listed.customer.id if listed.customer else "")
    if not listed.total:
        empty = say("{heading}: none. :tada:", heading=heading)
        return Message(f"{said}{empty}", [*done, section(empty, new), *away])
    rows = [row for item in listed.items for row in followup_lines(item, listed.reader, str(listed.listing))]
    blocks = [*done, section(f"*{heading}*{_which(listed)}", new), *away, *rows]
    return Message(f"{said}{heading}: {figure(listed.total)}", [*blocks, *_way_on(listed)])


def show_all(listing: str, total: int) -> list[Block]:
    """The button that shows a list page by page, where there are more than the first few. `listing`: its page 1."""
    return (
        [actions(button(say("Show all ({total})", total=figure(total)), ids.SHOW_PAGE, listing))]
        if total > FIRST_FEW
        else []
    )


def placed(outcome: Message, place: str) -> list[Block]:
    """What was done in a list or on a card, so that its Undo is answered there too."""
    return [
        {**block, "block_id": f"{place}|outcome{number}"} if "elements" in block or "accessory" in block else block
        for number, block in enumerate(outcome.blocks)
    ]


def lists_there_are() -> Block:
    """The lists most asked for, as buttons."""
    return actions(
        *(
            button(label, action_id, Listing(name))
            for label, action_id, name in (
                (say("Mine"), ids.LIST_MINE, "mine"),
                (say("This week"), ids.LIST_WEEK, "week"),
                (say("Team"), ids.LIST_TEAM, "team"),
                (say("Overdue"), ids.LIST_OVERDUE, "overdue"),
                (say("Unclaimed"), ids.LIST_UNCLAIMED, "unclaimed"),
            )
        )
    )


def _heading(listed: Listed) -> str:
    name = listed.listing.name
    if heading := say(HEADINGS.get(name, "")):
        return heading
    whose, parts = parts_of(name) or (name, ())
    if listed.customer:
        heading = say("Follow-ups for {name}", name=inert(listed.customer.name, 80))
    elif whose == "person":
        heading = say("Follow-ups of <@{about}>", about=listed.listing.about)
    else:
        heading = say(HEADINGS.get(whose, "")) or name.removeprefix("my ")
    return f"{heading}: {', '.join(_part(part, listed) for part in parts)}" if parts else heading


def _part(part: str, listed: Listed) -> str:
    on = day_named(part)
    return day_words(on, listed.reader.today) if on else say(_IN_WORDS.get(part, "")) or part.replace("-", " ")


_IN_WORDS = {"week": later("this week"), "thanks": later("thank-you notes"), "check-ins": later("check-ins")}
"""Parts of a list whose word is another one where people read it."""


def _which(listed: Listed) -> str:
    if listed.total <= FIRST_FEW:
        return ""
    if not listed.listing.page:
        return say(" · {items} of {total}", items=len(listed.items), total=figure(listed.total))
    return say(
        " · {first} to {first_2} of {total}",
        first=figure(listed.first),
        first_2=figure(listed.first + len(listed.items) - 1),
        total=figure(listed.total),
    )


def _way_on(listed: Listed) -> list[Block]:
    listing, page = listed.listing, listed.listing.page
    if not page:
        return show_all(str(listing.at(1)), listed.total)
    back = [button(say("Previous"), ids.PREVIOUS_PAGE, listing.at(page - 1))] if page > 1 else []
    on = [button(say("Next"), ids.NEXT_PAGE, listing.at(page + 1))] if page < listed.pages else []
    return [actions(*back, *on)] if back or on else []
