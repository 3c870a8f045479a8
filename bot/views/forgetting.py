"""Forgetting a customer: the form that asks for the name once more, what the leads are told, and what stays behind."""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.domain.customers import Customer
from bot.domain.forgetting import Forgetting, Report, State
from bot.domain.saying import later, later_count, say, say_count
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, confirm, context, field, modal, section, text_input
from bot.views.days import moment
from bot.views.message import Block, Message, View, WithoutFiles
from bot.views.mrkdwn import clip, escape, inert

LISTED = 12
"""So many places are listed that a person has to look at."""

_FORGOTTEN = later("This was about a customer who has been forgotten.")

_COUNTED = {
    "touchpoints": later_count("{number} touchpoint", "{number} touchpoints"),
    "followups": later_count("{number} follow-up", "{number} follow-ups"),
    "details": later_count("{number} detail", "{number} details"),
    "resolutions": later_count(
        "{number} note of what was done about a complaint", "{number} notes of what was done about complaints"
    ),
    "messages": later_count("{number} message of Rapport's in Slack", "{number} messages of Rapport's in Slack"),
}


def forget_form(customer: Customer, will_go: Mapping[str, int]) -> View:
    """Says what will go, and has the name typed."""
    counted = [say_count(*words, will_go[name]) for name, words in _COUNTED.items() if will_go.get(name)]
    what = (
        say("With them go {counted}.", counted=", ".join(counted)) if counted else say("Nothing else is kept of them.")
    )
    blocks = [
        section(
            say(
                "*{name}* is out of sight at once, and erased for good in 24 hours. {what}",
                name=inert(customer.name),
                what=what,
            )
        ),
        section(
            say(
                "Until then any lead can take it back, with the button in the message you get. After that nobody can, "
                "and backups are all that still holds them: the report says which."
            )
        ),
        field(
            say("Type their name to go on"),
            text_input("name", longest=300),
            hint=clip(say("As it is here: {name}", name=customer.name), 200),
        ),
    ]
    metadata = json.dumps({"customer": customer.id})
    return modal(form_ids.FORGET_FORM, say("Forget a customer"), blocks, submit=say("Forget"), metadata=metadata)


def forgotten() -> Message:
    """In the place of what was about somebody who is forgotten: says nothing of anybody."""
    return WithoutFiles(say(_FORGOTTEN), [section(say(_FORGOTTEN))])


def out_of_sight(found: Forgetting, name: str) -> Message:
    """For whoever asked for it."""
    text = say(
        "*{name} is out of sight* and will be erased {final_at}.", name=inert(name), final_at=moment(found.final_at)
    )
    return Message(text, [section(text), actions(_take_back(found))])


def taken_back(customer: Customer) -> Message:
    """For whoever took it back."""
    text = say("*{name} is here again*, with everything that was.", name=inert(customer.name))
    return Message(text, [section(text), actions(button(say("Open customer"), ids.OPEN_CUSTOMER, customer.id))])


def forgetting(found: Forgetting | None, now: datetime) -> Message:
    """For the leads: how it stands. Names nobody; None: it was taken back."""
    if found is None:
        text = say("A customer was to be forgotten. That was taken back, and nothing was lost.")
        return Message(text, [section(text)])
    who = say("<@{asked_by}> asked for it {asked_at}", asked_by=found.asked_by, asked_at=moment(found.asked_at))
    if found.state is State.WAITING and now < found.final_at:
        text = say(
            "A customer is being forgotten: {who}. It can be taken back until {final_at}.",
            who=who,
            final_at=moment(found.final_at),
        )
        return Message(text, [section(text), actions(_take_back(found))])
    text = say("A customer was forgotten for good: {who}.", who=who)
    return Message(text, [section(text)])


def erasure(found: Forgetting, report: Report) -> Message:
    """For the leads: what is gone, what is not, and what a person has to see to."""
    counted = [say_count(*words, report.gone[name]) for name, words in _COUNTED.items() if report.gone.get(name)]
    gone = say("their record{what}", what="".join(f", {one}" for one in counted))
    text = say(
        "A customer was erased, as <@{asked_by}> asked {asked_at}: {gone}.",
        asked_by=found.asked_by,
        asked_at=moment(found.asked_at),
        gone=gone,
    )
    swept = (
        say("No trace is left on the disk since {swept_at}.", swept_at=moment(found.swept_at))
        if found.swept_at
        else say(_NOT_SWEPT)
    )
    blocks = [section(f":wastebasket: {text}"), section(f"{_in_slack(report)} {swept}")]
    return Message(text, [*blocks, *_to_see_to(report), _backups(report)])


_NOT_SWEPT = later(
    "The database's file could not be written anew yet, so traces may be left in it; Rapport goes on trying. "
    "Is there room on the disk for as much again?"
)


def _in_slack(report: Report) -> str:
    edited = say(
        "{count} in Slack no longer {what} them.",
        count=say_count("{number} message", "{number} messages", report.edited),
        what=say("shows") if report.edited == 1 else say("show"),
    )
    return edited if report.edited else say("No message in Slack shows them.")


def _to_see_to(report: Report) -> list[Block]:
    stays = [say("<{link}|a message> ({why})", link=one.link, why=inert(one.why, 60)) for one in report.still_shown]
    links = [say("<{link}|a message>", link=link) for link in report.links]
    named = [
        say("{what} of customer {customer_id}", what=one.what, customer_id=one.customer_id) for one in report.named
    ]
    files = [say("<{link}|a file>", link=link) for link in report.files]
    lists = [say("list {one}", one=one) for one in report.lists]
    told = (
        (say("Slack does not let Rapport edit these. Please delete them, or ask an admin"), stays),
        (say("These messages of people's were logged for them. Please look whether they may stay"), links),
        (say("Exports that people asked for may have them. Please have those deleted that are not needed"), files),
        (
            say(
                "Saved lists named them: their names and filters say it no longer. Please look whether they are needed"
            ),
            lists,
        ),
        (say("Texts of other customers name them. Please look whether they may stay"), named),
    )
    return [section(f"*{what}:* {_listed(places)}") for what, places in told if places]


def _listed(places: list[str]) -> str:
    more = say(" and {places} more", places=len(places) - LISTED) if len(places) > LISTED else ""
    return f"{', '.join(places[:LISTED])}{more}."


def _backups(report: Report) -> Block:
    if not report.backups:
        return context(
            say("No backup is in the data folder. One that is kept elsewhere still has them, until you delete it.")
        )
    kept = ", ".join(report.backups[-LISTED:])
    return context(
        say(
            "{count} of before may still have them ({kept}). Delete what you need no more; going "
            "back to one erases them again before Rapport starts.",
            count=say_count("{number} backup", "{number} backups", len(report.backups)),
            kept=escape(kept),
        )
    )


def _take_back(found: Forgetting) -> Block:
    sure = confirm(
        say("Take it back?"), say("The customer is there again, with everything that was."), say("Take back")
    )
    return button(say("Take back"), ids.TAKE_BACK_FORGOTTEN, found.id, confirmation=sure)
