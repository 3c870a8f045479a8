"""The year before the made-up business begins: dealt the same way each time, on working days, as far as it goes."""

from collections import Counter
from datetime import date
from itertools import pairwise

from bot.sandbox.demo.business import told
from bot.sandbox.demo.year import YEAR, Contact, Known, year

TODAY = date(2026, 11, 26)
PEOPLE = ("ana", "ben", "cara")


def dealt(*customers: Known) -> list[Contact]:
    return year(told("history.toml"), customers, PEOPLE, TODAY)


MANY = [Known(number, "ana", first=1000, last=5, gap=30) for number in range(1, 31)]


def test_the_same_customers_have_the_same_past() -> None:
    assert dealt(*MANY) == dealt(*MANY)
    assert dealt(MANY[0]) == [one for one in dealt(*MANY) if one.customer.id == 1]


def test_it_is_a_year_of_working_days_in_order_and_ends_where_the_business_begins() -> None:
    days = [one.on for one in dealt(*MANY)]

    assert {day.weekday() for day in days} == set(range(5))
    assert all(before <= after for before, after in pairwise(days))
    assert {(day.year, day.month) for day in days} >= {(2026, month) for month in range(1, 12)}
    assert min(days) > date.fromordinal(TODAY.toordinal() - YEAR)
    assert max(days) < TODAY


def test_who_has_come_lately_or_left_has_no_more_past_than_that() -> None:
    [first, *_, last] = dealt(Known(7, "ben", first=200, last=90, gap=14))

    assert (TODAY - first.on).days <= 202  # moved to a Friday
    assert (TODAY - last.on).days > 90


def test_what_recurs_in_a_season_stands_out_in_it_and_nothing_is_left_to_fill_in() -> None:
    contacts = dealt(*MANY)
    late = Counter(one.on.month for one in contacts if "arrived late" in one.text)

    assert set(late) <= {9, 10, 11}
    assert late.total() >= 10
    assert not [one.text for one in contacts if set("{}") & set(one.text)]
    assert {bool(one.to_do) for one in contacts} == {True, False}
