"""The form of a segment: for each condition the right element, filled with what is asked for.

What no element can say (`-tag:closed`, two renewals) stands as it is typed in the last field, which takes any line.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.candidates import Ask
from bot.domain.custom_fields import CustomField, FieldType
from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import capital, later, say
from bot.domain.segment import BY_KEY, FIELD, ME, MONTHS, NOBODY, NONE, PAST, WORD, Condition, ConditionKind, Segment
from bot.reading.segment_values import own_kind
from bot.views import form_ids
from bot.views.blocks import (
    Option,
    checkboxes,
    context,
    field,
    modal,
    multi_select,
    option,
    people_multi_select,
    section,
    select,
    text_input,
)
from bot.views.message import Block, View
from bot.views.mrkdwn import SECTION_LENGTH, escape, quote
from bot.views.segment_words import as_typed, value_words
from bot.views.size import cut

ANY = "any"
"""The choice that asks for nothing: Slack lets nobody take back a choice from a list."""

MORE = "more"
"""The last field."""

PEOPLE = ("owner", "backup")

ELSE = "_else"
"""How the ticks beside the people of such a field are called: "owner_else"."""

LONGEST_LINE = 3_000
"""Slack's limit for a text field, in characters."""

MULTI = ("tag", "stage", "tier", "kind", "mood", "rating", "health")
ONE = {
    "silent": ("14d", "30d", "60d", "90d", "180d", "365d"),
    "renewal": ("14d", "30d", "60d", "90d", "180d", PAST, *MONTHS, NONE),
    "birthday": ("7d", "14d", "30d", *MONTHS, NONE),
    "lost": ("yes", "no"),
    "complaint": ("open",),
    "candidates": tuple(Ask),
    "cadence": ("overdue", NONE),
    "risk": ("yes", "no"),
}
TEXTS = ("company", "language", "value", "since")
_LABELS = {
    WORD: later("Name or company"),
    "tag": later("Tags (any of them)"),
    "owner": later("Looked after by"),
    "backup": later("While the owner is away by"),
    "silent": later("No contact for"),
    "renewal": later("Renewal"),
    "value": later("Value"),
    "since": later("Customer since"),
    "mood": later("How the last contact sounded"),
    "complaint": later("Complaint"),
    "rating": later("What they answered last"),
    "candidates": later("Whom to ask"),
    "cadence": later("Touched as often as agreed"),
    "health": later("How it stands with them"),
    "risk": later("May leave you"),
    "language": later("Language"),
}
_HINTS = {
    "value": ">10000, <500 or 1000-5000",
    "since": later("2024, >2024-05-01 or 90d"),
    "company": later("Blue Door"),
}
_ORDER = (
    *(
        "tag",
        "stage",
        "tier",
        "kind",
        "company",
        "silent",
        "renewal",
        "value",
        "birthday",
        "since",
        "mood",
        "complaint",
    ),
    *("rating", "candidates"),
    *("health", "risk"),
    *("cadence", "lost", "language"),
)


@dataclass(frozen=True)
class SegmentFilling:
    """What the form is opened with; `people` gives the handles of those who are named in `segment`.

    `sentences` say what of `typed` is not understood, `unread` is that part of it. `place`: of the list it changes.
    """

    segment: Segment
    fields: Sequence[CustomField] = ()
    tags: Sequence[str] = ()
    people: Mapping[str, str] | None = None
    place: str = ""
    sentences: Sequence[str] = ()
    unread: str = ""
    typed: str = ""


def segment_form(filling: SegmentFilling) -> View:
    """Every condition. Raises NotUnderstoodError where there are more than the form can take."""
    segment, fields = filling.segment, filling.fields
    shown = _shown_in_elements(segment, fields)
    people = filling.people or {}
    rest = as_typed(segment.without(shown), fields, lambda person: people.get(person, person))
    line = f"{rest} {filling.unread}".strip()
    if len(line) > LONGEST_LINE:
        raise NotUnderstoodError(say("A form cannot take so many conditions. Please type them: `/customer list …`."))
    placed = Segment.of(*shown)
    blocks = [
        *_above(filling),
        _field(WORD, text_input(WORD, as_typed(_of(placed, WORD), fields, str))),
        *(block for kind in PEOPLE for block in _people(kind, placed)),
        *(_condition(kind, placed, filling.tags) for kind in _ORDER),
        *(_own(one, placed) for one in fields),
        field(
            say("More, as in a line"),
            text_input(MORE, line, lines=True, longest=LONGEST_LINE, hint=say("-tag:closed -stage:advocacy")),
            optional=True,
            hint=say("`-` before a condition means not."),
        ),
    ]
    return modal(
        form_ids.FILTER_FORM, say("Filter"), blocks, submit=say("Show"), metadata=json.dumps({"list": filling.place})
    )


def _above(filling: SegmentFilling) -> list[Block]:
    if not filling.sentences:
        return []
    said = cut(f":grey_question: {escape(' '.join(filling.sentences))}", SECTION_LENGTH)
    return [section(said), context(say("You typed:")), section(quote(filling.typed))]


def _shown_in_elements(segment: Segment, fields: Iterable[CustomField]) -> list[Condition]:
    """The conditions that an element can say; a list to choose one from, and a text, can say one value."""
    several = {*MULTI, *PEOPLE, WORD, *(f"{FIELD}{one.id}" for one in fields if one.type is FieldType.CHOICE)}
    single = {*ONE, *TEXTS, *(f"{FIELD}{one.id}" for one in fields if one.type is not FieldType.CHOICE)}
    return [
        one
        for one in segment.conditions
        if not one.is_not and (one.kind in several or (one.kind in single and len(segment.values(one.kind)) == 1))
    ]


def _of(segment: Segment, kind: str) -> Segment:
    return Segment(tuple(one for one in segment.conditions if one.kind == kind))


def _field(kind: str, element: Block) -> Block:
    return field(say(_LABELS.get(kind, kind.capitalize())), element, optional=True)


def _people(kind: str, placed: Segment) -> list[Block]:
    asked_for = placed.values(kind)
    people = [one for one in asked_for if one not in {ME, NOBODY}]
    ticks = [option(say("Me"), ME), option(say("Nobody"), NOBODY)]
    return [
        _field(kind, people_multi_select(kind, people)),
        field(say("or by"), checkboxes(f"{kind}{ELSE}", ticks, asked_for), optional=True),
    ]


def _condition(kind: str, placed: Segment, tags: Sequence[str]) -> Block:
    values = placed.values(kind)
    if kind in TEXTS:
        return _field(kind, text_input(kind, "".join(values), longest=200, hint=say(_HINTS.get(kind, ""))))
    if kind in ONE:
        return _field(kind, _one_of(kind, BY_KEY[kind], ONE[kind], values))
    choices = sorted({*tags, *values}) if kind == "tag" else BY_KEY[kind].choices
    if kind == "tag" and not choices:
        return _field(kind, text_input(kind, longest=200))
    options = [option(one if kind == "tag" else capital(say(one)), one) for one in choices[:100]]
    return _field(kind, multi_select(kind, options, values))


def _one_of(kind: str, _: ConditionKind, usual: Sequence[str], values: Sequence[str]) -> Block:
    choices = list(dict.fromkeys((*values, *usual)))
    options: list[Option] = [
        option(say("Any"), ANY),
        *(option(capital(value_words(kind, one)), one) for one in choices),
    ]
    return select(kind, options, values[0] if values else ANY)


def _own(one: CustomField, placed: Segment) -> Block:
    kind = f"{FIELD}{one.id}"
    values = placed.values(kind)
    if one.type is FieldType.CHOICE:
        choices = [*one.choices, *(value for value in values if value not in one.choices and value != NONE), NONE]
        named = [option(capital(say(NONE) if choice == NONE else choice), choice) for choice in choices]
        element = multi_select(kind, named, values)
    elif one.type is FieldType.YES_NO:
        options = [option(say("Any"), ANY), *(option(capital(say(value)), value) for value in ("yes", "no", NONE))]
        element = select(kind, options, values[0] if values else ANY)
    else:
        example = own_kind(one).example.partition(":")[2]
        element = text_input(kind, "".join(values), longest=500, hint=say("{example}, or none", example=example))
    return field(one.name, element, optional=True)
