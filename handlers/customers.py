"""/customer: the card; and `add`, `edit`, `remember`, `list` behind it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from slack_bolt import App

from bot.deps import Deps
from bot.domain.customers import (
    Customer,
    DetailCategory,
    KnownCustomerError,
    Stage,
    Tier,
    Unclear,
    read_word,
)
from bot.domain.errors import NotUnderstoodError
from bot.domain.line import Line
from bot.domain.options import unquoted
from bot.domain.slack_text import unescape
from bot.use_cases.card import card_of
from bot.use_cases.customers import add_customer, edit_customer, remember, version
from bot.use_cases.find_customer import find_customer, keep_line
from bot.use_cases.lists import customers_with
from bot.use_cases.work import Work
from bot.views.card import card
from bot.views.choices import known_already, which_customer, which_to_edit, which_to_open
from bot.views.customer_form import customer_form, find_form, remember_form
from bot.views.customer_list import MOST, customer_list
from bot.views.customer_saved import added, remembered, saved
from bot.views.message import Message, View
from bot.views.mrkdwn import inert
from handlers import customer_forms, people
from handlers.asking import Asking
from handlers.customer_fields import OPTIONS, Fields, Reader, read_person
from handlers.lines import Do, LineCommand, answer_line, read_options

LATER = frozenset({"merge", "export", "forget"})
SEVERAL = ("tags", "emails", "phones", "aliases")
LIST_KEYS = frozenset({"tag", "stage", "tier", "owner"})


def answer(asking: Asking, typed: str) -> Message | None:
    """The card of the customer named; or what the first word says. Nothing typed opens the form."""
    first, _, rest = typed.strip().partition(" ")
    word = first.casefold()
    if word in LATER:
        raise NotUnderstoodError(f"`/customer {word}` comes in a later version. Nothing was changed.")
    if word in ACTIONS:
        return ACTIONS[word](asking, rest.strip())
    if not typed.strip():
        asking.open(find_form())
        return None
    return asking.look(lambda work: look_up(work, unquoted(unescape(typed))))


def look_up(work: Work, typed: str) -> Message:
    """The card, or who may be meant."""
    found = find_customer(work, typed)
    if isinstance(found, Unclear):
        return which_to_open(found, work.today)
    return card(card_of(work, found))


def _add(asking: Asking, typed: str) -> Message | None:
    line = read_options(asking, OPTIONS, typed)
    if not line.customer and not line.options:
        asking.open(customer_form(Customer(0, "", owner=asking.person.id)))
        return None
    fields = _fields(asking, line)
    new = replace(Customer(0, line.customer, owner=asking.person.id), **fields)
    return asking.once(lambda work: _added(work, new))


def _added(work: Work, new: Customer) -> Message:
    try:
        done = add_customer(work, new)
    except KnownCustomerError as known:  # raised before anything is written
        return known_already(known.sentence, known.customer)
    return added(done.customer, done.undo_id)


def _edit(asking: Asking, typed: str) -> Message | None:
    """With options at once; without, the form."""
    line = read_options(asking, OPTIONS, typed)
    if not line.customer:
        asking.open(find_form())
        return None
    if line.options or line.tags or line.people:
        fields = _fields(asking, line)
        return asking.once(lambda work: _edit_or_ask(work, typed, line, fields))
    with asking.deps.looking(asking.person) as work:
        found = find_customer(work, line.customer)
        today = work.today
    if isinstance(found, Unclear):
        return which_to_edit(found, today)
    asking.open(customer_form(found, version(found)))
    return None


def _edit_or_ask(work: Work, typed: str, line: Line, fields: Fields) -> Message:
    found = find_customer(work, line.customer)
    if isinstance(found, Unclear):
        return which_customer(keep_line(work, "edit", typed, found), work.today, can_add=False)
    return _apply(work, found, fields)


def _apply(work: Work, customer: Customer, fields: Fields) -> Message:
    """Change what the options say; tags, emails, phones and other names come to those there are."""
    more = {name: (*getattr(customer, name), *fields[name]) for name in SEVERAL if name in fields}
    unique = {name: tuple(dict.fromkeys(values)) for name, values in more.items()}
    done = edit_customer(work, replace(customer, **{**fields, **unique}))
    return saved(done.customer, done.undo_id)


def finish_edit(asking: Asking, typed: str) -> tuple[str, Do]:
    """The name in a kept `edit` line, and what it does once its customer is chosen."""
    line = read_options(asking, OPTIONS, typed)
    return line.customer, partial(_apply, fields=_fields(asking, line))


def _fields(asking: Asking, line: Line) -> Fields:
    """What the options say. A person without a key is the owner. Asks Slack who they are."""
    written = {name: str(words) for name, words in line.options.items()}
    if line.people:
        written.setdefault("owner", line.people[0])
    fields = Reader.of(asking).fields(written)
    for name, field in (("owner", "owner"), ("backup", "backup_owner")):
        asking.giving_to(fields.get(field), field=name)
    return {**fields, **({"tags": line.tags} if line.tags else {})}


def _list(asking: Asking, typed: str) -> Message:
    line = read_options(asking, LIST_KEYS, typed, also_left=True)
    if line.customer:
        raise NotUnderstoodError(
            f"I don't know how to list by “{line.customer[:60]}”. These work: tag:wholesale stage:onboarding tier:gold "
            "owner:@ana. To find one customer: `/customer` and the name."
        )
    chosen = _filters(line)
    return asking.look(partial(_listed, chosen=chosen))


def _filters(line: Line) -> dict[str, str]:
    chosen = {name: str(words) for name, words in line.options.items()}
    if line.tags:
        chosen.setdefault("tag", line.tags[0])
    if line.people:
        chosen.setdefault("owner", line.people[0])
    if "tag" in chosen:
        chosen["tag"] = chosen["tag"].lstrip("#").casefold()
    if "owner" in chosen:
        read_person(chosen["owner"])
    if "stage" in chosen:
        chosen["stage"] = read_word(Stage, chosen["stage"], "stage").value
    if "tier" in chosen:
        chosen["tier"] = read_word(Tier, chosen["tier"], "tier").value
    return chosen


def _listed(work: Work, chosen: dict[str, str]) -> Message:
    if set(chosen) == {"owner"}:
        return people.customers_of(work, chosen["owner"])
    found, total = customers_with(work, chosen, MOST)
    words = [f"{name} {f'<@{value}>' if name == 'owner' else inert(value, 60)}" for name, value in chosen.items()]
    return customer_list(", ".join(words), found, total, work.today)


def _prepare_remember(asking: Asking, line: Line) -> Do:
    """People and tags at the end of the line are part of what is to be remembered."""
    others = [f"@{asking.deps.person(person).name}" for person in line.people] + [f"#{tag}" for tag in line.tags]
    text = " ".join([line.text, *others])
    about = line.options.get("about")
    return partial(_remember, text=text, category=read_word(DetailCategory, str(about), "category") if about else None)


def _remember(work: Work, customer: Customer, text: str, category: DetailCategory | None) -> Message:
    done = remember(work, customer, text, category)
    return remembered(customer, done.text, done.category, done.undo_id)


def _remember_form(_asking: Asking, _typed: str, customer: Customer | None) -> View:
    return remember_form(customer) if customer else find_form()


REMEMBER = LineCommand("remember", frozenset({"about"}), _prepare_remember, _remember_form)


ACTIONS: dict[str, Callable[[Asking, str], Message | None]] = {
    "add": _add,
    "new": _add,
    "edit": _edit,
    "remember": lambda asking, typed: answer_line(asking, REMEMBER, typed),
    "list": _list,
}
"""First word after /customer -> what it does."""


def register(app: App, deps: Deps) -> None:
    """The forms and buttons; the command itself is registered by handlers/commands.py."""
    customer_forms.register(app, deps)
