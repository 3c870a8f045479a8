"""What a line of `/customer add` or `edit` wants a customer to be, and the form it opens where that cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.custom_fields import with_values
from bot.domain.customers import Customer
from bot.domain.errors import RapportError
from bot.reading.customer_fields import READERS, Fields
from bot.reading.line import Line
from bot.use_cases.customers import checked_customer
from bot.views.customer_form import customer_form
from bot.views.message import View
from handlers.asking import Asking

SEVERAL = ("tags", "emails", "phones", "aliases")
"""Fields to which an edit adds."""

PEOPLE = frozenset({"owner", "backup"})
"""Whoever looks after a customer does so until somebody else is named."""

FORM_FIELDS = {"alias": "aliases", "tag": "tags"}
"""Options that have another name in the form."""


@dataclass(frozen=True)
class Wanted:
    """The fields that could be read, by their names in Customer; of the other options the words, and what is wrong.

    `unset`: the options that were said and are not clear; no default takes their place in the form.
    """

    fields: Fields
    unread: Mapping[str, str]
    unset: frozenset[str]
    problems: tuple[str, ...]

    @classmethod
    def read(cls, asking: Asking, line: Line) -> "Wanted":
        """What the options say. Asks Slack who the people are."""
        written = {name: str(words) for name, words in line.options.items()}
        fields, wrong = asking.reader.readable(written)
        for name, field in (("owner", "owner"), ("backup", "backup_owner")):
            try:
                asking.giving_to(fields.get(field), field=name)
            except RapportError as error:
                wrong[name] = error
                del fields[field]
        if line.tags:
            fields["tags"] = (*fields.get("tags", ()), *line.tags)
        problems = [doubt.sentence for doubt in line.doubts] + [error.sentence for error in wrong.values()]
        unset = frozenset(wrong) | {doubt.key for doubt in line.doubts if doubt.key}
        return cls(fields, {name: written[name] for name in wrong}, unset, tuple(problems))

    def on(self, customer: Customer) -> Customer:
        """The customer with these fields; tags, emails, phones and other names come to those there are."""
        more = {name: (*getattr(customer, name), *self.fields[name]) for name in SEVERAL if name in self.fields}
        unique = {name: tuple(dict.fromkeys(values)) for name, values in more.items()}
        own = {"custom": with_values(customer.custom, self.fields.get("custom", ()))}
        return replace(customer, **{**self.fields, **unique, **own})

    def form(self, customer: Customer, seen: str = "") -> View | None:
        """The form to mend what is wrong, filled with all that was said; None where nothing is."""
        changed = self.on(customer)
        problems = self.problems
        try:
            checked_customer(changed)
        except RapportError as error:
            problems = (*problems, error.sentence)
        if not problems:
            return None
        typed = {FORM_FIELDS.get(name, name): _beside(changed, name, words) for name, words in self.unread.items()}
        unset = self.unset - (PEOPLE if customer.id else frozenset())
        return customer_form(changed, seen, notes=problems, typed={"name": changed.name, **typed}, unset=unset)


def _beside(customer: Customer, name: str, words: str) -> str:
    """The words of an option, after what its field holds already."""
    field = READERS[name][0]
    return ", ".join([*getattr(customer, field), words]) if field in SEVERAL else words
