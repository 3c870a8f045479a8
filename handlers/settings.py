"""/rapport settings: the form for leads and workspace admins."""

from dataclasses import replace
from datetime import time
from typing import Any, cast

from slack_bolt import Ack, App, BoltContext

from bot.deps import Deps
from bot.domain.errors import NotUnderstoodError
from bot.domain.mood import Sensitivity
from bot.domain.people import check_may_set
from bot.domain.settings import WorkspaceSettings
from bot.use_cases.settings import change_settings, settings_to_change
from bot.use_cases.work import Work
from bot.views import ids
from bot.views.confirmation import plain
from bot.views.message import Message
from bot.views.settings_form import settings_form
from handlers.asking import Asking
from handlers.form import Filled
from handlers.outcome import after_form


def answer(asking: Asking) -> None:
    """Open the form. Raises NotAllowedError for members."""
    check_may_set(asking.person)
    with asking.deps.looking(asking.person) as work:
        view = settings_form(settings_to_change(work))
    asking.open(view)


def register(app: App, deps: Deps) -> None:
    """The form, and the button on Home that opens it."""

    @app.action(ids.OPEN_SETTINGS)
    def click(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        answer(Asking.of(deps, context, body))
        ack()

    @app.view(ids.SETTINGS_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(deps, context, body), Filled.of(body)
        chosen = _chosen(asking, form)
        for name in ("feedback_channel", "team_channel"):
            deps.channels.check_choice(getattr(chosen, name), field=name)

        def use(work: Work) -> Message:
            change_settings(work, chosen, deps.defaults)
            return plain("Saved. The new settings count from now on.")

        answer = asking.once(use)
        deps.channels.look_again()
        after_form(asking, ack, "Settings", answer)


def _chosen(asking: Asking, form: Filled) -> WorkspaceSettings:
    days = frozenset(int(day) for day in form.texts("working_days"))
    if not days:
        raise NotUnderstoodError("Choose at least one working day.", field="working_days")
    leads = frozenset(person for person in form.texts("leads") if asking.giving_to(person, field="leads"))
    return replace(
        asking.deps.settings(),
        feedback_channel=form.text("feedback_channel") or None,
        team_channel=form.text("team_channel") or None,
        leads=leads,
        default_owner=asking.giving_to(form.text("default_owner"), field="default_owner"),
        digest_at=time.fromisoformat(form.text("digest_at")),
        digest_until=time.fromisoformat(form.text("digest_until")),
        working_days=days,
        sensitivity=cast("Sensitivity", form.text("sensitivity")),
    )
