"""/customer export and /rapport export: customers as a file, to the one who asks and to nobody else."""

from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.domain.customer_item import ListPlace
from bot.domain.errors import NotUnderstoodError
from bot.domain.exported import FileFormat
from bot.domain.saying import say
from bot.domain.segment import Segment
from bot.use_cases.export_customers import ask_for_file
from bot.use_cases.segments import segment_of
from bot.use_cases.session import Session
from bot.views import ids
from bot.views.exported import on_its_way
from bot.views.message import Message
from handlers.asking import Asking
from handlers.list_filter import read_list

FORMATS = {"csv": FileFormat.CSV, "json": FileFormat.JSON, "vcard": FileFormat.VCARD, "vcf": FileFormat.VCARD}


def answer(asking: Asking, typed: str) -> Message:
    """A file of those who fit; of everybody, where nothing is said. Raises NotUnderstoodError for what is no filter."""
    words = typed.split()
    named = [word for word in words if word.casefold() in FORMATS]
    form = FORMATS[named[0].casefold()] if named else FileFormat.CSV
    line = " ".join(word for word in words if word not in named)
    if line.casefold() in {"excel", "xlsx", "xls"}:
        raise NotUnderstoodError(say("Write `/customer export csv`: Excel opens that."))
    read = read_list(asking, line)
    for doubt in read.doubts:
        raise NotUnderstoodError(doubt.sentence)
    return _ask(asking, form, read.segment)


def register(app: App) -> None:
    """The button under a list."""

    @app.action(ids.EXPORT_CUSTOMERS)
    def export(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        place = ListPlace.read(asking.value)
        with asking.reading() as session:
            segment = segment_of(session, place.kept_id)
        asking.reply(_ask(asking, FileFormat.CSV, segment))
        ack()


def _ask(asking: Asking, form: FileFormat, segment: Segment) -> Message:
    return asking.once(partial(_asked, form=form, segment=segment))


def _asked(session: Session, form: FileFormat, segment: Segment) -> Message:
    wanted = ask_for_file(session, form, segment)
    return on_its_way(wanted.number, form, is_own=wanted.is_own)
