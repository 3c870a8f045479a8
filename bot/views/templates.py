"""The wordings of notes: what there is for each occasion, and the form in which leads write one, with a preview."""

import json
from collections.abc import Mapping, Sequence

from bot.domain.customers import Customer
from bot.domain.drafts import Draft
from bot.domain.saying import later, say, say_count, within
from bot.domain.shipped_templates import SHIPPED
from bot.domain.templates import FIELDS, Occasion, Template
from bot.views import form_ids, ids
from bot.views.blocks import (
    actions,
    button,
    checkboxes,
    confirm,
    context,
    divider,
    field,
    modal,
    option,
    preformatted,
    search_input,
    section,
    text_input,
)
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import inert

USED = "used"
SHOWN = 140
"""Characters of a wording in the list."""

_KEYS = frozenset(one.key for one in SHIPPED)


def occasions_page(templates: Sequence[Template], outcome: Message | None = None) -> Message:
    """Every occasion, with how many wordings there are. `outcome` is what was just done."""
    heading = say("*Wordings of notes*\nA draft takes one of these, never the same twice in a row for one customer.")
    rows = [_occasion(occasion, [one for one in templates if one.occasion is occasion]) for occasion in Occasion]
    return _with(outcome, Message(say("Wordings of notes"), [section(heading), *rows]))


def wordings_page(
    occasion: Occasion, wrong: Mapping[Template, str], *, may_change: bool, outcome: Message | None = None
) -> Message:
    """Those of one occasion, each with what is wrong with it, "" where nothing is."""
    rows = [_wording(one, sentence, may_change=may_change) for one, sentence in wrong.items()]
    add = actions(button(say("Add a wording"), ids.ADD_WORDING, occasion, style="primary"))
    below = add if may_change else context(say("Leads and admins change them."))
    return _with(outcome, Message(say(occasion.label), [section(f"*{say(occasion.label)}*"), *rows, below]))


def template_form(
    template: Template, seen: str = "", *, preview: Sequence[Block] = (), customer: Customer | None = None
) -> View:
    """Write a wording, or change one as it was when `seen`. `preview`: how it reads for `customer`."""
    chosen = option(customer.name, str(customer.id)) if customer and customer.id else None
    blocks = [
        field(say("Subject"), text_input("subject", template.subject, longest=3_000)),
        field(say("Words"), text_input("words", template.words, lines=True), hint=say(_HINT)),
        context(_fields()),
        *preview,
        field(
            say("Preview for"), search_input(ids.CUSTOMER, say("A customer"), chosen), optional=True, hint=say(_ANYBODY)
        ),
        actions(button(say("Preview"), ids.PREVIEW_WORDING), *_back(template)),
        field(
            say("Language"), text_input("language", template.language, longest=60), optional=True, hint=say(_LANGUAGE)
        ),
        field(
            say("Use it"),
            checkboxes(USED, [option(say(_IN_USE), USED)], [USED] if template.is_used else []),
            optional=True,
        ),
    ]
    metadata = json.dumps({"template": template.key, "occasion": template.occasion, "seen": seen})
    title = say("Change a wording") if template.key else say("Add a wording")
    return modal(form_ids.WORDING_FORM, title, blocks, submit=say("Save"), metadata=metadata)


def preview_of(words: Draft, customer: Customer) -> list[Block]:
    """How a wording reads for somebody."""
    head = say("*Preview for {name}*", name=inert(customer.name, 80))
    return [divider(), section(head), preformatted(f"{words.subject}\n\n{words.text}"), divider()]


def not_previewed(sentences: Sequence[str]) -> list[Block]:
    """Why there is no preview."""
    return [context(*(f":warning: {inert(sentence)}" for sentence in sentences))]


def wording_saved(template: Template, done: str, undo_id: int, *, is_last: bool) -> Message:
    """What was done with a wording. `is_last`: none of this occasion is in use any more."""
    text = say("*{done}* a wording of {lower}.", done=done, lower=within(say(template.occasion.label)))
    if is_last:
        text += say(" None of them is in use now, so drafts take those that come with Rapport.")
    return Message(text, [section(text, button(say("Undo"), ids.UNDO, undo_id))])


_HINT = later("A [part in square brackets] is left out where its field is not known; a line with such a field too.")
_ANYBODY = later("Empty: for somebody made up. Nothing about health goes into a note.")
_LANGUAGE = later("For customers of this language only. Empty: for everybody else.")
_IN_USE = later("Drafts may take it")


def _occasion(occasion: Occasion, theirs: Sequence[Template]) -> Block:
    used = sum(one.is_used for one in theirs)
    own = sum(one.is_changed or one.key not in _KEYS for one in theirs)
    said = [
        f"{say_count('{number} wording', '{number} wordings', len(theirs))}",
        say("{used} in use", used=used),
        *([say("{own} of your own", own=own)] if own else []),
    ]
    return section(f"*{say(occasion.label)}*\n{', '.join(said)}", button(say("Show"), ids.SHOW_WORDINGS, occasion))


def _wording(template: Template, wrong: str, *, may_change: bool) -> Block:
    of_whom = say("changed by you") if template.is_changed else "" if template.key in _KEYS else say("your own")
    said = [template.language, of_whom, "" if template.is_used else say("not in use")]
    about = " · ".join(inert(one) for one in said if one)
    lines = [f"*{inert(template.subject, 80) or say('(no subject)')}*{f' · {about}' if about else ''}"]
    lines.append(inert(template.words.replace("\n\n", " / "), SHOWN))
    if wrong:
        lines.append(say(":warning: It cannot be used as it is: {wrong}", wrong=inert(wrong)))
    return section("\n".join(lines), button(say("Change"), ids.CHANGE_WORDING, template.key) if may_change else None)


def _back(template: Template) -> list[Block]:
    """One of the team's own can be removed; a changed one can be as it was shipped again."""
    if not template.key or (template.key in _KEYS and not template.is_changed):
        return []
    label = say("Back to the shipped words…") if template.is_changed else say("Remove this wording…")
    question = confirm(say("Are you sure?"), say("What stands here goes; Undo brings it back."), say("Do it"))
    return [button(label, ids.RESET_WORDING, template.key, style="danger", confirmation=question)]


def _with(outcome: Message | None, shown: Message) -> Message:
    if outcome is None:
        return shown
    return Message(f"{outcome.text} {shown.text}", [*outcome.blocks, *shown.blocks])


def _fields() -> str:
    return say("Fields: ") + " · ".join(f"`{{{name}}}` {say(says)}" for name, says in FIELDS.items())
