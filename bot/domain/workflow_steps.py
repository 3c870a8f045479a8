"""Rapport's steps of Slack's Workflow Builder: what each takes and gives. The manifest says the same, as a test holds.

https://docs.slack.dev/workflows/workflow-steps. All of them act for one colleague, who is among the inputs: Slack does
not say who began a workflow, and a scheduled one nobody did. Who builds it chooses that colleague, most often the
variable "person who started the workflow"; they must be of the team each time it runs.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.domain.saying import later, say

TEXT = "string"
PERSON = "slack#/types/user_id"
DATE = "slack#/types/date"
"""Types of Slack's: a date is YYYY-MM-DD."""


@dataclass(frozen=True)
class Parameter:
    """One input or output by its name, with its type in Slack, its title and what it is."""

    name: str
    type: str
    title: str
    about: str
    is_required: bool = True


def _may_be(name: str, type: str, title: str, about: str) -> Parameter:  # noqa: A002  # Slack's word
    """One that may be left out."""
    return Parameter(name, type, title, about, is_required=False)


@dataclass(frozen=True)
class Step:
    """A step by its id in the manifest; in English, which the manifest is in."""

    id: str
    title: str
    about: str
    inputs: tuple[Parameter, ...]
    outputs: tuple[Parameter, ...]


@dataclass(frozen=True)
class Outputs:
    """What one run of a step gave, by the names of its outputs."""

    values: dict[str, str]

    def payload(self) -> dict[str, Any]:
        """As it is kept with the run's key, so that the same run again gives the same (bot/use_cases/once.py)."""
        return {"outputs": self.values}


_WHO = Parameter("person", PERSON, later("For whom"), later("The colleague in whose name it is done"))
_CUSTOMER = Parameter(
    "customer", TEXT, later("Customer"), later("Their whole name, email or phone, or a link to their card")
)
_TEXT = Parameter("text", TEXT, later("What happened"), later("In their words or yours"))
_CHANNEL = _may_be(
    "channel", TEXT, later("By what channel"), later("phone, email, chat, in person, social, video, letter or other")
)
_ON = _may_be("day", TEXT, later("When"), later("A day such as yesterday or 2026-11-20; today if empty"))
_SEVERITY = _may_be("severity", TEXT, later("How bad"), later("high, medium or low; medium if empty"))
_WHAT = Parameter("text", TEXT, later("What is to be done"), later("In a few words"))
_DUE = _may_be("day", TEXT, later("Due"), later("A day such as friday or 2026-11-20; the next working day if empty"))
_ASSIGNEE = _may_be("assignee", PERSON, later("Who does it"), later("The colleague above, if empty"))

_FOUND = (
    Parameter("customer_name", TEXT, later("Customer's name"), later("As it stands in Rapport")),
    Parameter("customer_id", TEXT, later("Customer"), later("For the Customer field of another step of Rapport")),
    _may_be("card_link", TEXT, later("Link to their card"), later("Opens in Slack, for the team only")),
)
_LOGGED = (
    *_FOUND,
    Parameter("touchpoint_id", TEXT, later("Number of the entry"), later("As the audit log names it")),
    Parameter("mood", TEXT, later("Mood"), later("positive, neutral, negative or unscored")),
    _may_be("followup_due", DATE, later("Follow-up due"), later("The day of the follow-up that it caused")),
)

LOG_TOUCHPOINT = Step(
    "step_log_touchpoint",
    "Log a touchpoint",
    "Notes a contact with a customer",
    (_WHO, _CUSTOMER, _TEXT, _CHANNEL, _ON),
    _LOGGED,
)
LOG_COMPLAINT = Step(
    "step_log_complaint",
    "Log a complaint",
    "Notes a complaint and alerts the team",
    (_WHO, _CUSTOMER, _TEXT, _CHANNEL, _ON, _SEVERITY),
    _LOGGED,
)
CREATE_FOLLOWUP = Step(
    "step_create_followup",
    "Create a follow-up",
    "Plans something to do for a customer",
    (_WHO, _CUSTOMER, _WHAT, _DUE, _ASSIGNEE),
    (*_FOUND, Parameter("followup_due", DATE, later("Follow-up due"), later("The day it is due"))),
)
FIND_CUSTOMER = Step(
    "step_find_customer",
    "Find a customer",
    "Finds a customer by name, email or phone",
    (_WHO, _CUSTOMER),
    _FOUND,
)
STEPS = (LOG_TOUCHPOINT, LOG_COMPLAINT, CREATE_FOLLOWUP, FIND_CUSTOMER)


def numbered(customer_id: int) -> str:
    """A customer as a text may name them that anybody sees; a step takes it in the place of a name.

    Not in the language of who reads: it is read again (`meant_by_number`).
    """
    return say("Customer {customer_id}", customer_id=customer_id)


def meant_by_number(words: str) -> int | None:
    """The id in "Customer 214"; None for other words."""
    found = _NUMBERED.fullmatch(words.strip())
    return int(found[1]) if found else None


_NUMBERED = re.compile(r"customer #?([0-9]{1,18})", re.IGNORECASE | re.ASCII)
