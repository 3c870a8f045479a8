"""/rapport watch as people write it, and the addresses in what customers write."""

from datetime import date

import pytest

from bot.domain.errors import NotUnderstoodError
from bot.domain.watching import Keeps, Whose
from bot.reading.addresses_in_text import emails_in, phones_in
from bot.reading.dates import DateWords
from bot.reading.watch_line import WatchLine, read_watch_line

DAYS = DateWords(date(2026, 11, 26))


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("", WatchLine("list")),
        ("list", WatchLine("list")),
        ("stop <#C1|reviews>", WatchLine("stop", "C1", "reviews")),
        ("<#C1|reviews> off", WatchLine("stop", "C1", "reviews")),
        ("<#C1|reviews>", WatchLine("watch", "C1", "reviews")),
        ("<#C1>", WatchLine("watch", "C1")),
        ("<#C1|reviews> since:30d", WatchLine("watch", "C1", "reviews", date(2026, 10, 27))),
        ("<#C1|reviews> since: 2 weeks", WatchLine("watch", "C1", "reviews", date(2026, 11, 12))),
        ("<#C1|reviews> since=2026-11-01", WatchLine("watch", "C1", "reviews", date(2026, 11, 1))),
        ("<#C1|reviews> Since:yesterday", WatchLine("watch", "C1", "reviews", date(2026, 11, 25))),
        ("whose:bots <#C1|reviews>", WatchLine("watch", "C1", "reviews", whose=Whose.APPS)),
        ("<#C1|r> who:people log:everything", WatchLine("watch", "C1", "r", whose=Whose.PEOPLE, keeps=Keeps.ALL)),
        ("<#C1|r> via:review", WatchLine("watch", "C1", "r", via="social")),
    ],
)
def test_a_line_is_read_whole(typed: str, line: WatchLine) -> None:
    assert read_watch_line(typed, DAYS) == line


@pytest.mark.parametrize(
    "typed",
    [
        *("reviews", "#reviews", "stop", "<#C1|r> <#C2|s>", "<#C1|r> soon", "<#C1|r> since:", "since:30d"),
        *(
            "<#C1|r> since:9999d",
            "<#C1|r> since:900d",
            "<#C1|r> since:tomorrow",
            "<#C1|r> keeps:some",
            "<#C1|r> via:xyz",
        ),
    ],
)
def test_what_cannot_be_is_asked_about(typed: str) -> None:
    with pytest.raises(NotUnderstoodError):
        read_watch_line(typed, DAYS)


def test_addresses_are_found_in_running_text() -> None:
    text = "From: Dana <dana@BlueDoor.example>, cc x@y. Call me: (212) 555-0199 or +44 20 7946 0958."

    assert emails_in(text) == ["dana@bluedoor.example"]
    assert phones_in(text, ("US",)) == ["+12125550199", "+442079460958"]
    assert phones_in(text, ()) == ["+442079460958"]
