"""/rapport settings: the form for leads and workspace admins."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.errors import NotAllowedError, raise_all
from bot.domain.rights import SETTINGS as SETTINGS_RIGHT
from bot.domain.saying import say
from bot.domain.setting import Kind, Setting
from bot.domain.setting_values import check_together, read
from bot.domain.settings import SETTINGS, WorkspaceSettings
from bot.use_cases.retention import would_go
from bot.use_cases.rules import code_of
from bot.use_cases.session import Session
from bot.use_cases.settings import change_settings, settings_to_change
from bot.views import ids
from bot.views.message import Message
from bot.views.settings_changed import saved
from bot.views.settings_form import settings_form
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_form


def answer(asking: Asking) -> None:
    """Open the form. Raises NotAllowedError for members."""
    asking.check(SETTINGS_RIGHT)
    with asking.reading() as session:
        view = settings_form(settings_to_change(session), session.working_hours.zone, would_go(session))
    asking.open(view)


def register(app: App) -> None:
    """The form, and the button on Home that opens it."""

    @app.action(ids.OPEN_SETTINGS)
    def click(ack: Ack, context: BoltContext) -> None:
        answer(Asking.of(context))
        ack()

    @app.view(ids.SETTINGS_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        chosen = _chosen(asking, form)

        def use(session: Session) -> Message:
            return saved(change_settings(session, chosen, asking.deps.defaults))

        answer = asking.once(use)
        asking.deps.channels.look_again()
        after_form(asking, ack, say("Settings"), answer)


def _chosen(asking: Asking, form: Filled) -> WorkspaceSettings:
    """The settings as filled in. What cannot be is told at its field."""
    values: dict[str, Any] = {}
    wrong = []
    for setting in SETTINGS:
        plain = [form.texts(name) if setting.kind in _SEVERAL else form.text(name) for name in setting.names]
        values |= read(setting, plain, code_of)
        try:
            _ask_slack(asking, setting, values[setting.name])
        except NotAllowedError as error:
            wrong.append(error)
    raise_all(wrong)
    chosen = replace(asking.deps.settings(), **values)
    check_together(chosen)
    return chosen


_SEVERAL = {Kind.PEOPLE, Kind.DAYS, Kind.CHOICES}
"""Kinds of which several are chosen."""


def _ask_slack(asking: Asking, setting: Setting, chosen: Any) -> None:  # noqa: ANN401  # the value of any setting
    """Whether Rapport can post in a channel, and people are of the team. Raises RapportError for its field."""
    match setting.kind:
        case Kind.CHANNEL:
            asking.deps.channels.check_choice(chosen, field=setting.name)
        case Kind.PERSON:
            asking.giving_to(chosen, field=setting.name)
        case Kind.PEOPLE:
            asking.giving_to_each((setting.name, person) for person in sorted(chosen))
        case _:
            pass
