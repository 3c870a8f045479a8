"""Where somebody sees what came of their click or form: in the place where they are, never in one more dialog."""

from slack_bolt import Ack

from bot.domain.listing import CARD, Listing
from bot.domain.saying import say
from bot.use_cases.card import card_of
from bot.use_cases.lists import listed, place
from bot.use_cases.session import Session, customer_of
from bot.views.card import card
from bot.views.followup_list import followup_list
from bot.views.message import Message
from bot.views.pages import page
from handlers import home
from handlers.asking import FROM_HOME, ORIGIN, PLACE, SCRIBBLE, Asking
from handlers.opening import replace_view


def after_click(asking: Asking, message: Message, *, replace: bool = False) -> None:
    """Answer a click: on Home, in a list or on a card at its top, elsewhere where it was (see Asking.reply)."""
    if asking.is_home:
        home.publish(asking, message)
        return
    if asking.view_ids.get(FROM_HOME):
        home.publish(asking)
    if where := asking.place:
        show(asking, where, message)
    else:
        asking.reply(message, replace=replace or asking.is_page)


def after_form(asking: Asking, ack: Ack, title: str, message: Message) -> None:
    """Close the form, and everything under it, and confirm where it was opened from, to this person only.

    Only a form without such a place (a global shortcut, a restart in between) is replaced by a short page.
    """
    ids = asking.view_ids
    where = place(str(ids.get(PLACE, "")))
    answer = asking.look(lambda session: _drawn(session, where, message)) if where else message
    if ids.get(FROM_HOME):
        home.publish(asking, message)
    elif not asking.deps.replies.answer(
        str(ids.get(ORIGIN, "")), answer.payload(), replace=bool(where) or SCRIBBLE in ids
    ):
        ack(response_action="update", view=asking.with_origin(page(title, message)))
        return
    ack(response_action="clear")


def after_form_over(asking: Asking, ack: Ack, title: str, message: Message) -> None:
    """The same over a page that shows what came of it; what is under that stays as it was typed."""
    under = asking.body["view"].get("previous_view_id")
    if not under:
        after_form(asking, ack, title, message)
        return
    ack()
    replace_view(asking.deps.client, {"view": {"id": under}}, asking.with_origin(page(title, message)))


def show(asking: Asking, where: Listing, outcome: Message | None = None) -> None:
    """Show a list, or a card, as it is now: instead of the one clicked in, else on a page of its own."""
    message = asking.look(lambda session: _drawn(session, where, outcome))
    title = say("Customer") if where.name == CARD else say("Follow-ups")
    if asking.is_public:
        asking.open(page(title, message))
    else:
        asking.reply(message, replace=True, title=title)


def _drawn(session: Session, where: Listing, outcome: Message | None) -> Message:
    if where.name == CARD:
        return card(card_of(session, customer_of(session, int(where.about))), outcome)
    return followup_list(listed(session, where), outcome)
