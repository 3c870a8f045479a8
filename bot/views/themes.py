"""/rapport themes: what many complaints are about, what is likely to be one more, and the page of one.

Everybody sees them; only leads name, change and mend them.
"""

from collections.abc import Sequence

from bot.domain.customers import Customer
from bot.domain.saying import say, say_count
from bot.domain.theme import Standing, Theme, Weighed
from bot.domain.theme_seen import ThemeSeen, ThemesSeen
from bot.domain.theme_words import FEWEST_CUSTOMERS, Likely
from bot.domain.touchpoints import Touchpoint
from bot.views import ids
from bot.views.blocks import actions, button, confirm, context, divider, option, overflow, section
from bot.views.days import day, moment
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert, quote
from bot.views.theme_words import standing_words, trend_words, waiting_words, weight_words

MOST_ROWS, MOST_SAID = 15, 3
WORDS, SAID_WORDS = 160, 300
"""Characters of what was said: among proposals, and on a theme's page."""

BESIDE = "beside"
"""Value of a button that leads to all of them without taking the place of what it stands in: a report."""

WEEKS = 12


def themes_page(seen: ThemesSeen, outcome: Message | None = None) -> Message:
    """All of them, then what recurs besides."""
    done, said = (outcome.blocks, f"{outcome.text} ") if outcome else ([], "")
    rows = [_row(one, seen) for one in seen.themes[:MOST_ROWS]]
    more = len(seen.themes) - MOST_ROWS
    rest = [context(say("and {more} more, with fewer behind them", more=more))] if more > 0 else []
    none = [section(say("No theme has been named yet."))] if not rows else []
    heading = say("*Themes* ({themes}): what many complaints are about", themes=len(seen.themes))
    new = [actions(button(say("Name a theme"), ids.NAME_THEME))] if seen.may_change else []
    below = [] if seen.may_change else [context(say("Leads and admins name themes, and say when one is mended."))]
    blocks = [*done, section(heading), *none, *rows, *rest, divider(), *_likely(seen), *new, *below]
    return Message(say("{said}Themes: {themes}", said=said, themes=len(seen.themes)), blocks)


def theme_page(seen: ThemeSeen, outcome: Message | None = None) -> Message:
    """One of them: how it stands, what is behind it, what was said last, and for leads what can be done."""
    theme, weight = seen.weighed.theme, seen.weighed.weight
    done, said = (outcome.blocks, f"{outcome.text} ") if outcome else ([], "")
    behind = weight_words(weight, seen.currency, sees_value=seen.may_change)
    lines = [
        f"*{inert(theme.name)}* · {standing_words(theme)} · {moment(theme.since)}",
        f"{behind} · {trend_words(weight)}",
        say("Recognised by {phrases}", phrases=_quoted(theme.phrases)) if theme.phrases else "",
        say("Cause: {cause}", cause=inert(theme.cause)) if theme.cause else "",
    ]
    change = [context(say("What was changed:")), section(quote(theme.change))] if theme.change else []
    blocks = [*done, section("\n".join(filter(None, lines))), *change, *_notes(seen), *_waiting(seen)]
    blocks += [_said(one, customer, seen) for one, customer in seen.said]
    return Message(
        f"{said}{inert(theme.name)}: {behind}",
        [*blocks, *_ways(seen), actions(button(say("All themes"), ids.SHOW_THEMES))],
    )


def theme_kept(text: str, undo_id: int) -> Message:
    """A theme was changed: a sentence (already escaped), with Undo."""
    return Message(text, [section(text, button(say("Undo"), ids.UNDO, undo_id))])


def _row(one: Weighed, seen: ThemesSeen) -> Block:
    behind = weight_words(one.weight, seen.currency, sees_value=seen.may_change)
    words = f"*{inert(one.theme.name)}* · {standing_words(one.theme)}\n{behind} · {trend_words(one.weight)}"
    if waiting := seen.known.get(one.theme.id, 0):
        words = f"{words}\n{say_count('{number} more has its words', '{number} more have its words', waiting)}"
    return section(words, button(say("Open"), ids.SHOW_THEME, one.theme.id))


def _likely(seen: ThemesSeen) -> list[Block]:
    if not seen.likely:
        return [context(_none_likely(seen))]
    head = say(
        "*Likely themes*: words that recur among {complaints} of the last {weeks} weeks that belong to no theme. "
        "They are counted, not guessed.",
        complaints=say_count("{number} complaint", "{number} complaints", seen.looked_at),
        weeks=WEEKS,
    )
    return [section(head), *(block for one in seen.likely for block in _proposal(one, seen))]


def _none_likely(seen: ThemesSeen) -> str:
    if seen.customers < FEWEST_CUSTOMERS:
        return say(
            "Too few to find likely themes: {complaints} of {customers} in the last {weeks} weeks belong to no theme. "
            "A phrase counts once {fewest} customers have it.",
            complaints=say_count("{number} complaint", "{number} complaints", seen.looked_at),
            customers=say_count("{number} customer", "{number} customers", seen.customers),
            weeks=WEEKS,
            fewest=FEWEST_CUSTOMERS,
        )
    return say(
        "No phrase recurs with {fewest} customers in the {complaints} of the last {weeks} weeks that belong to no "
        "theme, more often than in calm notes.",
        fewest=FEWEST_CUSTOMERS,
        complaints=say_count("{number} complaint", "{number} complaints", seen.looked_at),
        weeks=WEEKS,
    )


def _proposal(one: Likely, seen: ThemesSeen) -> list[Block]:
    number = len(one.touchpoint_ids)
    facts = say(
        "*“{phrase}”* in {complaints} of {customers}, {calm}",
        phrase=inert(one.phrase),
        complaints=say_count("{number} complaint", "{number} complaints", number),
        customers=say_count("{number} customer", "{number} customers", one.customers),
        calm=_against_calm(one),
    )
    name = button(say("Name it…"), ids.NAME_THEME, one.phrase) if seen.may_change else None
    said = [seen.said[at].text for at in one.touchpoint_ids[:MOST_SAID] if at in seen.said]
    return [section(facts, name), *([context(*(f"“{inert(text, WORDS)}”" for text in said))] if said else [])]


def _against_calm(one: Likely) -> str:
    if one.lift is None:
        return say("too few calm notes to compare with")
    if not one.calm:
        return say("in none of {number} calm notes", number=one.calm_of)
    return say("{times} times as common as in calm notes", times=round(one.lift))


def _quoted(phrases: Sequence[str]) -> str:
    return ", ".join(f"“{inert(one)}”" for one in phrases)


def _notes(seen: ThemeSeen) -> list[Block]:
    if seen.weighed.theme.standing is not Standing.MENDED:
        return []
    said = say("“You told us, we changed it”: {sent} sent, {unsent} still to send.", sent=seen.sent, unsent=seen.unsent)
    theme_id = seen.weighed.theme.id
    able, amid = len(seen.to_tell.able), seen.to_tell.amid
    rest = say("Draft {number} more", number=able)
    more = button(rest, ids.DRAFT_REST, theme_id) if able and seen.may_mend else None
    return [section(said, more), *([context(waiting_words(amid))] if amid else [])]


def _waiting(seen: ThemeSeen) -> list[Block]:
    if not seen.waiting or not seen.may_change:
        return []
    said = say_count(
        "{number} more complaint of the last {weeks} weeks has these words too, and belongs to no theme.",
        "{number} more complaints of the last {weeks} weeks have these words too, and belong to no theme.",
        seen.waiting,
        weeks=WEEKS,
    )
    return [section(said, button(say_count("Add it", "Add them", seen.waiting), ids.FILL_THEME, seen.weighed.theme.id))]


def _said(one: Touchpoint, customer: Customer, seen: ThemeSeen) -> Block:
    head = f"*{inert(customer.name, 80)}* · {day(one.happened_on, seen.reader)}"
    off = option(say("Take off this theme"), f"{seen.weighed.theme.id}:{one.id}")
    return section(f"{head}\n{quote(one.text, SAID_WORDS)}", overflow(ids.TAKE_OFF_THEME, [off]))


def _ways(seen: ThemeSeen) -> list[Block]:
    if not seen.may_mend:
        return []
    theme = seen.weighed.theme
    mended = button(say("Mended…"), ids.MEND_THEME, theme.id, style="primary")
    again = button(say("Open again"), ids.OPEN_THEME_AGAIN, theme.id)
    by_standing = {
        Standing.OPEN: [button(say("Being mended"), ids.BEGIN_MENDING, theme.id), mended],
        Standing.MENDING: [mended, again],
        Standing.MENDED: [again],
    }
    others = _others(theme, are_several=seen.are_several) if seen.may_change else []
    return [actions(*by_standing[theme.standing], *others)]


def _others(theme: Theme, *, are_several: bool) -> list[Block]:
    merge = [button(say("Merge…"), ids.MERGE_THEME, theme.id)] if are_several else []
    question = confirm(
        say("Remove this theme?"),
        say("What was said stays logged. Undo brings the theme back, with what is behind it."),
        say("Remove it"),
    )
    remove = button(say("Remove…"), ids.REMOVE_THEME, theme.id, style="danger", confirmation=question)
    return [button(say("Change…"), ids.CHANGE_THEME, theme.id), *merge, remove]
