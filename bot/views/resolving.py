"""Putting a complaint right: the form that asks what was done, what a lead is asked, and what came of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.customers import Customer
from bot.domain.followups import FollowUp, FollowUpItem, Status
from bot.domain.people import ITSELF
from bot.domain.reader import Reader
from bot.domain.resolving import APOLOGIES, HUNDREDTHS, WORDS_LENGTH, Reopening, Resolution, Resolved, State
from bot.domain.saying import say
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, context, field, modal, option, section, select, text_input
from bot.views.days import day_words, moment
from bot.views.followups import followup_lines
from bot.views.message import Block, Message, View
from bot.views.money import exact_money
from bot.views.mrkdwn import inert, quote

LONGEST_AMOUNT = 40


@dataclass(frozen=True)
class Choices:
    """What the form offers: the team's lists, and up to which amount (in whole units, 0: any) nobody is asked.

    `before`: what was written last, where it was declined, taken back, or did not last.
    """

    categories: Sequence[str]
    root_causes: Sequence[str]
    limit: int = 0
    currency: str = ""
    may_approve: bool = False
    before: Resolved | None = None


def resolve_form(followup: FollowUp, customer: Customer, choices: Choices) -> View:
    """Asks what was done: resolution, apology, compensation, category and root cause."""
    was = choices.before.what if choices.before else Resolution("")
    if choices.before and choices.before.state is State.RESOLVED:  # given it was, and counts already
        was = replace(was, compensation="", amount=None)
    amount = str(was.amount / HUNDREDTHS).removesuffix(".0") if was.amount is not None else ""
    hint = (
        say("In {currency}. {limit}", currency=choices.currency, limit=_limit(choices))
        if choices.currency
        else _limit(choices)
    )
    given = text_input("compensation", was.compensation, longest=WORDS_LENGTH, hint=say("A voucher, the delivery"))
    blocks = [
        section(f"*{inert(customer.name)}*: {inert(followup.title)}"),
        *_before(choices.before),
        field(
            say("What was done"),
            text_input("resolution", was.resolution, lines=True, hint=say("Sent a new box by courier")),
        ),
        field(
            say("Apology"),
            _select("apology", APOLOGIES, was.apology),
            optional=True,
            hint=say("Empty: none was given."),
        ),
        field(say("Compensation"), given, optional=True),
        field(
            say("What it is worth"),
            text_input("amount", amount, longest=LONGEST_AMOUNT, hint="30"),
            optional=True,
            hint=hint.strip() or say("An amount, such as 30."),
        ),
        field(say("What it was about"), _select("category", choices.categories, was.category), optional=True),
        field(say("Root cause"), _select("root_cause", choices.root_causes, was.root_cause), optional=True),
    ]
    return _about(followup.id, form_ids.DONE_FORM, say("Done"), blocks, say("Mark as done"))


def resolution_lines(resolved: Resolved, length: int = 400) -> list[str]:
    """All that was written about it, a line each, inert."""
    what = resolved.what
    named = {
        say("What was done"): what.resolution,
        say("Apology"): say(what.apology) if what.apology else "",
        say("Compensation"): what.compensation,
        say("About"): what.category,
        say("Root cause"): what.root_cause,
    }
    lines = [f"{label}: {inert(words, length)}" for label, words in named.items() if words]
    if what.amount is not None:
        worth = say("Worth {exact_money}", exact_money=exact_money(what.amount, what.currency))
        by = (
            say(", approved by <@{decided_by}>", decided_by=resolved.decided_by)
            if resolved.state is State.RESOLVED and resolved.decided_by
            else ""
        )
        lines.append(f"{worth}{by}")
    return lines


def in_short(resolved: Resolved) -> str:
    """What was done and given, in a line."""
    what = resolved.what
    worth = exact_money(what.amount, what.currency) if what.amount is not None else ""
    given = ", ".join(filter(None, [inert(what.compensation, 80), worth]))
    apology = say("apology {apology}", apology=say(what.apology)) if what.apology else ""
    return " · ".join(filter(None, [inert(what.resolution, 140), given, inert(apology, 80)]))


def same_matter(before: Resolved) -> Block:
    """Beside bad news: a complaint of theirs had been put right, and can be opened again."""
    words = say(
        "Is it the same matter? Their complaint was put right {at} by <@{by}>", at=moment(before.at), by=before.by
    )
    return section(f":link: {words}: {in_short(before)}", button(say("Reopen"), ids.REOPEN, before.followup_id))


def asked_later(check_on: date | None, today: date, *, by_letter: bool) -> str:
    """For whoever did it: when they, or a letter, are to ask the customer about it; "" where nobody asks."""
    if check_on is None:
        return ""
    on = day_words(check_on, today)
    if by_letter:
        return say(" A letter asks them {day_words} whether they are satisfied; you need not.", day_words=on)
    return say(" You are reminded {day_words} to ask whether they are satisfied.", day_words=on)


def approval(entry_id: int, resolved: Resolved, followup: FollowUp, customer: Customer) -> Message:
    """What a lead is asked, as it stands now."""
    worth, name = _worth(resolved), inert(customer.name, 80)
    text = say("<@{by}> asks to give {name} {worth} for a complaint", by=resolved.by, name=name, worth=worth)
    said = [section(f":moneybag: *{text}*"), section("\n".join(resolution_lines(resolved)))]
    if resolved.state is State.WAITING and followup.is_open:
        buttons = [
            button(say("Approve"), ids.APPROVE, entry_id, style="primary"),
            button(say("Decline…"), ids.DECLINE, entry_id),
            button(say("Open customer"), ids.OPEN_CUSTOMER, customer.id),
        ]
        return Message(say("{text}. Approve or decline.", text=text), [*said, actions(*buttons)])
    return Message(f"{text}: {_ended(resolved, followup)}", [*said, context(_ended(resolved, followup))])


def decided(resolved: Resolved, followup: FollowUp, customer: Customer) -> Message:
    """What whoever asked is told."""
    name, worth = inert(customer.name, 80), _worth(resolved)
    if resolved.state is State.WAITING:
        text = say(":moneybag: {worth} for *{name}* waits for a lead again.", worth=worth, name=name)
        return Message(text, [section(text)])
    if resolved.state is not State.DECLINED:
        text = say(
            ":white_check_mark: <@{decided_by}> approved {worth} for *{name}*: the complaint is done.",
            decided_by=resolved.decided_by,
            worth=worth,
            name=name,
        )
        return Message(text, [section(text), actions(button(say("Open customer"), ids.OPEN_CUSTOMER, customer.id))])
    why = f"\n{quote(resolved.decided_why)}" if resolved.decided_why else ""
    text = say(
        ":no_entry_sign: <@{decided_by}> declined {worth} for *{name}*.",
        decided_by=resolved.decided_by,
        worth=worth,
        name=name,
    )
    open_still = (
        say(" The complaint is still open: Done shows what you wrote, to be changed.") if followup.is_open else ""
    )
    done = [button(say("Done"), ids.DONE, followup.id, style="primary")] if followup.is_open else []
    buttons = [*done, button(say("Open customer"), ids.OPEN_CUSTOMER, customer.id)]
    return Message(f"{text}{open_still}", [section(f"{text}{open_still}{why}"), actions(*buttons)])


def decline_form(entry_id: int, resolved: Resolved, customer: Customer) -> View:
    """Asks a word why, for whoever asked."""
    blocks = [
        section(
            say(
                "<@{by}> is told that {worth} for *{name}* is declined.",
                by=resolved.by,
                worth=_worth(resolved),
                name=inert(customer.name),
            )
        ),
        field(say("Why"), text_input("why", longest=WORDS_LENGTH, hint=say("Half of it, please")), optional=True),
    ]
    return _about(entry_id, form_ids.DECLINE_FORM, say("Decline"), blocks, say("Decline"))


def reopen_form(followup: FollowUp, customer: Customer) -> View:
    """Asks why a complaint is opened again."""
    blocks = [
        section(f"*{inert(customer.name)}*: {inert(followup.title)}"),
        field(
            say("Why"), text_input("why", longest=WORDS_LENGTH, hint=say("The new box was empty too")), optional=True
        ),
        context(say("Whoever had it has it again, with a new deadline. They and the leads are told.")),
    ]
    return _about(followup.id, form_ids.REOPEN_FORM, say("Open again"), blocks, say("Open again"))


def opened_again(item: FollowUpItem, reader: Reader, told: Reopening) -> Message:
    """For whoever has it, and the leads: a complaint that was put right is open again."""
    name, answer = inert(item.customer.name, 80), told.answer
    by = "" if told.by == ITSELF.id else told.by
    why = answer.text if answer else told.why
    if answer:
        text = say(
            "{name} answered {rating} when asked how it was put right: the complaint is open again",
            name=name,
            rating=answer.rating,
        )
    else:
        by_whom = say(" by <@{by}>", by=by) if by else ""
        text = say("A complaint of {name} was opened again{what}", name=name, what=by_whom)
    said = [section(quote(why))] if why else []
    rows = followup_lines(item, reader, alone=True)
    return Message(
        f"{text}: {inert(why, 200)}" if why else text, [section(f":arrows_counterclockwise: *{text}*"), *said, *rows]
    )


def waits(resolved: Resolved) -> str:
    """What the alert says while a lead is asked."""
    return say("waiting for a lead to approve {worth}, asked by <@{by}>", worth=_worth(resolved), by=resolved.by)


def _before(before: Resolved | None) -> list[Block]:
    if before is None:
        return []
    if before.state is State.RESOLVED:
        kept = say("That stays on the alert, with what was given: write what was done and given now.")
        return [
            context(
                say(
                    "Put right before, {at} by <@{by}>: {in_short}. {kept}",
                    at=moment(before.at),
                    by=before.by,
                    in_short=in_short(before),
                    kept=kept,
                )
            )
        ]
    if before.state is not State.DECLINED or not before.decided_by:
        return []
    why = f": {inert(before.decided_why)}" if before.decided_why else ""
    return [
        context(
            say("<@{decided_by}> declined {worth}{why}", decided_by=before.decided_by, worth=_worth(before), why=why)
        )
    ]


def _limit(choices: Choices) -> str:
    if not choices.limit or choices.may_approve:
        return ""
    most = exact_money(choices.limit * HUNDREDTHS, choices.currency)
    return say(
        "Up to {most} you give without asking. Above it a lead approves first, and the complaint waits for that.",
        most=most,
    )


def _ended(resolved: Resolved, followup: FollowUp) -> str:
    match resolved.state:
        case State.RESOLVED:
            return say(":white_check_mark: Approved by <@{decided_by}>", decided_by=resolved.decided_by)
        case State.DECLINED:
            why = f": {inert(resolved.decided_why)}" if resolved.decided_why else ""
            return say(":no_entry_sign: Declined by <@{decided_by}>{why}", decided_by=resolved.decided_by, why=why)
        case State.UNDONE:
            return say("Taken back. There is nothing to do.")
        case State.WAITING:
            done = "done" if followup.status is Status.DONE else "cancelled"
            return say("The complaint is {done} by now. There is nothing to do.", done=done)


def _worth(resolved: Resolved) -> str:
    return exact_money(resolved.what.amount or 0, resolved.what.currency)


def _select(name: str, words: Sequence[str], chosen: str) -> Block:
    return select(name, [option(say(one), one) for one in words], chosen or None)


def _about(about: int, callback_id: str, title: str, blocks: list[Block], submit: str) -> View:
    return modal(callback_id, title, blocks, submit=submit, metadata=json.dumps({"about": about}))
