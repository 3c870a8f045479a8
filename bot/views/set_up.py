"""The first run: what is set up, what is next, and the buttons that do it."""

from bot.domain.saying import later, say, say_count
from bot.domain.set_up import SetUp, Step
from bot.domain.slack_channel import SlackChannel
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert
from bot.views.settings_words import days_in_words

STEPS = len(Step)


def set_up(seen: SetUp, *, keeps_up: bool = True) -> Message:
    """As it stands now; once it is over, what comes next. `keeps_up`: the message is edited when something changes."""
    if seen.next is None:
        return _all_set(seen)
    done = len(seen.done)
    text = say("Set up Rapport: {done} of {steps} steps done", done=done, steps=STEPS)
    if seen.is_ended:
        left = say("Set-up was left at {done} of {steps} steps.", done=done, steps=STEPS)
        how = say("`/rapport setup` goes on whenever you like.")
        return Message(left, [section(f":wave: {left} {how}"), *_lacking(seen)])
    welcome = (
        say(
            "*Welcome to Rapport.* Three steps, about two minutes. Stop and go on whenever you like: this message keeps"
            " up, and `/rapport setup` shows it to any lead."
        )
        if keeps_up
        else say("*Setting up Rapport*, as it stands now. `/rapport setup` shows it anew whenever you like.")
    )
    blocks = [section(f":wave: {welcome}"), *_places(seen), *_customer(seen), *_touchpoint(seen), *_lacking(seen)]
    return Message(text, [*blocks, actions(button(say("That's enough for now"), ids.LEAVE_SET_UP))])


def _all_set(seen: SetUp) -> Message:
    text = say("Rapport is set up.")
    more = say(
        "Your colleagues can begin at once: `/touchpoint` after every contact, `/complaint` when something must be put"
        " right, `/customer` to look somebody up. `/rapport settings` has the rest, `/rapport help` all of it."
    )
    return Message(text, [section(f":tada: *{text}* {more}"), *_lacking(seen)])


def _mark(step: Step, seen: SetUp) -> str:
    return ":white_check_mark:" if step in seen.done else ":white_large_square:"


def _places(seen: SetUp) -> list[Block]:
    where = [
        _place(
            seen.alerts,
            later("Alerts go to {place}."),
            later("Alerts come to you directly: there is no channel yet."),
        ),
        _place(
            seen.unclaimed,
            later("What nobody has goes to {place}."),
            later("What nobody has comes to you directly: there is no channel yet."),
        ),
    ]
    when = say(
        "The daily message comes at {time} on {days}.",
        time=f"{seen.rules.digest_at:%H:%M}",
        days=days_in_words(seen.rules.working_days),
    )
    zone = seen.rules.timezone
    where.append(say("The team's time zone is {zone}.", zone=zone) if zone else say("The team's time zone is yours."))
    lines = [f"{_mark(Step.PLACES, seen)} *{say('Where and when')}*", *where, when]
    row = section("\n".join(lines))
    if Step.PLACES in seen.done:
        return [row]
    right = [] if seen.blocked else [button(say("That's right"), ids.CONFIRM_SET_UP, style="primary")]
    return [row, actions(*right, button(say("Change…"), ids.CHANGE_SET_UP))]


def _place(channel: SlackChannel | None, there: str, nowhere: str) -> str:
    if channel is None or channel.id is None:
        return say(nowhere)
    line = say(there, place=f"<#{channel.id}>")
    return line if channel.is_well else f"{line} :warning: {inert(channel.because)}"


def _customer(seen: SetUp) -> list[Block]:
    title = f"{_mark(Step.CUSTOMER, seen)} *{say('Your first customer')}*"
    if seen.customers:
        return [section(f"{title}\n{say_count('{number} customer', '{number} customers', seen.customers)}")]
    row = section(f"{title}\n{say('Add one by hand, or all you have from a file (CSV or vCard).')}")
    style = "primary" if seen.next is Step.CUSTOMER else ""
    add = button(say("Add a customer"), ids.ADD_CUSTOMER, style=style)
    return [row, actions(add, button(say("Import a file"), ids.IMPORT_CUSTOMERS))]


def _touchpoint(seen: SetUp) -> list[Block]:
    title = f"{_mark(Step.TOUCHPOINT, seen)} *{say('Your first touchpoint')}*"
    if seen.touchpoints:
        return [section(f"{title}\n{say_count('{number} touchpoint', '{number} touchpoints', seen.touchpoints)}")]
    row = section(f"{title}\n{say('Say how the last contact with a customer went: what is next follows from that.')}")
    if not seen.customers:
        return [row]
    style = "primary" if seen.next is Step.TOUCHPOINT else ""
    return [row, actions(button(say("Log a touchpoint"), ids.LOG_TOUCHPOINT_BUTTON, style=style))]


def _lacking(seen: SetUp) -> list[Block]:
    if not seen.lacking:
        return []
    text = say(
        ":warning: The app lacks the scopes {scopes}. Whoever installed it adds them under OAuth & Permissions and"
        " reinstalls it; `rapport doctor` says more.",
        scopes=", ".join(seen.lacking),
    )
    return [context(text)]
