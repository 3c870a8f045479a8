"""Ratings as people write them, on the scale they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotUnderstoodError
from bot.domain.rating import RANGES, Rating, Scale
from bot.reading.doubts import DoubtError
from bot.reading.rating import read_rating


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("9/10, loved the tasting", Rating("nps", 9, "loved the tasting")),
        ("9 / 10 - yes", Rating("nps", 9, "yes")),
        ("0/10", Rating("nps", 0)),
        ("4/5", Rating("csat", 4)),
        ("4 out of 5 stars!", Rating("csat", 4)),
        ("4 stars", Rating("csat", 4)),
        ("1 star: cold", Rating("csat", 1, "cold")),
        ("★★★★☆ nice", Rating("csat", 4, "nice")),
        ("⭐⭐⭐", Rating("csat", 3)),
        (":star::star: meh", Rating("csat", 2, "meh")),
        ("nps:9 great", Rating("nps", 9, "great")),
        ("CSAT 4", Rating("csat", 4)),
        ("NPS: 7/10", Rating("nps", 7)),
        ("9, wow", Rating("nps", 9, "wow")),
        ("0", Rating("nps", 0)),
        ("loved it, 9/10", Rating("nps", 9, "loved it, 9/10")),
        ("on 9/10/26 she gave 4/5", Rating("csat", 4, "on 9/10/26 she gave 4/5")),
        ("9/10\nsecond line", Rating("nps", 9, "second line")),
        ("9.0/10", Rating("nps", 9)),
        ("8 of 10", Rating("nps", 8)),
        ("eight out of ten, nice", Rating("nps", 8, "nice")),
        ("five stars", Rating("csat", 5)),
        ("five-star", Rating("csat", 5)),
        ("10", Rating("nps", 10)),
        ("Ten!", Rating("nps", 10)),
        ("7", Rating("nps", 7)),
        ("⭐️⭐️⭐️⭐️⭐️", Rating("csat", 5)),
        ("🌟🌟🌟🌟 wow", Rating("csat", 4, "wow")),
        ("★★★☆☆", Rating("csat", 3)),
        (":star2::star2:", Rating("csat", 2)),
        ("5⭐", Rating("csat", 5)),
        ("⭐⭐⭐⭐⭐ (5/5)", Rating("csat", 5, "(5/5)")),
        ("csat=4", Rating("csat", 4)),
        ("nps is 9", Rating("nps", 9)),
        ("rated us 9", Rating("nps", 9, "rated us 9")),
        ("gave us a 9 for the cake", Rating("nps", 9, "gave us a 9 for the cake")),
        ("she would give 5 stars", Rating("csat", 5, "she would give 5 stars")),
        ("nps 9/10, but late", Rating("nps", 9, "but late")),
    ],
)
def test_a_rating_is_read_from_the_words(text: str, rating: Rating) -> None:
    assert read_rating(text) == rating


@pytest.mark.parametrize(
    ("scale", "figure", "value"), [("nps", "9", 9), ("nps", "9/10", 9), ("csat", "4", 4), ("csat", "4/5", 4)]
)
def test_an_option_gives_the_rating(scale: str, figure: str, value: int) -> None:
    assert read_rating("loved it", **{scale: figure}) == Rating(scale, value, "loved it")  # type: ignore[arg-type]  # a Scale


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("great", "I see no rating"),
        ("", "I see no rating"),
        ("came 9/10/2026", "I see no rating"),
        ("room 4/50, 95%", "I see no rating"),
        ("9 people came", "I see no rating"),
        ("11/10", "11 is outside the scale. NPS is a whole number from 0 to 10"),
        ("6/5", "6 is outside the scale. CSAT is a whole number from 1 to 5"),
        ("0/5", "outside the scale"),
        ("-1/10", "-1 is outside the scale"),
        ("★★★★★★", "6 is outside the scale"),
    ],
)
def test_a_rating_that_is_none_says_what_to_do(text: str, sentence: str) -> None:
    with pytest.raises(NotUnderstoodError, match=sentence):
        read_rating(text)


@pytest.mark.parametrize(
    ("text", "sentence", "offered"),
    [
        ("4", "Is that 4 of 5 or of 10", ["CSAT 4", "NPS 4"]),
        ("5, great", "Is that 5 of 5 or of 10", ["CSAT 5", "NPS 5"]),
        ("rated us three", "Is that 3 of 5 or of 10", ["CSAT 3", "NPS 3"]),
        ("4.5/5", "“4.5/5” is no CSAT", ["CSAT 4", "CSAT 5"]),
        ("9,5/10", "“9,5/10” is no NPS", ["NPS 9", "NPS 10"]),
        ("3.5 stars", "“3.5 stars” is no CSAT", ["CSAT 3", "CSAT 4"]),
        ("★★★★½", "is no CSAT", ["CSAT 4", "CSAT 5"]),
        ("order 5/10 arrived broken", "Is “5/10” the rating", ["NPS 5"]),
        ("5/10 boxes were wet", "Is “5/10” the rating", ["NPS 5"]),
        ("the 4 star hotel", "Is “4 star” the rating", ["CSAT 4"]),
        ("loved it 9/10 really", "Is “9/10” the rating", ["NPS 9"]),
        ("⭐ great", "Is “⭐” the rating", ["CSAT 1"]),
        ("food 3/5, place 5/5", "more than one rating", ["CSAT 3", "CSAT 5"]),
        ("8/10 -> 6/10 after the call", "more than one rating", ["NPS 8", "NPS 6"]),
        ("9/10, though 3/5 dishes were cold", "more than one rating", ["NPS 9", "CSAT 3"]),
    ],
)
def test_a_rating_that_may_be_none_or_another_is_asked_about(text: str, sentence: str, offered: list[str]) -> None:
    with pytest.raises(DoubtError, match=sentence) as asked:
        read_rating(text)
    assert [choice.label for choice in asked.value.doubt.choices] == offered


def test_an_option_beside_another_rating_is_asked_about_until_it_is_chosen() -> None:
    with pytest.raises(DoubtError, match="more than one rating") as asked:
        read_rating("9/10", nps="3")
    assert [choice.label for choice in asked.value.doubt.choices] == ["NPS 3", "NPS 9"]
    assert read_rating("9/10", nps="3", is_settled=True) == Rating("nps", 3, "9/10")


@pytest.mark.parametrize(
    "options",
    [{"nps": "11"}, {"nps": "-1"}, {"nps": "many"}, {"nps": ""}, {"csat": "0"}, {"csat": "4/10"}, {"nps": "9" * 5000}],
)
def test_an_option_outside_its_scale_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(NotUnderstoodError, match=r"is a whole number from [01] to (5|10)\.$"):
        read_rating("loved it", options.get("nps"), options.get("csat"))


def test_both_scales_at_once_are_refused() -> None:
    with pytest.raises(DoubtError, match="an NPS and a CSAT at once") as asked:
        read_rating("x", nps="9", csat="4")
    assert [choice.label for choice in asked.value.doubt.choices] == ["NPS 9", "CSAT 4"]


@pytest.mark.parametrize("value", RANGES["csat"])
def test_csat_alerts_at_1_and_2_and_deserves_thanks_at_5(value: int) -> None:
    rating = Rating("csat", value)
    assert (rating.is_low, rating.is_high) == (value <= 2, value == 5)


@pytest.mark.parametrize("value", RANGES["nps"])
def test_nps_alerts_up_to_6_and_deserves_thanks_from_9(value: int) -> None:
    rating = Rating("nps", value)
    assert (rating.is_low, rating.is_high) == (value <= 6, value >= 9)


@given(st.text() | st.text("0123456789/., stars★☆⭐npsca:-"))
def test_any_text_gives_a_rating_in_range_or_a_sentence(text: str) -> None:
    try:
        rating = read_rating(text)
    except NotUnderstoodError:
        return
    assert rating.value in RANGES[rating.scale]


@given(st.sampled_from([("nps", 10), ("csat", 5)]), st.data())
def test_a_fraction_reads_as_its_value(scale: tuple[Scale, int], data: st.DataObject) -> None:
    name, whole = scale
    value = data.draw(st.sampled_from(RANGES[name]))
    assert read_rating(f"{value}/{whole}") == Rating(name, value)
