"""Records that look like one customer: beside a confirmation, and as a list to go through."""

from collections.abc import Sequence

from bot.domain.customers import Customer
from bot.domain.duplicates import PAGE, DuplicatePage, Likely
from bot.domain.saying import figure, say, say_count
from bot.domain.undoable import Undoable
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.confirmation import done_with
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert
from bot.views.undo import undo_rows


def with_likely(message: Message, customer: Customer, found: Sequence[Likely]) -> Message:
    """The confirmation of somebody who was entered, and who else may be them. It is saved all the same."""
    rows = [row for one in found for row in _beside(customer, one)]
    said = [say("{name} may be the same customer.", name=inert(_other(customer, one).name, 80)) for one in found]
    return Message(" ".join([message.text, *said]), [*message.blocks, *rows])


def duplicate_list(shown: DuplicatePage, outcome: Message | None = None, lately: Sequence[Undoable] = ()) -> Message:
    """One page of pairs, why they look alike, and the way on; below, what was merged `lately` that they can undo.

    `outcome`: what was just said of a pair in it.
    """
    undo = [section(say("*Merges of the last 30 days*")), *undo_rows(lately)] if lately else []
    done, said = (outcome.blocks, f"{outcome.text} ") if outcome else ([], "")
    if not shown.total:
        text = say("No two customers look like one.")
        looks = section(say("{text} Rapport looks whenever somebody is added or changed.", text=text))
        return Message(f"{said}{text}", [*done, looks, *undo])
    title = say_count(
        "{figure} pair of customers looks like one",
        "{figure} pairs of customers look like one",
        shown.total,
        figure=figure(shown.total),
    )
    rows = [row for one in shown.rows for row in _pair(one, shown.number)]
    first = (shown.number - 1) * PAGE + 1
    which = (
        say(" · {first} to {first_2}", first=figure(first), first_2=figure(first + len(shown.rows) - 1))
        if shown.total > PAGE
        else ""
    )
    return Message(f"{said}{title}.", [*done, section(f"*{title}*{which}"), *rows, *_way_on(shown), *undo])


def told_apart(one: Customer, other: Customer, undo_id: int) -> Message:
    """Somebody said that they are two."""
    return done_with(
        say("*Two customers*: {name} and {name_2}.", name=inert(one.name, 80), name_2=inert(other.name, 80)), undo_id
    )


def _beside(customer: Customer, one: Likely) -> list[Block]:
    other = _other(customer, one)
    return [
        section(
            say(
                ":busts_in_silhouette: {who} may be the same customer: {reasons}.",
                who=_who(other),
                reasons=_reasons(one),
            )
        ),
        actions(
            button(say("Merge…"), ids.MERGE_THESE, f"{one.one.id}:{one.other.id}"),
            button(say("Open {name}", name=other.name), ids.OPEN_CUSTOMER, other.id),
        ),
    ]


def _pair(one: Likely, page: int) -> list[Block]:
    about = f"{one.one.id}:{one.other.id}"
    return [
        section(say("{who} and {who_2}: {reasons}", who=_who(one.one), who_2=_who(one.other), reasons=_reasons(one))),
        actions(
            button(say("Merge…"), ids.MERGE_THESE, about),
            button(say("Not the same"), ids.NOT_THE_SAME, f"{about}:{page}"),
            button(say("Open {name}", name=one.other.name), ids.OPEN_CUSTOMER, one.other.id),
        ),
    ]


def _way_on(shown: DuplicatePage) -> list[Block]:
    back = [button(say("Previous"), ids.PREVIOUS_DUPLICATES, shown.number - 1)] if shown.number > 1 else []
    on = [] if shown.is_last else [button(say("Next"), ids.NEXT_DUPLICATES, shown.number + 1)]
    return [actions(*back, *on)] if back or on else []


def _other(customer: Customer, one: Likely) -> Customer:
    return one.other if one.one.id == customer.id else one.one


def _who(customer: Customer) -> str:
    told = customer.company or next(iter((*customer.emails, *customer.phones)), "")
    return f"*{inert(customer.name, 80)}*{f' ({inert(told, 80)})' if told else ''}"


def _reasons(one: Likely) -> str:
    return inert(", ".join(one.reasons), 500)
