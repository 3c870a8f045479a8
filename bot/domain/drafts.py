"""Ready words for a birthday or a thank-you note, from what we remember. Health is never put into them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.customers import Customer, Detail, DetailCategory
from bot.domain.followups import FollowUp, FollowUpKind

_NAMED = re.compile(r"\b(?:called|named|name is)\s+([^\W\d_][\w'\u2019-]{0,29})")
_HEALTH = re.compile(
    r"allerg|diabet|coeliac|celiac|intoleran|cancer|tumou?r|surger|operation|hospital|clinic|doctor|illness|\bill\b|"
    r"\bsick|disease|diagnos|depress|anxiety|therap|medic|pregnan|disab|wheelchair|injur|chronic|asthma|epilep|migraine",
    re.IGNORECASE,
)
"""A detail that reads like these is about somebody's health, whatever category it was remembered under."""

_FIRST_NAME_LENGTH = 40


@dataclass(frozen=True)
class Draft:
    """A subject and a text to send, and what else we remember that could go into it; `praise` is what they said."""

    subject: str
    text: str
    remembered: tuple[str, ...]
    praise: str = ""


def draft(
    followup: FollowUp,
    customer: Customer,
    details: Sequence[Detail],
    sender: str,
    *,
    is_past: bool = False,
    praise: str = "",
) -> Draft:
    """The words for a birthday (`is_past`: it was before today), else for a thank-you note, signed by the sender.

    `praise`, what somebody of the team noted of their words, is not put into the letter: it may speak of them as "she".
    """
    fit = [detail for detail in details if not is_about_health(detail)]
    if followup.kind is FollowUpKind.BIRTHDAY:
        subject, lines = _wishes(is_past=is_past)
    else:
        subject, lines = "Thank you", _thanks(followup, customer, praise)
    text = "\n\n".join([f"Dear {first_name(customer)},", *lines, *_personal(fit), f"Warmly,\n{sender}"])
    return Draft(subject, text, tuple(detail.text for detail in fit[:3]), praise)


def is_about_health(detail: Detail) -> bool:
    """Whether a detail must stay out of a note."""
    return detail.category is DetailCategory.HEALTH or bool(_HEALTH.search(detail.text))


def first_name(customer: Customer) -> str:
    """How a note addresses a customer: a person by the first name, a company by its name."""
    name = customer.name if customer.kind == "company" else customer.name.split()[0]
    return name[:_FIRST_NAME_LENGTH]


def _wishes(*, is_past: bool) -> tuple[str, list[str]]:
    if is_past:
        return "Belated happy birthday", ["A belated happy birthday! I hope you had a lovely day."]
    return "Happy birthday", ["Happy birthday! All of us wish you a wonderful day and a good year ahead."]


def _thanks(followup: FollowUp, customer: Customer, praise: str) -> list[str]:
    reason = "for your kind words" if praise else followup.title.removeprefix("Thank-you note").strip(" .")
    opening = f"Thank you so much {reason}." if reason.startswith("for ") else "Thank you so much."
    lines = [opening if not reason or reason.startswith("for ") else f"{opening[:-1]} ({reason})."]
    of_company = f" and everybody at {customer.company}" if customer.company and customer.kind == "person" else ""
    return [*lines, f"It is a pleasure to work with you{of_company}."]


def _personal(details: Sequence[Detail]) -> list[str]:
    """One sentence from what we remember, where it can be said naturally."""
    for detail in details:
        named = _NAMED.search(detail.text)
        if detail.category is DetailCategory.PET or re.search(
            r"\b(dog|cat|puppy|kitten)\b", detail.text, re.IGNORECASE
        ):
            return [f"And a pat for {named[1]} from all of us." if named else "And a pat for your pet from all of us."]
    if any(detail.category is DetailCategory.FAMILY for detail in details):
        return ["My best to your family too."]
    return []
