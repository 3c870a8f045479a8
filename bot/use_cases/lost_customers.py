"""Customers who leave us, and who come back. A lost one is reminded of by nothing that keeps a customer close."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.domain.customers import Customer, Saved, Stage
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.life import REASON_LENGTH
from bot.domain.saying import say
from bot.use_cases.customers import edit_customer
from bot.use_cases.life import Because
from bot.use_cases.session import Session

LOST, BACK = "customer lost", "customer won back"
"""In the audit log."""


def reason_meant(words: str, reasons: Iterable[str]) -> str:
    """The reason of the team's list that these words are, or begin with ("price: too dear"); "" where none is."""
    said = fold(words)
    found = [one for one in reasons if said == fold(one) or said.startswith(f"{fold(one)} ")]
    return max(found, key=len, default="")


def lose(session: Session, customer: Customer, reason: str, on: date | None = None, words: str = "") -> Saved:
    """A customer left us, for a reason of the team's list; `words` are what they said, or what is known of it.

    Raises ConflictError for one who is lost already, NotUnderstoodError, with its field, for what cannot be.
    """
    if customer.lost_on:
        day = f"{customer.lost_on.day} {customer.lost_on:%B %Y}"
        raise ConflictError(
            say(
                "{name} is lost already, since {day} ({lost_reason}). If they came back in between, "
                "write `/customer back {name}` first.",
                name=customer.name,
                day=day,
                lost_reason=customer.lost_reason or "no reason given",
            )
        )
    if reason not in session.settings.lost_reasons:
        raise NotUnderstoodError(
            say("Why did they leave? One of: {lost_reasons}.", lost_reasons=", ".join(session.settings.lost_reasons)),
            field="reason",
        )
    _check_day(session, on)
    why = f"{reason}: {words}" if words and fold(words) != fold(reason) else reason
    if len(why) > REASON_LENGTH:
        raise NotUnderstoodError(
            say("Please say it in up to {reason_length} characters.", reason_length=REASON_LENGTH - len(reason) - 2),
            field="text",
        )
    gone = replace(customer, lost_on=on or session.today, lost_reason=reason)
    return edit_customer(session, gone, action=LOST, because=Because(why, on))


def win_back(session: Session, customer: Customer, words: str = "", on: date | None = None) -> Saved:
    """A lost customer is one again. Raises ConflictError for one who is not lost."""
    if customer.lost_on is None:
        raise ConflictError(say("{name} is not lost, so there is nothing to change.", name=customer.name))
    _check_day(session, on)
    if on and on < customer.lost_on:
        raise NotUnderstoodError(
            say(
                "They were lost on {day} {lost_on}. Give that day or a later one.",
                day=customer.lost_on.day,
                lost_on=f"{customer.lost_on:%B %Y}",
            ),
            field="on",
        )
    if len(words) > REASON_LENGTH:
        raise NotUnderstoodError(
            say("Please say it in up to {reason_length} characters.", reason_length=REASON_LENGTH), field="text"
        )
    back = replace(customer, lost_on=None, lost_reason="")
    return edit_customer(session, back, action=BACK, because=Because(words, on))


def change_stage(session: Session, customer: Customer, stage: Stage, because: Because) -> Saved:
    """A customer is at another stage. Raises ConflictError where it is that one already."""
    if customer.stage is stage:
        raise ConflictError(say("{name} is at “{stage}” already.", name=customer.name, stage=stage), field="stage")
    _check_day(session, because.on)
    return edit_customer(session, replace(customer, stage=stage), because=because)


def _check_day(session: Session, on: date | None) -> None:
    if on and on > session.today:
        raise NotUnderstoodError(say("That day is still to come. Give today or an earlier one."), field="on")
