"""A list of follow-ups: the first few, then all of them page by page."""

from bot.domain.list_parts import day_named, parts_of
from bot.domain.listing import FIRST_FEW, Listed, Listing
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.caretaker import until
from bot.views.days import day_words
from bot.views.followups import followup_lines
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert

HEADINGS = {
    "mine": "Your follow-ups",
    "today": "Yours today",
    "tomorrow": "Yours tomorrow",
    "week": "Yours this week",
    "team": "The team's follow-ups",
    "overdue": "Overdue follow-ups",
    "unclaimed": "Follow-ups nobody has yet",
    "promised": "Promised to customers",
    "done": "What you did lately",
}
"""What a list of bot/use_cases/lists.py is called that can be asked for by its name."""


def followup_list(listed: Listed, outcome: Message | None = None) -> Message:
    """One page of a list, with New and the way on. `outcome` is what somebody just did in it, with its Undo."""
    heading = _heading(listed)
    done, said = (placed(outcome, str(listed.listing)), f"{outcome.text} ") if outcome else ([], "")
    away = [context(f":palm_tree: <@{listed.listing.about}> is {until(listed.back_on)}.")] if listed.back_on else []
    new = button("New", ids.FOLLOW_UP, listed.customer.id if listed.customer else "")
    if not listed.total:
        empty = f"{heading}: none. :tada:"
        return Message(f"{said}{empty}", [*done, section(empty, new), *away])
    rows = [row for item in listed.items for row in followup_lines(item, listed.reader, str(listed.listing))]
    blocks = [*done, section(f"*{heading}*{_which(listed)}", new), *away, *rows]
    return Message(f"{said}{heading}: {listed.total:,}", [*blocks, *_way_on(listed)])


def show_all(listing: str, total: int) -> list[Block]:
    """The button that shows a list page by page, where there are more than the first few. `listing`: its page 1."""
    return [actions(button(f"Show all ({total:,})", ids.SHOW_PAGE, listing))] if total > FIRST_FEW else []


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
                ("Mine", ids.LIST_MINE, "mine"),
                ("This week", ids.LIST_WEEK, "week"),
                ("Team", ids.LIST_TEAM, "team"),
                ("Overdue", ids.LIST_OVERDUE, "overdue"),
                ("Unclaimed", ids.LIST_UNCLAIMED, "unclaimed"),
            )
        )
    )


def _heading(listed: Listed) -> str:
    name = listed.listing.name
    if heading := HEADINGS.get(name):
        return heading
    whose, parts = parts_of(name) or (name, ())
    if listed.customer:
        heading = f"Follow-ups for {inert(listed.customer.name, 80)}"
    elif whose == "person":
        heading = f"Follow-ups of <@{listed.listing.about}>"
    else:
        heading = HEADINGS.get(whose) or name.removeprefix("my ")
    return f"{heading}: {', '.join(_part(part, listed) for part in parts)}" if parts else heading


def _part(part: str, listed: Listed) -> str:
    on = day_named(part)
    return day_words(on, listed.reader.today) if on else _IN_WORDS.get(part) or part.replace("-", " ")


_IN_WORDS = {"week": "this week", "thanks": "thank-you notes", "check-ins": "check-ins"}
"""Parts of a list whose word is another one where people read it."""


def _which(listed: Listed) -> str:
    if listed.total <= FIRST_FEW:
        return ""
    if not listed.listing.page:
        return f" · {len(listed.items)} of {listed.total:,}"
    return f" · {listed.first:,} to {listed.first + len(listed.items) - 1:,} of {listed.total:,}"


def _way_on(listed: Listed) -> list[Block]:
    listing, page = listed.listing, listed.listing.page
    if not page:
        return show_all(str(listing.at(1)), listed.total)
    back = [button("Previous", ids.PREVIOUS_PAGE, listing.at(page - 1))] if page > 1 else []
    on = [button("Next", ids.NEXT_PAGE, listing.at(page + 1))] if page < listed.pages else []
    return [actions(*back, *on)] if back or on else []
