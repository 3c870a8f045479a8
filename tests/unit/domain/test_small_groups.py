"""What members are shown of a breakdown never tells how many one or two customers did, also for who knows the rule."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from bot.domain.small_groups import FEWEST, hidden, is_small, is_told

MOST_PARTS, LARGEST = 5, 6


def every_breakdown() -> Iterator[tuple[int, ...]]:
    """Each one of up to five parts with up to six customers each."""
    for parts in range(1, MOST_PARTS + 1):
        yield from product(range(LARGEST + 1), repeat=parts)


def seen(sizes: tuple[int, ...]) -> tuple[int, tuple[int | None, ...]]:
    """What a member sees: the total, and the size of each part that is not hidden."""
    left_out = hidden(dict(enumerate(sizes)))
    return sum(sizes), tuple(None if part in left_out else size for part, size in enumerate(sizes))


def test_who_knows_total_shown_parts_and_the_rule_cannot_tell_the_size_of_a_hidden_part() -> None:
    """Tried for every breakdown in which something is shown; where nothing is, no part has a name."""
    possible = defaultdict(set)
    for sizes in every_breakdown():
        possible[seen(sizes)].add(sizes)
    looked_at = 0
    for (_, shown), all_that_fit in possible.items():
        for part, size in enumerate(shown):
            if size is None and any(size or 0 for size in shown):
                assert len({sizes[part] for sizes in all_that_fit}) > 1, (shown, all_that_fit)
                looked_at += 1
    assert looked_at > 100


def test_no_shown_part_is_small_and_what_is_hidden_together_never_is_either() -> None:
    """Where only small parts are there, nothing is left to subtract them from."""
    for sizes in every_breakdown():
        _, shown = seen(sizes)
        assert not any(is_small(size) for size in shown if size is not None)
        left_out = [size for size, visible in zip(sizes, shown, strict=True) if visible is None]
        if any(size for size in shown):
            assert not left_out or (len(left_out) >= 2 and max(left_out) >= FEWEST)


def test_parts_that_all_are_large_are_all_shown() -> None:
    """Nothing is hidden that need not be; a part with nobody says nothing of anybody."""
    assert hidden({"delivery": 3, "billing": 12, "staff": 0}) == frozenset()


def test_a_single_small_part_takes_the_smallest_larger_one_with_it() -> None:
    """Otherwise the total less the others would be it."""
    assert hidden({"delivery": 9, "billing": 4, "staff": 1}) == {"billing", "staff"}
    assert hidden({"delivery": 4, "billing": 4, "staff": 1}) == {"delivery", "billing", "staff"}


def test_a_list_is_not_told_beside_everybody_where_one_or_two_would_be_the_difference() -> None:
    """Neither a list of two, nor one that leaves two."""
    assert [is_told(number, of=10) for number in (0, 1, 2, 3, 7, 8, 9, 10)] == [
        *(True, False, False, True, True, False, False, True)
    ]
