"""Merging two customers: the line, the form that picks them, the one that shows them side by side and asks."""

import re
from collections.abc import Iterator
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id, two_row_ids
from bot.domain.customers import Customer, Unclear
from bot.domain.errors import ConflictError, NotUnderstoodError, OutdatedError
from bot.domain.merging import LISTS, Side
from bot.domain.saying import say
from bot.reading.line_words import unquoted
from bot.reading.slack_text import unescape
from bot.use_cases.find_customer import find_customer, suggestions
from bot.use_cases.merging import merge, propose
from bot.use_cases.session import Session, customer_of
from bot.views import form_ids, ids
from bot.views.forms import SUGGESTED, customer_options
from bot.views.merging import GONE, INTO, merge_form, merged, pick_form
from bot.views.message import Message, View
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_form

BETWEEN = re.compile(r"\s+(into|with|and|to|\+|&)\s+", re.IGNORECASE)
"""What stands between the two names; a name may hold such a word itself ("Salt and Stone")."""

INTO_WORDS = frozenset({"into", "to"})
"""After these stands who stays. Otherwise whoever has been in Rapport for longer does."""


def answer(asking: Asking, typed: str) -> None:
    """The two side by side; the form to pick them where it is not clear who they are."""
    with asking.reading() as session:
        view = _form(session, " ".join(unescape(typed).split()))
    asking.open(view)


def register(app: App) -> None:
    """The buttons that lead here, the search for whom to merge, and the two forms."""
    _led_here(app)

    @app.options(ids.KNOWN_CUSTOMER)
    def search(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        typed = asking.body.get("value") or ""
        first = () if typed.strip() else tuple(asking.view_ids.get(SUGGESTED, ()))
        with asking.reading() as session:
            ack(options=customer_options(suggestions(session, typed, first), ""))

    @app.view(form_ids.PICK_FORM)
    def pick(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        gone, kept = (_picked(form, field) for field in (GONE, INTO))
        with asking.reading() as session:
            view = merge_form(propose(session, kept, gone))
        ack(response_action="update", view=asking.with_origin(view))

    @app.view(form_ids.MERGE_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        try:
            after_form(asking, ack, say("Merged"), asking.once(lambda session: _merge(session, form)))
        except ConflictError as error:  # raised before anything is written
            with asking.reading() as session:
                shown = propose(session, form.number("kept"), form.number("gone"))
            view = merge_form(shown, say("{sentence} This is how both are now.", sentence=error.sentence))
            ack(response_action="update", view=asking.with_origin(view))


def _led_here(app: App) -> None:
    """The buttons: at one customer, whom to merge with is asked; at two, they stand side by side."""

    @app.action(ids.MERGE)
    def start(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            view = pick_form(customer_of(session, row_id(asking.value)))
        asking.open(view)
        ack()

    @app.action(ids.MERGE_THESE)
    def these(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        one, other = two_row_ids(asking.value)
        with asking.reading() as session:
            view = _side_by_side(session, customer_of(session, one), customer_of(session, other))
        asking.open(view)
        ack()


def _form(session: Session, typed: str) -> View:
    found = [_two(session, left, right) for left, _, right in _splits(typed)]
    for (left, right), (_, word, _) in zip(found, _splits(typed), strict=True):
        if isinstance(left, Customer) and isinstance(right, Customer):
            return _directed(session, left, right, word)
    if not found:
        return _with_one_name(session, typed)
    return _asked(*found[0])


def _splits(typed: str) -> Iterator[tuple[str, str, str]]:
    """Every way to read two names and the word between them."""
    for between in BETWEEN.finditer(typed):
        yield unquoted(typed[: between.start()]), between[1].casefold(), unquoted(typed[between.end() :])


def _two(session: Session, left: str, right: str) -> tuple[Customer | Unclear, Customer | Unclear]:
    first, second = find_customer(session, left), find_customer(session, right)
    namesakes = _namesakes(first)
    if namesakes and first == second:
        return namesakes
    return first, second


def _namesakes(found: Customer | Unclear) -> tuple[Customer, Customer] | None:
    """The two who have exactly what was typed; None where it is not two."""
    if isinstance(found, Customer) or found.having != 2:  # noqa: PLR2004  # a merge is of two
        return None
    one, other = found.candidates
    return one.customer, other.customer


def _with_one_name(session: Session, typed: str) -> View:
    """Two customers of one name are side by side at once; of others, one is there to be picked."""
    if not typed:
        return pick_form()
    found = find_customer(session, unquoted(typed))
    if both := _namesakes(found):
        return _side_by_side(session, *both)
    if isinstance(found, Customer):
        return pick_form(found)
    return pick_form(note=_unknown(found), suggested=_offered(found))


def _asked(left: Customer | Unclear, right: Customer | Unclear) -> View:
    unclear = [one for one in (left, right) if isinstance(one, Unclear)]
    known = [one if isinstance(one, Customer) else None for one in (left, right)]
    offered = [customer_id for one in unclear for customer_id in _offered(one)]
    return pick_form(*known, note=" ".join(map(_unknown, unclear)), suggested=offered)


def _unknown(found: Unclear) -> str:
    if found.having:
        return say(
            "{having} customers have “{typed}”. Please choose which one is meant.",
            having=found.having,
            typed=found.typed[:100],
        )
    return say("I don't know “{typed}” exactly. Please choose who is meant.", typed=found.typed[:100])


def _offered(found: Unclear) -> list[int]:
    return [candidate.customer.id for candidate in found.candidates]


def _directed(session: Session, left: Customer, right: Customer, word: str) -> View:
    if word in INTO_WORDS:
        return merge_form(propose(session, right.id, left.id))
    return _side_by_side(session, left, right)


def _side_by_side(session: Session, one: Customer, other: Customer) -> View:
    kept, gone = sorted((one.id, other.id))
    return merge_form(propose(session, kept, gone))


def _picked(form: Filled, field: str) -> int:
    chosen = form.text(field)
    if not chosen:
        raise NotUnderstoodError(say("Please choose a customer."), field=field)
    return row_id(chosen)


def _merge(session: Session, form: Filled) -> Message:
    chosen = {name: Side(value) for name in form.values if (value := form.text(name)) in set(Side)}
    lists = {name: tuple(map(row_id, form.texts(name))) for name in LISTS if name in form.values}
    seen = form.metadata.get("seen")
    if not isinstance(seen, list) or len(seen) != 2:  # noqa: PLR2004  # a version of each
        raise OutdatedError
    about = (str(seen[0]), str(seen[1]))
    done = merge(session, form.number("kept"), form.number("gone"), chosen, seen=about, lists=lists)
    return merged(done)
