"""Watched channels for leads: which they are, the form to choose one, and what came of it."""

import json
from collections.abc import Sequence

from bot.domain.channel import Channel
from bot.domain.saying import capital, later, say, say_count
from bot.domain.slack_message import written_at
from bot.domain.watched_answers import Standing
from bot.domain.watching import Keeps, Watch, Whose
from bot.views import form_ids, ids
from bot.views.blocks import (
    actions,
    button,
    confirm,
    context,
    field,
    modal,
    option,
    plain,
    radio_buttons,
    section,
    select,
)
from bot.views.days import moment
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import escape, inert

WHOSE = {
    Whose.BOTH: later("People and apps"),
    Whose.APPS: later("Apps alone: a form, a mail bridge, a feed of reviews"),
    Whose.PEOPLE: later("People alone"),
}
KEEPS = {
    Keeps.NEGATIVE: later("Negative ones alone"),
    Keeps.ALL: later("All in which a customer is named"),
}
BACK = {
    "": later("Nothing, only what comes from now on"),
    "7": later("The last 7 days"),
    "30": later("The last 30 days"),
    "90": later("The last 90 days"),
}
"""Days to read back, in the form."""

_RULE = later(
    "Each message is scored. A negative one alerts the team; its customer is found by email, phone or whole name, else "
    "asked for in its thread. Rapport's own messages never count, nor “ok” and “thanks”, nor what the team answers in "
    "a thread. Edits count anew; what is deleted is withdrawn unless somebody has it."
)


def watched_list(standing: Sequence[Standing]) -> Message:
    """Every channel that is watched, with what can be done about it."""
    add = button(say("Watch a channel"), ids.WATCH_CHANNEL, style="" if standing else "primary")
    if not standing:
        text = say("No channel is watched. Choose one where customers' words arrive: a form, a mail bridge, reviews.")
        return Message(text, [section(text), context(say(_RULE)), actions(add)])
    number = len(standing)
    text = say_count("1 channel is watched.", "{number} channels are watched.", number)
    blocks: list[Block] = [section(text)]
    for one in standing:
        blocks += _watch(one)
    return Message(text, [*blocks, actions(add)])


def _watch(one: Standing) -> list[Block]:
    watch = one.watch
    problems = [f":warning: {escape(problem.sentence)}" for problem in watch.problems]
    shared = [say(":warning: Others than the team read it, so leads are asked in their direct messages.")]
    asked = [_asked(one)] if one.asked else []
    lines = [f"*<#{watch.channel}>*", how(watch), *problems, *(shared if watch.is_shared else []), *asked]
    stop = button(say("Stop"), ids.STOP_WATCH, watch.id, confirmation=_sure(watch))
    show = [button(_waits(one.held), ids.SHOW_HELD, watch.id)] if one.held else []
    return [section("\n".join(lines)), actions(button(say("Change"), ids.CHANGE_WATCH, watch.id), *show, stop)]


LINKED = 5
"""So many messages whose writer is asked for are linked to, the newest."""


def _asked(one: Standing) -> str:
    """Where it is asked whose words a message is, and nobody has said so yet."""
    newest = one.asked[: -LINKED - 1 : -1]
    links = ", ".join(f"<{each.link}|{moment(written_at(each.ts))}>" for each in newest)
    return say_count(
        "1 message waits in its thread for its customer: {links}",
        "{number} messages wait in their threads for their customer: {links}",
        len(one.asked),
        links=links,
    )


def left_over(number: int) -> list[Block]:
    """For leads, where they read how things stand: what came in watched channels and nobody has decided about."""
    if not number:
        return []
    text = say_count(
        ":ear: 1 negative message of the watched channels waits for somebody to decide about it",
        ":ear: {number} negative messages of the watched channels wait for somebody to decide about them",
        number,
    )
    return [section(text, button(say("Watched channels"), ids.OPEN_WATCHED))]


def _waits(number: int) -> str:
    return say_count("Work through 1", "Work through {number}", number)


def _sure(watch: Watch) -> dict[str, object]:
    return confirm(
        say("Stop watching #{channel}?", channel=watch.name),
        say("What came of it so far stays."),
        say("Stop watching"),
    )


def how(watch: Watch) -> str:
    """What counts there, and what is kept."""
    return f"{say(WHOSE[watch.whose])} · {say(KEEPS[watch.keeps])}"


def watching(done: Standing, *, reads_back: bool) -> Message:
    """For the lead who chose a channel."""
    watch = done.watch
    text = say("<#{channel}> is watched. {how}.", channel=watch.channel, how=how(watch))
    more = [context(say(_RULE))]
    if reads_back:
        more.append(context(say("Its past is being read; our direct message says how far that is.")))
    if watch.is_shared:
        more.append(
            context(say("Others than the team read it: nothing about customers is written there, leads are asked."))
        )
    undo = [button(say("Undo"), ids.UNDO, done.undo_id)] if done.undo_id else []
    every = button(say("Watched channels"), ids.OPEN_WATCHED)
    return Message(text, [section(text), *more, actions(*undo, every)])


def stopped(done: Standing) -> Message:
    """For the lead who ended it."""
    text = say("#{channel} is not watched any more. What came of it so far stays.", channel=inert(done.watch.name))
    return Message(text, [section(text), actions(button(say("Undo"), ids.UNDO, done.undo_id))])


def watch_form(watch: Watch | None = None) -> View:
    """To choose a channel and what counts there, or to change that."""
    whose, keeps = (watch.whose, watch.keeps) if watch else (Whose.BOTH, Keeps.NEGATIVE)
    fields = [
        *([] if watch else [field(say("Channel"), _channel_select())]),
        field(say("Whose messages count"), radio_buttons("whose", _options(WHOSE), whose)),
        field(say("What is logged"), radio_buttons("keeps", _options(KEEPS), keeps)),
        field(
            say("By what channel they come"),
            select("via", [option(capital(say(one)), one.value) for one in Channel], watch.via if watch else "other"),
        ),
        field(
            say("Read back"),
            select("since", _options(BACK), "none"),
            optional=True,
            hint=say("What is older than two working days waits in a list and alarms nobody."),
        ),
        context(say(_RULE)),
    ]
    title = say("Watch a channel") if watch is None else f"#{watch.name}"
    metadata = json.dumps({"watch": watch.id} if watch else {})
    return modal(form_ids.WATCH_FORM, title, fields, submit=say("Save") if watch else say("Watch"), metadata=metadata)


def _options(words: dict[str, str] | dict[Whose, str] | dict[Keeps, str]) -> list[dict[str, object]]:
    return [option(say(text), str(value) or "none") for value, text in words.items()]


def _channel_select() -> Block:
    return {
        "type": "conversations_select",
        "action_id": "channel",
        "placeholder": plain(say("Choose a channel")),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
