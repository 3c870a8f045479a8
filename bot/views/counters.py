"""Links for the counter: those there are, the form for a new one, and who it was that answered low."""

import json
from collections.abc import Sequence

from bot.domain.counter import NAME_LENGTH, SHOWN, Counter, CounterAnswer, CounterSeen, State, Who
from bot.domain.measure import Measured
from bot.domain.rating import NAMES, RANGES, Scale
from bot.domain.saying import language, say, say_count
from bot.domain.survey_link import SurveyLinks
from bot.domain.survey_question import question
from bot.views import form_ids, ids
from bot.views.blocks import (
    actions,
    button,
    confirm,
    context,
    divider,
    field,
    link_button,
    modal,
    option,
    radio_buttons,
    section,
    text_input,
)
from bot.views.days import moment
from bot.views.filling import Filling
from bot.views.forms import customer_field
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import escape, inert, quote

WORDS, ROOM = 200, 3_600
"""Characters of the words of one answer in the list, and of all of them there: it has to fit into one message."""

_SCALES: tuple[Scale, ...] = ("csat", "nps")


def counters_page(seen: Sequence[CounterSeen], links: SurveyLinks, outcome: Message | None = None) -> Message:
    """Those whose link is good, each with its link to copy, its QR code to print, and the way to end it."""
    done, said = ([*outcome.blocks, divider()], f"{outcome.text} ") if outcome else ([], "")
    heading = say("*Links for the counter*: {number}", number=len(seen))
    about = say(
        "Whoever opens one answers one question; nobody knows who it was. A low answer is told where alerts go. "
        "The report has these answers beside its CSAT and NPS, which are of customers who were asked."
    )
    blocks = [*done, section(heading), context(about)]
    for one in seen:
        blocks += _row(one, links, min(WORDS, ROOM // (SHOWN * len(seen))))
    add = button(say("New link"), ids.ADD_COUNTER, style="" if seen else "primary")
    return Message(f"{said}{heading}", [*blocks, actions(add)])


def _row(one: CounterSeen, links: SurveyLinks, length: int) -> list[Block]:
    """`length`: of the words of each answer."""
    counter, page = one.counter, links.page(one.counter.token)
    lines = [
        f"*{inert(counter.name)}* · {measured_words(one)}",
        f"`{escape(page)}`" if page else "",
        *_said(one, length),
    ]
    question = confirm(
        say("End this link?"),
        say("Whoever still opens it reads that nobody is asked there any more. What was answered stays."),
        say("End it"),
    )
    buttons = [button(say("End"), ids.END_COUNTER, counter.id, style="danger", confirmation=question)]
    if page:
        buttons.insert(0, link_button(say("QR code to show or print"), ids.OPEN_QR, links.code(counter.token)))
    return [section("\n".join(filter(None, lines))), actions(*buttons)]


def _said(one: CounterSeen, length: int) -> list[str]:
    """What was said there last, and beside which answer."""
    return [
        say(
            ">{rating}, {at}: {words}",
            rating=answer.rating,
            at=moment(answer.answered_at),
            words=inert(answer.words, length),
        )
        for answer in one.said
    ]


def measured_words(one: CounterSeen) -> str:
    """Such as "12 answers in 30 days, CSAT 83%"."""
    number = one.measured.number
    answers = say_count("{number} answer in 30 days", "{number} answers in 30 days", number)
    return answers if one.measured.value is None else f"{answers}, {_score(one.counter.scale, one.measured.value)}"


def counted_answers(scale: Scale, measured: Measured) -> str:
    """Such as "CSAT 83% (12 answers)"."""
    score = _score(scale, measured.value or 0)
    return say_count("{score} ({number} answer)", "{score} ({number} answers)", measured.number, score=score)


def _score(scale: Scale, value: float) -> str:
    return f"{NAMES[scale]} {say('{number}%', number=round(value)) if scale == 'csat' else f'{round(value):+d}'}"


def counter_kept(said: str, undo_id: int) -> Message:
    """What came of a change, with its Undo."""
    return Message(said, [section(said), actions(button(say("Undo"), ids.UNDO, undo_id))])


def counter_form(scale: Scale) -> View:
    """Asks where it is to hang, and what is asked there."""
    scales = [option(f"{NAMES[one]}: {question(one, language())}", one) for one in _SCALES]
    blocks = [
        field(
            say("Place"),
            text_input("name", longest=NAME_LENGTH),
            hint=say("Such as Front desk. Only your team sees it."),
        ),
        field(say("Question"), radio_buttons("scale", scales, scale)),
    ]
    return modal(form_ids.COUNTER_FORM, say("Link for the counter"), blocks, submit=say("Make it"))


def counter_answer(asked: Who) -> Message:
    """Where alerts go: a low answer at a counter, and who it was, or what came of that."""
    one, rating = asked.answer, asked.answer.rating
    words = [section(quote(one.words))] if one.words else []
    said = _outcome(asked)
    if said:
        known = [actions(_who(one, say("I know who it was")))] if one.can_be_given else []
        return Message(said, [context(said), *words, *known])
    text = say(
        "*{place}*: somebody answered *{rating}* of {most}. Who was it?",
        place=inert(asked.counter.name),
        rating=rating,
        most=RANGES[rating.scale][-1],
    )
    buttons = [
        _who(one, say("Who was it?"), style="primary"),
        button(say("Nobody we know"), ids.NOBODY_KNOWN, one.id),
    ]
    return Message(text, [section(text), *words, context(moment(one.answered_at)), actions(*buttons)])


def _who(one: CounterAnswer, label: str, style: str = "") -> Block:
    return button(label, ids.WHO_WAS_IT, one.id, style=style)


def _outcome(asked: Who) -> str:
    """What came of it; "" while it is asked who it was. It names nobody: their alert does."""
    one, place = asked.answer, inert(asked.counter.name)
    by = f"<@{one.decided_by}>" if one.decided_by else ""
    match one.state:
        case State.ASKED:
            return ""
        case State.GIVEN if by:
            return say("*{place}*: {by} said who answered *{rating}*.", place=place, by=by, rating=one.rating)
        case State.NOBODY if by:
            return say(
                "*{place}*: somebody answered *{rating}* of {most}. {by} does not know who it was; the answer counts.",
                place=place,
                rating=one.rating,
                most=RANGES[one.scale][-1],
                by=by,
            )
        case State.KEPT:
            return say("*{place}*: the answer was changed to {rating}.", place=place, rating=one.rating)
    return say("*{place}*: nothing is to be done about this answer any more.", place=place)


def who_form(asked: Who) -> View:
    """To search for the customer who answered."""
    words = [section(quote(asked.answer.words))] if asked.answer.words else []
    said = say("{place}: {rating}", place=inert(asked.counter.name), rating=asked.answer.rating)
    metadata = json.dumps({"answer": asked.answer.id})
    blocks = [section(said), *words, customer_field(Filling())]
    return modal(form_ids.WHO_FORM, say("Who was it?"), blocks, submit=say("Log"), metadata=metadata)


def nobody_there(undo_id: int) -> Message:
    """For the one who said that nobody knows who it was."""
    return counter_kept(say("All right, the answer only counts."), undo_id)


def counter_made(counter: Counter, undo_id: int) -> Message:
    """A new link."""
    return counter_kept(say("*Made*: a link for *{name}*.", name=inert(counter.name)), undo_id)


def counter_ended(counter: Counter, undo_id: int) -> Message:
    """One that is no more."""
    return counter_kept(say("*Ended*: the link for *{name}*.", name=inert(counter.name)), undo_id)
