"""/rapport playbooks: the list of them, and the page of one with its steps, how to do each well, and when it would be.

Only what leads may do has buttons; everybody sees what there is.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.domain.playbook import MOST_PLAYBOOKS, Beginning, Playbook, Step, day_of
from bot.domain.reader import Reader
from bot.domain.saying import later, say, say_count
from bot.views import ids
from bot.views.blocks import actions, button, confirm, context, divider, section
from bot.views.days import day
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert, quote

NONE_AT_ONCE = later(
    "Files and changes of many begin none, nor does switching one on for whoever is there already. By hand: "
    "`/customer playbook Dana Reyes: Welcome`, a card → More → Begin playbook, a list → Change all."
)


def playbooks_page(
    books: Sequence[Playbook], running: Mapping[int, int], *, may_change: bool, outcome: Message | None = None
) -> Message:
    """All of them. `running`: with how many customers each is on its way; `outcome`: what was just done."""
    done, said = (outcome.blocks, f"{outcome.text} ") if outcome else ([], "")
    heading = say("*Playbooks* ({books}): the same care for every customer, whoever is on shift", books=len(books))
    rows = [_row(one, running.get(one.id, 0)) for one in books]
    add = (
        [actions(button(say("Add a playbook"), ids.ADD_PLAYBOOK, style="primary"))]
        if len(books) < MOST_PLAYBOOKS
        else []
    )
    below = add if may_change else [context(say("Leads and admins define them, and switch them on."))]
    blocks = [*done, section(heading), *rows, *below, context(say(NONE_AT_ONCE))]
    return Message(say("{said}Playbooks: {books}", said=said, books=len(books)), blocks)


def playbook_page(
    book: Playbook, running: int, reader: Reader, *, may_change: bool, outcome: Message | None = None
) -> Message:
    """One of them: what begins it, its steps with guidance, and the days on which they would fall from today on."""
    done, said = (outcome.blocks, f"{outcome.text} ") if outcome else ([], "")
    head = section(f"*{inert(book.name)}* · {_state(book)}{_on_its_way(running)}")
    base = _base(book, reader.today)
    example = (
        say("For a renewal on {base}", base=day(base, reader))
        if book.begins is Beginning.BEFORE_RENEWAL
        else say("If it began today")
    )
    steps = [block for step in book.steps for block in _step(step, base, reader)]
    back = button(say("All playbooks"), ids.SHOW_PLAYBOOKS)
    return Message(
        f"{said}{inert(book.name)}: {say_count('{number} step', '{number} steps', len(book.steps))}",
        [
            *done,
            head,
            context(say("{example}, and you did it all:", example=example)),
            *steps,
            divider(),
            actions(*_ways(book, may_change=may_change), back),
        ],
    )


def playbook_kept(book: Playbook, verb: str, undo_id: int, running: int = 0) -> Message:
    """One was added, saved, switched on or off, or removed."""
    goes_on = (
        say(
            " What is on its way with {count} goes on as it began.",
            count=say_count("{number} customer", "{number} customers", running),
        )
        if running
        else ""
    )
    now = (
        say(" It begins when {words}, from now on.", words=inert(say(book.begins.words)))
        if verb == say("Switched on")
        else ""
    )
    off = say(" It is off: switch it on when it should begin by itself.") if verb == say("Added") else ""
    text = say(
        "*{verb}*: the playbook {name}.{now}{off}{goes_on}",
        verb=verb,
        name=inert(book.name),
        now=now,
        off=off,
        goes_on=goes_on,
    )
    return Message(text, [section(text, button(say("Undo"), ids.UNDO, undo_id))])


def _row(book: Playbook, running: int) -> Block:
    days = ", ".join(step.day_words for step in book.steps)
    words = f"*{inert(book.name)}* · {_state(book)}{_on_its_way(running)}\n{days}"
    return section(words, button(say("Open"), ids.SHOW_PLAYBOOK, book.id))


def _state(book: Playbook) -> str:
    if book.begins is Beginning.BY_HAND:
        return say("begins by hand only")
    return say(
        "{what} · when {words}",
        what=say(":large_green_circle: on") if book.is_on else say(":white_circle: off"),
        words=say(book.begins.words),
    )


def _on_its_way(running: int) -> str:
    return (
        say(" · on its way with {count}", count=say_count("{number} customer", "{number} customers", running))
        if running
        else ""
    )


def _base(book: Playbook, today: date) -> date:
    is_before = book.begins is Beginning.BEFORE_RENEWAL
    return today + timedelta(days=-min(step.days for step in book.steps)) if is_before else today


def _step(step: Step, base: date, reader: Reader) -> list[Block]:
    on = day_of(step, base, reader.today, reader.working_hours)
    what = f"{step.kind.icon} *{inert(step.title)}*\n{step.day_words}: {day(on, reader)} · {say(step.who.words)}"
    return [section(what), *([context(quote(step.guidance))] if step.guidance else [])]


def _ways(book: Playbook, *, may_change: bool) -> list[Block]:
    if not may_change:
        return []
    other = say("Switch off") if book.is_on else say("Switch on")
    switch = [
        button(other, ids.SWITCH_PLAYBOOK, f"{book.id}:{int(not book.is_on)}", style="" if book.is_on else "primary")
    ]
    question = confirm(
        say("Remove this playbook?"),
        say("What is on its way with customers goes on. Undo brings it back."),
        say("Remove it"),
    )
    return [
        *(switch if book.begins is not Beginning.BY_HAND else []),
        button(say("Change…"), ids.CHANGE_PLAYBOOK, book.id),
        button(say("Remove…"), ids.REMOVE_PLAYBOOK, book.id, style="danger", confirmation=question),
    ]
