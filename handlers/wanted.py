"""What a line of `/customer add` or `edit` wants a customer to be, and the form it opens where that cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.custom_fields import with_values
from bot.domain.customers import Customer, Unclear
from bot.domain.errors import NotUnderstoodError, RapportError
from bot.domain.saying import say
from bot.reading.customer_fields import READERS, Fields
from bot.reading.line import Line
from bot.use_cases.customers import checked_customer
from bot.use_cases.find_customer import find_customer
from bot.views.message import View
from handlers.asking import Asking
from handlers.customer_form import form_of

SEVERAL = ("tags", "emails", "phones", "aliases")
"""Fields to which an edit adds."""

PEOPLE = frozenset({"owner", "backup"})
"""Whoever looks after a customer does so until somebody else is named."""

FORM_FIELDS = {"alias": "aliases", "tag": "tags"}
"""Options that have another name in the form."""

BECAUSE, REFERRED = "because", "referred"
"""Options that are read here: why the stage changes, and a customer who is looked for."""


@dataclass(frozen=True)
class Wanted:
    """The fields that could be read, by their names in Customer; of the other options the words, and what is wrong.

    `unread` and `unset` go by the fields of the form. `unset`: the options that were said and are not clear; no default
    takes their place in the form. `because`: why the stage changes.
    """

    fields: Fields
    unread: Mapping[str, str]
    unset: frozenset[str]
    problems: tuple[str, ...]
    because: str = ""

    @classmethod
    def read(cls, asking: Asking, line: Line) -> "Wanted":
        """What the options say. Asks Slack who the people are, and looks for the customer who referred this one."""
        written = {name: str(words) for name, words in line.options.items()}
        because, referrer = written.pop(BECAUSE, ""), written.pop(REFERRED, None)
        fields, wrong = asking.reader.readable(written)
        for name, field in (("owner", "owner"), ("backup", "backup_owner")):
            try:
                asking.giving_to(fields.get(field), field=name)
            except RapportError as error:
                wrong[name] = error
                del fields[field]
        if referrer is not None:
            try:
                fields["referred_by"] = _referrer(asking, referrer)
            except NotUnderstoodError as error:
                wrong[REFERRED], written[REFERRED] = error, referrer
        if line.tags:
            fields["tags"] = (*fields.get("tags", ()), *line.tags)
        problems = [doubt.sentence for doubt in line.doubts] + [error.sentence for error in wrong.values()]
        in_form = {**FORM_FIELDS, **{one.key: one.slot for one in asking.custom_fields}}
        unset = {*wrong, *(doubt.key for doubt in line.doubts if doubt.key)}
        unread = {in_form.get(name, name): written[name] for name in wrong}
        return cls(fields, unread, frozenset(in_form.get(name, name) for name in unset), tuple(problems), because)

    def on(self, customer: Customer) -> Customer:
        """The customer with these fields; tags, emails, phones and other names come to those there are."""
        more = {name: (*getattr(customer, name), *self.fields[name]) for name in SEVERAL if name in self.fields}
        unique = {name: tuple(dict.fromkeys(values)) for name, values in more.items()}
        own = {"custom": with_values(customer.custom, self.fields.get("custom", ()))}
        return replace(customer, **{**self.fields, **unique, **own})

    def form(self, asking: Asking, customer: Customer, seen: str = "") -> View | None:
        """The form to mend what is wrong, filled with all that was said; None where nothing is."""
        changed = self.on(customer)
        problems = self.problems
        try:
            checked_customer(changed)
        except RapportError as error:
            problems = (*problems, error.sentence)
        if not problems:
            return None
        typed = {name: _beside(changed, name, words) for name, words in self.unread.items()}
        typed |= {"name": changed.name, BECAUSE: self.because}
        unset = self.unset - (PEOPLE if customer.id else frozenset())
        return form_of(asking, changed, seen, notes=problems, typed=typed, unset=unset)


def _referrer(asking: Asking, words: str) -> int | None:
    """The id of the one customer who is called so; None for nobody. Raises NotUnderstoodError."""
    if not words:
        return None
    with asking.reading() as session:
        found = find_customer(session, words)
    if not isinstance(found, Unclear):
        return found.id
    why = say("{having} customers are", having=found.having) if found.having else say("No customer is")
    like = ", ".join(candidate.customer.name for candidate in found.candidates[:3])
    meant = say(" Like it: {like}.", like=like) if like and not found.having else ""
    raise NotUnderstoodError(
        say(
            "Who referred them? {why} called “{words}”.{meant} Choose under “Referred by”.",
            why=why,
            words=words[:60],
            meant=meant,
        )
    )


def _beside(customer: Customer, name: str, words: str) -> str:
    """The words of an option, after what its field holds already."""
    field = READERS[name][0] if name in READERS else name
    return ", ".join([*getattr(customer, field), words]) if field in SEVERAL else words
