"""What was changed in the settings: for the one who did, and for those whom it concerns."""

from collections.abc import Sequence

from bot.domain.saying import later, say
from bot.domain.setting import Setting
from bot.domain.settings import SettingsChange
from bot.views import ids
from bot.views.blocks import button, section
from bot.views.message import Message
from bot.views.settings_words import value_words
from bot.views.size import cut

LONGEST = 600
"""Characters of a value, where a list of words is long."""

LOCKED_OUT = later(
    ":warning: You are no lead any more: you can't change the settings again. Ask a lead or a workspace admin."
)


def saved(change: SettingsChange) -> Message:
    """For the one who saved the form: a line for each setting, with its Undo."""
    if not change.changed:
        return _message(say("Saved. Nothing is different from before."), [])
    first = say("Saved. The new settings count from now on.")
    lines = _lines(change, change.changed)
    rows = [
        section(line, None if change.locks_out else button(say("Undo"), ids.UNDO, change.entries[one.name]))
        for one, line in zip(change.changed, lines, strict=True)
    ]
    more = [say(LOCKED_OUT)] if change.locks_out else []
    return Message("\n".join([first, *lines, *more]), [section(first), *rows, *map(section, more)])


def settings_changed(change: SettingsChange, reader: str) -> Message:
    """For somebody whom it concerns, by their id."""
    return _message(
        say("<@{actor}> changed the settings.", actor=change.actor),
        [*_lines(change, change.to_tell), *_role(change, reader)],
    )


def _role(change: SettingsChange, reader: str) -> list[str]:
    if reader in change.after.leads - change.before.leads:
        return [say("You are a lead now: you may change the settings, and are told of what goes wrong.")]
    return [say("You are no lead any more.")] if reader in change.before.leads - change.after.leads else []


def _lines(change: SettingsChange, settings: Sequence[Setting]) -> list[str]:
    return [
        say(
            "*{label}*: {now} (before: {before})",
            label=say(one.label),
            now=cut(value_words(one, change.after), LONGEST),
            before=cut(value_words(one, change.before), LONGEST),
        )
        for one in settings
    ]


def _message(first: str, lines: Sequence[str]) -> Message:
    return Message("\n".join([first, *lines]), [section(first), *map(section, lines)])
