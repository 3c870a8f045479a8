"""Ready words for a birthday or a thank-you note, from what we remember. Health is never put into them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.customers import Customer, Detail, DetailCategory
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.templates import FILLED_LENGTH, SUBJECT_LENGTH, Occasion, Template, fill
from bot.domain.touchpoints import Touchpoint

THANKS_FOR = "Thank-you note"
"""How the title of a thank-you note begins; the reason follows."""

AND_ALSO = " · and "
"""What stands between the reasons of a note."""

ASKING = {FollowUpKind.REFERRAL_ASK: Occasion.REFERRAL_ASK, FollowUpKind.BOARD_ASK: Occasion.BOARD_ASK}
"""Kind of a follow-up that asks for something -> its wordings."""

_NAMED = re.compile(r"\b(?:called|named|name is)\s+([^\W\d_][\w'\u2019-]{0,29})")
_PET = re.compile(r"\b(dog|cat|puppy|kitten)\b", re.IGNORECASE)
_HEALTH = re.compile(
    r"allerg|diabet|coeliac|celiac|intoleran|cancer|tumou?r|surger|operation|hospital|clinic|doctor|illness|\bill\b|"
    r"\bsick|disease|diagnos|depress|anxiety|therap|medic|pregnan|disab|wheelchair|injur|chronic|asthma|epilep|migraine",
    re.IGNORECASE,
)
"""A detail that reads like these is about somebody's health, whatever category it was remembered under."""

_REFERRED, _RENEWED = re.compile(r"\b(?:refer|recommend)", re.IGNORECASE), re.compile(r"\brenew", re.IGNORECASE)
_STAYED = re.compile(r"\byears? (?:as a customer|with us)", re.IGNORECASE)
_YEARS = re.compile(r"\b([0-9]{1,3}) years? as a customer")
_BY_ORIGIN = {"anniversary": Occasion.ANNIVERSARY, "renewed": Occasion.RENEWAL, "told": Occasion.CHANGED}
_USUAL = {
    Occasion.PRAISE: "for your kind words",
    Occasion.RATING: "for your kind rating",
    Occasion.REFERRAL: "for recommending us",
    Occasion.RENEWAL: "for the renewal",
}
"""What a note thanks for, where its title does not say it."""

_TITLES = frozenset({"dr", "mr", "mrs", "ms", "mx", "miss", "prof", "professor", "sir", "dame", "rev", "herr", "frau"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"})
_FIRST_NAME_LENGTH = 40


@dataclass(frozen=True)
class Draft:
    """A subject and a text to send, and what else we remember that could go into it; `praise` is what they said.

    `template` is the key of its wording. `is_own`: somebody has written these words themselves. `wordings`: how many
    there are to choose from.
    """

    subject: str
    text: str
    remembered: tuple[str, ...]
    praise: str = ""
    template: str = ""
    is_own: bool = False
    wordings: int = 1


@dataclass(frozen=True)
class Note:
    """What a note is about. `is_past`: the birthday is over. `about`: what was said that it thanks for.

    `change`: what was changed because of what the customer said, in the words of a lead.
    """

    followup: FollowUp
    customer: Customer
    details: Sequence[Detail] = ()
    sender: str = ""
    is_past: bool = False
    about: Touchpoint | None = None
    change: str = ""

    @property
    def occasion(self) -> Occasion:
        """What it is for: as it arose, else by what was said, else by the words of its title."""
        if self.followup.kind is FollowUpKind.BIRTHDAY:
            return Occasion.BELATED if self.is_past else Occasion.BIRTHDAY
        if self.followup.kind in ASKING:
            return ASKING[self.followup.kind]
        kind = (self.followup.origin or "").partition(":")[0]
        if kind in _BY_ORIGIN:
            return _BY_ORIGIN[kind]
        if self.about:
            return Occasion.RATING if self.about.rating else Occasion.PRAISE
        by_words = {_REFERRED: Occasion.REFERRAL, _RENEWED: Occasion.RENEWAL, _STAYED: Occasion.ANNIVERSARY}
        said = (occasion for words, occasion in by_words.items() if words.search(self.followup.title))
        return next(said, Occasion.BY_HAND)


def draft(note: Note, template: Template) -> Draft:
    """The template with what is known. What somebody of the team noted of the customer's words is not put into it.

    It may speak of them as "she".
    """
    values = values_of(note, template.language)
    subject = " ".join(fill(template.subject, values).split())[:SUBJECT_LENGTH]
    remembered = tuple(detail.text for detail in _fit(note.details)[:3])
    praise = note.about.text if note.about else ""
    return Draft(
        subject or template.occasion.subject, fill(template.words, values), remembered, praise, template=template.key
    )


def with_own_words(words: Draft, subject: str, text: str) -> Draft:
    """The same with what somebody has made of it."""
    return replace(words, subject=subject or words.subject, text=text[:FILLED_LENGTH], is_own=True)


def values_of(note: Note, language: str = "") -> Mapping[str, str]:
    """What is filled into the fields of a template (bot/domain/templates.py); "" where nothing is known.

    Sentences of ours are English: in another language there is none, and years are a number.
    """
    is_english = language in {"", "English"}
    years = _years(note)
    in_words = f"{years} year{'' if years == 1 else 's'}" if is_english else str(years)
    values = {
        "first_name": first_name(note.customer),
        "name": note.customer.name,
        "company": note.customer.company if note.customer.kind == "person" else note.customer.name,
        "years": in_words if years else "",
        "reason": _reason(note) if is_english else "",
        "change": note.change,
        "detail": _personal(_fit(note.details)) if is_english else "",
        "sender": note.sender,
    }
    return {name: " ".join(value.split()) for name, value in values.items()}


def is_about_health(detail: Detail) -> bool:
    """Whether a detail must stay out of a note."""
    return detail.category is DetailCategory.HEALTH or bool(_HEALTH.search(detail.text))


def first_name(customer: Customer) -> str:
    """How a note addresses a customer: a person by the first name ("Dr Berg" by all of it), a company by its name."""
    last, _, rest = customer.name.partition(",")
    after = rest.split()
    words = after if after and after[0].rstrip(".").casefold() not in _SUFFIXES else last.split()
    if customer.kind == "company" or (len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES):
        return customer.name[:_FIRST_NAME_LENGTH]
    name = words[0] if words else customer.name
    return (name.capitalize() if name.isascii() and name.islower() else name)[:_FIRST_NAME_LENGTH]


def reasons(title: str) -> list[str]:
    """What a thank-you note is for, by its title: one reason, or several that were put together."""
    said = title.removeprefix(THANKS_FOR).strip(" .:")
    return [one for part in said.split(AND_ALSO) if (one := part.strip(" .:"))]


def _reason(note: Note) -> str:
    """Such as "for the referral, and for the renewal". What was said in quotes is no reason, but praise is one."""
    said = [one for one in reasons(note.followup.title) if not one.startswith("“")]
    usual = _USUAL.get(note.occasion, "")
    if usual and not any(one.startswith("for ") for one in said):
        said = [usual]
    good = [one for one in said if one.startswith("for ")]
    if good:
        return f"{', '.join(good[:-1])}, and {good[-1]}" if len(good) > 1 else good[0]
    return f"({said[0]})" if said else ""


def _years(note: Note) -> int:
    """Since when they are a customer, counted to the day that is kept, else to the day of the note."""
    if found := _YEARS.search(note.followup.title):
        return int(found[1])
    since = note.customer.since
    return max(0, _full_years(since, note.followup.due)) if since else 0


def _full_years(since: date, until: date) -> int:
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def _fit(details: Sequence[Detail]) -> list[Detail]:
    return [detail for detail in details if not is_about_health(detail)]


def _personal(details: Sequence[Detail]) -> str:
    """One sentence from what we remember, where it can be said naturally."""
    for detail in details:
        if detail.category is DetailCategory.PET or _PET.search(detail.text):
            named = _NAMED.search(detail.text)
            return f"And a pat for {named[1] if named else 'your pet'} from all of us."
    is_family = any(detail.category is DetailCategory.FAMILY for detail in details)
    return "My best to your family too." if is_family else ""
