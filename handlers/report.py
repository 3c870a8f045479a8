"""/rapport report: how it goes, as who asks may see it; how that is counted, and as a file."""

from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.domain.calendar import local_date
from bot.domain.carried import row_id
from bot.domain.errors import NotUnderstoodError, OutdatedError
from bot.domain.report import Matter
from bot.domain.reported import Period, ReportPlace
from bot.domain.saying import later, say
from bot.domain.segment import WORD, Segment
from bot.reading.periods import read_period
from bot.slack.plainer import in_paragraphs
from bot.use_cases.report import LISTS, list_behind, my_report
from bot.use_cases.report_file import ask_for_file
from bot.use_cases.segments import keep_segment, segment_of
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
UNKNOWN = later(
    "I do not know “{words}” here. A report is of `week`, `month` or `quarter`, or of `last month`, `this week`, "
    "`october`, `2026-10`, `Q3` or `week 45`, and of everybody or of some, as in "
    "`/rapport report last month tier:gold` or `tag:wholesale`. Who has how much to do shows `/rapport load`."
)


def answer(asking: Asking, typed: str) -> None:
    """Sent beside the command's answer, as Slack may refuse its charts. Raises NotUnderstoodError for no list."""
    _show(asking, _place(asking, typed))


def _place(asking: Asking, typed: str) -> ReportPlace:
    """What was typed: days, and the customers it is of, by the name of a list or as `/customer list` reads them.

    Raises NotUnderstoodError for what is neither: nobody wants figures of whoever is called so.
    """
    with asking.reading() as session:
        today = local_date(session.now, session.working_hours.zone)
    words = typed.split()
    is_list = bool(words) and named(asking, _whom(typed)) is not None  # such as one that is called "Q3 renewals"
    said = None if is_list else read_period(words, today)
    if said is None:
        return ReportPlace(Period.WEEK, _kept(asking, typed))
    return ReportPlace(said.period, _kept(asking, " ".join(said.others)), said.last)


def _whom(typed: str) -> str:
    return typed[len(SEGMENT) :].strip() if typed.casefold().startswith(SEGMENT) else typed.strip()


def _kept(asking: Asking, whom: str) -> int:
    """The id of the segment that was typed, kept; 0 for everybody."""
    whom = _whom(whom)
    if not whom:
        return 0
    if saved := named(asking, whom):
        segment = saved.segment
    else:
        line = read_list(asking, whom)
        for doubt in line.doubts:
            raise NotUnderstoodError(doubt.sentence)
        segment = line.segment
        if unknown := segment.values(WORD):
            raise NotUnderstoodError(say(UNKNOWN, words=" ".join(unknown)))
    return asking.deps.write(asking.person, partial(keep_segment, segment=segment))


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
        word, _, kept_id = asking.value.partition(":")
        matter = next((one for one in LISTS if one == word), None)
        if matter is None:
            raise OutdatedError
        show_segment(asking, _behind(asking, matter, row_id(kept_id or "0")))
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


def _behind(asking: Asking, matter: Matter, kept_id: int) -> Segment:
    """The customers that a sentence tells of. Raises NotFoundError where its list is not kept any more."""
    if not kept_id:
        return LISTS[matter]
    with asking.reading() as session:
        found = list_behind(matter, segment_of(session, kept_id))
    if found is None:
        raise OutdatedError
    return found


def _asked(session: Session, place: ReportPlace) -> Message:
    ask_for_file(session, place)
    return report_on_its_way()
