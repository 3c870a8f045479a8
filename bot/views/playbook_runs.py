"""A playbook and a customer: the form to begin one, what would be done, what was, and how far it is."""

import json
from collections.abc import Sequence

from bot.domain.playbook import Playbook
from bot.domain.playbook_run import Begun, PlannedStep, Progress, Run, RunState
from bot.domain.reader import Reader
from bot.domain.saying import say, say_count
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, confirm, context, field, modal, option, section, select
from bot.views.days import day
from bot.views.filling import EMPTY, Filling
from bot.views.forms import customer_field
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import clip, inert, quote


def begin_form(books: Sequence[Playbook], chosen: Playbook | None, filling: Filling = EMPTY) -> View:
    """Which playbook, with whom. A preview comes next."""
    options = [
        option(f"{one.name} ({say_count('{number} step', '{number} steps', len(one.steps))})", str(one.id))
        for one in books
    ]
    fields = [
        *filling.above(),
        customer_field(filling),
        field(say("Playbook"), select("playbook", options, str(chosen.id) if chosen else None)),
    ]
    return modal(form_ids.BEGIN_PLAYBOOK_FORM, filling.title(say("Begin playbook")), fields, submit=say("Preview"))


def begin_preview(planned: Begun, reader: Reader) -> View:
    """What would be done, by whom and when; nothing is done yet."""
    steps = [block for one in planned.planned for block in _planned(one, reader, with_guidance=True)]
    head = section(
        say(
            "*{name}* with *{customer_name}*:",
            name=inert(planned.playbook.name),
            customer_name=inert(planned.customer_name),
        )
    )
    note = (
        [
            context(
                say(
                    "{count} left out, as the day is past.",
                    count=say_count("{number} step", "{number} steps", planned.left_out),
                )
            )
        ]
        if planned.left_out
        else []
    )
    ids_of_it = {"customer": planned.customer_id, "playbook": planned.playbook.id, "seen": planned.playbook.version}
    return modal(
        form_ids.BEGIN_PREVIEW_FORM,
        clip(planned.playbook.name, 24),
        [head, *steps, *note],
        submit=say("Begin"),
        metadata=json.dumps(ids_of_it),
    )


def begun(done: Begun, reader: Reader) -> Message:
    """It has begun: every step with its day."""
    name, customer = inert(done.playbook.name), inert(done.customer_name)
    lines = [block for one in done.planned for block in _planned(one, reader, with_guidance=False)]
    text = say(
        "*Begun*: {name} with {customer}, {count}.",
        name=name,
        customer=customer,
        count=say_count("{number} step", "{number} steps", len(done.planned)),
    )
    left = (
        [
            context(
                say(
                    "{count} left out, as the day is past.",
                    count=say_count("{number} step", "{number} steps", done.left_out),
                )
            )
        ]
        if done.left_out
        else []
    )
    row = actions(
        button(say("Undo"), ids.UNDO, done.undo_id), button(say("Open customer"), ids.OPEN_CUSTOMER, done.customer_id)
    )
    return Message(text, [section(text), *lines, *left, row])


def stopped(run: Run, left: int, undo_id: int) -> Message:
    """The rest is left undone."""
    text = say(
        "*Stopped*: {name}. {count} will not be done.",
        name=inert(run.name),
        count=say_count("{number} step", "{number} steps", left),
    )
    row = actions(
        button(say("Undo"), ids.UNDO, undo_id), button(say("Open customer"), ids.OPEN_CUSTOMER, run.customer_id)
    )
    return Message(text, [section(text), row])


def progress_words(found: Progress) -> str:
    """Such as “Welcome: 1 of 3 done”."""
    return say(
        "{name}: {done} of {followups} done",
        name=inert(found.run.name, 40),
        done=found.done,
        followups=len(found.followups),
    )


def playbook_rows(found: Sequence[Progress], reader: Reader) -> list[Block]:
    """How far each is, with the way to stop it."""
    return [section(_how_far(one, reader), _stop(one)) for one in found]


def _how_far(found: Progress, reader: Reader) -> str:
    words, run = say("Playbook {progress_words}", progress_words=progress_words(found)), found.run
    if run.state is RunState.RUNNING:
        coming = found.next
        return (
            say(
                "{words} · next {shown_on}: {title}",
                words=words,
                shown_on=day(coming.shown_on, reader),
                title=inert(coming.title, 80),
            )
            if coming
            else words
        )
    if run.state is RunState.DONE or run.ended_at is None or run.ended_why is None:
        return words
    return say("{words} · ended, because {ended_why}", words=words, ended_why=run.ended_why)


def _stop(found: Progress) -> Block | None:
    if found.run.state is not RunState.RUNNING:
        return None
    question = confirm(
        say("Stop this playbook?"), say("What is not done yet will not be done. Undo brings it back."), say("Stop it")
    )
    return button(say("Stop…"), ids.STOP_PLAYBOOK, found.run.id, confirmation=question)


def _planned(one: PlannedStep, reader: Reader, *, with_guidance: bool) -> list[Block]:
    who = f"<@{one.assignee}>" if one.assignee else say(one.step.who.words)
    what = section(f"{one.step.kind.icon} {day(one.due, reader)} · *{inert(one.step.title)}* · {who}")
    return [what, *([context(quote(one.step.guidance))] if with_guidance and one.step.guidance else [])]
