"""/rapport playbooks: the list of them, and the page of one with its steps, how to do each well, and when it would be.

Only what leads may do has buttons; everybody sees what there is.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.domain.playbook import MOST_PLAYBOOKS, Beginning, Playbook, Step, day_of
from bot.domain.reader import Reader
from bot.views import ids
from bot.views.blocks import actions, button, confirm, context, divider, section
from bot.views.days import day
from bot.views.message import Block, Message
from bot.views.mrkdwn import count, inert, quote

NONE_AT_ONCE = (
    "Files and changes of many begin none, nor does switching one on for whoever is there already. By hand: "
    "`/customer playbook Dana Reyes: Welcome`, a card → More → Begin playbook, a list → Change all."
)


def playbooks_page(
    books: Sequence[Playbook], running: Mapping[int, int], *, may_change: bool, outcome: Message | None = None
) -> Message:
    """All of them. `running`: with how many customers each is on its way; `outcome`: what was just done."""
    done, said = (outcome.blocks, f"{outcome.text} ") if outcome else ([], "")
    heading = f"*Playbooks* ({len(books)}): the same care for every customer, whoever is on shift"
    rows = [_row(one, running.get(one.id, 0)) for one in books]
    add = [actions(button("Add a playbook", ids.ADD_PLAYBOOK, style="primary"))] if len(books) < MOST_PLAYBOOKS else []
    below = add if may_change else [context("Leads and admins define them, and switch them on.")]
    blocks = [*done, section(heading), *rows, *below, context(NONE_AT_ONCE)]
    return Message(f"{said}Playbooks: {len(books)}", blocks)


def playbook_page(
    book: Playbook, running: int, reader: Reader, *, may_change: bool, outcome: Message | None = None
) -> Message:
    """One of them: what begins it, its steps with guidance, and the days on which they would fall from today on."""
    done, said = (outcome.blocks, f"{outcome.text} ") if outcome else ([], "")
    head = section(f"*{inert(book.name)}* · {_state(book)}{_on_its_way(running)}")
    base = _base(book, reader.today)
    example = (
        f"For a renewal on {day(base, reader)}" if book.begins is Beginning.BEFORE_RENEWAL else "If it began today"
    )
    steps = [block for step in book.steps for block in _step(step, base, reader)]
    back = button("All playbooks", ids.SHOW_PLAYBOOKS)
    return Message(
        f"{said}{inert(book.name)}: {count(len(book.steps), 'step')}",
        [
            *done,
            head,
            context(f"{example}, and you did it all:"),
            *steps,
            divider(),
            actions(*_ways(book, may_change=may_change), back),
        ],
    )


def playbook_kept(book: Playbook, verb: str, undo_id: int, running: int = 0) -> Message:
    """One was added, saved, switched on or off, or removed."""
    goes_on = f" What is on its way with {count(running, 'customer')} goes on as it began." if running else ""
    now = f" It begins when {inert(book.begins.words)}, from now on." if verb == "Switched on" else ""
    off = " It is off: switch it on when it should begin by itself." if verb == "Added" else ""
    text = f"*{verb}*: the playbook {inert(book.name)}.{now}{off}{goes_on}"
    return Message(text, [section(text, button("Undo", ids.UNDO, undo_id))])


def _row(book: Playbook, running: int) -> Block:
    days = ", ".join(step.day_words for step in book.steps)
    words = f"*{inert(book.name)}* · {_state(book)}{_on_its_way(running)}\n{days}"
    return section(words, button("Open", ids.SHOW_PLAYBOOK, book.id))


def _state(book: Playbook) -> str:
    if book.begins is Beginning.BY_HAND:
        return "begins by hand only"
    return f"{':large_green_circle: on' if book.is_on else ':white_circle: off'} · when {book.begins.words}"


def _on_its_way(running: int) -> str:
    return f" · on its way with {count(running, 'customer')}" if running else ""


def _base(book: Playbook, today: date) -> date:
    is_before = book.begins is Beginning.BEFORE_RENEWAL
    return today + timedelta(days=-min(step.days for step in book.steps)) if is_before else today


def _step(step: Step, base: date, reader: Reader) -> list[Block]:
    on = day_of(step, base, reader.today, reader.working_hours)
    what = f"{step.kind.icon} *{inert(step.title)}*\n{step.day_words}: {day(on, reader)} · {step.who.words}"
    return [section(what), *([context(quote(step.guidance))] if step.guidance else [])]


def _ways(book: Playbook, *, may_change: bool) -> list[Block]:
    if not may_change:
        return []
    other = "Switch off" if book.is_on else "Switch on"
    switch = [
        button(other, ids.SWITCH_PLAYBOOK, f"{book.id}:{int(not book.is_on)}", style="" if book.is_on else "primary")
    ]
    question = confirm(
        "Remove this playbook?",
        "What is on its way with customers goes on. Undo brings it back.",
        "Remove it",
    )
    return [
        *(switch if book.begins is not Beginning.BY_HAND else []),
        button("Change…", ids.CHANGE_PLAYBOOK, book.id),
        button("Remove…", ids.REMOVE_PLAYBOOK, book.id, style="danger", confirmation=question),
    ]
