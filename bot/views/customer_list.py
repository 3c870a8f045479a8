"""Customers as a list: who is in a segment, page by page, as a table that can be sorted and opened; a few as lines.

Slack's data table stands in messages only (https://docs.slack.dev/reference/block-kit/blocks/data-table-block): on a
page over the conversation the same lines stand in paragraphs, and so they do where Slack refuses the table
(bot/slack/plainer.py).
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from bot.domain.caretaker import Caretaker
from bot.domain.customer_item import CustomerItem, CustomerPage, ListPlace
from bot.domain.customers import Tier
from bot.domain.saying import figure, later, say
from bot.domain.segment import Sorting
from bot.views import ids
from bot.views.blocks import actions, button, confirm, option, section, select
from bot.views.caretaker import looked_after
from bot.views.charts import number_cell, text_cell
from bot.views.days import day_words
from bot.views.message import Block, Message
from bot.views.money import money
from bot.views.mrkdwn import clip, inert
from bot.views.segment_words import segment_words
from bot.views.size import cut

ROWS = 10
"""Rows of the table that Slack shows at once; the rest of the page is a click away, without us."""

FEW = 5
"""Up to so many are no table, but lines, each with its button."""

IN_A_PARAGRAPH = 5
_NAME, _COMPANY, _WORDS = 40, 30, 600

SORTED = {
    Sorting.NAME: later("By name"),
    Sorting.LAST_TOUCH: later("Longest silent first"),
    Sorting.VALUE: later("Highest value first"),
    Sorting.RENEWAL: later("By renewal"),
}


def customer_list(shown: CustomerPage, today: date, *, is_page: bool = False, giver: str | None = None) -> Message:
    """One page of them and the way on. With `giver`, their owner, all can be handed over at once.

    `is_page`: it stands over the conversation, where there are no tables.
    """
    title = list_title(shown, today)
    if not shown.total:
        return _nobody(shown, title)
    where = (
        say(" · {first} to {first_2}", first=figure(shown.first), first_2=figure(shown.first + len(shown.items) - 1))
        if shown.pages > 1
        else ""
    )
    give = button(say("Hand over…"), ids.HAND_OVER, giver) if giver else None
    if shown.total <= FEW:
        rows = [
            section(_line(item, today, shown.currency), button(say("Open"), ids.OPEN_CUSTOMER, item.customer.id))
            for item in shown.items
        ]
    else:
        rows = _paragraphs(shown, today) if is_page else [_table(shown)]
    return Message(title, [section(f"*{title}*{where}", give), *rows, *_buttons(shown)])


def field_gone(place: ListPlace, sentence: str) -> Message:
    """A list that asks for a field which is not there any more: its form leaves it out."""
    return Message(sentence, [section(sentence), actions(button(say("Filter"), ids.FILTER_CUSTOMERS, place))])


def list_title(shown: CustomerPage, today: date) -> str:
    """How many they are, and what they have in common: by the list's name, or in words."""
    words = cut(segment_words(shown.segment, shown.fields), _WORDS)
    customers = f"{figure(shown.total)} {say('customer') if shown.total == 1 else say('customers')}"
    if shown.saved is None:
        return f"{customers}{f': {words}' if words else ''}"
    name = f"{inert(shown.saved.name, 60)}{say(', changed') if shown.is_changed else ''}"
    return f"{name}: {customers}{_a_week_ago(shown, today)}{f' ({words})' if words else ''}"


def _a_week_ago(shown: CustomerPage, today: date) -> str:
    if shown.saved is None or shown.is_changed:
        return ""
    before = shown.saved.count_before(today)
    return "" if before is None else say(" now, {before} a week ago", before=figure(before))


def _nobody(shown: CustomerPage, title: str) -> Message:
    if not shown.segment.conditions:
        text = say("There are no customers yet. Add one: `/customer add`.")
        return Message(text, [section(text)])
    words = cut(segment_words(shown.segment, shown.fields), _WORDS)
    text = say("No customer fits: {words}.", words=words) if shown.saved is None else f"{title}."
    if shown.hints:
        meant = say(" or ").join(f"`{inert(hint, 60)}`" for hint in shown.hints[:4])
        text = say("{text} Do you mean {meant}?", text=text, meant=meant)
    return Message(text, [section(text), _about_list(shown)])


def _table(shown: CustomerPage) -> Block:
    always = {say("Name"), say("Last touch")}
    columns = [one for one in _columns(shown.currency) if one[0] in always or any(map(one[1], shown.items))]
    head = [text_cell(name) for name, _, _ in columns]
    rows = [[cell(item) for _, _, cell in columns] for item in shown.items]
    caption = say("Customers, page {page} of {pages}", page=figure(shown.place.page), pages=figure(shown.pages))
    return {"type": "data_table", "caption": caption, "page_size": ROWS, "rows": [head, *rows]}


Column = tuple[str, Callable[[CustomerItem], object], Callable[[CustomerItem], dict[str, Any]]]
"""Its heading, what it is about (nothing on a whole page: it is left out), and a cell of it."""


def _columns(currency: str) -> Sequence[Column]:
    def value(item: CustomerItem) -> dict[str, Any]:
        amount = item.customer.lifetime_value
        return text_cell("") if amount is None else number_cell(amount, money(amount, currency))

    return (
        (say("Name"), lambda item: item.customer.name, lambda item: text_cell(clip(item.customer.name, _NAME))),
        (say("Last touch"), lambda item: item.last_touch, lambda item: text_cell(_day(item.last_touch))),
        (say("Looked after by"), lambda item: item.caretaker.id, lambda item: _person(item.caretaker)),
        (
            say("Company"),
            lambda item: item.customer.company,
            lambda item: text_cell(clip(item.customer.company, _COMPANY)),
        ),
        (
            say("Tier"),
            lambda item: item.customer.tier is not Tier.STANDARD,
            lambda item: text_cell(item.customer.tier.label),
        ),
        (say("Stage"), lambda item: item.customer.stage, lambda item: text_cell(item.customer.stage)),
        (say("Renewal"), lambda item: item.customer.renewal, lambda item: text_cell(_day(item.customer.renewal))),
        (say("Value"), lambda item: item.customer.lifetime_value, value),
        (say("Lost"), lambda item: item.customer.lost_on, lambda item: text_cell(_day(item.customer.lost_on))),
    )


def _day(on: date | None) -> str:
    """As Slack sorts it."""
    return on.isoformat() if on else ""


def _person(caretaker: Caretaker) -> dict[str, Any]:
    if caretaker.id is None:
        return text_cell("")
    who = {"type": "user", "user_id": caretaker.id}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [who]}]}


def _paragraphs(shown: CustomerPage, today: date) -> list[Block]:
    lines = [_line(item, today, shown.currency) for item in shown.items]
    return [section("\n".join(lines[at : at + IN_A_PARAGRAPH])) for at in range(0, len(lines), IN_A_PARAGRAPH)]


def _line(item: CustomerItem, today: date, currency: str) -> str:
    """Who it is, their tier and stage, who looks after them, and when they were last heard of."""
    customer = item.customer
    company = f" · {inert(customer.company, _COMPANY)}" if customer.company else ""
    tier = [] if customer.tier is Tier.STANDARD else [customer.tier.label]
    touched = (
        say("last touch {day_words}", day_words=day_words(item.last_touch, today))
        if item.last_touch
        else say("no touch yet")
    )
    worth = [] if customer.lifetime_value is None else [money(customer.lifetime_value, currency)]
    facts = [
        *tier,
        customer.stage,
        *([say("lost")] if customer.lost_on else []),
        looked_after(item.caretaker),
        touched,
        *worth,
    ]
    return f"*{inert(customer.name, 2 * _NAME)}*{company}\n{' · '.join(facts)}"


def _buttons(shown: CustomerPage) -> list[Block]:
    """Open one of them; turn the page; another order; change what is asked for; and what can be done with the list."""
    if shown.total <= FEW:
        return [_about_list(shown)]
    place = shown.place
    choices = [option(_label(item), str(item.customer.id)) for item in shown.items]
    opening = select(ids.OPEN_LISTED, choices, placeholder=say("Open…"))
    back = [button(say("Previous"), ids.PREVIOUS_CUSTOMERS, place.at(place.page - 1))] if place.page > 1 else []
    on = [button(say("Next"), ids.NEXT_CUSTOMERS, place.at(place.page + 1))] if place.page < shown.pages else []
    orders = [
        option(say(words), str(ListPlace(place.kept_id, 1, sorting, place.list_id)))
        for sorting, words in SORTED.items()
    ]
    chosen = str(ListPlace(place.kept_id, 1, place.sorting, place.list_id))
    return [actions(opening, *back, *on, select(ids.SORT_CUSTOMERS, orders, chosen)), _about_list(shown)]


def _about_list(shown: CustomerPage) -> Block:
    change = [button(say("Change all…"), ids.CHANGE_ALL, shown.place)] if shown.total > 1 else []
    filtering = button(say("Filter"), ids.FILTER_CUSTOMERS, shown.place)
    export = [button(say("Export"), ids.EXPORT_CUSTOMERS, shown.place)] if shown.total else []
    return actions(filtering, *_saving(shown), *change, *export)


def _saving(shown: CustomerPage) -> list[Block]:
    """Save a list; of one that is saved what has changed, or its name, or take it away."""
    save = button(say("Save…"), ids.SAVE_LIST, shown.place)
    if shown.saved is None:
        return [save] if shown.segment.conditions else []
    if not shown.may_change:
        return [save] if shown.is_to_save else []
    if shown.is_to_save:
        return [button(say("Save changes"), ids.UPDATE_LIST, shown.place, style="primary"), save]
    really = confirm(
        say("Delete this list?"), say("The customers in it stay. You can undo it."), say("Delete"), say("Keep it")
    )
    return [
        button(say("Rename or share…"), ids.EDIT_LIST, shown.place),
        button(say("Delete list"), ids.DELETE_LIST, shown.place, style="danger", confirmation=really),
    ]


def _label(item: CustomerItem) -> str:
    company = f" · {item.customer.company}" if item.customer.company else ""
    return clip(f"{item.customer.name}{company}", _NAME)
