"""The form in which leads write a playbook: with what it begins, and its steps, each in rows of its own."""

import json

from bot.domain.playbook import (
    FEWEST_STEPS,
    GUIDANCE_LENGTH,
    GUIDANCE_LINES,
    KINDS,
    MOST_STEPS,
    NAME_LENGTH,
    TITLE_LENGTH,
    Beginning,
    Doer,
    Playbook,
    Step,
)
from bot.domain.saying import capital, later, say
from bot.views import form_ids
from bot.views.blocks import context, divider, field, modal, number_input, option, section, select, text_input
from bot.views.message import Block, View

_EXAMPLES = (later("Welcome call"), later("Ask how the first week went"), later("Ask how satisfied they are"))


def playbook_form(book: Playbook | None) -> View:
    """Add one, or change `book`. Nothing but ids goes with it."""
    begins = [option(capital(say(one.words)), one.value) for one in Beginning]
    steps = book.steps if book else ()
    rows = [_step(number, steps[number - 1] if number <= len(steps) else None) for number in range(1, MOST_STEPS + 1)]
    blocks = [
        field(say("Name"), text_input("name", book.name if book else "", longest=NAME_LENGTH, hint=say("Welcome"))),
        field(say("Begins when"), select("begins", begins, (book.begins if book else Beginning.BY_HAND).value)),
        context(
            say(
                "{fewest_steps} to {most_steps} steps; leave the others empty. A day off becomes the "
                "next working day of whoever does it. What is on its way with customers keeps its steps.",
                fewest_steps=FEWEST_STEPS,
                most_steps=MOST_STEPS,
            )
        ),
        *(block for row in rows for block in row),
    ]
    metadata = json.dumps({"playbook": book.id, "seen": book.version} if book else {})
    title = say("Change a playbook") if book else say("Add a playbook")
    return modal(form_ids.PLAYBOOK_FORM, title, blocks, submit=say("Save") if book else say("Add"), metadata=metadata)


def _step(number: int, step: Step | None) -> list[Block]:
    kinds = [option(capital(say(kind)), kind.value) for kind in KINDS]
    doers = [option(capital(say(who.words)), who.value) for who in Doer]
    example = say(_EXAMPLES[number - 1]) if number <= len(_EXAMPLES) else ""
    title = text_input(f"title_{number}", step.title if step else "", longest=TITLE_LENGTH, hint=example)
    days = number_input(f"days_{number}", str(abs(step.days)) if step else "")
    kind = select(f"kind_{number}", kinds, (step.kind if step else KINDS[1]).value)
    who = select(f"who_{number}", doers, (step.who if step else Doer.OWNER).value)
    guidance = text_input(
        f"guidance_{number}", step.guidance if step else "", lines=True, longest=GUIDANCE_LENGTH + 100
    )
    return [
        divider(),
        section(say("*Step {number}*", number=number)),
        field(say("What is to be done"), title, optional=True),
        field(say("Days after it begins, or before the renewal"), days, optional=True),
        field(say("What it is"), kind, optional=True),
        field(say("Who does it"), who, optional=True),
        field(
            say("How to do it well"),
            guidance,
            optional=True,
            hint=say("Up to {guidance_lines} lines, shown on its day.", guidance_lines=GUIDANCE_LINES),
        ),
    ]
