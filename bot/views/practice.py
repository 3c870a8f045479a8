"""The practice room: a made-up complaint to answer, and what the answer had of a good one."""

import json

from bot.domain.practice import ELEMENTS, FIRST, Case, cases, found_in
from bot.domain.saying import say
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, context, divider, field, modal, option, radio_buttons, section, text_input
from bot.views.message import View
from bot.views.mrkdwn import quote

LONGEST = 1500


def practice_form(number: int) -> View:
    """The case with this number, from 0 on."""
    case = cases()[number]
    count = say("Case {number} of {all}. Made up; nothing you write here is kept.", number=number + 1, all=len(cases()))
    first = [option(say(words), key) for key, words in FIRST.items()]
    blocks = [
        context(count),
        section(say("*{who}* writes:", who=say(case.who))),
        section(quote(case.text)),
        field(say("What do you do first?"), radio_buttons("first", first)),
        field(say("What do you answer?"), text_input("answer", lines=True, longest=LONGEST)),
    ]
    metadata = json.dumps({"case": number})
    return modal(form_ids.PRACTICE_FORM, say("Practice room"), blocks, submit=say("Compare"), metadata=metadata)


def practice_answer(number: int, first: str, answer: str) -> View:
    """What was found of a good answer, and one to read beside it."""
    case, is_last = cases()[number], number == len(cases()) - 1
    after = (
        button(say("Begin again"), ids.PRACTISE, 0) if is_last else button(say("Next case"), ids.PRACTISE, number + 1)
    )
    blocks = [
        section(say("*You answered*")),
        section(quote(answer, LONGEST)),
        section("\n".join(_found(case, answer))),
        context(say("Only words are looked for here. Read yours aloud once more, as the one who gets it.")),
        divider(),
        section(_first(case, first)),
        section(f"{say('*A good answer*')}\n{quote(case.good, LONGEST)}"),
        section(case.why),
        actions(after),
    ]
    return modal(form_ids.PRACTICE_FORM, say("Practice room"), blocks)


def _found(case: Case, answer: str) -> list[str]:
    there = found_in(answer, case)
    return [
        f"{':white_check_mark:' if element in there else ':white_large_square:'} {say(words)}"
        for element, words in ELEMENTS.items()
    ]


def _first(case: Case, first: str) -> str:
    right = say(FIRST[case.first])
    if first == case.first:
        return say(":white_check_mark: *First:* {what}. So would we.", what=right)
    return say(":white_large_square: *First:* {what}, would be ours here.", what=right)
