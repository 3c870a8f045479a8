"""The forms about themes: name or change one, merge two, say that one is mended; and what a touchpoint is about."""

import json
from collections.abc import Sequence

from bot.domain.about import WORD_LENGTH, About
from bot.domain.saying import say, say_count
from bot.domain.theme import (
    CAUSE_LENGTH,
    CHANGE_LENGTH,
    MOST_PHRASES,
    NAME_LENGTH,
    PHRASE_LENGTH,
    Theme,
)
from bot.domain.theme_note import Audience
from bot.views import form_ids
from bot.views.blocks import (
    checkboxes,
    context,
    field,
    modal,
    multi_select,
    option,
    people_select,
    section,
    select,
    text_input,
)
from bot.views.message import Block, View
from bot.views.mrkdwn import inert, quote
from bot.views.theme_words import customers_named

AMID = "amid"
"""The tick by which also those get a note to whom a complaint is still open."""

MOST_OPTIONS = 100
"""So many choices a list of Slack has at most."""


def theme_form(theme: Theme | None, phrase: str = "") -> View:
    """Name one, perhaps for a `phrase` that recurs, or change one."""
    phrases = "\n".join(theme.phrases) if theme else phrase
    name = theme.name if theme else phrase.capitalize()
    longest = MOST_PHRASES * (PHRASE_LENGTH + 1)
    said = say("One a line. What has one of them within a few words is recognised, whatever the endings of its words.")
    taken = say(
        "Complaints of the last 12 weeks that have one of these phrases and belong to no theme are added to it."
    )
    blocks = [
        field(say("Name"), text_input("name", name, longest=NAME_LENGTH, hint=say("Late delivery"))),
        field(
            say("Phrases that people use for it"),
            text_input("phrases", phrases, lines=True, longest=longest, hint=say("order never arrived")),
            optional=True,
            hint=said,
        ),
        field(
            say("Cause"),
            text_input("cause", theme.cause if theme else "", longest=CAUSE_LENGTH, hint=say("the courier")),
            optional=True,
        ),
        field(say("Who mends it"), people_select("owner", theme.owner if theme else None), optional=True),
        *([] if theme else [context(taken)]),
    ]
    metadata = json.dumps({"theme": theme.id, "seen": theme.version} if theme else {})
    title = say("Change a theme") if theme else say("Name a theme")
    return modal(form_ids.THEME_FORM, title, blocks, submit=say("Save") if theme else say("Name it"), metadata=metadata)


def merge_themes_form(theme: Theme, others: Sequence[Theme]) -> View:
    """Asks into which other one it goes."""
    choices = [option(one.name, str(one.id)) for one in others[:MOST_OPTIONS]]
    blocks = [
        section(say("What is behind *{name}* is added to another theme, with its phrases.", name=inert(theme.name))),
        field(say("Merge it into"), select("into", choices)),
    ]
    metadata = json.dumps({"theme": theme.id})
    return modal(form_ids.MERGE_THEMES_FORM, say("Merge themes"), blocks, submit=say("Merge"), metadata=metadata)


def mended_form(theme: Theme, to_tell: Audience) -> View:
    """Asks what was changed, and says who is told and who is not; `to_tell`: who has no note about it yet."""
    customers = say_count("{number} customer", "{number} customers", len(to_tell.able))
    told = say(
        "A note with these words is drafted to {customers} who raised it. Whoever looks after each of them finds it in "
        "their digest, reads it, and sends it or not. Nothing is sent by itself.",
        customers=customers,
    )
    hint = say("Soups leave the kitchen in bowls that keep them hot.")
    blocks = [
        section(f"*{inert(theme.name)}*"),
        field(
            say("What you changed, as customers should read it"),
            text_input("change", theme.change, lines=True, longest=CHANGE_LENGTH, hint=hint),
        ),
        context(told),
        *_left_out(to_tell),
    ]
    metadata = json.dumps({"theme": theme.id})
    return modal(form_ids.MENDED_FORM, say("Mended"), blocks, submit=say("Mended"), metadata=metadata)


def _left_out(to_tell: Audience) -> list[Block]:
    """Who is not told, by name; to whom a complaint is still open can be told all the same."""
    blocks = []
    if to_tell.amid:
        said = say(
            "Left out, as a complaint of theirs is still to be put right: {names}. Once it is, the theme's page offers "
            "a note to them too.",
            names=customers_named(to_tell.amid),
        )
        also = [option(say("Draft one to them now all the same"), AMID)]
        blocks += [context(said), field(say("Complaints still open"), checkboxes(AMID, also), optional=True)]
    if to_tell.barred:
        names = customers_named(to_tell.barred)
        blocks.append(context(say("Left out, as they are lost or not to be contacted: {names}.", names=names)))
    return blocks


def about_form(
    touchpoint_id: int,
    said: str,
    about: About,
    words: tuple[Sequence[str], Sequence[str]],
    themes: tuple[Sequence[Theme], Sequence[Theme]],
) -> View:
    """Asks what a touchpoint is about. `words`: the team's categories and causes; `themes`: all, and those it has."""
    categories, causes = words
    there, chosen = themes
    choices = [option(one.name, str(one.id)) for one in there[:MOST_OPTIONS]]
    picked = {str(one.id) for one in chosen}
    own_category = about.category if about.category not in categories else ""
    own_cause = about.cause if about.cause not in causes else ""
    other = say("Or in your own words")
    blocks = [
        *([section(quote(said, 300))] if said else []),
        field(say("What it is about"), _words("category", categories, about.category), optional=True),
        field(other, text_input("own_category", own_category, longest=WORD_LENGTH), optional=True),
        field(say("Why it came to it"), _words("cause", causes, about.cause), optional=True),
        field(other, text_input("own_cause", own_cause, longest=WORD_LENGTH), optional=True),
        *([field(say("Themes"), multi_select("themes", choices, picked), optional=True)] if choices else []),
    ]
    metadata = json.dumps({"about": touchpoint_id})
    return modal(form_ids.ABOUT_FORM, say("What it is about"), blocks, submit=say("Save"), metadata=metadata)


def _words(name: str, words: Sequence[str], chosen: str) -> dict[str, object]:
    choices = [option(one, one) for one in words[:MOST_OPTIONS]]
    return select(name, choices, chosen if chosen in words else None)
