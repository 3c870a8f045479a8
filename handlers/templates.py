"""/rapport templates: the wordings of notes; leads change, add, switch off, preview and reset them."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import is_row_id
from bot.domain.customers import Customer
from bot.domain.errors import OutdatedError, RapportError
from bot.domain.rights import TEMPLATES
from bot.domain.saying import later, say
from bot.domain.templates import Occasion, Template, begun, check
from bot.use_cases.draft import preview
from bot.use_cases.session import Session, customer_of
from bot.use_cases.templates import (
    TemplateChanged,
    all_templates,
    language_called,
    mark,
    of_occasion,
    reset_template,
    save_template,
    template_of,
)
from bot.views import form_ids, ids
from bot.views.forms import NEW_CUSTOMER
from bot.views.message import Block, Message
from bot.views.pages import page
from bot.views.templates import (
    USED,
    not_previewed,
    occasions_page,
    preview_of,
    template_form,
    wording_saved,
    wordings_page,
)
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.opening import replace_view
from handlers.outcome import after_form

TITLE = later("Wordings of notes")
SOMEBODY = Customer(0, "Dana Reyes", company="Blue Door Deli")
"""For whom a wording is shown where nobody is chosen."""


def answer(asking: Asking) -> Message:
    """The occasions."""
    return asking.look(lambda session: occasions_page(all_templates(session.uow)))


def register(app: App) -> None:
    """The lists, and the buttons and the form of leads."""

    @app.action(ids.SHOW_TEMPLATES)
    def show(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.open(page(say(TITLE), answer(asking)))
        ack()

    @app.action(ids.SHOW_WORDINGS)
    def show_some(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        occasion = _occasion(asking.value)
        asking.open(page(say(TITLE), asking.look(lambda session: _page(asking, session, occasion))))
        ack()

    @app.action(ids.ADD_WORDING)
    def add(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.open(template_form(begun(_occasion(asking.value))))
        ack()

    @app.action(ids.CHANGE_WORDING)
    def change(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            template = template_of(session, asking.value)
        asking.open(template_form(template, mark(template)))
        ack()

    _register_form(app)


def _register_form(app: App) -> None:
    @app.action(ids.PREVIEW_WORDING)
    def show_preview(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        template, seen = _filled(form), str(form.metadata.get("seen", ""))
        with asking.reading() as session:
            customer = _for_whom(session, form.text(ids.CUSTOMER))
            blocks = _preview(session, template, customer)
        view = template_form(template, seen, preview=blocks, customer=customer)
        replace_view(asking.deps.client, body, asking.with_origin(view))
        ack()

    @app.action(ids.RESET_WORDING)
    def reset(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        key = asking.value

        def use(session: Session) -> Message:
            done = reset_template(session, key)
            return _done(asking, session, done, "Removed" if done.is_gone else "Reset")

        asking.reply(asking.once(use), replace=True, title=say(TITLE))
        ack()

    @app.view(form_ids.WORDING_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        template, seen = _filled(form), str(form.metadata.get("seen", ""))
        template = replace(template, language=language_called(template.language))

        def use(session: Session) -> Message:
            done = save_template(session, template, seen=seen)
            return _done(asking, session, done, "Saved" if template.key else "Added")

        said = asking.once(use)
        under = body["view"].get("previous_view_id")
        if under:  # the page under it shows what came of it
            ack()
            replace_view(asking.deps.client, {"view": {"id": under}}, asking.with_origin(page(say(TITLE), said)))
        else:
            after_form(asking, ack, say(TITLE), said)


def _done(asking: Asking, session: Session, done: TemplateChanged, what: str) -> Message:
    said = wording_saved(done.template, what, done.undo_id, is_last=done.is_last)
    return _page(asking, session, done.template.occasion, said)


def _page(asking: Asking, session: Session, occasion: Occasion, outcome: Message | None = None) -> Message:
    wrong = {one: _wrong(one) for one in of_occasion(session.uow, occasion)}
    return wordings_page(occasion, wrong, may_change=asking.may(TEMPLATES), outcome=outcome)


def _wrong(template: Template) -> str:
    try:
        check(template)
    except RapportError as error:
        return error.sentence
    return ""


def _preview(session: Session, template: Template, customer: Customer) -> list[Block]:
    try:
        check(template)
    except RapportError as error:
        return not_previewed(["".join(map(str, parts)) for parts in error.by_field.values()])
    return preview_of(preview(session, template, customer), customer)


def _for_whom(session: Session, chosen: str) -> Customer:
    if is_row_id(chosen):
        return customer_of(session, int(chosen))
    name = chosen.removeprefix(NEW_CUSTOMER).strip()
    return Customer(0, name) if name else SOMEBODY


def _filled(form: Filled) -> Template:
    return Template(
        key=str(form.metadata.get("template", "")),
        occasion=_occasion(str(form.metadata.get("occasion", ""))),
        subject=form.text("subject"),
        words=form.text("words"),
        language=form.text("language"),
        is_used=USED in form.texts(USED),
    )


def _occasion(value: str) -> Occasion:
    """Raises OutdatedError for one that there is not."""
    if value not in set(Occasion):
        raise OutdatedError
    return Occasion(value)
