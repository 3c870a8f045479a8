"""Forgetting a customer: the form that asks for the name once more, what the leads are told, and what stays behind."""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.domain.customers import Customer
from bot.domain.forgetting import Forgetting, Report, State
from bot.views import ids
from bot.views.blocks import actions, button, confirm, context, field, modal, section, text_input
from bot.views.days import moment
from bot.views.message import Block, Message, View, WithoutFiles
from bot.views.mrkdwn import clip, count, escape, inert

LISTED = 12
"""So many places are listed that a person has to look at."""

_FORGOTTEN = "This was about a customer who has been forgotten."

_COUNTED = {
    "touchpoints": ("touchpoint", ""),
    "followups": ("follow-up", ""),
    "details": ("detail", ""),
    "resolutions": ("note of what was done about a complaint", "notes of what was done about complaints"),
    "messages": ("message of Rapport's in Slack", "messages of Rapport's in Slack"),
}


def forget_form(customer: Customer, will_go: Mapping[str, int]) -> View:
    """Says what will go, and has the name typed."""
    counted = [count(will_go[name], *words) for name, words in _COUNTED.items() if will_go.get(name)]
    what = f"With them go {', '.join(counted)}." if counted else "Nothing else is kept of them."
    blocks = [
        section(f"*{inert(customer.name)}* is out of sight at once, and erased for good in 24 hours. {what}"),
        section(
            "Until then any lead can take it back, with the button in the message you get. After that nobody can, "
            "and backups are all that still holds them: the report says which."
        ),
        field(
            "Type their name to go on",
            text_input("name", longest=300),
            hint=clip(f"As it is here: {customer.name}", 200),
        ),
    ]
    metadata = json.dumps({"customer": customer.id})
    return modal(ids.FORGET_FORM, "Forget a customer", blocks, submit="Forget", metadata=metadata)


def forgotten() -> Message:
    """In the place of what was about somebody who is forgotten: says nothing of anybody."""
    return WithoutFiles(_FORGOTTEN, [section(_FORGOTTEN)])


def out_of_sight(found: Forgetting, name: str) -> Message:
    """For whoever asked for it."""
    text = f"*{inert(name)} is out of sight* and will be erased {moment(found.final_at)}."
    return Message(text, [section(text), actions(_take_back(found))])


def taken_back(customer: Customer) -> Message:
    """For whoever took it back."""
    text = f"*{inert(customer.name)} is here again*, with everything that was."
    return Message(text, [section(text), actions(button("Open customer", ids.OPEN_CUSTOMER, customer.id))])


def forgetting(found: Forgetting | None, now: datetime) -> Message:
    """For the leads: how it stands. Names nobody; None: it was taken back."""
    if found is None:
        text = "A customer was to be forgotten. That was taken back, and nothing was lost."
        return Message(text, [section(text)])
    who = f"<@{found.asked_by}> asked for it {moment(found.asked_at)}"
    if found.state is State.WAITING and now < found.final_at:
        text = f"A customer is being forgotten: {who}. It can be taken back until {moment(found.final_at)}."
        return Message(text, [section(text), actions(_take_back(found))])
    text = f"A customer was forgotten for good: {who}."
    return Message(text, [section(text)])


def erasure(found: Forgetting, report: Report) -> Message:
    """For the leads: what is gone, what is not, and what a person has to see to."""
    counted = [count(report.gone[name], *words) for name, words in _COUNTED.items() if report.gone.get(name)]
    gone = f"their record{''.join(f', {one}' for one in counted)}"
    text = f"A customer was erased, as <@{found.asked_by}> asked {moment(found.asked_at)}: {gone}."
    swept = f"No trace is left on the disk since {moment(found.swept_at)}." if found.swept_at else _NOT_SWEPT
    blocks = [section(f":wastebasket: {text}"), section(f"{_in_slack(report)} {swept}")]
    return Message(text, [*blocks, *_to_see_to(report), _backups(report)])


_NOT_SWEPT = (
    "The database's file could not be written anew yet, so traces may be left in it; Rapport goes on trying. "
    "Is there room on the disk for as much again?"
)


def _in_slack(report: Report) -> str:
    edited = f"{count(report.edited, 'message')} in Slack no longer {'shows' if report.edited == 1 else 'show'} them."
    return edited if report.edited else "No message in Slack shows them."


def _to_see_to(report: Report) -> list[Block]:
    stays = [f"<{one.link}|a message> ({inert(one.why, 60)})" for one in report.still_shown]
    links = [f"<{link}|a message>" for link in report.links]
    named = [f"{one.what} of customer {one.customer_id}" for one in report.named]
    files = [f"<{link}|a file>" for link in report.files]
    lists = [f"list {one}" for one in report.lists]
    told = (
        ("Slack does not let Rapport edit these. Please delete them, or ask an admin", stays),
        ("These messages of people's were logged for them. Please look whether they may stay", links),
        ("Exports that people asked for may have them. Please have those deleted that are not needed", files),
        (
            "Saved lists named them: their names and filters say it no longer. Please look whether they are needed",
            lists,
        ),
        ("Texts of other customers name them. Please look whether they may stay", named),
    )
    return [section(f"*{what}:* {_listed(places)}") for what, places in told if places]


def _listed(places: list[str]) -> str:
    more = f" and {len(places) - LISTED} more" if len(places) > LISTED else ""
    return f"{', '.join(places[:LISTED])}{more}."


def _backups(report: Report) -> Block:
    if not report.backups:
        return context(
            "No backup is in the data folder. One that is kept elsewhere still has them, until you delete it."
        )
    kept = ", ".join(report.backups[-LISTED:])
    return context(
        f"{count(len(report.backups), 'backup')} of before may still have them ({escape(kept)}). Delete what you need "
        "no more; going back to one erases them again before Rapport starts."
    )


def _take_back(found: Forgetting) -> Block:
    sure = confirm("Take it back?", "The customer is there again, with everything that was.", "Take back")
    return button("Take back", ids.TAKE_BACK_FORGOTTEN, found.id, confirmation=sure)
