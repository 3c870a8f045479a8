"""What owners read in their digest beside what is to be done: renewals, birthdays to come."""

from datetime import date, timedelta

from bot.domain.customers import Birthday, Customer
from tests.digests import TUESDAY, digests
from tests.team import ANA, CARA, GENERAL, Team


def test_owners_are_told_of_renewals_and_birthdays_to_come(dana: Team) -> None:
    day = date(2026, 11, 24)
    dana.add_customer(Customer(0, "Rita Renew", owner=CARA, renewal=day + timedelta(days=30)))
    dana.add_customer(Customer(0, "Bea Soon", owner=CARA, birthday=Birthday(11, 27)))
    dana.jump(TUESDAY.replace(hour=9))

    (text,) = digests(dana, CARA)
    assert "*Rita Renew*: Renewal · Thu 24 Dec, in 30 days" in text
    assert "Bea Soon*'s birthday is Fri 27 Nov" in text
    dana.jump(TUESDAY.replace(day=25, hour=9))
    assert len(digests(dana, CARA)) == 1, "once for each, not every day"


def test_what_is_good_to_know_goes_once_it_is_so_no_more_and_comes_back_with_undo(dana: Team) -> None:
    dana.add_customer(Customer(0, "Rita Renew", owner=CARA, renewal=date(2026, 12, 24)))
    dana.add_customer(Customer(0, "Bea Soon", owner=CARA, birthday=Birthday(11, 27)))
    dana.jump(TUESDAY.replace(hour=9))
    assert "Bea Soon*" in digests(dana, CARA)[0]
    dana.command(ANA, "/customer", "edit Bea Soon birthday:3-Mar")
    said = dana.latest(ANA, GENERAL)
    assert "Bea Soon*" not in digests(dana, CARA)[0]
    dana.click(ANA, "undo", said)
    assert "Bea Soon*" in digests(dana, CARA)[0]
