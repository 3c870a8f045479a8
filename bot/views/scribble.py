"""Answers to what somebody wrote in plain words: the card of what was understood, or a sentence that helps on."""

from datetime import date

from bot.domain.about import About
from bot.domain.customers import Customer, Unclear
from bot.domain.rating import NAMES
from bot.domain.reader import Reader
from bot.domain.repeat_words import repeat_words
from bot.domain.saying import figure, later, say
from bot.reading.doubts import DoubtError
from bot.reading.line import Line
from bot.reading.rating import read_rating
from bot.reading.scribble_kinds import COMPLAINT, DETAIL, FOLLOWUP, KINDS, RATING, THANKS, TOUCHPOINT
from bot.reading.scribble_names import may_be_new
from bot.views import ids
from bot.views.about import about_words
from bot.views.blocks import Option, actions, button, context, option, preformatted, section, select
from bot.views.days import day
from bot.views.errors import with_mentions
from bot.views.message import Block, Message
from bot.views.mrkdwn import SECTION_LENGTH, clip, escape, inert, quote
from bot.views.rating_words import rating_words
from bot.views.which_customer import told_apart

MEANINGS = (ids.SCRIBBLE_MEANING_1, ids.SCRIBBLE_MEANING_2, ids.SCRIBBLE_MEANING_3, ids.SCRIBBLE_MEANING_4)
"""The answers to what a card asks, in their order."""

NAMED = {
    TOUCHPOINT: later("Touchpoint"),
    COMPLAINT: later("Complaint"),
    RATING: later("Rating"),
    FOLLOWUP: later("Follow-up"),
    THANKS: later("Thank-you note"),
    DETAIL: later("To remember"),
}
"""Kind -> what the card and its list of kinds call it."""

_DO = {FOLLOWUP: later("Plan"), THANKS: later("Plan"), DETAIL: later("Remember")}
_DO_FOR = {
    FOLLOWUP: later("Plan for {name}"),
    THANKS: later("Plan for {name}"),
    DETAIL: later("Remember of {name}"),
}
_LOG, _LOG_FOR = later("Log"), later("Log for {name}")

EXAMPLES = (
    "dana called, upset about the invoice, call her back thursday",
    "Dana Reyes: 9/10, loved the tasting",
    "remind me to send Kofi the quote on friday",
    "remember Dana: dog called Biscuit",
)
"""Lines to copy, in English as they are read."""


def scribble_card(scribble_id: int, command: str, line: Line, who: Customer | Unclear, reader: Reader) -> Message:
    """What was understood, to be logged, changed or dropped; nothing of it counts before a click.

    Where the customer is not meant exactly, those who may be are offered: one click takes them and logs it.
    """
    name = inert(who.name) if isinstance(who, Customer) else ""
    kind = say(NAMED[command])
    title = say("*{kind}* for *{name}*", kind=kind, name=name) if name else say("*{kind}*", kind=kind)
    facts = " · ".join([title, *_facts(command, line, reader)])
    blocks = [section(facts), *([section(quote(line.text))] if line.text else [])]
    blocks += [context(said) for said in _besides(line, reader)]
    if line.doubts:
        blocks += _asked(scribble_id, line)
    elif isinstance(who, Unclear):
        blocks += _which(scribble_id, command, who, reader.today)
    is_clear = bool(name) and not line.doubts
    blocks.append(actions(*_buttons(scribble_id, command, is_clear=is_clear)))
    words = inert(line.text, 200)
    text = say("{kind} for {name}: {words}", kind=kind, name=name, words=words) if name else f"{kind}: {words}"
    return Message(text, blocks)


def _facts(command: str, line: Line, reader: Reader) -> list[str]:
    said = line.options
    facts = [day(on, reader)] if isinstance(on := said.get("on"), date) and command not in {FOLLOWUP, THANKS} else []
    facts += [escape(say(str(said[key]))) for key in ("via", "severity") if key in said]
    facts += [about_words(About(str(said["about"])))] if "about" in said and command != DETAIL else []
    return [*facts, *_rating(line)] if command == RATING else facts


def _rating(line: Line) -> list[str]:
    said = {scale: str(line.options[scale]) for scale in NAMES if scale in line.options}
    try:
        rating = read_rating(line.text, said.get("nps"), said.get("csat"), is_settled=line.is_settled)
    except DoubtError:
        return []
    return [rating_words(rating)]


def _besides(line: Line, reader: Reader) -> list[str]:
    """When something is to be done, by whom, how often; the tags; where the words come from."""
    said, facts = line.options, []
    if isinstance(due := said.get("due"), date):
        clock = str(said.get("at", "")).partition(" ")[0]
        when = day(due, reader)
        facts.append(
            say("Follow-up at {time} on {day}", time=clock, day=when) if clock else say("Follow-up {day}", day=when)
        )
    elif "at" in said:
        facts.append(say("Follow-up at {time}", time=escape(str(said["at"]).partition(" ")[0])))
    facts += [escape(repeat_words(str(said["every"])))] if "every" in said else []
    facts += [say("promised")] if said.get("promised") == "yes" else []
    facts += [say("for {person}", person=f"<@{said['for']}>")] if "for" in said else []
    facts += [f"#{inert(tag, 40)}" for tag in line.tags]
    facts += [f"<{line.link}|{say('the message')}>"] if line.link else []
    return [" · ".join(facts)] if facts else []


def _asked(scribble_id: int, line: Line) -> list[Block]:
    """What is not clear, with its answers."""
    doubt = line.doubts[0]
    answers = [
        button(choice.label, action_id, f"{scribble_id}:{choice.key}:{choice.value}")
        for action_id, choice in zip(MEANINGS, doubt.choices, strict=False)
    ]
    return [section(f":grey_question: {with_mentions(doubt.parts)}"), *([actions(*answers)] if answers else [])]


def _which(scribble_id: int, command: str, who: Unclear, today: date) -> list[Block]:
    """Whom it is about: those who may be meant, and somebody new."""
    rows = [section(f":grey_question: {_question(who)}")]
    for candidate in who.candidates:
        label = say(_DO_FOR.get(command, _LOG_FOR), name=candidate.customer.name)
        choose = button(label, ids.SCRIBBLE_LOG, f"{scribble_id}:{candidate.customer.id}")
        rows.append(section(told_apart(candidate, today), choose))
    if may_be_new(who.typed):
        rows.append(actions(button(say("Somebody new: {name}", name=who.typed), ids.SCRIBBLE_NEW, scribble_id)))
    return rows


def _question(who: Unclear) -> str:
    if not who.candidates and not who.typed:
        return say("Which customer is it about? Choose them with Change, or write their name before a colon.")
    if not who.candidates:
        return say("I don't know anybody called *{name}*.", name=inert(who.typed, 100))
    return say("Which customer is it about?")


def _buttons(scribble_id: int, command: str, *, is_clear: bool) -> list[Block]:
    do = (
        [button(say(_DO.get(command, _LOG)), ids.SCRIBBLE_LOG, f"{scribble_id}:0", style="primary")] if is_clear else []
    )
    change = button(say("Change"), ids.SCRIBBLE_CHANGE, scribble_id)
    drop = button(say("Not this"), ids.SCRIBBLE_NOT_THIS, scribble_id)
    return [*do, change, drop, select(ids.SCRIBBLE_KIND, _kind_options(scribble_id), f"{scribble_id}:{command}")]


def _kind_options(scribble_id: int) -> list[Option]:
    """The kinds that it may be."""
    return [option(say(NAMED[kind]), f"{scribble_id}:{kind}") for kind in KINDS]


def not_this() -> Message:
    """It was nothing to log."""
    return _said(say("All right, nothing was logged."))


def over() -> Message:
    """Nobody answered in time."""
    return _said(say("What you wrote was not logged, and is not kept any longer. Please write it again."))


def gone() -> Message:
    """The message was deleted."""
    return _said(say("You took your message back, so nothing was logged."))


def changed_after() -> Message:
    """The message was changed after it was logged."""
    return _said(
        say(
            "You changed your message after I had taken it, so nothing follows from the change: what was logged stays "
            "as it is, unless you undo it with `/rapport undo`. To log the new words, send them as a new message."
        )
    )


def deleted_after() -> Message:
    """The message was deleted after it was logged."""
    return _said(say("What was logged of the message that you deleted stays, unless you undo it: `/rapport undo`."))


def file_beside() -> Message:
    """A file beside words, which is no list of customers."""
    return _said(say("I can't read the file that you sent with it, so I took your words only."))


def hello() -> Message:
    """To a greeting."""
    return _helpful(
        say("Hello! Tell me about customers as you would tell a colleague; I show what I understood first.")
    )


def how_to() -> Message:
    """To a call for help."""
    said = _helpful(say("Write to me as you would to a colleague, here or with @Rapport in a channel or thread."))
    more = say("`Dana?` shows a customer, `mine` what is yours to do. `/rapport help` shows every command.")
    return Message(said.text, [*said.blocks, context(more)])


def welcome() -> Message:
    """To thanks, and to an “ok”."""
    return _said(say("You are welcome. When something happens with a customer, just write it here."))


def no_words() -> Message:
    """To emoji, and to what has no words in it."""
    return _helpful(say("I understand words only. Write for example:"))


def no_answer() -> Message:
    """To a question about something else than a customer or a list."""
    return _helpful(
        say("I can't answer that. I can show a customer (`Dana?`), what is yours (`mine`), and log what you write:")
    )


def by_command(line: str) -> Message:
    """To what only a slash command does."""
    text = say("That is done by a command, because it opens a form or a list. Type this:")
    return Message(f"{text} {inert(line)}", [section(text), preformatted(clip(line, SECTION_LENGTH))])


def nothing_there(command: str) -> Message:
    """To “log this” where there is no message that it is about."""
    if command:
        kind = say(NAMED[command])
        return _helpful(say("{kind}: whose, and what happened? Write it in one line, for example:", kind=kind))
    return _helpful(say("I see no message that you mean. Mention me in its thread, or write it here, for example:"))


def too_many(number: int, most: int) -> Message:
    """Several things in one message, more than can be looked through."""
    return _said(
        say(
            "That is {number} things in one message, and I take {most} at a time. Nothing was taken; please send "
            "them in smaller parts, or a file of customers as CSV.",
            number=number,
            most=most,
        )
    )


def too_long(length: int, most: int) -> Message:
    """A text that cannot be stored whole."""
    return _said(
        say(
            "That has {length} characters, and {most} is the most that is kept of one contact. Nothing was taken; "
            "please send the part that matters.",
            length=figure(length),
            most=figure(most),
        )
    )


def other_file() -> Message:
    """A file that is no list of customers."""
    return _said(
        say(
            "I read customers from CSV and vCard files (.csv, .tsv, .txt, .vcf). Other files I can't read, and voice "
            "clips I can't hear; please write what matters."
        )
    )


def import_offer(scribble_id: int, name: str) -> Message:
    """A file of customers was given: it is looked at first."""
    text = say(
        "*{name}*: shall I look what customers are in it? Nothing is changed before you have seen it.",
        name=inert(name, 80),
    )
    look = button(say("Look at it"), ids.SCRIBBLE_IMPORT, scribble_id, style="primary")
    return Message(text, [section(text), actions(look, button(say("Not this"), ids.SCRIBBLE_NOT_THIS, scribble_id))])


def _said(text: str) -> Message:
    return Message(text, [section(text)])


def _helpful(text: str) -> Message:
    return Message(text, [section(text), section("\n".join(f">{line}" for line in EXAMPLES))])
