"""/rapport practice: the practice room. Nothing of it is stored, so there is no use case behind it."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.errors import OutdatedError
from bot.domain.practice import cases
from bot.views import form_ids, ids
from bot.views.message import Message
from bot.views.practice import practice_answer, practice_form
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.opening import replace_view


def answer(asking: Asking) -> Message | None:
    """Open the first case."""
    asking.open(practice_form(0))
    return None


def register(app: App) -> None:
    """The form of a case, and the button to the next."""

    @app.view(form_ids.PRACTICE_FORM)
    def compare(ack: Ack, body: dict[str, Any]) -> None:
        form = Filled.of(body)
        number = _number(form.metadata.get("case"))
        ack(response_action="update", view=practice_answer(number, form.text("first"), form.text("answer")))

    @app.action(ids.PRACTISE)
    def go_on(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        replace_view(asking.deps.client, asking.body, practice_form(_number(asking.value)))
        ack()


def _number(given: object) -> int:
    """Raises OutdatedError for a case that there is not (any more)."""
    numbers = [str(number) for number in range(len(cases()))]
    if str(given) not in numbers:
        raise OutdatedError
    return numbers.index(str(given))
