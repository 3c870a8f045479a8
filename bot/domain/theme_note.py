"""A note that tells a customer what was changed because of what they said."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.customers import Customer
from bot.domain.drafts import THANKS_FOR
from bot.domain.theme import Theme

TOLD = "told"
"""What the origin of such a note begins with."""

OPENED_AGAIN, TAKEN_BACK = "the theme was opened again", "the theme is not mended after all"
"""The outcomes of notes that are not to be sent."""


def origin_of(theme: Theme, customer: Customer) -> str:
    """From what the note arises: once for each customer and theme (a merge of customers rewrites it)."""
    return f"{TOLD}:{customer.id}:{theme.id}"


def theme_in(origin: str | None) -> int | None:
    """The id of the theme that a note is about; None for another follow-up."""
    kind, _, rest = (origin or "").partition(":")
    return int(rest.rpartition(":")[2]) if kind == TOLD else None


def title_of(theme: Theme) -> str:
    """The title, by which a person knows what it is."""
    return f"{THANKS_FOR}: you told us, we changed it ({theme.name})"


def may_be_told(customer: Customer) -> bool:
    """Whether they want to hear from us, and are a customer still."""
    return not (customer.do_not_contact or customer.lost_on)


@dataclass(frozen=True)
class Audience:
    """Who raised a theme and has no note about it yet; who raised it last first.

    `able`: those to tell. `amid`: of whom a complaint, or another alert, is still to be put right, so that "we changed
    it" would come too early. `barred`: those who are lost, or not to be contacted.
    """

    able: Sequence[Customer] = ()
    amid: Sequence[Customer] = ()
    barred: Sequence[Customer] = ()


NOBODY = Audience()
