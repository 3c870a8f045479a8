"""Sharing out what one person has."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.handover import Belongings, Part, Shares, share_out

TAKERS = ("U0BEN", "U0CARA", "U0DEV")
PEOPLE = st.sampled_from([None, "U0ANA", "U0ELI", *TAKERS])
CARE = st.tuples(PEOPLE, PEOPLE).filter(lambda care: "U0ANA" in care and care[0] != care[1])
WHAT = st.builds(
    Belongings,
    st.just("U0ANA"),
    st.dictionaries(st.integers(1, 60), CARE, max_size=40),
    st.dictionaries(st.integers(1, 60), st.tuples(st.integers(61, 90), PEOPLE), max_size=40),
)
SOME = st.lists(st.sampled_from(TAKERS), min_size=1, unique=True)


def owners_after(what: Belongings, shares: Shares) -> list[str | None]:
    """Who owns the customers that were the giver's."""
    return [shares.care[one][0] for one, care in what.care.items() if care[0] == "U0ANA"]


@settings(max_examples=40)  # each draws a whole team's customers and follow-ups
@given(WHAT, SOME)
def test_nothing_stays_with_the_one_who_hands_everything_over(what: Belongings, takers: list[str]) -> None:
    shares = share_out(what, takers, list(Part))

    assert shares.care.keys() == what.care.keys()
    assert all("U0ANA" not in care for care in shares.care.values())
    assert shares.assignees.keys() == what.followups.keys()
    assert set(shares.assignees.values()) <= set(takers)


@settings(max_examples=40)  # each draws a whole team's customers and follow-ups
@given(WHAT, SOME)
def test_nobody_is_owner_and_backup_owner_of_one_customer(what: Belongings, takers: list[str]) -> None:
    shares = share_out(what, takers, list(Part))

    assert all(owner != backup or owner is None for owner, backup in shares.care.values())


@settings(max_examples=40)  # each draws a whole team's customers and follow-ups
@given(WHAT, SOME)
def test_other_owners_stay_and_other_backups_stay_unless_they_are_the_owner_now(
    what: Belongings, takers: list[str]
) -> None:
    shares = share_out(what, takers, list(Part))

    for one, (owner, backup) in what.care.items():
        now = shares.care[one]
        assert owner == "U0ANA" or now[0] == owner
        assert backup == "U0ANA" or now[1] in {backup, None}


@given(st.integers(0, 50), SOME)
def test_customers_without_a_backup_are_shared_out_evenly(number: int, takers: list[str]) -> None:
    what = Belongings("U0ANA", dict.fromkeys(range(number), ("U0ANA", None)))
    got = owners_after(what, share_out(what, takers, [Part.CUSTOMERS]))
    counts = [got.count(taker) for taker in takers]

    assert sum(counts) == number
    assert max(counts) - min(counts) <= 1


def test_a_backup_owner_gets_the_customers_they_know() -> None:
    what = Belongings("U0ANA", {1: ("U0ANA", "U0CARA"), 2: ("U0ANA", None), 3: ("U0ANA", "U0CARA")})

    assert owners_after(what, share_out(what, ["U0BEN", "U0CARA"], [Part.CUSTOMERS])) == ["U0CARA", "U0BEN", "U0CARA"]


def test_a_follow_up_goes_where_its_customer_goes() -> None:
    what = Belongings("U0ANA", {1: ("U0ANA", "U0CARA")}, {7: (1, "U0ANA"), 8: (2, "U0BEN"), 9: (3, "U0ELI")})
    shares = share_out(what, ["U0BEN", "U0CARA"], list(Part))

    assert shares.assignees[7] == "U0CARA"
    assert shares.assignees[8] == "U0BEN"


@settings(max_examples=40)  # each draws a whole team's customers and follow-ups
@given(WHAT, SOME, st.sets(st.sampled_from(Part)))
def test_what_is_not_chosen_stays(what: Belongings, takers: list[str], parts: set[Part]) -> None:
    shares = share_out(what, takers, parts)

    assert Part.FOLLOWUPS in parts or not shares.assignees
    for one, (owner, _) in shares.care.items():
        assert Part.CUSTOMERS in parts or owner == what.care[one][0]
