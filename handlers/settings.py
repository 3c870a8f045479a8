"""/rapport settings: the form for leads and workspace admins."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.deps import Deps
from bot.domain.errors import NotUnderstoodError
from bot.domain.people import check_may_set
from bot.domain.settings import SETTINGS, Kind, Setting, WorkspaceSettings
from bot.domain.zones import find_zone
from bot.use_cases.currency import is_currency
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
        view = settings_form(settings_to_change(work), work.working_time.zone)
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

        def use(work: Work) -> Message:
            change_settings(work, chosen, deps.defaults)
            return plain("Saved. The new settings count from now on.")

        answer = asking.once(use)
        deps.channels.look_again()
        after_form(asking, ack, "Settings", answer)


def _chosen(asking: Asking, form: Filled) -> WorkspaceSettings:
    """The settings as filled in. What cannot be is told at its field."""
    values = {name: value for one in SETTINGS for name, value in _READERS[one.kind](asking, form, one).items()}
    return replace(asking.deps.settings(), **values)


Values = dict[str, Any]
"""Field of WorkspaceSettings -> its value."""


def _channel(asking: Asking, form: Filled, setting: Setting) -> Values:
    channel = form.text(setting.name) or None
    asking.deps.channels.check_choice(channel, field=setting.name)
    return {setting.name: channel}


def _person(asking: Asking, form: Filled, setting: Setting) -> Values:
    return {setting.name: asking.giving_to(form.text(setting.name), field=setting.name)}


def _people(asking: Asking, form: Filled, setting: Setting) -> Values:
    chosen = form.texts(setting.name)
    return {setting.name: frozenset(one for one in chosen if asking.giving_to(one, field=setting.name))}


def _time(_asking: Asking, form: Filled, setting: Setting) -> Values:
    return {setting.name: time.fromisoformat(form.text(setting.name))}


def _hours(_asking: Asking, form: Filled, setting: Setting) -> Values:
    begins, ends = (time.fromisoformat(form.text(name)) for name in setting.names)
    if begins >= ends:
        raise NotUnderstoodError("The working day must end after it begins.", field=setting.names[1])
    return dict(zip(setting.names, (begins, ends), strict=True))


def _days(_asking: Asking, form: Filled, setting: Setting) -> Values:
    days = frozenset(int(day) for day in form.texts(setting.name))
    if not days:
        raise NotUnderstoodError("Choose at least one working day.", field=setting.name)
    return {setting.name: days}


def _choice(_asking: Asking, form: Filled, setting: Setting) -> Values:
    return {setting.name: form.text(setting.name)}


def _zone(_asking: Asking, form: Filled, setting: Setting) -> Values:
    typed = form.text(setting.name)
    zone = find_zone(typed) if typed else ""
    if zone is None:
        raise _unknown("time zone", typed, "Write a city and its continent, such as Europe/Lisbon.", setting)
    return {setting.name: zone}


def _country(asking: Asking, form: Filled, setting: Setting) -> Values:
    code = form.text(setting.name).upper()
    if code:
        try:
            asking.deps.holidays(code, asking.deps.clock.now().year)
        except NotImplementedError as error:
            raise _unknown("country", code, "Write its code of two letters, such as PT.", setting) from error
    return {setting.name: code}


def _currency(_asking: Asking, form: Filled, setting: Setting) -> Values:
    code = form.text(setting.name).upper()
    if code and not is_currency(code):
        raise _unknown("currency", code, "Write its code of three letters, such as EUR.", setting)
    return {setting.name: code}


def _unknown(what: str, typed: str, instead: str, setting: Setting) -> NotUnderstoodError:
    return NotUnderstoodError(f"I don't know the {what} “{typed[:40]}”. {instead}", field=setting.name)


_READERS: dict[Kind, Callable[[Asking, Filled, Setting], Values]] = {
    Kind.CHANNEL: _channel,
    Kind.PERSON: _person,
    Kind.PEOPLE: _people,
    Kind.TIME: _time,
    Kind.HOURS: _hours,
    Kind.DAYS: _days,
    Kind.CHOICE: _choice,
    Kind.ZONE: _zone,
    Kind.COUNTRY: _country,
    Kind.CURRENCY: _currency,
}
"""Kind of setting -> how what was filled in is read."""
