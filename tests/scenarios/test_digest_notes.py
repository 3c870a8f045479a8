"""What owners read in their digest beside what is to be done: renewals, quiet customers, birthdays to come."""

from datetime import date, timedelta

from bot.domain.customers import Birthday, Customer
from tests.digests import TUESDAY, digests
from tests.team import ANA, CARA, GENERAL, Team


def test_owners_are_told_of_renewals_quiet_customers_and_birthdays_to_come(dana: Team) -> None:
    day = date(2026, 11, 24)
    dana.add_customer(Customer(0, "Rita Renew", owner=CARA, renewal=day + timedelta(days=30)))
    dana.add_customer(Customer(0, "Quinn Quiet", owner=CARA, cadence_days=14, since=date(2026, 1, 5)))
    dana.add_customer(Customer(0, "Bea Soon", owner=CARA, birthday=Birthday(11, 27)))
    dana.jump(TUESDAY.replace(hour=9))

    (text,) = digests(dana, CARA)
    assert "Rita Renew* renews: Thu 24 Dec" in text
    assert "Quinn Quiet* has been quiet since Mon 5 Jan" in text
    assert "Bea Soon*'s birthday is Fri 27 Nov" in text
    dana.jump(TUESDAY.replace(day=25, hour=9))
    assert len(digests(dana, CARA)) == 1, "once for each, not every day"


def test_what_is_good_to_know_goes_once_it_is_so_no_more_and_comes_back_with_undo(dana: Team) -> None:
    day = date(2026, 11, 24)
    dana.add_customer(Customer(0, "Rita Renew", owner=CARA, renewal=day + timedelta(days=30)))
    dana.add_customer(Customer(0, "Quinn Quiet", owner=CARA, cadence_days=14, since=date(2026, 1, 5)))
    dana.add_customer(Customer(0, "Bea Soon", owner=CARA, birthday=Birthday(11, 27)))
    dana.jump(TUESDAY.replace(hour=9))
    for name, command, text in (
        ("Quinn Quiet*", "/touchpoint", "Quinn Quiet: nice call"),
        ("Rita Renew*", "/customer", "edit Rita Renew renewal:2027-12-24"),
        ("Bea Soon*", "/customer", "edit Bea Soon birthday:3-Mar"),
    ):
        assert name in digests(dana, CARA)[0]
        dana.command(ANA, command, text)
        said = dana.latest(ANA, GENERAL)
        assert name not in digests(dana, CARA)[0]
        dana.click(ANA, "undo", said)
        assert name in digests(dana, CARA)[0]


def test_a_customer_is_quiet_on_the_day_after_their_cadence_and_not_before(dana: Team) -> None:
    dana.add_customer(Customer(0, "Quinn Quiet", owner=CARA, cadence_days=14, since=date(2026, 11, 10)))
    dana.jump(TUESDAY.replace(hour=9))
    assert digests(dana, CARA) == []
    dana.jump(TUESDAY.replace(day=25, hour=9))
    assert "Quinn Quiet* has been quiet since Tue 10 Nov" in digests(dana, CARA)[0]


def test_a_touch_that_was_undone_is_no_sign_of_life(dana: Team) -> None:
    dana.add_customer(Customer(0, "Quinn Quiet", owner=CARA, cadence_days=14, since=date(2026, 11, 1)))
    dana.command(ANA, "/touchpoint", "Quinn Quiet: nice call")
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))
    dana.jump(TUESDAY.replace(hour=9))

    assert "Quinn Quiet* has been quiet since Sun 1 Nov" in digests(dana, CARA)[0]
