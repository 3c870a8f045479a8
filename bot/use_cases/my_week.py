"""What somebody did since Monday of their own week. Nobody sees anybody else's."""

from datetime import UTC, datetime, time, timedelta

from bot.domain.calendar import instant_of
from bot.domain.home import MyWeek
from bot.domain.promise import is_broken
from bot.domain.reader import Reader
from bot.use_cases.session import Session
from storage import figures, plans


def my_week(session: Session, reader: Reader) -> MyWeek:
    """Of the one who asks, who is the reader: the days of promises are those of their zone."""
    me, since = session.actor.id, _monday(reader)
    finished = plans.finished_by(session.uow, me, since)
    promised = [one for one in finished if one.promised_on]
    kept = sum(not is_broken(one, reader.today, reader.tz) for one in promised)
    logged, claimed = figures.of_person(session.uow, me, since)
    return MyWeek(logged, claimed, len(finished), kept, len(promised))


def _monday(reader: Reader) -> datetime:
    day = reader.today - timedelta(days=reader.today.weekday())
    return instant_of(day, time(), reader.tz).astimezone(UTC)
