"""Which two records look like one customer, and which do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.customers import Birthday, Customer, Kind
from bot.domain.duplicates import alike, one_slip, without_a_letter

DANA = Customer(1, "Dana Reyes", company="Blue Door", emails=("dana@x.org",), phones=("+1 212 555 0199",))


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        (Customer(2, "Dana Reyes"), ("same name",)),
        (Customer(2, "DANA REYÉS", company="blue door"), ("same name", "same company")),
        (Customer(2, "Reyes, Dana"), ("same name: Dana Reyes / Reyes, Dana",)),
        (Customer(2, "Danna Reyes", company="Blue Door"), ("names alike: Dana Reyes / Danna Reyes", "same company")),
        (Customer(2, "Daan Reyes"), ("names alike: Dana Reyes / Daan Reyes",)),
        (Customer(2, "Somebody", emails=("Dana@X.org",)), ("same email",)),
        (Customer(2, "Dee Reyes", phones=("0212 555 0199",)), ("same phone",)),
        (Customer(2, "Dee", aliases=("Dana Reyes",)), ("same name: Dana Reyes / Dee",)),
        (Customer(2, "Dana Reyes", company="Elsewhere", emails=("dana@x.org",)), ("same email", "same name")),
    ],
)
def test_these_look_like_one(other: Customer, reasons: tuple[str, ...]) -> None:
    assert alike(DANA, other) == reasons
    assert alike(other, DANA) == reasons


@pytest.mark.parametrize(
    "other",
    [
        Customer(2, "Kofi Lindgren"),
        Customer(2, "Dana Reyes", company="Red Door"),
        Customer(2, "Dana Reyes", emails=("other@y.org",)),
        Customer(2, "Danna Reyes", phones=("+44 20 7946 0000",)),
        Customer(2, "Kofi Lindgren", company="Blue Door", phones=("+1 212 555 0199",)),  # their switchboard
        Customer(2, "Blue Door", kind=Kind.COMPANY, emails=("dana@x.org",)),
        Customer(2, "Diana Keyes"),
        Customer(2, "Dana"),
    ],
)
def test_these_are_two(other: Customer) -> None:
    assert alike(DANA, other) == ()


def test_another_birthday_makes_two_of_one_name() -> None:
    one, other = (Customer(at, "Dana Reyes", birthday=Birthday(3, day)) for at, day in ((1, 14), (2, 15)))

    assert alike(one, other) == ()


@pytest.mark.parametrize(("one", "other"), [("zoe", "joe"), ("li", "lia"), ("dana", "dana"), ("dana", "dina2")])
def test_no_slip(one: str, other: str) -> None:
    assert not one_slip(one, other)


LETTERS = st.text("abcd", min_size=4, max_size=8)


@given(LETTERS, st.integers(0, 8), st.sampled_from("abcd"), st.sampled_from(["add", "take", "other", "swap"]))
def test_words_one_slip_apart_are_so_from_either_side_and_share_what_is_left(
    word: str, at: int, letter: str, kind: str
) -> None:
    at %= len(word)
    other = {
        "add": word[:at] + letter + word[at:],
        "take": word[:at] + word[at + 1 :],
        "other": word[:at] + letter + word[at + 1 :],
        "swap": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }[kind]
    if min(len(word), len(other)) > 3 and word != other:
        assert one_slip(word, other)
        assert one_slip(other, word)
        assert set(without_a_letter(word)) & set(without_a_letter(other))


CUSTOMERS = st.builds(
    Customer,
    st.integers(1, 9),
    st.sampled_from(["Dana Reyes", "Danna Reyes", "Reyes Dana", "Kofi", "Dee Reyes", "d"]),
    st.sampled_from(list(Kind)),
    st.sampled_from(["", "Blue Door", "Red"]),
    emails=st.lists(st.sampled_from(["a@x.org", "b@x.org"]), max_size=2).map(tuple),
    phones=st.lists(st.sampled_from(["+12125550199", "02125550199", "+442079460000"]), max_size=2).map(tuple),
    birthday=st.sampled_from([None, Birthday(3, 14), Birthday(3, 15)]),
)


@given(CUSTOMERS, CUSTOMERS)
def test_it_is_the_same_from_either_side(one: Customer, other: Customer) -> None:
    if one.id != other.id:
        assert alike(one, other) == alike(other, one)
