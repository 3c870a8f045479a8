"""Which emoji mean something: the form in which leads choose, and the table that everybody may see."""

from collections.abc import Sequence

from bot.domain.errors import Part
from bot.domain.reactions import Chosen, by_act
from bot.domain.saying import say
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, context, field, modal, section, text_input
from bot.views.errors import with_mentions
from bot.views.message import Message, View


def reactions_form(chosen: Chosen) -> View:
    """A field for each thing that an emoji can do."""
    how = say(
        "An emoji on a message can do what a button does, and taking it off takes that back. Choose emoji that your "
        "team does not use for something else; an empty field means none."
    )
    fields = [
        field(
            say(act.label),
            text_input(act, _names(names), longest=200, hint=f":{act.suggested}:"),
            optional=True,
            hint=say("{effect} Suggested: {emoji}", effect=say(act.effect), emoji=f":{act.suggested}:"),
        )
        for act, names in by_act(chosen).items()
    ]
    more = say("Paste emoji, or give their names: `:raising_hand:`. Skin tones count as the same emoji.")
    return modal(
        form_ids.REACTIONS_FORM,
        say("Reactions"),
        [section(how), *fields, context(more)],
        submit=say("Save"),
        metadata="{}",
    )


def reactions_table(chosen: Chosen) -> Message:
    """For who may not change it."""
    if not chosen:
        text = say("No emoji means anything to me yet. Leads choose them with `/rapport reactions`.")
        return Message(text, [section(text)])
    lines = [f"{_names(names)} *{say(act.label)}*: {say(act.effect)}" for act, names in by_act(chosen).items() if names]
    text = say("What emoji on a message do")
    foot = say("Taking an emoji off takes that back. Leads and admins choose them.")
    said = "\n".join(lines)
    return Message(f"{text}: {_in_words(chosen)}", [section(f"*{text}*\n{said}"), context(foot)])


def reactions_saved(chosen: Chosen, undo_id: int | None) -> Message:
    """For the one who chose, with Undo."""
    if undo_id is None:
        text = say("Saved. Nothing is different from before.")
        return Message(text, [section(text)])
    said = (
        say("Saved. From now on: {what}.", what=_in_words(chosen))
        if chosen
        else say("Saved. No emoji means anything to me now.")
    )
    return Message(said, [section(said), actions(button(say("Undo"), ids.UNDO, undo_id))])


def _in_words(chosen: Chosen) -> str:
    return ", ".join(f"{_names(names)} {say(act.label)}" for act, names in by_act(chosen).items() if names)


def _names(names: list[str]) -> str:
    return " ".join(f":{name}:" for name in names)


def word(parts: Sequence[Part], to_finish: int | None = None) -> Message:
    """Why an emoji could not do what it means; with the button that asks what an emoji cannot say."""
    said = with_mentions(parts)
    buttons = [actions(button(say("Done…"), ids.DONE, to_finish, style="primary"))] if to_finish else []
    return Message(said, [section(said), *buttons])
