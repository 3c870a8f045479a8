"""Somebody is away: the form, what they and others are told, who covers, and what happened meanwhile."""

import json
from collections.abc import Sequence
from datetime import date

from bot.domain.away import Absence, Away, Meanwhile
from bot.domain.caretaker import Caretaker
from bot.domain.followups import FollowUpItem
from bot.domain.listing import Listing
from bot.domain.reader import Reader
from bot.views import ids
from bot.views.blocks import actions, button, context, date_input, field, modal, people_select, section
from bot.views.caretaker import until
from bot.views.days import day, day_words
from bot.views.followups import MOST, followup_lines
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import count, escape, inert

NAMED = 6
"""So many who cover are named one by one."""

FEW = 3
"""So many things that were done, or wait, are named."""

LENGTH = 60
"""Characters of each name and title in such a list."""

_HOW = (
    "What comes due meanwhile goes to each customer's backup owner, else the default owner, else the team channel. "
    "You get no digest and no reminders. Afterwards what is still open comes back to you."
)


def away_form(first: date, back_on: date | None, running: Absence | None, *, person: str = "", note: str = "") -> View:
    """Asks from when until when. `person`: leads may say it of somebody, whose id this is. `note`: what to mend."""
    blocks: list[Block] = [section(f":warning: {escape(note)}")] if note else []
    if running:
        blocks.append(section(f"You are {until(running.back_on)}.", button("I'm back", ids.COME_BACK)))
    if person:
        blocks.append(field("Who", people_select("person", person)))
    blocks += [
        field("First day away", date_input("first", str(first))),
        field("Back on", date_input("back_on", str(back_on or "")), hint="The first day here again."),
        context(_HOW),
    ]
    return modal(ids.AWAY_FORM, "Away", blocks, submit="Save", metadata=json.dumps({}))


def noted(done: Away, reader: Reader) -> Message:
    """For the one who said so: from when to when, and who covers."""
    absence = done.absence
    who, verb = ("You", "are") if absence.person == reader.person else (f"<@{absence.person}>", "is")
    span = _span(absence, reader.today)
    text = f"{who} {verb} away {span}, and back on {day_words(absence.back_on, reader.today)}. {_covers(done)}"
    text = text if done.undo_id else f"Noted already: {text}"
    waits = (
        [context(f"Late already, so left for {_object(absence, reader)}: {_named(done.staying)}")]
        if done.staying
        else []
    )
    undo = [button("Undo", ids.UNDO, done.undo_id)] if done.undo_id else []
    buttons = [*undo, button("Change…", ids.OPEN_AWAY, absence.person)]
    return Message(text, [section(text), *waits, actions(*buttons)])


def came_back(done: Away, reader: Reader) -> Message:
    """For the one who said that somebody is back."""
    absence = done.absence
    who = "You are" if absence.person == reader.person else f"<@{absence.person}> is"
    if absence.begun_at:
        text = f"{who} here again. What others covered and is still open is back: `/followup` lists it."
    else:
        text = f"Taken back: {who} not away {_span(absence, reader.today)}."
    return Message(text, [section(text), actions(button("Undo", ids.UNDO, done.undo_id))])


def noted_by_another(absence: Absence, reader: Reader) -> Message:
    """For whom a lead noted as away; once it is over or was taken back, that."""
    if absence.ended_at or absence.is_over(reader.now):
        text = "You were noted as away; that is over."
        return Message(text, [section(text)])
    text = (
        f"<@{absence.set_by}> noted that you are away from {day(absence.first, reader)}, and back on "
        f"{day(absence.back_on, reader)}. What comes due meanwhile goes to others; you get no reminders."
    )
    buttons = [button("I'm here", ids.COME_BACK), button("Change…", ids.OPEN_AWAY)]
    return Message(text, [section(text), actions(*buttons)])


def suggested(back_on: date | None, running: Absence | None, reader: Reader) -> Message:
    """Their status in Slack says that they are away: a question, and what came of it."""
    if running:
        text = f"You are {until(running.back_on)}. What comes due meanwhile goes to whoever covers for you."
        buttons = [button("I'm back", ids.COME_BACK), button("Change…", ids.OPEN_AWAY)]
        return Message(text, [section(text), actions(*buttons)])
    if back_on and back_on <= reader.today:
        text = "Your status in Slack said that you were away; that is over."
        return Message(text, [context(text)])
    end = f" until {day(back_on, reader)}" if back_on else ""
    text = f"Your status in Slack says that you are away{end}. Shall others cover what comes due meanwhile?"
    named = f"{back_on:%a} {back_on.day} {back_on:%b}" if back_on else ""
    cover = [button(f"Cover until {named}", ids.AWAY_UNTIL, back_on, style="primary")] if back_on else []
    other = button("Other days…" if back_on else "Choose the days…", ids.OPEN_AWAY)
    return Message(text, [section(text), actions(*cover, other)])


def assignee_away(who: Caretaker | None) -> list[Block]:
    """For whoever just gave something to somebody who is away; nothing where they are there."""
    if who is None or who.back_on is None:
        return []
    covers = f"<@{who.cover}> covers" if who.cover and who.cover != who.id else "the team channel is asked for"
    return [context(f":palm_tree: <@{who.id}> is {until(who.back_on)}; {covers} what comes due before.")]


def covered(absence: Absence, items: Sequence[FollowUpItem], reader: Reader) -> Message:
    """For who covers: what came to them, as it stands now."""
    who = f"<@{absence.person}>"
    over = absence.ended_at or absence.is_over(reader.now)
    when = "is back: what is still open went back" if over else f"is {until(absence.back_on)}"
    text = f"You cover for {who}, who {when}." if not over else f"You covered for {who}, who {when}."
    return _lines(text, items, reader, "`/followup mine` lists all of yours")


def cover_wanted(absence: Absence, items: Sequence[FollowUpItem], reader: Reader) -> Message:
    """For the team: what nobody covers."""
    text = f"<@{absence.person}> is {until(absence.back_on)}, and nobody covers for these customers. Who takes these?"
    if absence.ended_at or absence.is_over(reader.now):
        text = f"<@{absence.person}> is back: what nobody took went back to them."
    return _lines(text, items, reader, "`/followup unclaimed` lists everything that nobody has")


def welcome_back(told: Meanwhile, reader: Reader) -> Message:
    """For who is back: in one line what happened meanwhile, and what is theirs again."""
    helpers = sorted(told.done.items(), key=lambda one: -len(one[1]))
    done = [f"<@{who}> did {_named(items)}" for who, items in helpers[:NAMED]]
    lapsed = f"ended undone: {_named(told.lapsed)}" if told.lapsed else ""
    put_right = f", {told.open_alerts} still to put right" if told.open_alerts else ""
    alerts = f"{count(told.alerts, 'alert')} of your customers came{put_right}" if told.alerts else ""
    open_ones = sum(item.followup.is_open for item in (*told.lines, *told.in_digest))
    yours = f"{count(open_ones, 'follow-up')} came back or came to you" if open_ones else ""
    said = " · ".join(filter(None, [*done, alerts, lapsed, yours])) or "nothing is left of it"
    mine = actions(button("Show my follow-ups", ids.SHOW_PAGE, Listing("mine", page=1)))
    message = _lines(
        f"Welcome back. While you were away: {said}.", told.lines, reader, "`/followup` lists all of yours"
    )
    return Message(message.text, [*message.blocks, mine])


def _lines(text: str, items: Sequence[FollowUpItem], reader: Reader, rest: str) -> Message:
    blocks = [section(text), *(row for item in items[:MOST] for row in followup_lines(item, reader))]
    more = [context(f"and {len(items) - MOST} more: {rest}")] if len(items) > MOST else []
    return Message(text, [*blocks, *more])


def _span(absence: Absence, today: date) -> str:
    first, last = day_words(absence.first, today), day_words(absence.last, today)
    return first if absence.first == absence.last else f"from {first} to {last}"


def _named(items: Sequence[FollowUpItem]) -> str:
    """Such as: "send the menu (Kofi Lindgren), call back (Mara Vogel) and 2 more"."""
    first = [f"{inert(one.followup.title, LENGTH)} ({inert(one.customer.name, LENGTH)})" for one in items[:FEW]]
    return ", ".join(first) + (f" and {len(items) - FEW} more" if len(items) > FEW else "")


def _object(absence: Absence, reader: Reader) -> str:
    return "you" if absence.person == reader.person else f"<@{absence.person}>"


def _covers(done: Away) -> str:
    """Such as: "@ben covers for 4 customers. Nobody covers for 1 customer (Mara Vogel), so the team …"."""
    named = sorted(((who, number) for who, number in done.covers.items() if who), key=lambda one: -one[1])
    said = [f"<@{who}> covers for {count(number, 'customer')}" for who, number in named[:NAMED]]
    if len(named) > NAMED:
        said.append(f"{len(named) - NAMED} more cover for others")
    sentences = [f"{', '.join(said)}."] if said else []
    if nobody := done.covers.get(None):
        names = ", ".join(inert(one, LENGTH) for one in done.uncovered)
        more = f" and {nobody - len(done.uncovered)} more" if nobody > len(done.uncovered) else ""
        which = f" ({names}{more})" if names else ""
        sentences.append(f"Nobody covers for {count(nobody, 'customer')}{which}, so the team channel is asked.")
    return " ".join(sentences) or "What comes due meanwhile goes to whoever covers."
