"""What is said of watched channels, with the worst that can be stored, for shown.py and shown_forms.py."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.backfill import Backfill, Progress
from bot.domain.slack_channel import Trouble
from bot.domain.watched_answers import Given, Question, Standing, Waiting
from bot.domain.watching import Held, Keeps, State, Watch, Watched, Whose
from bot.views import watched, watching
from bot.views.alert import alert
from bot.views.backfill import backfill
from tests.fake_clock import MONDAY_NINE as NOW
from tests.unit.views import worst as w

WATCH = Watch(10**9, "C0REVIEWS", "x" * 80, Whose.APPS, Keeps.ALL, "U0ANA", NOW, "social", Trouble.ARCHIVED)
LINK = "https://harbour.slack.com/archives/C0REVIEWS/p1795422000000100?thread_ts=1795422000.000100&cid=C0REVIEWS"
MESSAGE = Watched(
    *(10**9, 10**9, "C0REVIEWS", "1795422000.000100", "1795422000.000100", State.ASKED),
    text=w.long(10_000),
    mood=w.MOOD,
    link=LINK,
)
ASKED = Question(MESSAGE, WATCH, w.CANDIDATES[:5])
HELD = tuple(Held(replace(MESSAGE, id=n), w.long(10_000), w.MOOD, w.CUSTOMER if n % 2 else None) for n in range(10))
WAITING = Waiting(WATCH, HELD, 10**6)
BACK = Backfill(1, 1, "U0ANA", NOW, "1795422000.000100", "1795422000.000100", 10**6, NOW)
FOUND = {(state, bad): 10**6 for state in State for bad in (True, False)}
STANDING = [Standing(replace(WATCH, id=n), 10**6) for n in range(100)]

MESSAGES: dict[str, Callable[[], Any]] = {
    "whose_words": lambda: watched.whose_words(ASKED, w.TODAY, is_beside=True),
    "whose_words, to a lead": lambda: watched.whose_words(ASKED, w.TODAY, is_beside=False),
    "whose_words, logged": lambda: watched.whose_words(
        Question(replace(MESSAGE, state=State.LOGGED, decided_by="U0ANA"), WATCH, customer=w.CUSTOMER),
        w.TODAY,
        is_beside=True,
    ),
    "words given": lambda: watched.given(Given(w.CUSTOMER, w.followup(), 10**9)),
    "dismissed": lambda: watched.dismissed(10**9),
    "waiting": lambda: watched.waiting(WAITING, w.OUTCOME),
    "waiting, nothing": lambda: watched.waiting(Waiting(WATCH, (), 0)),
    "waiting, let be": lambda: watched.left(WATCH, 10**6, 10**9),
    "flood": lambda: watched.flood(WATCH, NOW, None, 10**6),
    "flood, over": lambda: watched.flood(WATCH, NOW, NOW, 0),
    "backfill": lambda: backfill(Progress(BACK, WATCH, FOUND, 10**6)),
    "backfill, ended early": lambda: backfill(
        Progress(replace(BACK, ended_at=NOW, error=w.long(300)), WATCH, FOUND, 10**6)
    ),
    "watched_list": lambda: watching.watched_list(STANDING),
    "watched_list, none": lambda: watching.watched_list([]),
    "watching": lambda: watching.watching(Standing(WATCH, undo_id=10**9), reads_back=True),
    "watching, ended": lambda: watching.stopped(Standing(WATCH, undo_id=10**9)),
    "alert, of a watched channel": lambda: alert(replace(w.ALERT, watched=replace(MESSAGE, deleted_at=NOW))),
}

FORMS: dict[str, Callable[[], Any]] = {
    "watch_form": watching.watch_form,
    "watch_form, to change": lambda: watching.watch_form(WATCH),
    "words_form": lambda: watched.words_form(10**9, w.long(10_000), tuple(range(10**9, 10**9 + 5))),
    "new_words_form": lambda: watched.new_words_form(10**9, f"{w.long(900)} dana@bluedoor.example"),
}
