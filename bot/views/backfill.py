"""How far the past of a watched channel is read, and what was found: one message, edited in place."""

from bot.domain.backfill import Progress
from bot.domain.saying import say, say_count
from bot.domain.slack_message import written_at
from bot.domain.watching import State
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.days import moment
from bot.views.message import Message
from bot.views.mrkdwn import escape


def backfill(seen: Progress) -> Message:
    """For the lead who asked for it."""
    one, channel = seen.backfill, seen.watch.channel
    read = say_count("1 message", "{number} messages", one.looked_at)
    back = moment(written_at(one.reached))
    if one.ended_at is None:
        text = say("Reading <#{channel}>: {messages} so far, back to {day}.", channel=channel, messages=read, day=back)
    elif one.error:
        text = say("Reading <#{channel}> ended early, after {messages}, at {day}. {why}", channel=channel,
                   messages=read, day=back, why=escape(one.error))  # fmt: skip  # one sentence
    else:
        text = say("Read <#{channel}>: {messages}, back to {day}.", channel=channel, messages=read, day=back)
    found = _found(seen)
    show = [actions(button(say("Work through"), ids.SHOW_HELD, seen.watch.id, style="primary"))] if seen.waits else []
    return Message(f"{text} {found}", [section(f"{text}\n{found}"), *show])


def _found(seen: Progress) -> str:
    bad = seen.count(negative=True)
    if not bad:
        return say("None of it sounds negative.")
    parts = [say_count("1 sounds negative", "{number} sound negative", bad)]
    if alarmed := seen.count(negative=True, states=(State.LOGGED, State.ASKED)):
        parts.append(say_count("1 of them is new enough to alarm", "{number} of them are new enough to alarm", alarmed))
    if seen.waits:
        parts.append(
            say_count("1 waits in a list, the worst first", "{number} wait in a list, the worst first", seen.waits)
        )
    return f"{', '.join(parts)}."
