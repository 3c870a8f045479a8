"""The "Draft wishes" and "Draft note" buttons: ready words for a birthday or a thank-you note."""

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.use_cases.draft import draft_of
from bot.use_cases.session import customer_of, followup_of
from bot.views import ids
from bot.views.draft import draft_page
from handlers.asking import Asking


def register(app: App) -> None:
    """The draft, and its link to the mail program."""

    @app.action(ids.DRAFT)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            followup = followup_of(session, row_id(asking.value))
            customer = customer_of(session, followup.customer_id)
            words = draft_of(session, followup, customer)
        asking.open(draft_page(followup, customer, words))
        ack()

    @app.action(ids.OPEN_IN_MAIL)
    def opened(ack: Ack) -> None:
        ack()  # the mail program has it; Slack only wants to know that we heard
