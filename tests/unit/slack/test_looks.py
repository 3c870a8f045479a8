"""How often Slack is asked anew, and when what was seen a moment ago counts."""

from functools import partial

from bot.slack.looks import Looks
from tests.fake_clock import FakeClock


def test_while_there_is_room_every_look_is_a_new_one() -> None:
    looks, asked = Looks[int](FakeClock(), per_minute=60, at_once=3, age_s=5), iter(range(9))

    assert [looks.of("C1", lambda: next(asked)) for _ in range(3)] == [0, 1, 2]


def test_without_room_what_was_seen_lately_counts_and_what_was_seen_before_does_not() -> None:
    clock = FakeClock()
    clock.advance(1000)
    looks, asked = Looks[str](clock, per_minute=6, at_once=1, age_s=5), iter(["first", "second"])
    assert looks.of("C1", lambda: next(asked)) == "first"
    clock.advance(5)
    assert looks.of("C1", lambda: next(asked)) == "first"
    clock.advance(1)

    assert not looks.has_room
    assert looks.of("C1", lambda: next(asked)) == "second"


def test_what_was_forgotten_or_never_seen_is_looked_at_although_there_is_no_room() -> None:
    looks, asked = Looks[int](FakeClock(), per_minute=6, at_once=1, age_s=5), iter(range(9))
    looks.of("C1", lambda: next(asked))
    looks.forget("C1")

    assert looks.of("C1", lambda: next(asked)) == 1
    assert looks.of("C2", lambda: next(asked)) == 2


def test_room_comes_back_with_time() -> None:
    clock = FakeClock()
    looks = Looks[int](clock, per_minute=60, at_once=2, age_s=5)
    for number in range(2):
        looks.of("C1", partial(int, number))
    assert not looks.has_room
    clock.advance(1)

    assert looks.has_room
