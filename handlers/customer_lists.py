"""/customer list: who fits a tag, stage, tier or owner, page by page."""

from collections.abc import Mapping
from functools import partial
from urllib.parse import parse_qsl

from slack_bolt import Ack, App, BoltContext

from bot.domain.customers import Stage, Tier, read_word
from bot.domain.errors import NotUnderstoodError
from bot.domain.rights import HAND_OVER, Extent
from bot.reading.commands import LIST
from bot.reading.line import Line
from bot.reading.line_words import unquoted
from bot.reading.options import keys_of
from bot.use_cases.lists import customers_with
from bot.use_cases.session import Session
from bot.views import ids
from bot.views.customer_list import customer_list
from bot.views.message import Message
from handlers.asking import Asking
from handlers.line_commands import read_options


def answer(asking: Asking, typed: str) -> Message:
    """The first page of those who fit. Raises NotUnderstoodError for what is no filter."""
    line = read_options(asking, LIST, typed)
    for doubt in line.doubts:
        raise NotUnderstoodError(doubt.sentence)
    if line.customer:
        raise NotUnderstoodError(
            f"I don't know how to list by “{line.customer[:60]}”. These work: tag:wholesale stage:onboarding tier:gold "
            "owner:@ana. To find one customer: `/customer` and the name."
        )
    chosen = _filters(line)
    return asking.look(partial(listed, chosen=chosen))


def listed(session: Session, chosen: Mapping[str, str], page: int = 1) -> Message:
    """A page of them; leads can give all customers of one owner to somebody else."""
    shown = customers_with(session, chosen, page)
    giver = (
        chosen["owner"]
        if set(chosen) == {"owner"} and session.extent(HAND_OVER) is Extent.ALL and shown.total
        else None
    )
    return customer_list(shown, session.today, giver=giver)


def register(app: App) -> None:
    """Previous and Next."""
    for action_id in (ids.PREVIOUS_CUSTOMERS, ids.NEXT_CUSTOMERS):
        app.action(action_id)(_turn)


def _turn(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    number, _, filters = asking.value.partition(":")
    chosen = {name: value for name, value in parse_qsl(filters) if name in keys_of(LIST)}
    page = int(number[:6]) if number.isdecimal() else 1
    asking.reply(asking.look(partial(listed, chosen=chosen, page=page)), replace=True, title="Customers")
    ack()


def _filters(line: Line) -> dict[str, str]:
    chosen = {name: str(words) for name, words in line.options.items()}
    if line.tags:
        chosen.setdefault("tag", line.tags[0])
    if "tag" in chosen:
        chosen["tag"] = " ".join(unquoted(chosen["tag"]).lstrip("#").casefold().split())
    if "stage" in chosen:
        chosen["stage"] = read_word(Stage, chosen["stage"], "stage").value
    if "tier" in chosen:
        chosen["tier"] = read_word(Tier, chosen["tier"], "tier").value
    return chosen
