"""The daily digest of a person, and the team's list of what nobody has, each line as it stands now."""

from collections.abc import Sequence

from bot.domain.day_names import long_day
from bot.domain.digest import MAY_LEAVE, Digest, Note
from bot.domain.drafts import first_name
from bot.domain.followups import FollowUp, FollowUpItem
from bot.domain.listing import Listing
from bot.domain.reader import Reader
from bot.domain.saying import capital, figure, later, later_count, say, say_count
from bot.domain.urgency import Urgency, in_order, urgency
from bot.views import ids
from bot.views.blocks import actions, button, context, option, overflow, section
from bot.views.days import clock, day
from bot.views.followups import followup_lines
from bot.views.health import reasons_words
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert
from bot.views.size import LONGEST, MOST_BLOCKS, characters
from bot.views.survey import to_note
from bot.views.thanks import goal_words
from bot.views.watching import left_over

MOST_NOTES = 10
"""At most so many lines without anything to tick off; the follow-ups come first."""

MOST_LINES = 15
"""So many things to do are shown (product.md section 3: lists are capped); more is not read on a phone."""

OVERDUE_AT_LEAST = 3
"""So many overdue lines stand above what is due today even where that fills the room; the others are one line."""

NOTHING_LEFT = later("Nothing of this day is left. `/followup` shows what is yours now.")

_ABOUT_ME = ((later("I'm away…"), "away"), (later("Set my digest…"), "digest"))
"""What somebody may want to say of their days when they read of one."""

MOST_OF_TEAM = 15
"""So many lines of what nobody has."""


def digest(shown: Digest, reader: Reader) -> Message:
    """Somebody's day, what burns first: MOST_LINES to do, or as many as fit, and the way to all of them."""
    if shown.is_over:
        return _over(shown, reader)
    title = say("Your day, {long}", long=long_day(shown.day))
    head, notes = (
        _head(title, shown, overflow(ids.ABOUT_MY_DAYS, [option(say(label), value) for label, value in _ABOUT_ME])),
        _notes(shown, reader),
    )
    if not (shown.items or shown.still or notes):  # what stood here was taken back, or a backup was restored
        return Message(say(NOTHING_LEFT), [*head, context(say(NOTHING_LEFT))])
    notes += (
        [context(say("{goal_words}, up to {long}", goal_words=goal_words(shown.goal), long=long_day(shown.day)))]
        if shown.goal
        else []
    )
    notes += left_over(shown.unheard)
    notes += to_note(shown.to_note)
    fitting = [[*head, *_parts(shown, reader, most), *notes] for most in range(MOST_LINES, 0, -1)]
    blocks = next((blocks for blocks in fitting if _fits(blocks)), [*head, *_all(shown.items, "today"), *notes])
    return Message(say("Your day: {in_short}", in_short=_in_short(shown, reader)), blocks)


def _over(shown: Digest, reader: Reader) -> Message:
    """A day of a while ago: its lines without parts and notes, which time would make false."""
    title = say("Your day, {long}", long=long_day(shown.day))
    head, foot = _head(title, shown), context(say("`/followup mine` shows how all of yours stands now."))
    fitting = [[*head, *_few(shown.items, reader, few, "mine", stays=True), foot] for few in range(MOST_OF_TEAM, 0, -1)]
    return Message(title, next((blocks for blocks in fitting if _fits(blocks)), [*head, foot]))


def unclaimed(shown: Digest, reader: Reader) -> Message:
    """What nobody has, for whoever claims it."""
    title = say("Who takes these?")
    lines = sorted(shown.items, key=lambda item: list(Urgency).index(urgency(item.followup, reader)))
    open_ones = sum(_is_unclaimed(item.followup) for item in lines)
    short = (
        say("{count} to claim", count=say_count("{number} follow-up", "{number} follow-ups", open_ones))
        if open_ones
        else say("all taken")
    )
    lines.sort(key=lambda item: not _is_unclaimed(item.followup))
    fitting = [
        [*_head(title, shown), *_few(lines, reader, few, "unclaimed", stays=shown.is_over)]
        for few in range(MOST_OF_TEAM, 0, -1)
    ]
    blocks = next((blocks for blocks in fitting if _fits(blocks)), fitting[-1])
    return Message(f"{title} {capital(short)}", blocks)


def moved_on() -> Message:
    """What is left of a list of the team's when a newer one has come."""
    text = say("This list goes on in a newer message below.")
    return Message(text, [context(text)])


def _is_unclaimed(followup: FollowUp) -> bool:
    return followup.is_open and followup.assignee is None


def arisen(item: FollowUpItem, reader: Reader) -> Message:
    """Something that came up after the digest of the day."""
    return Message(
        say("Something came up"), [section(say("*This came up:*")), *followup_lines(item, reader, alone=True)]
    )


def _head(title: str, shown: Digest, menu: Block | None = None) -> list[Block]:
    late = (
        [context(say(":hourglass: This should have come at {clock}.", clock=clock(shown.late_since)))]
        if shown.late_since
        else []
    )
    return [section(f"*{title}*", menu), *late]


def _parts(shown: Digest, reader: Reader, most: int) -> list[Block]:
    """The lines of the day under the headings of their parts, those of one customer together."""
    ordered, folded = _with_room_for_today(in_order(shown.items, reader), most)
    lines = _first(ordered, most)
    by_part: dict[Urgency, list[FollowUpItem]] = {part: [] for part in Urgency}
    for part, item in lines:
        by_part[part].append(item)
    blocks: list[Block] = []
    for part, items in by_part.items():
        rows = _rows(part, items, reader)
        if part is Urgency.OVERDUE:
            rows += _still(_still_overdue(shown, reader) + folded)
        if rows:
            blocks += [*([section(f"*{say(part)}*")] if items else []), *rows]
    is_cut = sum(item.followup.is_open for _, item in lines) < sum(item.followup.is_open for _, item in ordered)
    return [*blocks, *(_all([*shown.items, *shown.still], "today") if is_cut else [])]


Line = tuple[Urgency, FollowUpItem]
"""A line of the day, and the part under whose heading it stands."""


def _with_room_for_today(lines: Sequence[Line], most: int) -> tuple[list[Line], int]:
    """The lines without what is overdue and leaves no room for today's, and how much that is.

    So many of the overdue ones stay as today's leave room for, and OVERDUE_AT_LEAST in any case.
    """
    today = sum(item.followup.is_open and part is not Urgency.OVERDUE for part, item in lines)
    room = max(most - today, min(OVERDUE_AT_LEAST, most))
    kept: list[Line] = []
    shown = folded = 0
    for part, item in lines:
        if part is Urgency.OVERDUE and item.followup.is_open and shown >= room:
            folded += 1
            continue
        shown += part is Urgency.OVERDUE and item.followup.is_open
        kept.append((part, item))
    return kept, folded


def _first(lines: Sequence[Line], most: int) -> list[Line]:
    """Lines until so many of them are still to do. What was done stays where it was, where it is not too much."""
    found: list[Line] = []
    for part, item in lines:
        if sum(one.followup.is_open for _, one in found) == most:
            break
        found.append((part, item))
    return found[-2 * most :]


def _rows(part: Urgency, items: Sequence[FollowUpItem], reader: Reader) -> list[Block]:
    """Each with its buttons; one that stands under another of the same customer does not name them again.

    It says that it is besides what the heading names, where it is only there to be in sight.
    """
    blocks: list[Block] = []
    before = 0
    for item in items:
        beside = "" if urgency(item.followup, reader) is part else say("also: ")
        below = f"↳ {beside}" if item.customer.id == before else ""
        blocks += followup_lines(item, reader, below=below)
        before = item.customer.id
    return blocks


def _still(total: int) -> list[Block]:
    """What was overdue before and is so now, or has no room, as one line."""
    show = button(say("Show"), ids.SHOW_PAGE, Listing(f"my {Urgency.OVERDUE}", page=1))
    return [section(say("Still open: {total} overdue", total=figure(total)), show)] if total else []


def _still_overdue(shown: Digest, reader: Reader) -> int:
    return sum(one.followup.is_open and urgency(one.followup, reader) is Urgency.OVERDUE for one in shown.still)


def _few(lines: Sequence[FollowUpItem], reader: Reader, few: int, listing: str, *, stays: bool = False) -> list[Block]:
    """Lines until so many of them are still to do, and the button that shows all of those.

    What was done stays where it was, so that nothing moves under the hand; with very much of it only the latest stays.
    """
    shown: list[FollowUpItem] = []
    for item in lines:
        if sum(one.followup.is_open for one in shown) == few:
            break
        shown.append(item)
    left = sum(item.followup.is_open for item in lines[len(shown) :])
    rows = [row for item in shown[-2 * few :] for row in followup_lines(item, reader, stays=stays)]
    return [*rows, *(_all(lines, listing) if left else [])]


def _all(lines: Sequence[FollowUpItem], listing: str) -> list[Block]:
    total = sum(item.followup.is_open for item in lines)
    return (
        [actions(button(say("Show all ({total})", total=figure(total)), ids.SHOW_PAGE, Listing(listing, page=1)))]
        if total
        else []
    )


def _notes(shown: Digest, reader: Reader) -> list[Block]:
    notes = [_note(note, reader) for note in shown.notes]
    left = len(notes) - MOST_NOTES
    more = (
        [
            context(
                say(
                    "and {count}: `/customer list` shows everybody",
                    count=say_count("{number} more customer", "{number} more customers", left),
                )
            )
        ]
        if left > 0
        else []
    )
    return [section(say("*Good to know*")), *notes[:MOST_NOTES], *more] if notes else []


def _fits(blocks: list[Block]) -> bool:
    return len(blocks) <= MOST_BLOCKS and characters(blocks) <= LONGEST


def _note(note: Note, reader: Reader) -> Block:
    if note.kind == MAY_LEAVE:
        return _may_leave(note)
    name, on = f"*{inert(note.customer.name, 80)}*", day(note.on, reader)
    return section(
        say(":birthday: {name}'s birthday is {on}", name=name, on=on),
        button(say("Open"), ids.OPEN_CUSTOMER, note.customer.id),
    )


def _may_leave(note: Note) -> Block:
    name, why = f"*{inert(note.customer.name, 80)}*", reasons_words(note.health)
    return section(
        say(":red_circle: {name} may leave: {why}", name=name, why=why),
        button(say("Plan a follow-up"), ids.FOLLOW_UP, note.customer.id),
    )


def _by_part(items: Sequence[FollowUpItem], reader: Reader) -> dict[Urgency, list[FollowUpItem]]:
    parts: dict[Urgency, list[FollowUpItem]] = {part: [] for part in Urgency}
    for item in items:
        parts[urgency(item.followup, reader)].append(item)
    return parts


_IN_SHORT = {
    Urgency.TO_PUT_RIGHT: later_count("{number} to put right", "{number} to put right"),
    Urgency.PROMISED: later_count("{number} promised", "{number} promised"),
    Urgency.UNCLAIMED: later_count("{number} nobody has", "{number} nobody has"),
    Urgency.OVERDUE: later_count("{number} overdue", "{number} overdue"),
    Urgency.DUE: later_count("{number} due", "{number} due"),
    Urgency.RENEWALS: later_count("{number} to renew", "{number} to renew"),
    Urgency.CHECK_INS: later_count("{number} to check in with", "{number} to check in with"),
    Urgency.THANKS: later_count("{number} to thank", "{number} to thank"),
}


def _in_short(shown: Digest, reader: Reader) -> str:
    """What matters most, for a notification: of a customer only the first name, and that only of a birthday."""
    parts = _by_part([item for item in shown.items if item.followup.is_open], reader)
    still = _still_overdue(shown, reader)
    said = []
    for part, items in parts.items():
        number = len(items) + (still if part is Urgency.OVERDUE else 0)
        if number and part is not Urgency.PUT_OFF:
            said.append(_birthdays(items, reader) if part is Urgency.BIRTHDAYS else say_count(*_IN_SHORT[part], number))
    return ", ".join(said) or (say("good to know") if shown.notes and not shown.items else say("all done"))


def _birthdays(items: Sequence[FollowUpItem], reader: Reader) -> str:
    if len(items) > 1:
        return say("{items} birthdays", items=len(items))
    (item,) = items
    name = inert(first_name(item.customer), 40)
    if item.followup.due == reader.today:
        return say("{first_name}'s birthday today", first_name=name)
    return say("{first_name}'s birthday", first_name=name)
