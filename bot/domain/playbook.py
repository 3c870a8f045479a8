"""Playbooks: dated follow-ups that begin with a stage, an event or by hand, the same whoever is on shift.

A playbook that is switched off begins by hand alone. Every one is off until a lead switches it on: nobody finds tasks
that nobody asked for, and whoever was imported begins none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

from bot.domain.calendar import WorkingHours
from bot.domain.customers import Stage
from bot.domain.errors import ConflictError, NotUnderstoodError, RapportError, SeveralError
from bot.domain.folding import fold
from bot.domain.followups import FollowUpKind
from bot.domain.saying import later, say, say_count

NAME_LENGTH, TITLE_LENGTH, GUIDANCE_LENGTH, GUIDANCE_LINES = 40, 120, 400, 3
"""The longest name, title of a step and guidance of one, in characters; and the lines of guidance."""

FEWEST_STEPS, MOST_STEPS = 3, 7
"""Fewer are follow-ups that one plans by hand, more are a project."""

MOST_DAYS = 365
MOST_PLAYBOOKS = 20
"""So many there are at most: what begins by itself must be seen at a glance."""

STOP = "stop"
"""The word that ends a run, so no playbook is called so."""


class Beginning(StrEnum):
    """With what a playbook begins. Its value is what the database holds; `words` are how it is said."""

    words: str

    def __new__(cls, value: str, words: str = "") -> Self:
        """One row of the table."""
        one = str.__new__(cls, value)
        one._value_, one.words = value, words
        return one

    BY_HAND = "by hand", later("by hand only")
    NEW = "new customer", later("a customer is added")
    RESOLVED = "complaint resolved", later("a complaint is put right")
    BEFORE_RENEWAL = "before a renewal", later("a renewal comes near")
    RENEWED = "renewal done", later("a renewal is done")
    QUIET = "gone quiet", later("a check-in comes up for a quiet customer")
    WON_BACK = "won back", later("a lost customer comes back")
    AWARENESS = "stage:awareness", later("the stage becomes awareness")
    ACQUISITION = "stage:acquisition", later("the stage becomes acquisition")
    ONBOARDING = "stage:onboarding", later("the stage becomes onboarding")
    ENGAGEMENT = "stage:engagement", later("the stage becomes engagement")
    RETENTION = "stage:retention", later("the stage becomes retention")
    ADVOCACY = "stage:advocacy", later("the stage becomes advocacy")

    @property
    def stage(self) -> Stage | None:
        """The stage that it begins with, and on which it depends."""
        return Stage(self.removeprefix("stage:")) if self.startswith("stage:") else None


class Doer(StrEnum):
    """Who does a step: somebody by what they are to the customer, so that it is right for every customer."""

    words: str

    def __new__(cls, value: str, words: str = "") -> Self:
        """One row of the table."""
        one = str.__new__(cls, value)
        one._value_, one.words = value, words
        return one

    OWNER = "owner", later("the owner")
    BACKUP = "backup", later("the backup owner")
    LEAD = "lead", later("a lead")
    ANYBODY = "anybody", later("whoever claims it")


KINDS = (FollowUpKind.CALLBACK, FollowUpKind.CHECK_IN, FollowUpKind.OTHER)
"""What a step can be. The other kinds arise by themselves, and done they mean more than that a step is: a renewal moves
its date on, a satisfaction check closes a complaint, a thank-you note counts for thirty days.
"""


@dataclass(frozen=True)
class Step:
    """One follow-up to come. `days` after the beginning, negative before the renewal. `guidance`: how to do it well."""

    days: int
    kind: FollowUpKind
    title: str
    who: Doer = Doer.OWNER
    guidance: str = ""

    @property
    def day_words(self) -> str:
        """Such as "day 7", "the same day", "60 days before"."""
        if self.days < 0:
            return say_count("{number} day before", "{number} days before", -self.days)
        return say("day {days}", days=self.days) if self.days else say("the same day")


@dataclass(frozen=True)
class Playbook:
    """One of them. `version` goes up with every change; 0: as it came with Rapport. `on_since`: None while off."""

    id: int
    name: str
    begins: Beginning
    steps: tuple[Step, ...]
    on_since: datetime | None = None
    version: int = 0

    @property
    def is_on(self) -> bool:
        """Whether it begins by itself."""
        return self.on_since is not None

    @property
    def key(self) -> str:
        """Its name as it is looked up by."""
        return fold(self.name)


def checked(book: Playbook, others: Sequence[Playbook], rows: Sequence[int] = range(1, MOST_STEPS + 1)) -> Playbook:
    """The playbook with tidy words, its steps in their order. `rows`: in which of the form's rows each step stands.

    Raises one RapportError for all that cannot be, each at its field ("name", "days_2", "title_2", "guidance_2").
    """
    errors: list[RapportError] = []
    name = " ".join(book.name.split())
    try:
        _check_name(name, [one for one in others if one.id != book.id])
    except RapportError as error:
        errors.append(error)
    steps = []
    for number, step in zip(rows, book.steps, strict=False):
        try:
            steps.append(_checked_step(step, number, book.begins))
        except RapportError as error:
            errors.append(error)
    if not errors and len(steps) < FEWEST_STEPS:
        missing = say(
            "A playbook has {fewest_steps} to {most_steps} steps. Please fill in {fewest_steps} at least.",
            fewest_steps=FEWEST_STEPS,
            most_steps=MOST_STEPS,
        )
        free = next(row for row in range(1, MOST_STEPS + 1) if row not in rows[: len(steps)])
        errors.append(NotUnderstoodError(missing, field=f"title_{free}"))
    if errors:
        raise errors[0] if len(errors) == 1 else SeveralError(errors)
    return replace(book, name=name, steps=tuple(sorted(steps, key=lambda one: one.days)))


def _check_name(name: str, others: Sequence[Playbook]) -> None:
    if not any(map(str.isalnum, name)):
        raise NotUnderstoodError(say("Please give it a name, like “Welcome”."), field="name")
    if len(name) > NAME_LENGTH:
        raise NotUnderstoodError(
            say("A name has up to {name_length} characters. Please shorten it.", name_length=NAME_LENGTH), field="name"
        )
    if ":" in name or fold(name).split()[0] == STOP:
        raise NotUnderstoodError(say("A name has no colon, and does not begin with “{stop}”.", stop=STOP), field="name")
    for other in others:
        if other.key == fold(name):
            raise ConflictError(
                say("There is a playbook “{name}” already. Give this one another name.", name=other.name), field="name"
            )


def _checked_step(step: Step, number: int, begins: Beginning) -> Step:
    title = " ".join(step.title.split())
    if not title:
        raise NotUnderstoodError(
            say("Please write what is to be done, or leave this step empty."), field=f"title_{number}"
        )
    if len(title) > TITLE_LENGTH:
        raise NotUnderstoodError(
            say("A step has up to {title_length} characters.", title_length=TITLE_LENGTH), field=f"title_{number}"
        )
    is_before = begins is Beginning.BEFORE_RENEWAL
    if abs(step.days) > MOST_DAYS or (step.days < 0 and not is_before):
        raise NotUnderstoodError(
            say("Please give a number of days from 0 to {most_days}.", most_days=MOST_DAYS), field=f"days_{number}"
        )
    lines = [line.strip() for line in re.split(r"\n+", step.guidance.strip()) if line.strip()]
    if len(lines) > GUIDANCE_LINES or len("\n".join(lines)) > GUIDANCE_LENGTH:
        most = say(
            "up to {guidance_lines} lines and {guidance_length} characters",
            guidance_lines=GUIDANCE_LINES,
            guidance_length=GUIDANCE_LENGTH,
        )
        raise NotUnderstoodError(say("Guidance has {most}, or nobody reads it.", most=most), field=f"guidance_{number}")
    days = -abs(step.days) if is_before else step.days
    return replace(step, title=title, days=days, guidance="\n".join(lines))


def day_of(step: Step, base: date, today: date, working: WorkingHours) -> date:
    """The day on which a step falls for whoever does it: a working day of theirs, not before today.

    After a beginning it is the working day after a day off (what is due on day 1 is not done on day 0); before a
    renewal the one before it, so that it is never too late.
    """
    day = max(base + timedelta(days=step.days), today)
    if working.is_working_day(day):
        return day
    earlier = working.next_working_day(day, step=-1)
    return earlier if step.days < 0 and earlier >= today else working.next_working_day(day)


def called(books: Sequence[Playbook], name: str) -> Playbook | None:
    """The playbook of this name, or the only one whose name begins so."""
    wanted = fold(name)
    exact = [one for one in books if one.key == wanted]
    like = exact or [one for one in books if wanted and one.key.startswith(wanted)]
    return like[0] if len(like) == 1 else None


def name_at_end(books: Sequence[Playbook], typed: str) -> tuple[str, str] | None:
    """Customer and playbook in words like "Dana Reyes Welcome", the longest name that fits; None where none does."""
    words = typed.split()
    for at in range(1, len(words)):
        if any(one.key == fold(" ".join(words[at:])) for one in books):
            return " ".join(words[:at]), " ".join(words[at:])
    return None
