"""What a touchpoint is about, on its alert and in the confirmation."""

from collections.abc import Sequence

from bot.domain.about import About, SaidAbout
from bot.domain.saying import capital, say
from bot.domain.theme import Standing, Theme, Weighed
from bot.domain.touchpoints import Touchpoint
from bot.views import ids
from bot.views.blocks import button, option, section, select
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert

MOST_WORDS = 50
"""So many categories are offered on an alert; the form has the others."""


def about_words(about: About) -> str:
    """Such as "about delivery, because of our mistake"."""
    said = [
        say("about *{category}*", category=inert(about.category)) if about.category else "",
        say("cause: *{cause}*", cause=inert(about.cause)) if about.cause else "",
    ]
    return ", ".join(filter(None, said))


def about_said(done: SaidAbout) -> Message:
    """For the one who said it."""
    about, chosen = done.seen.about, done.seen.chosen
    named = say("among {themes}", themes=_names(chosen)) if chosen else ""
    said = ", ".join(filter(None, (about_words(about), named))) or say("nothing is said of it any more")
    text = say("*Noted*: {what}.", what=said)
    return Message(text, [section(text, button(say("Undo"), ids.UNDO, done.undo_id))])


def about_rows(
    touchpoint: Touchpoint, themes: Sequence[Theme], likely: Weighed | None, words: Sequence[str], *, asks: bool
) -> list[Block]:
    """On an alert: what it is about, with a list to say so in one click, and the theme it looks like."""
    about = About(touchpoint.category, touchpoint.cause)
    named = say("Theme: {themes}", themes=_names(themes)) if themes else ""
    said = " · ".join(filter(None, (about_words(about), named)))
    rows = [section(capital(said) if said else say("What was it about?"), _list(touchpoint, words))]
    return [*(rows if said or asks else []), *_looks_like(touchpoint, likely)]


def _looks_like(touchpoint: Touchpoint, likely: Weighed | None) -> list[Block]:
    if likely is None:
        return []
    theme, others = likely.theme, likely.weight.touches
    if theme.standing is Standing.MENDED:
        looks = say("Looks like “{name}”, which was said to be mended: it may be back", name=inert(theme.name))
    else:
        looks = say("Looks like “{name}” ({others} others)", name=inert(theme.name), others=others)
    return [section(looks, button(say("Add to it"), ids.ADD_TO_THEME, f"{theme.id}:{touchpoint.id}"))]


def _list(touchpoint: Touchpoint, words: Sequence[str]) -> Block:
    offered = [option(one, f"{touchpoint.id}:{one}") for one in words[:MOST_WORDS]]
    other = option(say("Other words, cause, themes…"), f"{touchpoint.id}:")
    return select(ids.SAY_ABOUT, [*offered, other], placeholder=touchpoint.category or say("Choose"))


def _names(themes: Sequence[Theme]) -> str:
    return ", ".join(f"“{inert(one.name, 60)}”" for one in themes)
