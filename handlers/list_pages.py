"""A page of a list of customers, and the buttons on it that turn, sort and open."""

from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.customer_item import ListPlace
from bot.domain.rights import HAND_OVER, Extent
from bot.domain.segment import ME, NOBODY, Condition, FieldGoneError, Segment
from bot.use_cases.segments import keep_segment, page_of
from bot.use_cases.session import Session
from bot.views import ids
from bot.views.customer_list import customer_list, field_gone
from bot.views.message import Message
from handlers.asking import Asking
from handlers.customer_forms import open_card

TITLE = "Customers"


def show_segment(asking: Asking, segment: Segment) -> None:
    """The first page of a segment, to the one who asks."""
    show(asking, ListPlace(asking.deps.write(asking.person, partial(keep_segment, segment=segment))))


def first_page(asking: Asking, segment: Segment) -> Message | None:
    """The same as the answer to a command; None where it was sent, because Slack may refuse its table."""
    return answer_at(asking, ListPlace(asking.deps.write(asking.person, partial(keep_segment, segment=segment))))


def answer_at(asking: Asking, place: ListPlace) -> Message | None:
    """The same of a list that is kept already."""
    message = asking.look(partial(listed, place=place))
    if all(block["type"] != "data_table" for block in message.blocks):
        return message
    asking.reply(message, title=TITLE)
    return None


def show(asking: Asking, place: ListPlace, *, in_place: bool = False) -> None:
    """A page of a list, to the one who asks."""
    message = asking.look(partial(listed, place=place, is_page=not asking.body.get("response_url")))
    asking.reply(message, replace=in_place, title=TITLE)


def listed(session: Session, place: ListPlace, *, is_page: bool = False) -> Message:
    """A page of them; leads can hand over all customers of one owner."""
    try:
        shown = page_of(session, place)
    except FieldGoneError as error:
        return field_gone(place, error.sentence)
    giver = _only_owner(shown.segment) if session.extent(HAND_OVER) is Extent.ALL and shown.total else None
    return customer_list(shown, session.today, is_page=is_page, giver=giver)


def _only_owner(segment: Segment) -> str | None:
    """Whose customers a list shows, where it shows all of one person."""
    owners = segment.values("owner")
    is_all = len(owners) == 1 and segment.conditions == (Condition("owner", owners[0]),)
    return owners[0] if is_all and owners[0] not in {ME, NOBODY} else None


def register(app: App) -> None:
    """Turning pages, sorting and opening."""
    for action_id in (ids.PREVIOUS_CUSTOMERS, ids.NEXT_CUSTOMERS, ids.SORT_CUSTOMERS):
        app.action(action_id)(_turn)

    @app.action(ids.OPEN_LISTED)
    def open_one(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        open_card(asking, row_id(asking.value))
        ack()


def _turn(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    show(asking, ListPlace.read(asking.value), in_place=True)
    ack()
