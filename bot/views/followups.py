"""Follow-ups as rows: in lists, on the card, on Home and in digests. A row shows how it stands now.

A row is one line of words and one action; the rest is behind ⋯. Slack gives a section one element at its side and a ⋯
menu at most five choices (docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element), so the action and ⋯
stand in a row of their own, and the fifth choice leads to a page with the whole of it. Measured at 400 px, a row with a
Snooze menu beside them took three lines of controls, and five buttons took three too; these two take one.
"""

from bot.domain.candidates import ASK_OF, is_awaited
from bot.domain.followups import SKIPPED, FollowUp, FollowUpItem, FollowUpKind, Status
from bot.domain.lifecycle import has_own_words
from bot.domain.reader import Reader
from bot.domain.saying import say
from bot.views import ids
from bot.views.blocks import Option, actions, button, option, overflow, section
from bot.views.days import due, lasting, title
from bot.views.guidance import step_guidance
from bot.views.last_touch import beside
from bot.views.mail_plan import plan_words, stop_button
from bot.views.message import Block
from bot.views.mrkdwn import inert
from bot.views.plan import lasting_promise, promise, rhythm
from bot.views.renewal_words import matters
from bot.views.snooze import snooze_menu, snooze_options

MOST = 15
"""So many follow-ups fit a message of at most 50 blocks."""

CHOICES = 5
"""So many choices a ⋯ menu has at most."""

TITLE_ROOM = 80
"""Characters of a title that a row shows: two lines of a phone. "More…" and the alert show all of it."""


def followup_lines(
    item: FollowUpItem,
    reader: Reader,
    place: str = "",
    *,
    alone: bool = False,
    stays: bool = False,
    below: str = "",
) -> list[Block]:
    """One follow-up as it stands now, with its action and ⋯.

    `place` is the list or card it stands in, which a click names again; on a card the customer goes without saying.
    `alone`: the message is about nothing else, so its action stands out and there is room for all that can be done.
    `stays`: time alone will bring no edit any more, so it says nothing that time makes false.
    `below`: it stands under another one of the same customer, whose line names them; its own begins with this mark.
    """
    followup = item.followup
    if followup.is_lapsed:
        return [section(_closed(item, reader))]
    block_id = f"{place}|{followup.id}" if place else ""
    if not followup.is_open:
        row = section(_closed(item, reader), _take_back(followup, reader))
        return [{**row, "block_id": block_id} if block_id else row]
    named = not (below or place.startswith("card"))
    words = section(below + open_words(item, reader, named=named, stays=stays))
    if alone:
        first, rest = action(followup, style="primary"), overflow(ids.MORE, _all(followup))
        skip = stop_button(item.mail) or _each_year(followup)[1:]
        row = actions(first, *other_answer(followup), *skip, snooze_menu(followup, reader), rest)
        return [words, *step_guidance(item), row]
    more, rest = stop_button(item.mail) or _each_year(followup), overflow(ids.MORE, _more(followup, reader))
    return [words, actions(action(followup), *other_answer(followup), *more, rest, block_id=block_id)]


def action(followup: FollowUp, style: str = "") -> Block:
    """The one thing to do next with an open follow-up."""
    if not followup.assignee:
        return button(say("Cover this") if followup.cover_for else say("Claim"), ids.CLAIM, followup.id, style=style)
    if is_awaited(followup):
        return _their_answer(followup, style)
    if followup.kind.draft:
        return button(say(followup.kind.draft), ids.DRAFT, followup.id, style=style)
    if followup.kind is FollowUpKind.SATISFACTION_CHECK:
        return button(say("Satisfied"), ids.SATISFIED, followup.id, style=style)
    return button(
        say("Renewed…") if followup.kind is FollowUpKind.RENEWAL else say("Done"), ids.DONE, followup.id, style=style
    )


def _their_answer(followup: FollowUp, style: str = "") -> Block:
    return button(say("Their answer…"), ids.DONE, followup.id, style=style)


def has_done(followup: FollowUp) -> bool:
    """Whether what is to be written can also be done without a draft, from ⋯; a question is done by its answer."""
    return bool(followup.assignee and followup.kind.draft and followup.kind not in ASK_OF)


def _each_year(followup: FollowUp) -> list[Block]:
    """What comes again each year is drafted, done without a draft, or left out this once: all three in sight."""
    if not (followup.is_yearly and followup.assignee):
        return []
    return [
        button(say("Done"), ids.DONE, followup.id),
        button(say("Skip this year"), ids.SKIP_THIS_YEAR, followup.id),
    ]


def other_answer(followup: FollowUp) -> list[Block]:
    """Beside its action: a complaint's deadline ends with Acknowledged, a question with its answer.

    A satisfaction check has two sides.
    """
    if followup.kind is FollowUpKind.COMPLAINT and not followup.acknowledged_at:
        return [button(say("Acknowledged"), ids.ACKNOWLEDGE, followup.id)]
    if followup.kind in ASK_OF:
        return [_their_answer(followup)] if followup.assignee and not is_awaited(followup) else []
    is_check = followup.kind is FollowUpKind.SATISFACTION_CHECK and followup.assignee
    return [button(say("Not satisfied"), ids.NOT_SATISFIED, followup.id)] if is_check else []


def _more(followup: FollowUp, reader: Reader) -> list[Option]:
    """At most five choices: when to see it again, and the way to the rest.

    What is to be written has Done among them, so its calendar is behind More… where the other days take the room.
    """
    whole = option(say("More…"), f"whole:{followup.id}")
    if has_done(followup) and not followup.is_yearly:
        return [option(say("Done"), f"done:{followup.id}"), *snooze_options(followup, reader, most=3), whole]
    if followup.repeats:
        return [*snooze_options(followup, reader, most=3), option(say("Skip this time"), f"skip:{followup.id}"), whole]
    return _with_change(followup, [*snooze_options(followup, reader), whole])


def _with_change(followup: FollowUp, options: list[Option]) -> list[Option]:
    """The way to its form too, before the last choice, where a ⋯ menu has room for it."""
    has_room = len(options) < CHOICES and has_own_words(followup)
    change = [option(say("Change…"), f"change:{followup.id}")] if has_room else []
    return [*options[:-1], *change, options[-1]]


def _all(followup: FollowUp) -> list[Option]:
    """What else can be done with it, besides its action and Snooze: five choices at most."""
    about = followup.id
    done = [option(say("Done"), f"done:{about}")] if has_done(followup) else []
    release = [option(say("Release"), f"release:{about}")] if followup.assignee else []
    options = [
        *done,
        option(say("Open customer"), f"customer:{followup.customer_id}"),
        option(say("Assign to…"), f"assign:{about}"),
        *release,
        option(say("Skip or cancel…") if followup.repeats else say("Cancel…"), f"cancel:{about}"),
    ]
    return _with_change(followup, options)


def open_words(item: FollowUpItem, reader: Reader, *, named: bool = True, stays: bool = False) -> str:
    """One line of words about an open follow-up; `named`: with its customer."""
    followup = item.followup
    name = f"{followup.kind.icon} " + (f"*{inert(item.customer.name, 80)}*: " if named else "")
    now = [title(followup, item.customer, reader, TITLE_ROOM), due(followup, reader)]
    what, *when = [lasting(followup, reader, TITLE_ROOM)] if stays else now
    letter = plan_words(item.mail) if item.mail else ""
    who = f"<@{followup.assignee}>" if followup.assignee and followup.assignee != reader.person else ""
    ask = say("ask about: {ask_about}", ask_about=inert(item.ask_about, TITLE_ROOM)) if item.ask_about else ""
    known = beside(item, reader) if named and not stays else ""
    told = lasting_promise(followup, reader) if stays else promise(followup, reader)
    plan = [*when, told, rhythm(followup)]
    line = " · ".join(filter(None, [f"{name}{what}", ask, *plan, who, _cover(followup), letter, known]))
    more = "" if stays else matters(item, reader)
    return f"{line}\n{more}" if more else line


def _cover(followup: FollowUp) -> str:
    if not followup.cover_for:
        return ""
    return (
        say("covering for <@{cover_for}>", cover_for=followup.cover_for)
        if followup.assignee
        else say("<@{cover_for}> is away", cover_for=followup.cover_for)
    )


def _closed(item: FollowUpItem, reader: Reader) -> str:
    followup = item.followup
    is_done = followup.status is Status.DONE
    ended = say("Lapsed") if followup.is_lapsed else say("Put together") if followup.joined_to else say("Cancelled")
    if followup.outcome == SKIPPED:
        ended = say("Skipped this year") if followup.is_yearly else say("Skipped this time")
    what = say(":white_check_mark: Done") if is_done else f":heavy_minus_sign: {ended}"
    by = (
        say(" by <@{closed_by}>", closed_by=followup.closed_by)
        if followup.closed_by and followup.closed_by != reader.person
        else ""
    )
    why = (
        f" ({inert(followup.outcome, TITLE_ROOM)})"
        if ended == say("Cancelled") and not is_done and not followup.closed_by
        else ""
    )
    return f"{what}{by}{why}: {inert(item.customer.name, 80)}, {title(followup, item.customer, reader, TITLE_ROOM)}"


def _take_back(followup: FollowUp, reader: Reader) -> Block:
    """What somebody did themselves they undo; what others did they open again."""
    is_own = followup.closed_by == reader.person and followup.kind is not FollowUpKind.COMPLAINT
    return button(say("Undo") if is_own else say("Reopen"), ids.REOPEN, followup.id)
