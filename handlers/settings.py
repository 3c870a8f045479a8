"""/rapport settings: the page for everybody, and on it for leads and workspace admins the rules of the team."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import texts_by_name
from bot.domain.errors import NotAllowedError, NotUnderstoodError, OutdatedError, RapportError, raise_all
from bot.domain.rights import SETTINGS as RIGHT
from bot.domain.rights import Extent
from bot.domain.saying import say
from bot.domain.setting import Kind, Setting
from bot.domain.setting_groups import FIRST, Group, group_of
from bot.domain.setting_values import read
from bot.domain.settings import SETTINGS
from bot.use_cases.away import running
from bot.use_cases.language import language_of_mine
from bot.use_cases.my_digest import digest_of_mine
from bot.use_cases.retention import would_go
from bot.use_cases.rules import code_of
from bot.use_cases.samples import send_sample
from bot.use_cases.session import Session
from bot.use_cases.set_up import confirm
from bot.use_cases.settings import change_settings, mark_of, reset_setting, settings_to_change
from bot.views import form_ids, ids
from bot.views.message import Message, View
from bot.views.samples import on_its_way
from bot.views.settings_changed import saved
from bot.views.settings_form import settings_form
from bot.views.settings_page import PAGE, SettingsPage, settings_page
from handlers import home
from handlers.asking import FROM_HOME, OVER_SETTINGS, Asking
from handlers.filled_form import Filled
from handlers.opening import replace_view
from handlers.outcome import after_form


def answer(asking: Asking) -> None:
    """Open the page."""
    asking.open(_page(asking))


def ask_first(asking: Asking) -> None:
    """Open the form of what is asked in a new workspace."""
    asking.open(_form(asking, FIRST))


def is_on_page(asking: Asking) -> bool:
    """Whether the click was on the page."""
    return bool(asking.view_ids.get(PAGE))


def show_again(asking: Asking, outcome: Message) -> None:
    """Draw the page that was clicked in anew, with what came of it on top."""
    replace_view(asking.deps.client, asking.body, asking.with_origin(_page(asking, outcome)))


def register(app: App) -> None:
    """The page, its buttons, and the forms of the groups."""

    @app.action(ids.OPEN_SETTINGS)
    def click(ack: Ack, context: BoltContext) -> None:
        answer(Asking.of(context))
        ack()

    @app.action(ids.CHANGE_SETTINGS)
    def change(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.open(_form(asking, group_of(asking.value)))
        ack()

    @app.action(ids.RESET_SETTING)
    def reset(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        setting = _setting(asking.value)
        done = asking.once(lambda session: saved(reset_setting(session, setting)))
        asking.deps.channels.look_again()
        show_again(asking, done)
        ack()

    @app.action(ids.SEND_SAMPLE)
    def try_out(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        key = asking.value

        def use(session: Session) -> Message:
            send_sample(session, key)
            return on_its_way()

        show_again(asking, asking.once(use))
        ack()

    @app.view(form_ids.SETTINGS_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        group = group_of(str(form.metadata.get("group", "")))
        chosen = _chosen(asking, form, group)
        seen = texts_by_name(form.metadata.get("seen", {}))
        done = asking.once(lambda session: _save(session, group, chosen, seen))
        asking.deps.channels.look_again()
        after_form_on_page(asking, ack, say("Settings"), done)


def _save(session: Session, group: Group, chosen: dict[str, Any], seen: dict[str, str]) -> Message:
    done = saved(change_settings(session, chosen, seen))
    if group is FIRST:
        confirm(session)
    return done


def after_form_on_page(asking: Asking, ack: Ack, title: str, done: Message) -> None:
    """Back on the page, which shows what came of it; where the form was opened elsewhere, as after any form."""
    under = asking.body["view"].get("previous_view_id")
    if not (under and asking.view_ids.get(OVER_SETTINGS)):
        after_form(asking, ack, title, done)
        return
    ack()
    if asking.view_ids.get(FROM_HOME):
        home.publish(asking)
    replace_view(asking.deps.client, {"view": {"id": under}}, asking.with_origin(_page(asking, done)))


def _page(asking: Asking, outcome: Message | None = None) -> View:
    """As it stands for the one who asks, who may be no lead any more by what they just did."""
    with asking.deps.reading(asking.deps.person(asking.person.id)) as session:
        seen = SettingsPage(
            digest_of_mine(session),
            is_away=running(session, session.actor.id) is not None,
            language=language_of_mine(session),
            rules=settings_to_change(session) if session.extent(RIGHT) is Extent.ALL else None,
            chosen=session.settings,
        )
    return settings_page(seen, outcome)


def _form(asking: Asking, group: Group) -> View:
    with asking.reading() as session:
        shown = settings_to_change(session)
        goes = would_go(session) if any(one.name == "keep_words" for one in group.settings) else {}
    seen = {setting.name: mark_of(setting, shown) for setting in group.settings}
    return settings_form(group, shown, seen, session.working_hours.zone, goes)


def _setting(name: str) -> Setting:
    found = next((one for one in SETTINGS if one.name == name), None)
    if found is None:
        raise OutdatedError
    return found


def _chosen(asking: Asking, form: Filled, group: Group) -> dict[str, Any]:
    """What was filled in, by field of WorkspaceSettings. What cannot be is told at its field, all of it at once."""
    values: dict[str, Any] = {}
    wrong: list[RapportError] = []
    for setting in group.settings:
        plain = [form.texts(name) if setting.kind in _SEVERAL else form.text(name) for name in setting.names]
        try:
            found = read(setting, plain, code_of)
            _ask_slack(asking, setting, found[setting.name])
        except (NotUnderstoodError, NotAllowedError) as error:
            wrong.append(error)
        else:
            values |= found
    raise_all(wrong)
    return values


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
