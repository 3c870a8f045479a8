"""/customer: the card; and `add`, `edit`, `remember`, `list` behind it."""

from collections.abc import Callable
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import two_row_ids
from bot.domain.customers import (
    Customer,
    KnownCustomerError,
    Unclear,
)
from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say
from bot.reading.commands import ADD, EDIT
from bot.reading.line import Line
from bot.reading.line_words import unquoted
from bot.reading.options import slip_of_word
from bot.reading.slack_text import unescape
from bot.use_cases.card import card_of
from bot.use_cases.customers import add_customer, edit_customer, version
from bot.use_cases.find_customer import find_customer, has_name, keep_line, keep_typed, peek_line, take_line
from bot.use_cases.life import Because
from bot.use_cases.session import Session, customer_of
from bot.views import ids
from bot.views.card import card
from bot.views.customer_form import find_form
from bot.views.message import Message, View
from bot.views.which_customer import known_already, which_customer, which_to_edit, which_to_open
from handlers import (
    access,
    brief,
    card_pages,
    customer_forms,
    customer_life,
    customer_lists,
    details,
    duplicates,
    exports,
    forgetting,
    merging,
    passage_search,
    playbook_runs,
    saved_lists,
)
from handlers.asking import Asking
from handlers.customer_form import edit_form, form_of
from handlers.duplicates import changed, entered
from handlers.line_commands import Do, read_options
from handlers.wanted import Wanted

OTHER_VERBS = frozenset(("delete", "remove", "rename", "tag", "note", "undo"))
"""Words that people try after /customer, and what they get is told; a customer may still be called so."""


def answer(asking: Asking, typed: str) -> Message | None:
    """The card of the customer named; or what the first word says. Nothing typed opens the form."""
    first, _, rest = typed.strip().partition(" ")
    word = first.casefold()
    if word in ACTIONS and not (word in ALSO_NAMES and _is_known(asking, unquoted(unescape(typed)))):
        return ACTIONS[word](asking, rest.strip())
    if not typed.strip():
        asking.open(find_form())
        return None
    name = unquoted(unescape(typed))
    if word in SYNONYMS and not _is_called(asking, name):
        return answer(asking, f"{SYNONYMS[word]} {rest}".strip())
    if word in OTHER_VERBS:
        return asking.look(lambda session: _no_such_word(session, word, name))
    return asking.look(lambda session: _look_up_or_slip(session, first, name))


def _is_known(asking: Asking, name: str) -> bool:
    """Whether anybody has exactly this name."""
    with asking.reading() as session:
        return has_name(session, name)


def _is_called(asking: Asking, name: str) -> bool:
    """Whether a customer has exactly this name ("Show Brothers Ltd")."""
    with asking.reading() as session:
        return not isinstance(find_customer(session, name), Unclear)


def _look_up_or_slip(session: Session, first: str, typed: str) -> Message:
    """The card; a mistyped word ("lsit") is asked about before it becomes somebody new."""
    found = find_customer(session, typed)
    meant = slip_of_word(first, ACTIONS) if isinstance(found, Unclear) else ""
    if meant:
        rest = typed[len(first) :].strip()
        raise NotUnderstoodError(
            say(
                "Do you mean `/customer {meant}`? Then write it like this: `/customer {strip}`. For "
                "somebody called “{typed}” write `/customer add {typed}`.",
                meant=meant,
                strip=f"{meant} {rest}".strip(),
                typed=typed,
            )
        )
    return _shown(session, found)


def _no_such_word(session: Session, word: str, typed: str) -> Message:
    """What there is instead, unless a customer is called so ("Delete Brothers Ltd")."""
    found = find_customer(session, typed)
    if isinstance(found, Unclear):
        there_is = ", ".join(f"`/customer {each}`" for each in ACTIONS if each != "new")
        raise NotUnderstoodError(
            say(
                "There is no `/customer {word}`. There is: {there_is}, and `/customer` with a name.",
                word=word,
                there_is=there_is,
            )
        )
    return _shown(session, found)


def _shown(session: Session, found: Customer | Unclear) -> Message:
    """The card, or who may be meant."""
    if isinstance(found, Unclear):
        return which_to_open(found, session.today)
    return card(card_of(session, found))


def _add(asking: Asking, typed: str) -> Message | None:
    """At once; or by the form, where nothing is said or something of it cannot be read."""
    line = read_options(asking, ADD, typed)
    new = Customer(0, line.customer, owner=asking.person.id)
    if not (line.customer or line.options or line.doubts):
        asking.open(form_of(asking, new))
        return None
    wanted = Wanted.read(asking, line)
    if form := wanted.form(asking, new):
        asking.open(form)
        return None
    return asking.once(lambda session: _added(session, wanted.on(new), typed))


def _added(session: Session, new: Customer, typed: str) -> Message:
    try:
        return entered(session, add_customer(session, new))
    except KnownCustomerError as known:  # raised before anything is written
        return known_already(known.sentence, known.customer, keep_typed(session, "add", typed), new)


def _edit(asking: Asking, typed: str) -> Message | None:
    """With options at once; without, or with some that cannot be read, by the form."""
    line = read_options(asking, EDIT, typed)
    if not line.customer:
        asking.open(find_form())
        return None
    says_what = bool(line.options or line.tags or line.doubts)
    with asking.reading() as session:
        found, today = find_customer(session, line.customer), session.today
    if isinstance(found, Unclear) and not found.candidates and line.doubts:
        raise NotUnderstoodError(" ".join(doubt.sentence for doubt in line.doubts))
    if isinstance(found, Unclear) and says_what:
        return asking.once(lambda session: _which_to_edit(session, typed, found))
    if isinstance(found, Unclear):
        return which_to_edit(found, today)
    wanted = Wanted.read(asking, line)
    form = wanted.form(asking, found, version(found)) if says_what else edit_form(asking, found)
    if form:
        asking.open(form)
        return None
    return asking.once(lambda session: _edited(session, customer_of(session, found.id), wanted, typed))


def _which_to_edit(session: Session, typed: str, unclear: Unclear) -> Message:
    return which_customer(keep_line(session, "edit", typed, unclear), session.today, can_add=False)


def _edited(session: Session, customer: Customer, wanted: Wanted, typed: str) -> Message:
    after = wanted.on(customer)
    try:
        return changed(session, edit_customer(session, after, because=Because(wanted.because)))
    except KnownCustomerError as known:  # raised before anything is written
        return known_already(known.sentence, known.customer, keep_typed(session, "edit", typed), after)


def finish_edit(asking: Asking, typed: str) -> tuple[str, Do]:
    """The name in a kept `edit` line, and what it does once its customer is chosen."""
    line = read_options(asking, EDIT, typed)
    return line.customer, partial(_edited, wanted=Wanted.read(asking, line), typed=typed)


def edit_to_mend(asking: Asking, typed: str, customer_id: int) -> View | None:
    """The form of the customer chosen, where the kept `edit` line has something that cannot be read; else None."""
    wanted = Wanted.read(asking, read_options(asking, EDIT, typed))
    with asking.reading() as session:
        customer = customer_of(session, customer_id)
    return wanted.form(asking, customer, version(customer))


def _although_known(asking: Asking) -> Message:
    """Save what was kept, although a name in it is there already."""
    kept_id, customer_id = two_row_ids(asking.value)
    with asking.reading() as session:
        kept = peek_line(session, kept_id)
    line = read_options(asking, EDIT, kept.line) if kept else Line("", "")
    wanted = Wanted.read(asking, line)

    def use(session: Session) -> Message:
        take_line(session, kept_id)
        if customer_id:
            after, because = wanted.on(customer_of(session, customer_id)), Because(wanted.because)
            return changed(session, edit_customer(session, after, although_known=True, because=because))
        new = wanted.on(Customer(0, line.customer, owner=asking.person.id))
        return entered(session, add_customer(session, new, although_known=True))

    return asking.once(use)


LIFE = {one.name.removeprefix("customer "): one.answer for one in customer_life.LINES}
"""What becomes of a customer."""

ACTIONS: dict[str, Callable[[Asking, str], Message | None]] = {
    "add": _add,
    "new": _add,
    "edit": _edit,
    "remember": details.REMEMBER.answer,
    "list": customer_lists.answer,
    "lists": saved_lists.answer,
    "export": exports.answer,
    "brief": brief.answer,
    "merge": merging.answer,
    "duplicates": duplicates.answer,
    "forget": forgetting.answer,
    "access": access.answer,
    "playbook": playbook_runs.answer,
    "search": passage_search.answer,
    **LIFE,
}
"""First word after /customer -> what it does."""

ALSO_NAMES = frozenset({"brief", "search", "playbook", *LIFE})
"""Of these those that a customer may be called like: "Search Brothers Ltd"."""

SYNONYMS = {"create": "add", "update": "edit", "change": "edit", "playbooks": "playbook"} | dict.fromkeys(
    ("show", "find", "open"), ""
)
"""Other words for these -> the word; "" for the card itself. A customer may still be called so."""


def register(app: App) -> None:
    """The forms and buttons; the command itself is registered by handlers/commands.py."""
    for feature in (customer_forms, customer_life, details, brief, card_pages, passage_search, playbook_runs):
        feature.register(app)

    @app.action(ids.ALTHOUGH_KNOWN)
    def although_known(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.reply(_although_known(asking), replace=True)
        ack()
