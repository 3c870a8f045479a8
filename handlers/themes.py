"""/rapport themes: what many complaints are about, and how leads name, change, merge, mend and remove one."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id, two_row_ids
from bot.domain.errors import NotFoundError
from bot.domain.saying import say, say_count
from bot.domain.theme import PHRASE_LENGTH, Theme, called
from bot.use_cases.session import Session
from bot.use_cases.theme_links import Linked, add_all_with_its_words, add_to_theme, take_off
from bot.use_cases.theme_notes import Mended, draft_the_rest, mend, open_again, to_tell
from bot.use_cases.theme_pages import theme_seen, themes_seen
from bot.use_cases.themes import (
    Draft,
    KeptTheme,
    begin_mending,
    change_theme,
    merge_themes,
    name_theme,
    remove_theme,
    theme_of,
    weighed,
)
from bot.views import form_ids, ids
from bot.views.mender import named_words
from bot.views.message import Message, View
from bot.views.mrkdwn import inert
from bot.views.theme_forms import AMID, mended_form, merge_themes_form, theme_form
from bot.views.themes import BESIDE, theme_kept, theme_page, themes_page
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_form_over

TITLE = "Themes"


def answer(asking: Asking, typed: str) -> Message:
    """The list, or the page of the theme that is named. Raises NotFoundError where there is none of this name."""
    return asking.look(lambda session: _called(session, typed.strip()) if typed.strip() else _list(session))


def register(app: App) -> None:
    """The pages and links for everybody, and the buttons and forms of leads."""
    _register_pages(app)
    _register_links(app)
    _register_changes(app)
    _register_forms(app)


def _register_pages(app: App) -> None:
    @app.action(ids.SHOW_THEMES)
    def show_all(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.reply(asking.look(_list), replace=asking.value != BESIDE, title=TITLE)
        ack()

    @app.action(ids.SHOW_THEME)
    def show(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        about = row_id(asking.value)
        asking.reply(asking.look(lambda session: _page(session, about)), replace=True, title=TITLE)
        ack()

    @app.action(ids.NAME_THEME)
    def name(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.open(theme_form(None, asking.value[:PHRASE_LENGTH]))
        ack()


def _register_links(app: App) -> None:
    @app.action(ids.ADD_TO_THEME)
    def add(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        theme_id, touchpoint_id = two_row_ids(asking.value)
        asking.reply(asking.once(lambda session: _added(add_to_theme(session, theme_id, touchpoint_id))))
        ack()

    @app.action(ids.TAKE_OFF_THEME)
    def off(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        theme_id, touchpoint_id = two_row_ids(asking.value)

        def use(session: Session) -> Message:
            return _page(session, theme_id, _taken_off(take_off(session, theme_id, touchpoint_id)))

        asking.reply(asking.once(use), replace=True, title=TITLE)
        ack()


def _register_changes(app: App) -> None:
    for action_id, change in _AT_ONCE.items():
        _at_once(app, action_id, change)
    for action_id, form_of in _FORMS.items():
        _asks_first(app, action_id, form_of)


def _at_once(app: App, action_id: str, change: Callable[[Session, int], Message]) -> None:
    @app.action(action_id)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        theme_id = row_id(asking.value)
        asking.reply(asking.once(lambda session: change(session, theme_id)), replace=True, title=TITLE)
        ack()


def _asks_first(app: App, action_id: str, form_of: Callable[[Session, Theme], View]) -> None:
    @app.action(action_id)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            form = form_of(session, theme_of(session, row_id(asking.value)))
        asking.open(form)
        ack()


def _register_forms(app: App) -> None:
    for callback_id, saved in (
        (form_ids.THEME_FORM, _saved),
        (form_ids.MERGE_THEMES_FORM, _merged),
        (form_ids.MENDED_FORM, _mended),
    ):
        _register_form(app, callback_id, saved)


def _register_form(app: App, callback_id: str, saved: Callable[[Session, Filled], Message]) -> None:
    @app.view(callback_id)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        asking.giving_to(form.text("owner"), field="owner")
        after_form_over(asking, ack, TITLE, asking.once(lambda session: saved(session, form)))


def _saved(session: Session, form: Filled) -> Message:
    phrases = tuple(line for line in form.text("phrases").splitlines() if line.strip())
    draft = Draft(form.text("name"), phrases, form.text("cause"), form.text("owner") or None)
    if "theme" not in form.metadata:
        kept = name_theme(session, draft)
        said = say(
            "*Named*: {name}, with {complaints}.",
            name=inert(kept.theme.name),
            complaints=say_count("{number} complaint", "{number} complaints", kept.linked),
        )
        return _kept(session, kept, said)
    kept = change_theme(session, form.number("theme"), int(form.metadata.get("seen", 0)), draft)
    return _kept(session, kept, say("*Saved*: {name}.", name=inert(kept.theme.name)))


def _merged(session: Session, form: Filled) -> Message:
    gone = theme_of(session, form.number("theme"))
    kept = merge_themes(session, gone.id, form.number("into"))
    said = say(
        "*Merged*: {gone} into {name}, with {complaints}.",
        gone=inert(gone.name),
        name=inert(kept.theme.name),
        complaints=say_count("{number} complaint", "{number} complaints", kept.linked),
    )
    return _kept(session, kept, said)


def _mended(session: Session, form: Filled) -> Message:
    also_amid = AMID in form.texts(AMID)
    return _told(session, mend(session, form.number("theme"), form.text("change"), also_amid=also_amid))


def _told(session: Session, done: Mended) -> Message:
    notes = say_count("{number} note is drafted", "{number} notes are drafted", done.drafted)
    said = say(
        "*{name}*: {notes}, for those who look after each customer.", name=inert(done.kept.theme.name), notes=notes
    )
    if done.others.barred:
        out = say_count(
            "{number} customer is left out: lost, or not to be contacted.",
            "{number} customers are left out: lost, or not to be contacted.",
            len(done.others.barred),
        )
        said = f"{said} {out}"
    return _kept(session, done.kept, said)


def _begun(session: Session, theme_id: int) -> Message:
    kept = begin_mending(session, theme_id)
    return _kept(session, kept, say("*{name}* is being mended.", name=inert(kept.theme.name)))


def _opened(session: Session, theme_id: int) -> Message:
    kept, cancelled = open_again(session, theme_id)
    said = say("*{name}* is open again.", name=inert(kept.theme.name))
    if cancelled:
        notes = say_count(
            "{number} note that nobody had sent is cancelled.",
            "{number} notes that nobody had sent are cancelled.",
            cancelled,
        )
        said = f"{said} {notes}"
    return _kept(session, kept, said)


def _removed(session: Session, theme_id: int) -> Message:
    kept = remove_theme(session, theme_id)
    return _list(session, theme_kept(say("*Removed*: {name}.", name=inert(kept.theme.name)), kept.undo_id))


def _filled(session: Session, theme_id: int) -> Message:
    kept = add_all_with_its_words(session, theme_id)
    complaints = say_count("{number} complaint", "{number} complaints", kept.linked)
    return _kept(session, kept, say("*Added*: {complaints}.", complaints=complaints))


_AT_ONCE: dict[str, Callable[[Session, int], Message]] = {
    ids.BEGIN_MENDING: _begun,
    ids.OPEN_THEME_AGAIN: _opened,
    ids.REMOVE_THEME: _removed,
    ids.FILL_THEME: _filled,
    ids.DRAFT_REST: lambda session, theme_id: _told(session, draft_the_rest(session, theme_id)),
}
"""Buttons that need nothing more than the click."""


def _merge_form(session: Session, theme: Theme) -> View:
    others = [one.theme for one in weighed(session) if one.theme.id != theme.id]
    if not others:
        raise NotFoundError(say("There is no other theme to merge it into."))
    return merge_themes_form(theme, others)


_FORMS: dict[str, Callable[[Session, Theme], View]] = {
    ids.CHANGE_THEME: lambda _, theme: theme_form(theme),
    ids.MERGE_THEME: _merge_form,
    ids.MEND_THEME: lambda session, theme: mended_form(theme, to_tell(session, theme)),
}
"""Buttons that ask something first."""


def _added(done: Linked) -> Message:
    return theme_kept(say("Added to “{name}”.", name=inert(done.theme.name)), done.undo_id)


def _taken_off(done: Linked) -> Message:
    return theme_kept(say("Taken off “{name}”.", name=inert(done.theme.name)), done.undo_id)


def _kept(session: Session, kept: KeptTheme, said: str) -> Message:
    if kept.named:
        said = f"{said} {named_words(kept.named.person, kept.named.back_on)}"
    return _page(session, kept.theme.id, theme_kept(said, kept.undo_id))


def _called(session: Session, name: str) -> Message:
    theme = called([one.theme for one in weighed(session)], name)
    if theme is None:
        raise NotFoundError(
            say("There is no theme “{name}”. `/rapport themes` shows those there are.", name=inert(name, 60))
        )
    return _page(session, theme.id)


def _list(session: Session, outcome: Message | None = None) -> Message:
    return themes_page(themes_seen(session), outcome)


def _page(session: Session, theme_id: int, outcome: Message | None = None) -> Message:
    return theme_page(theme_seen(session, theme_id), outcome)
