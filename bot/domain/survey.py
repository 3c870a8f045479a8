"""Surveys: one question to a customer, answered with one press, and the rules of who is asked when.

The customer gets a link with a random token, of which only a hash is kept; whoever holds it can answer, and learns
nothing but the question. Nobody is asked who does not want to be, twice within a month, or in the middle of something.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.customers import Customer
from bot.domain.day_names import short_date
from bot.domain.errors import NotUnderstoodError
from bot.domain.rating import RANGES, Rating, Scale
from bot.domain.saying import ENGLISH, figure, later, say, spoken

LASTS = timedelta(days=14)
"""So long a survey can be answered."""

CHANGEABLE = timedelta(hours=1)
"""So long after it an answer can be changed, and words be added."""

APART = timedelta(days=30)
"""A customer is asked once in that time."""

TOO_LATE = timedelta(days=2)
"""So long after its day a contact is still asked about: where something was open for them, or after a break of ours."""

UNDO_TIME = timedelta(minutes=5)
"""So long a letter that a person wants waits, for the slip to be taken back."""

WORDS_LENGTH = 2_000
"""The longest words with an answer, in characters."""

NOT_ASKED = "survey"
"""The kind of the ledger's rows about who was not asked by rule; their subject is the touchpoint."""

ANSWER_CHANGED = "answer changed"
"""The outcome of an alert that nobody needs any more."""

LOGGED, CHANGED, WORDED = "rating logged", "survey answer changed", "survey words added"
"""The actions of the audit entries of an answer; the subject is the touchpoint."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_TOKEN_BYTES = 24
"""192 bits: 32 characters of base64 (RFC 4648, section 5) without padding."""


class State(StrEnum):
    """How far a survey is. FAILED: its letter did not go out. WITHDRAWN: somebody took it back before it left."""

    WAITING = "waiting"
    ASKED = "asked"
    ANSWERED = "answered"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


_OVER = frozenset({State.EXPIRED, State.WITHDRAWN})


class Way(StrEnum):
    """How a customer is asked: by a letter with links, by one that asks for a number in return, by a link given."""

    MAIL = "mail"
    REPLY = "reply"
    LINK = "link"


class Occasion(StrEnum):
    """Why somebody is asked: a person's click, a contact by rule, a complaint that was put right."""

    HAND = "hand"
    CONTACT = "contact"
    COMPLAINT = "complaint"


class PageState(StrEnum):
    """What the page behind a token says. ANSWERED: still to be changed; CLOSED: not any more.

    ENDED, CROWDED: of a counter whose link is no more, or where too many answer at once (counter.py).
    """

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    EXPIRED = "expired"
    ENDED = "ended"
    CROWDED = "crowded"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Survey:
    """One question to one customer. `id` is 0 until stored; people are Slack ids; instants are UTC.

    `about`: the touchpoint that it follows, `resolution`: the putting right of a complaint; 0 for none. `mail`: the
    letter it goes out by. `sent_at`: when it left; `expires_at` counts from then. `touchpoint`: where the answer is
    kept, `reopened`: the audit entry by which a bad one opened the complaint again; 0 for none.
    """

    id: int
    customer_id: int
    way: Way
    occasion: Occasion
    scale: Scale
    language: str
    asked_by: str
    asked_at: datetime
    expires_at: datetime
    state: State = State.ASKED
    about: int = 0
    resolution: int = 0
    mail: int = 0
    sent_at: datetime | None = None
    answer: int | None = None
    answered_at: datetime | None = None
    has_words: bool = False
    touchpoint: int = 0
    reopened: int = 0

    @property
    def rating(self) -> Rating | None:
        """What was answered."""
        return None if self.answer is None else Rating(self.scale, self.answer)

    @property
    def is_of_handling(self) -> bool:
        """Whether it asks how a complaint was put right, not how they like us."""
        return asks_of_handling(self.scale, self.resolution)


@dataclass(frozen=True)
class Page:
    """All that may be shown to whoever holds a token: nothing of the customer but their language.

    `value` is what was answered, while it can be changed; `has_words`: words were added. Where the token is unknown
    (or the survey is no more) there is but the state. `has_stopped`: they are never asked again.
    `at_counter`: nobody known was asked; then `ticket` is the
    secret of the answer that is to be given there (counter.py), and `counter` that of the place where the next one
    answers, "" where nobody is asked any more. `is_of_handling`: it asks how something was put right.
    """

    state: PageState
    scale: Scale = "csat"
    language: str = "en"
    value: int | None = None
    has_words: bool = False
    has_stopped: bool = False
    at_counter: bool = False
    ticket: str = ""
    counter: str = ""
    is_of_handling: bool = False

    @property
    def values(self) -> range:
        """What can be answered."""
        return RANGES[self.scale]


UNKNOWN = Page(PageState.UNKNOWN)


def asks_of_handling(scale: Scale, resolution: int) -> bool:
    """Whether the question is of how a complaint was put right: `resolution`, 0 for none. NPS asks of us as a whole."""
    return scale == "csat" and resolution != 0


def new_token() -> str:
    """A token for a link: nobody can guess it."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def is_token(text: str) -> bool:
    """Whether it looks like one; anything else need not be looked up."""
    return _TOKEN.fullmatch(text) is not None


def hash_of(secret: str) -> str:
    """What is kept of a token, or of an address that is not to be asked. A token has no need of salt or stretching."""
    return hashlib.sha256(secret.strip().casefold().encode() if "@" in secret else secret.encode()).hexdigest()


def page_of(survey: Survey | None, now: datetime) -> Page:
    """What the page says at this moment."""
    if survey is None or survey.state is State.FAILED:
        return UNKNOWN
    state = page_state(survey, now)
    value = survey.answer if state is PageState.ANSWERED else None
    return Page(state, survey.scale, survey.language, value, survey.has_words, is_of_handling=survey.is_of_handling)


def page_state(survey: Survey, now: datetime) -> PageState:
    """Whether it can be answered, or its answer be changed."""
    if survey.answered_at:
        return PageState.ANSWERED if now - survey.answered_at < CHANGEABLE else PageState.CLOSED
    return PageState.EXPIRED if now >= survey.expires_at or survey.state in _OVER else PageState.OPEN


def check_value(scale: Scale, value: int) -> None:
    """Raise NotUnderstoodError where it is no answer on this scale."""
    values = RANGES[scale]
    if value not in values:
        raise NotUnderstoodError(
            say("Please choose a number from {least} to {most}.", least=values[0], most=values[-1]), field="value"
        )


def check_words(words: str) -> None:
    """Raise NotUnderstoodError where they are too long to be kept."""
    if len(words) > WORDS_LENGTH:
        raise NotUnderstoodError(
            say("Up to {text_length} characters can be kept. Please shorten it.", text_length=figure(WORDS_LENGTH)),
            field="words",
        )


def language_for(customer: Customer, usual: str) -> str:
    """In which language a customer is asked: theirs, where Rapport speaks it; the `usual` one where it is not known."""
    return spoken(customer.language) or ENGLISH if customer.language else usual


@dataclass(frozen=True)
class Lately:
    """What else is going on with a customer: when they were asked last, what is open, and whether they said stop.

    `asked_on`: the day of `asked_at` where the team is. `leaves_at`: the local time at which a letter that is not out
    yet is to ask them. `house_on`: the day within 30 days on which a letter asked somebody else of their company.
    """

    asked_at: datetime | None = None
    asked_on: date | None = None
    leaves_at: datetime | None = None
    house_on: date | None = None
    open_complaint: bool = False
    has_stopped: bool = False
    refused: bool = False


def why_not(customer: Customer, lately: Lately, now: datetime, *, by_mail: bool, by_hand: bool) -> str:
    """Why a customer is not asked, in words; "" where they may be.

    A person who hands a link over sees what is going on, and decides; a rule does not.
    """
    checks = (
        (customer.do_not_contact, later("they do not want to be contacted")),
        (lately.has_stopped, later("they asked not to be asked")),
        (customer.lost_on is not None, later("they are lost")),
        (by_mail and not customer.email_ok, later("they want no emails")),
        (by_mail and not customer.emails, later("they have no email address")),
        (by_mail and lately.refused, later("their address takes no letters")),
        (
            lately.leaves_at is not None,
            later("a letter that asks them goes out on {leaves_on} at {leaves_at}, and can be taken back until then"),
        ),
        (
            lately.asked_at is not None and now - lately.asked_at < APART,
            later("they were asked on {day}, and nobody is asked twice within 30 days"),
        ),
        (
            by_mail and lately.house_on is not None,
            later("a letter asked somebody of their company on {house_day}, and one is enough within 30 days"),
        ),
        (lately.open_complaint and not by_hand, later("a complaint of theirs is open")),
    )
    leaves = lately.leaves_at
    days = {"day": lately.asked_on, "house_day": lately.house_on, "leaves_on": leaves.date() if leaves else None}
    said = {name: short_date(on) if on else "" for name, on in days.items()}
    said["leaves_at"] = f"{leaves:%H:%M}" if leaves else ""
    return next((say(why, **said) for is_so, why in checks if is_so), "")
