"""/rapport import: a file given in Slack, tried, and imported with one click.

Slack gives three seconds: the file is fetched and read behind them, and the form replaced when that is done.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.errors import NotFoundError, NotUnderstoodError, OutdatedError, RapportError
from bot.domain.given_file import LARGEST, GivenFile
from bot.domain.rights import IMPORT, check_may
from bot.domain.saying import say
from bot.slack.downloads import NO_SCOPE, download
from bot.use_cases.custom_fields import fields_of
from bot.use_cases.file_imports import ask, choose, give, given_file, read_file, try_out
from bot.use_cases.imported import Imported
from bot.use_cases.session import Session
from bot.views import form_ids, ids
from bot.views.import_form import (
    COLUMN,
    FILE,
    LEAVE_OUT,
    LOCALE,
    LOCALES,
    REPLACES,
    columns_form,
    file_form,
    preview_form,
    problem_page,
    waiting_page,
)
from bot.views.message import Message, View
from handlers.asking import Asking
from handlers.opening import NotOpenedError

SHOWN = 20
"""So many remarks on lines are shown in Slack."""


def answer(asking: Asking) -> None:
    """The form that takes the file. Raises NotAllowedError, and NotFoundError where the app may not read files."""
    check_may(asking.person, IMPORT, asking.rules.admins_only)
    try:
        asking.open(file_form())
    except NotOpenedError as error:
        if "defect" in error.sentence:  # Slack refuses a form with a field for files to an app that may not read them
            raise NotFoundError(NO_SCOPE) from error
        raise


def register(app: App) -> None:
    """The three forms, and the button that opens the first."""

    @app.action(ids.IMPORT_CUSTOMERS)
    def begin(ack: Ack, context: BoltContext) -> None:
        answer(Asking.of(context))
        ack()

    @app.view(form_ids.IMPORT_FILE_FORM)
    def take(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking = Asking.of(context)
        file = _file(body)
        import_id = asking.deps.write(asking.person, lambda session: give(session, file["id"], file["name"]))
        ack(response_action="update", view=waiting_page(file["name"], say("Reading")))
        _behind(asking, import_id, _columns)

    @app.view(form_ids.IMPORT_COLUMNS_FORM)
    def settle(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking = Asking.of(context)
        import_id = _import_id(asking)
        chosen, locale, replaces = _chosen(body)
        asking.deps.write(asking.person, partial(_choose, import_id, chosen, locale, replaces))
        with asking.reading() as session:
            given = given_file(session, import_id)
        ack(response_action="update", view=waiting_page(given.name, say("Trying")))
        _behind(asking, import_id, _preview)

    @app.view(form_ids.IMPORT_GO_FORM)
    def go(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        import_id = _import_id(asking)
        asking.once(lambda session: _asked(session, import_id))
        ack(response_action="clear")
        asking.deps.take_in(import_id)


def look_at(asking: Asking, file_id: str, name: str) -> None:
    """A file that was shared with Rapport, from its button: the same as one given in the form."""
    import_id = asking.deps.write(asking.person, lambda session: give(session, file_id, name))
    view_id = asking.open(waiting_page(name, "Reading"))
    _behind(asking, import_id, _columns, view_id)


def _asked(session: Session, import_id: int) -> Message:
    ask(session, import_id)
    return Message(say("It is being imported."))


def _choose(import_id: int, chosen: dict[int, str], locale: str, replaces: bool, session: Session) -> None:  # noqa: FBT001  # by partial
    choose(session, import_id, chosen, locale, replaces=replaces)


def _file(body: dict[str, Any]) -> dict[str, str]:
    """The file that the form brought. Raises NotUnderstoodError at its field."""
    files = _value(body, FILE).get("files") or []
    if len(files) != 1 or not files[0].get("id"):
        raise NotUnderstoodError(say("Give one file."), field=FILE)
    if int(files[0].get("size") or 0) > LARGEST:
        raise NotUnderstoodError(say("At most {largest} MB are read here.", largest=f"{LARGEST / 1e6:.0f}"), field=FILE)
    return {"id": str(files[0]["id"]), "name": str(files[0].get("name") or say("a file"))}


def _import_id(asking: Asking) -> int:
    found = asking.view_ids.get("import")
    if not isinstance(found, int):
        raise OutdatedError
    return found


def _chosen(body: dict[str, Any]) -> tuple[dict[int, str], str, bool]:
    """What each column is to be read as, the locale ("" for none), and whether the file is right."""
    values = body["view"]["state"]["values"]
    chosen = {}
    for block in values:
        if block.startswith(COLUMN) and (at := block.removeprefix(COLUMN)).isdecimal():
            option = (_value(body, block).get("selected_option") or {}).get("value", LEAVE_OUT)
            chosen[int(at)] = "" if option == LEAVE_OUT else option
    named = (_value(body, LOCALE).get("selected_option") or {}).get("value", "")
    return chosen, named if named in LOCALES else "", bool(_value(body, REPLACES).get("selected_options"))


def _value(body: dict[str, Any], block: str) -> dict[str, Any]:
    """What a field of the form holds. Raises OutdatedError where there is no such field."""
    values = list((body["view"]["state"]["values"].get(block) or {}).values())
    if len(values) != 1:
        raise OutdatedError
    return dict(values[0])


def _behind(
    asking: Asking, import_id: int, show: Callable[[Asking, GivenFile, bytes], View], view_id: str = ""
) -> None:
    """Fetch the file and show what comes of it in the place of the form (or of this page), after the answer."""
    view_id = view_id or asking.body["view"]["id"]

    def work() -> None:
        try:
            with asking.reading() as session:
                given = given_file(session, import_id)
            view = show(asking, given, download(asking.deps.client, given.slack_file, given.person, LARGEST))
        except RapportError as error:
            view = problem_page(error.sentence)
        asking.deps.client.views_update(view_id=view_id, view=view)

    asking.deps.replies.do(work)


def _columns(asking: Asking, given: GivenFile, content: bytes) -> View:
    with asking.reading() as session:
        read = read_file(session, given, content)
        own = fields_of(session)
    chosen = {at: option for option, places in read.columns.holds.items() for at in places}
    return columns_form(given, read.table.header, read.sample, chosen, own)


def _preview(asking: Asking, given: GivenFile, content: bytes) -> View:
    with asking.reading() as session:
        done = try_out(session, given, read_file(session, given, content))
    told = _told(done)
    return preview_form(given, done.counts, told[:SHOWN], max(0, len(told) - SHOWN))


def _told(done: Imported) -> list[str]:
    """What is refused, left out and remarked, in this order."""
    titles = ((say("Refused"), done.refused), (say("Left out"), done.lost), (say("To know"), done.remarks))
    return [f"{title}: {remark}" for title, notes in titles for remark in notes]
