"""The daily digest of a person, and the team's list of what nobody has, each line as it stands now."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from bot.domain.digest import COMING_BIRTHDAY, QUIET, RENEWAL, Digest, Note
from bot.domain.due import is_overdue, is_put_off
from bot.domain.followup_item import FollowUpItem
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.reader import Reader
from bot.views import ids
from bot.views.blocks import button, context, section
from bot.views.days import clock, day
from bot.views.followups import followup_lines
from bot.views.message import Block, Message
from bot.views.mrkdwn import count, inert
from bot.views.size import LONGEST

ROOM_BLOCKS = 46
ROOM_CHARACTERS = LONGEST - 500
"""What lines may take of a message's blocks and characters; the rest is for headings and the last line."""

MOST_NOTES = 12
"""At most so many lines without anything to tick off; the follow-ups come first."""

Fits = Callable[[FollowUp, Reader], bool]


def _is_task(followup: FollowUp) -> bool:
    return followup.kind not in {FollowUpKind.BIRTHDAY, FollowUpKind.THANK_YOU}


def _is_unclaimed(followup: FollowUp) -> bool:
    return followup.is_open and followup.assignee is None


GROUPS: tuple[tuple[str, Fits], ...] = (
    ("Birthdays", lambda one, _: one.kind is FollowUpKind.BIRTHDAY),
    ("Put off", lambda one, reader: one.is_open and is_put_off(one, reader)),
    ("Nobody has these yet", lambda one, _: _is_unclaimed(one)),
    ("Overdue", is_overdue),
    ("Due", lambda one, _: _is_task(one)),
    ("Thank-you notes to write", lambda one, _: one.kind is FollowUpKind.THANK_YOU),
)
"""Headings, and what belongs under each: the first that fits. Birthdays come first: they cannot wait until tomorrow."""


def digest(shown: Digest, reader: Reader) -> Message:
    """Somebody's day."""
    notes = [_note(note, reader) for note in shown.notes]
    title = f"Your day, {_long(shown.day)}"
    blocks = [*_head(title, shown), *_grouped(shown, reader, notes[:MOST_NOTES], "`/followup mine` lists all of yours")]
    if notes:
        blocks += [section("*Good to know*"), *notes[:MOST_NOTES]]
    if len(notes) > MOST_NOTES:
        blocks.append(context(f"and {len(notes) - MOST_NOTES} more"))
    return Message(f"{title}: {_in_short(shown)}", blocks)


def unclaimed(shown: Digest, reader: Reader) -> Message:
    """What nobody has, for whoever claims it."""
    title = "Who takes these?"
    lines = sorted(shown.items, key=lambda item: not _is_unclaimed(item.followup))
    open_ones = sum(_is_unclaimed(item.followup) for item in lines)
    short = f"{count(open_ones, 'follow-up')} to claim" if open_ones else "all taken"
    blocks = [*_head(title, shown), *_listed(lines, reader, [], "`/followup unclaimed` lists all of them")]
    return Message(f"{title} {short[0].upper()}{short[1:]}", blocks)


def moved_on() -> Message:
    """What is left of a list of the team's when a newer one has come."""
    text = "This list goes on in a newer message below."
    return Message(text, [context(text)])


def arisen(item: FollowUpItem, reader: Reader) -> Message:
    """Something that came up after the digest of the day."""
    return Message("Something came up", [section("*This came up:*"), *followup_lines(item, reader)])


def _head(title: str, shown: Digest) -> list[Block]:
    late = [context(f":hourglass: This should have come at {clock(shown.late_since)}.")] if shown.late_since else []
    return [section(f"*{title}*"), *late]


def _grouped(shown: Digest, reader: Reader, notes: Sequence[Block], where: str) -> list[Block]:
    """The follow-ups under their headings, the headings in the order of GROUPS."""
    groups: dict[str, list[FollowUpItem]] = {title: [] for title, _ in GROUPS}
    for item in shown.items:
        groups[next(title for title, fits in GROUPS if fits(item.followup, reader))].append(item)
    order = [title for title, _ in GROUPS if title != "Put off"] + ["Put off"]
    lines = [item for title in order for item in groups[title]]
    titles = {groups[title][0].followup.id: title for title in order if groups[title]}
    return _listed(lines, reader, notes, where, titles)


def _listed(
    lines: Sequence[FollowUpItem],
    reader: Reader,
    notes: Sequence[Block],
    where: str,
    titles: dict[int, str] | None = None,
) -> list[Block]:
    """As many lines as fit beside the notes, with their headings, and how many more there are."""
    blocks: list[Block] = []
    room, characters = ROOM_BLOCKS - len(notes), ROOM_CHARACTERS - sum(_characters(list(notes)))
    for position, item in enumerate(lines):
        title = (titles or {}).get(item.followup.id)
        more = [*([section(f"*{title}*")] if title else []), *followup_lines(item, reader)]
        characters -= sum(_characters(more))
        if len(blocks) + len(more) > room or characters < 0:
            return [*blocks, context(f"and {len(lines) - position} more: {where}")]
        blocks += more
    return blocks


def _note(note: Note, reader: Reader) -> Block:
    name, on = f"*{inert(note.customer.name, 80)}*", day(note.on, reader)
    words = {
        COMING_BIRTHDAY: f":birthday: {name} has a birthday: {on}",
        RENEWAL: f":repeat: {name} renews: {on}",
        QUIET: f":zzz: {name} has been quiet since {on} ({_cadence(note)})",
    }
    return section(words[note.kind], button("Open customer", ids.OPEN_CUSTOMER, note.customer.id))


def _cadence(note: Note) -> str:
    cadence = note.customer.cadence_days
    return f"usually every {count(cadence, 'day')}" if cadence else "no rhythm set any more"


def _in_short(shown: Digest) -> str:
    """Without names: a lock screen may show it."""
    open_ones = [item.followup for item in shown.items if item.followup.is_open]
    birthdays = sum(one.kind is FollowUpKind.BIRTHDAY for one in open_ones)
    notes = sum(one.kind is FollowUpKind.THANK_YOU for one in open_ones)
    tasks = len(open_ones) - birthdays - notes
    parts = [
        *([count(tasks, "follow-up")] if tasks else []),
        *([count(birthdays, "birthday")] if birthdays else []),
        *([count(notes, "thank-you note")] if notes else []),
    ]
    return ", ".join(parts) or ("all done" if shown.items else "good to know")


def _characters(part: object) -> Iterator[int]:
    """The lengths of every text in a block, as Slack counts them (buttons and their questions too)."""
    if isinstance(part, str):
        yield len(part)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name not in {"type", "action_id", "block_id", "style"}:
                yield from _characters(value)
    elif isinstance(part, list):
        for each in part:
            yield from _characters(each)


def _long(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
