"""The longest answers to what somebody wrote in plain words (shown.py has the others)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.domain.customers import Unclear
from bot.reading.doubts import Choice, Doubt
from bot.reading.line import Line
from bot.reading.scribble_kinds import COMPLAINT, FOLLOWUP, KINDS
from bot.views import scribble
from tests.unit.views import worst as w

ASKED = Doubt(w.long(2_000), "due", tuple(Choice(w.long(75), "due", "2026-11-30") for _ in range(4)))
OPTIONS: dict[str, str | date] = {
    "via": "in person",
    "severity": "high",
    "on": w.TODAY,
    "due": date(2026, 12, 4),
    "at": "15:00",
}
OPTIONS |= {"for": "U0BEN", "nps": "10", "every": w.long(60), "promised": "yes"}
LINE = Line(w.long(1_000), w.long(10_000), OPTIONS, (w.long(60),) * 5, link="https://harbour.slack.com/archives/C1/p1")

MESSAGES: dict[str, Callable[[], Any]] = {
    "scribble_card": lambda: scribble.scribble_card(10**12, COMPLAINT, LINE, w.CUSTOMER, w.READER),
    "scribble_card, whose": lambda: scribble.scribble_card(10**12, FOLLOWUP, LINE, w.UNCLEAR, w.READER),
    "scribble_card, nobody's": lambda: scribble.scribble_card(1, KINDS[0], Line("", "x"), Unclear("", ()), w.READER),
    "scribble_card, asked": lambda: scribble.scribble_card(
        10**12, FOLLOWUP, Line("", w.long(10_000), doubts=(ASKED, ASKED)), w.CUSTOMER, w.READER
    ),
    "import_offer": lambda: scribble.import_offer(10**12, w.long(300)),
    "by_command": lambda: scribble.by_command(f"/customer add {w.long(3_000)}"),
    "nothing_there": lambda: scribble.nothing_there(COMPLAINT),
    "too_many": lambda: scribble.too_many(10**6, 5),
    "too_long": lambda: scribble.too_long(10**6, 10_000),
    **{one.__name__: one for one in (scribble.not_this, scribble.over, scribble.gone, scribble.hello, scribble.how_to)},
    **{one.__name__: one for one in (scribble.welcome, scribble.no_words, scribble.no_answer, scribble.other_file)},
    **{one.__name__: one for one in (scribble.changed_after, scribble.deleted_after, scribble.file_beside)},
}
