"""The ⋯ menus: each choice is a verb and the id of what it is about."""

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.errors import OutdatedError
from bot.domain.snooze import Choice
from bot.views import ids
from handlers import customer_forms, followup_buttons, followup_changes, snooze, surveys, thanks
from handlers.asking import Asking
from handlers.followup_buttons import Verb


def _snooze(choice: Choice) -> Verb:
    return lambda asking, followup_id: snooze.choose(asking, choice, followup_id)


VERBS: dict[str, Verb] = {
    **followup_buttons.VERBS,
    **{choice.value: _snooze(choice) for choice in Choice},
    "change": followup_changes.open_form,
    "customer": customer_forms.open_card,
    "thanks": thanks.thank,
    "ask": surveys.open_form,
}


def register(app: App) -> None:
    """One listener for all of them."""

    @app.action(ids.MORE)
    def more(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        verb, _, about = asking.value.partition(":")
        if verb not in VERBS:
            raise OutdatedError
        VERBS[verb](asking, row_id(about))
        ack()
