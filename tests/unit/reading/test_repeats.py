"""How often something repeats, in words: what reads, what is asked about, what says nothing of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.repeating import MOST, Repeat, Unit
from bot.reading.doubts import DoubtError
from bot.reading.repeats import read_repeat


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("every 6 months", "every 6 months"),
        ("every six months", "every 6 months"),
        ("Every 6 Months.", "every 6 months"),
        ("each week", "every week"),
        ("weekly", "every week"),
        ("every 2 weeks", "every 2 weeks"),
        ("every two wks", "every 2 weeks"),
        ("every other week", "every 2 weeks"),
        ("every fortnight", "every 2 weeks"),
        ("fortnightly", "every 2 weeks"),
        ("quarterly", "every 3 months"),
        ("every half year", "every 6 months"),
        ("twice a year", "every 6 months"),
        ("every day", "every working day"),
        ("every working day", "every working day"),
        ("every weekday", "every working day"),
        ("every 3 days", "every 3 working days"),
        ("every monday", "every week on Monday"),
        ("every mon", "every week on Monday"),
        ("mondays", "every week on Monday"),
        ("on Tuesdays", "every week on Tuesday"),
        ("every other friday", "every 2 weeks on Friday"),
        ("every 2 weeks on friday", "every 2 weeks on Friday"),
        ("weekly on tue", "every week on Tuesday"),
        ("first Monday of the month", "every month on the first Monday"),
        ("the first monday of every month", "every month on the first Monday"),
        ("every first monday", "every month on the first Monday"),
        ("every last friday of the month", "every month on the last Friday"),
        ("monthly on the first monday", "every month on the first Monday"),
        ("every 2 months on the 3rd thursday", "every 2 months on the third Thursday"),
        ("every month on the 15th", "every month on the 15th"),
        ("the 15th of every month", "every month on the 15th"),
        ("every 1st of the month", "every month on the 1st"),
        ("every 15th", "every month on the 15th"),
        ("monthly on day 1", "every month on the 1st"),
        ("end of the month", "every month on the 31st"),
        ("every year on 3 march", "every year on 3 March"),
        ("every 3 March", "every year on 3 March"),
        ("every march 3", "every year on 3 March"),
        ("yearly on 29 feb", "every year on 29 February"),
        ("annually", "every year"),
        ("every 18 months", "every 18 months"),
    ],
)
def test_words_that_say_how_often(words: str, rule: str) -> None:
    assert str(read_repeat(words)) == rule


@pytest.mark.parametrize(
    "words",
    ["", "monday", "next monday", "2", "every", "every now and then", "each of them", "every customer", "every march"],
)
def test_words_that_say_nothing_of_it(words: str) -> None:
    assert read_repeat(words) is None


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("every second monday", ["Every 2 weeks on Monday", "Every month on the second Monday"]),
        ("every monday and thursday", ["Every week on Monday", "Every week on Thursday"]),
        ("biweekly", ["Every 2 weeks"]),
        ("bimonthly", ["Every 2 months", "Every 2 weeks"]),
        ("every 30 feb", []),
        ("every 40th", []),
        ("every 999 years", []),
        ("every 0 weeks", []),
    ],
)
def test_what_may_be_two_things_or_cannot_be_is_asked_about(words: str, labels: list[str]) -> None:
    with pytest.raises(DoubtError) as error:
        read_repeat(words)

    assert [choice.label for choice in error.value.doubt.choices] == labels
    assert all(str(Repeat.read(choice.value)) == choice.value for choice in error.value.doubt.choices)


RULES = st.one_of(
    st.builds(Repeat, st.sampled_from(Unit), st.integers(1, 10)),
    st.builds(Repeat, st.just(Unit.WEEK), st.integers(1, MOST[Unit.WEEK]), st.integers(0, 6)),
    st.builds(Repeat, st.just(Unit.MONTH), st.integers(1, 60), st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1])),
    st.builds(Repeat, st.just(Unit.MONTH), st.integers(1, 60), day=st.integers(1, 31)),
    st.builds(Repeat, st.just(Unit.YEAR), st.integers(1, 10), day=st.integers(1, 28), month=st.integers(1, 12)),
)


@given(RULES)
def test_a_rule_in_its_own_words_is_read_as_itself(rule: Repeat) -> None:
    assert Repeat.read(str(rule)) == rule
    assert read_repeat(str(rule)) == rule
