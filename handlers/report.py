"""/rapport report: how it goes, as who asks may see it; how that is counted, and as a file."""

from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.domain.errors import NotUnderstoodError, OutdatedError
from bot.domain.reported import Period, ReportPlace
from bot.slack.plainer import in_paragraphs
from bot.use_cases.report import LISTS, my_report
from bot.use_cases.report_file import ask_for_file
from bot.use_cases.segments import keep_segment
from bot.use_cases.session import Session
from bot.views import ids
from bot.views.message import Message
from bot.views.report import report
from bot.views.report_file import report_on_its_way
from bot.views.report_how import how_counted
from handlers.asking import Asking
from handlers.list_filter import read_list
from handlers.list_pages import show_segment
from handlers.saved_lists import named

TITLE = "Report"
SEGMENT = "segment:"


def answer(asking: Asking, typed: str) -> None:
    """Sent beside the command's answer, as Slack may refuse its charts. Raises NotUnderstoodError for no list."""
    _show(asking, _place(asking, typed))


def _place(asking: Asking, typed: str) -> ReportPlace:
    """What was typed: a length, and the customers it is of, by the name of a list or as `/customer list` reads them."""
    first, _, rest = typed.strip().partition(" ")
    is_period = first.casefold() in set(Period)
    period = Period(first.casefold()) if is_period else Period.WEEK
    whom = (rest if is_period else typed).strip()
    whom = whom[len(SEGMENT) :].strip() if whom.casefold().startswith(SEGMENT) else whom
    if not whom:
        return ReportPlace(period)
    if saved := named(asking, whom):
        segment = saved.segment
    else:
        line = read_list(asking, whom)
        for doubt in line.doubts:
            raise NotUnderstoodError(doubt.sentence)
        segment = line.segment
    return ReportPlace(period, asking.deps.write(asking.person, partial(keep_segment, segment=segment)))


def _show(asking: Asking, place: ReportPlace) -> None:
    message = asking.look(partial(_reported, place=place))
    if asking.is_home or asking.is_page:
        message = Message(message.text, in_paragraphs(message.blocks))
    asking.reply(message, replace=True, title=TITLE)


def _reported(session: Session, place: ReportPlace) -> Message:
    return report(my_report(session, place))


def register(app: App) -> None:
    """Other days, the customers behind a sentence, how it is counted, the file."""

    @app.action(ids.SHOW_REPORT)
    def show(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        place = ReportPlace.read(asking.value) if asking.value else ReportPlace(Period.WEEK)
        _show(asking, place)
        ack()

    @app.action(ids.SHOW_OF_REPORT)
    def show_customers(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        found = next((segment for matter, segment in LISTS.items() if matter == asking.value), None)
        if found is None:
            raise OutdatedError
        show_segment(asking, found)
        ack()

    @app.action(ids.HOW_COUNTED)
    def how(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        place = ReportPlace.read(asking.value)
        with asking.reading() as session:
            view = how_counted(my_report(session, place))
        asking.open(view)
        ack()

    @app.action(ids.EXPORT_REPORT)
    def export(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        place = ReportPlace.read(asking.value)
        asking.reply(asking.once(partial(_asked, place=place)))
        ack()


def _asked(session: Session, place: ReportPlace) -> Message:
    ask_for_file(session, place)
    return report_on_its_way()
