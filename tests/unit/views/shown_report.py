"""Reports with the worst that can be stored, for shown.py and shown_forms.py."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.facts import Complaints, Work
from bot.domain.figures import Cohort, Day, Month, Renewed
from bot.domain.report import Standing
from bot.domain.reported import Period, ReportPlace
from bot.domain.span import Span
from bot.views.report import report
from bot.views.report_file import report_file, report_on_its_way
from bot.views.report_how import how_counted
from tests.fake_clock import MONDAY_NINE as NOW
from tests.reports import LAST, facts, long_ago, report_of, touched
from tests.unit.views import worst as w
from tests.unit.views import worst_of_many as many
from tests.unit.views.shown_themes import WEIGHED

CHANNELS = ["phone", "email", "chat", "in person", "social", "video", "letter", "event", "other"]
TOUCHES = {touched(channel, mood): 10**9 for channel in CHANNELS for mood in ("positive", "neutral", "negative")}
RATED = {touched(csat=value): 10**6 for value in range(1, 6)}
WORDS = [f"{n}{w.long(60)}" for n in range(30)]
TIMES = {1e4 + n: 1 for n in range(30)}
COMPLAINTS = Complaints({(word, word): 1 for word in WORDS}, 30, 30, TIMES, TIMES, TIMES)
FEWER = Complaints({(word, word): 1 for word in WORDS[:9]}, 9, 9, {1e4: 9}, {1e4: 9}, {1e4: 9})
STANDING = Standing({w.long(60): 10**6}, {w.long(60): 10**6}, 10**6, 10**6, 10**6, 10**7, 10**7, 10**6)
LOADED = report_of(
    facts(TOUCHES | RATED, COMPLAINTS, work=Work(10**6, 10, 10**6, 10, 10**6)),
    facts({touched(): 3}, FEWER, days=28),
    STANDING,
    segment=many.SEGMENT_FILLING.segment,
    fields=many.CUSTOMER_PAGE.fields,
    themes=[WEIGHED] * 3,
)
WORST = replace(
    LOADED,
    place=ReportPlace(Period.QUARTER, 10**15, LAST),
    figures=replace(
        LOADED.figures,
        span=Span.ending(LAST, 91),
        days=[Day(long_ago(week), 10**9, 10**8, 10**8, 10**8) for week in range(13)],
        months=[Month(LAST.replace(day=1), 10**9, 10**8, 10**8)] * 24,
        cohorts=[Cohort(LAST.replace(day=1), 10**9, (10**9,) * 12)] * 12,
        renewed=[Renewed(times, 10**9, 10**9, 10**18) for times in range(4)],
        uncounted=90,
    ),
)
NOTHING = report_of(facts(), facts(days=28), for_leads=False, currency="", has_usual=False)

MESSAGES: dict[str, Callable[[], Any]] = {
    "report": lambda: report(WORST),
    "report, of everybody": lambda: report(replace(LOADED, segment=NOTHING.segment), is_public=True),
    "report, of one touch": lambda: report(report_of(facts({touched(): 1}), facts(days=28), has_usual=False)),
    "report, of nothing": lambda: report(NOTHING),
    "report_on_its_way": report_on_its_way,
    "report_file": lambda: report_file(WORST, [WORST.figures] * 13, NOW, "key"),
}

FORMS: dict[str, Callable[[], Any]] = {
    "how_counted": lambda: how_counted(WORST),
    "how_counted, of nothing": lambda: how_counted(NOTHING),
}
