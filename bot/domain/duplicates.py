"""Whether two records look like one customer, and why. A pure rule, the same from either side.

Two look alike when they can be reached at the same address, or at numbers that end alike and are of people called alike
(a switchboard has many people); or when they are called the same, in any order of the words, or but for one slip of the
keyboard, and something else agrees, or nothing speaks against it. Another birthday speaks against everything but the
same name with the same address. The longer a name, the surer; in short words a slip makes another name ("Zoe", "Joe").
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.domain.customers import Birthday, Customer
from bot.domain.folding import fold
from bot.domain.saying import say

LAST_DIGITS = 7
"""Numbers that end alike are one, whatever stands before: a trunk zero, a country code (as storage/search.py)."""

SHORT_WORD = 3
"""Letters up to which a word allows for no slip."""


@dataclass(frozen=True)
class Likely:
    """Two who look like one, the one who was there first first, and why in words."""

    one: Customer
    other: Customer
    reasons: tuple[str, ...]


PAGE = 8
"""So many pairs are shown at a time."""


@dataclass(frozen=True)
class DuplicatePage:
    """One page of pairs that look alike, and how many there are in all."""

    rows: tuple[Likely, ...]
    number: int
    total: int

    @property
    def is_last(self) -> bool:
        """Whether there are no more after it."""
        return self.number * PAGE >= self.total


def alike(one: Customer, other: Customer) -> tuple[str, ...]:
    """Why these two look like one customer, in words; nothing where they do not."""
    first, second = sorted((one, other), key=lambda customer: customer.id)
    named = _named_alike(first, second)
    same_email, same_phone = _share(emails_of, first, second), _share(phone_ends_of, first, second)
    contacts = [*([say("same email")] if same_email else []), *([say("same phone")] if same_phone else [])]
    agrees = [
        *([say("same company")] if fold(first.company) == fold(second.company) != "" else []),
        *([say("same birthday")] if _day(first.birthday) == _day(second.birthday) is not None else []),
    ]
    if _differ(_day(first.birthday), _day(second.birthday)) and not (named and same_email):
        return ()
    is_likely = (
        (same_email and (bool(named) or first.kind is second.kind))
        or (same_phone and (bool(named) or _shares_a_word(first, second)))
        or (bool(named) and (bool(agrees) or not _speaks_against(first, second)))
    )
    return (*contacts, *named, *agrees) if is_likely else ()


def emails_of(customer: Customer) -> set[str]:
    """Addresses, folded."""
    return {fold(email) for email in customer.emails}


def phone_ends_of(customer: Customer) -> set[str]:
    """How their numbers end."""
    return {folded[-LAST_DIGITS:] for phone in customer.phones if len(folded := fold(phone)) >= LAST_DIGITS}


def names_of(customer: Customer) -> list[tuple[str, ...]]:
    """Name and aliases, each as its folded words in the order of the alphabet: "Reyes, Dana" is "Dana Reyes"."""
    return [tuple(sorted(fold(name).split())) for name in (customer.name, *customer.aliases)]


def one_slip(one: str, other: str) -> bool:
    """Whether two words are the same but for one letter too many, another one, or two that changed places."""
    short, long = sorted((one, other), key=len)
    if len(short) <= SHORT_WORD or len(long) - len(short) > 1 or short == long:
        return False
    at = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long[at:]


def without_a_letter(word: str) -> Iterator[str]:
    """The word, and what is left of it without each of its letters: two that are one slip apart have one in common."""
    yield word
    if len(word) > SHORT_WORD:
        yield from {word[:at] + word[at + 1 :] for at in range(len(word))}


def _named_alike(first: Customer, second: Customer) -> tuple[str, ...]:
    """The reason that lies in their names, if any."""
    pairs = [(one, other) for one in names_of(first) for other in names_of(second)]
    if any(_is_same(one, other) for one, other in pairs):
        same = fold(first.name) == fold(second.name)
        return (
            (say("same name"),) if same else (say("same name: {name} / {name_2}", name=first.name, name_2=second.name),)
        )
    if any(_is_slip(one, other) for one, other in pairs):
        return (say("names alike: {name} / {name_2}", name=first.name, name_2=second.name),)
    return ()


def _is_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return one == other or ("".join(one) == "".join(other) and len("".join(one)) > SHORT_WORD)


def _is_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """One word is another one by a slip, and all others are the same."""
    if len(one) != len(other):
        return False
    left, right = list(one), list(other)
    for word in one:
        if word in right:
            left.remove(word)
            right.remove(word)
    return len(left) == 1 and one_slip(left[0], right[0])


def _share(of: Callable[[Customer], set[str]], first: Customer, second: Customer) -> bool:
    return not of(first).isdisjoint(of(second))


def _shares_a_word(first: Customer, second: Customer) -> bool:
    words = [{word for name in names_of(one) for word in name if len(word) > 1} for one in (first, second)]
    return first.kind is second.kind and not words[0].isdisjoint(words[1])


def _speaks_against(first: Customer, second: Customer) -> bool:
    """Another company, address, number or birthday: two people of one name."""
    return (
        _differ(fold(first.company), fold(second.company))
        or _differ(emails_of(first), emails_of(second))
        or _differ(phone_ends_of(first), phone_ends_of(second))
    )


def _differ(one: object, other: object) -> bool:
    return bool(one and other and one != other)


def _day(birthday: Birthday | None) -> tuple[int, int] | None:
    return (birthday.month, birthday.day) if birthday else None
