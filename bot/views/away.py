"""Somebody is away: the form, what they and others are told, who covers, and what happened meanwhile."""

import json
from collections.abc import Sequence
from datetime import date

from bot.domain.away import Absence, Away, Meanwhile
from bot.domain.caretaker import Caretaker
from bot.domain.day_names import short_day
from bot.domain.followups import FollowUpItem
from bot.domain.listing import Listing
from bot.domain.reader import Reader
from bot.domain.saying import later, say, say_count
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, context, date_input, field, modal, people_select, section
from bot.views.caretaker import until
from bot.views.days import day, day_words
from bot.views.followups import MOST, followup_lines
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import escape, inert

NAMED = 6
"""So many who cover are named one by one."""

FEW = 3
"""So many things that were done, or wait, are named."""

LENGTH = 60
"""Characters of each name and title in such a list."""

_HOW = later(
    "What comes due meanwhile goes to each customer's backup owner, else the default owner, else the team channel. "
    "You get no digest and no reminders. Afterwards what is still open comes back to you."
)


def away_form(first: date, back_on: date | None, running: Absence | None, *, person: str = "", note: str = "") -> View:
    """Asks from when until when. `person`: leads may say it of somebody, whose id this is. `note`: what to mend."""
    blocks: list[Block] = [section(f":warning: {escape(note)}")] if note else []
    if running:
        blocks.append(
            section(say("You are {until}.", until=until(running.back_on)), button(say("I'm back"), ids.COME_BACK))
        )
    if person:
        blocks.append(field(say("Who"), people_select("person", person)))
    blocks += [
        field(say("First day away"), date_input("first", str(first))),
        field(say("Back on"), date_input("back_on", str(back_on or "")), hint=say("The first day here again.")),
        context(say(_HOW)),
    ]
    return modal(form_ids.AWAY_FORM, say("Away"), blocks, submit=say("Save"), metadata=json.dumps({}))


def noted(done: Away, reader: Reader) -> Message:
    """For the one who said so: from when to when, and who covers."""
    absence = done.absence
    span, back_on, covers = _span(absence, reader.today), day_words(absence.back_on, reader.today), _covers(done)
    text = (
        say("You are away {span}, and back on {day_words}. {covers}", span=span, day_words=back_on, covers=covers)
        if absence.person == reader.person
        else say(
            "<@{person}> is away {span}, and back on {day_words}. {covers}",
            person=absence.person,
            span=span,
            day_words=back_on,
            covers=covers,
        )
    )
    text = text if done.undo_id else say("Noted already: {text}", text=text)
    waits = (
        [
            context(
                say(
                    "Late already, so left for {object}: {staying}",
                    object=_object(absence, reader),
                    staying=_named(done.staying),
                )
            )
        ]
        if done.staying
        else []
    )
    undo = [button(say("Undo"), ids.UNDO, done.undo_id)] if done.undo_id else []
    buttons = [*undo, button(say("Change…"), ids.OPEN_AWAY, absence.person)]
    return Message(text, [section(text), *waits, actions(*buttons)])


def came_back(done: Away, reader: Reader) -> Message:
    """For the one who said that somebody is back."""
    absence = done.absence
    is_own, person, span = absence.person == reader.person, absence.person, _span(absence, reader.today)
    if absence.begun_at:
        here = say("You are here again.") if is_own else say("<@{person}> is here again.", person=person)
        text = say("{here} What others covered and is still open is back: `/followup` lists it.", here=here)
    elif is_own:
        text = say("Taken back: You are not away {span}.", span=span)
    else:
        text = say("Taken back: <@{person}> is not away {span}.", person=person, span=span)
    return Message(text, [section(text), actions(button(say("Undo"), ids.UNDO, done.undo_id))])


def noted_by_another(absence: Absence, reader: Reader) -> Message:
    """For whom a lead noted as away; once it is over or was taken back, that."""
    if absence.ended_at or absence.is_over(reader.now):
        text = say("You were noted as away; that is over.")
        return Message(text, [section(text)])
    text = say(
        "<@{set_by}> noted that you are away from {first}, and back on {back_on}. What comes due "
        "meanwhile goes to others; you get no reminders.",
        set_by=absence.set_by,
        first=day(absence.first, reader),
        back_on=day(absence.back_on, reader),
    )
    buttons = [button(say("I'm here"), ids.COME_BACK), button(say("Change…"), ids.OPEN_AWAY)]
    return Message(text, [section(text), actions(*buttons)])


def suggested(back_on: date | None, running: Absence | None, reader: Reader) -> Message:
    """Their status in Slack says that they are away: a question, and what came of it."""
    if running:
        text = say(
            "You are {until}. What comes due meanwhile goes to whoever covers for you.", until=until(running.back_on)
        )
        buttons = [button(say("I'm back"), ids.COME_BACK), button(say("Change…"), ids.OPEN_AWAY)]
        return Message(text, [section(text), actions(*buttons)])
    if back_on and back_on <= reader.today:
        text = say("Your status in Slack said that you were away; that is over.")
        return Message(text, [context(text)])
    end = say(" until {back_on}", back_on=day(back_on, reader)) if back_on else ""
    text = say(
        "Your status in Slack says that you are away{end}. Shall others cover what comes due meanwhile?", end=end
    )
    named = short_day(back_on) if back_on else ""
    cover = (
        [button(say("Cover until {named}", named=named), ids.AWAY_UNTIL, back_on, style="primary")] if back_on else []
    )
    other = button(say("Other days…") if back_on else say("Choose the days…"), ids.OPEN_AWAY)
    return Message(text, [section(text), actions(*cover, other)])


def assignee_away(who: Caretaker | None) -> list[Block]:
    """For whoever just gave something to somebody who is away; nothing where they are there."""
    if who is None or who.back_on is None:
        return []
    covers = (
        say("<@{cover}> covers", cover=who.cover)
        if who.cover and who.cover != who.id
        else say("the team channel is asked for")
    )
    return [
        context(
            say(
                ":palm_tree: <@{id}> is {until}; {covers} what comes due before.",
                id=who.id,
                until=until(who.back_on),
                covers=covers,
            )
        )
    ]


def covered(absence: Absence, items: Sequence[FollowUpItem], reader: Reader) -> Message:
    """For who covers: what came to them, as it stands now."""
    who = f"<@{absence.person}>"
    over = absence.ended_at or absence.is_over(reader.now)
    when = say("is back: what is still open went back") if over else say("is {until}", until=until(absence.back_on))
    text = (
        say("You cover for {who}, who {when}.", who=who, when=when)
        if not over
        else say("You covered for {who}, who {when}.", who=who, when=when)
    )
    return _lines(text, items, reader, say("`/followup mine` lists all of yours"))


def cover_wanted(absence: Absence, items: Sequence[FollowUpItem], reader: Reader) -> Message:
    """For the team: what nobody covers."""
    text = say(
        "<@{person}> is {until}, and nobody covers for these customers. Who takes these?",
        person=absence.person,
        until=until(absence.back_on),
    )
    if absence.ended_at or absence.is_over(reader.now):
        text = say("<@{person}> is back: what nobody took went back to them.", person=absence.person)
    return _lines(text, items, reader, say("`/followup unclaimed` lists everything that nobody has"))


def welcome_back(told: Meanwhile, reader: Reader) -> Message:
    """For who is back: in one line what happened meanwhile, and what is theirs again."""
    helpers = sorted(told.done.items(), key=lambda one: -len(one[1]))
    done = [say("<@{who}> did {items}", who=who, items=_named(items)) for who, items in helpers[:NAMED]]
    lapsed = say("ended undone: {lapsed}", lapsed=_named(told.lapsed)) if told.lapsed else ""
    put_right = say(", {open_alerts} still to put right", open_alerts=told.open_alerts) if told.open_alerts else ""
    alerts = (
        say(
            "{count} of your customers came{put_right}",
            count=say_count("{number} alert", "{number} alerts", told.alerts),
            put_right=put_right,
        )
        if told.alerts
        else ""
    )
    open_ones = sum(item.followup.is_open for item in (*told.lines, *told.in_digest))
    yours = (
        say("{count} came back or came to you", count=say_count("{number} follow-up", "{number} follow-ups", open_ones))
        if open_ones
        else ""
    )
    said = " · ".join(filter(None, [*done, alerts, lapsed, yours])) or say("nothing is left of it")
    mine = actions(button(say("Show my follow-ups"), ids.SHOW_PAGE, Listing("mine", page=1)))
    message = _lines(
        say("Welcome back. While you were away: {said}.", said=said),
        told.lines,
        reader,
        say("`/followup` lists all of yours"),
    )
    return Message(message.text, [*message.blocks, mine])


def _lines(text: str, items: Sequence[FollowUpItem], reader: Reader, rest: str) -> Message:
    blocks = [section(text), *(row for item in items[:MOST] for row in followup_lines(item, reader))]
    more = [context(say("and {items} more: {rest}", items=len(items) - MOST, rest=rest))] if len(items) > MOST else []
    return Message(text, [*blocks, *more])


def _span(absence: Absence, today: date) -> str:
    first, last = day_words(absence.first, today), day_words(absence.last, today)
    return first if absence.first == absence.last else say("from {first} to {last}", first=first, last=last)


def _named(items: Sequence[FollowUpItem]) -> str:
    """Such as: "send the menu (Kofi Lindgren), call back (Mara Vogel) and 2 more"."""
    first = [f"{inert(one.followup.title, LENGTH)} ({inert(one.customer.name, LENGTH)})" for one in items[:FEW]]
    return ", ".join(first) + (say(" and {items} more", items=len(items) - FEW) if len(items) > FEW else "")


def _object(absence: Absence, reader: Reader) -> str:
    return say("you") if absence.person == reader.person else f"<@{absence.person}>"


def _covers(done: Away) -> str:
    """Such as: "@ben covers for 4 customers. Nobody covers for 1 customer (Mara Vogel), so the team …"."""
    named = sorted(((who, number) for who, number in done.covers.items() if who), key=lambda one: -one[1])
    said = [
        say("<@{who}> covers for {count}", who=who, count=say_count("{number} customer", "{number} customers", number))
        for who, number in named[:NAMED]
    ]
    if len(named) > NAMED:
        said.append(say("{named} more cover for others", named=len(named) - NAMED))
    sentences = [f"{', '.join(said)}."] if said else []
    if nobody := done.covers.get(None):
        names = ", ".join(inert(one, LENGTH) for one in done.uncovered)
        more = say(" and {nobody} more", nobody=nobody - len(done.uncovered)) if nobody > len(done.uncovered) else ""
        which = f" ({names}{more})" if names else ""
        sentences.append(
            say(
                "Nobody covers for {count}{which}, so the team channel is asked.",
                count=say_count("{number} customer", "{number} customers", nobody),
                which=which,
            )
        )
    return " ".join(sentences) or say("What comes due meanwhile goes to whoever covers.")
