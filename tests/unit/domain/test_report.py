"""What a report begins with: at most five sentences to act on, the worst first."""

from bot.domain.report import MOST, Finding, Matter, Moved, Standing, findings, is_calm

WORSE = Moved("csat", 3.1, 4.4, is_better=False, is_chance=False)
BETTER = Moved("time to claim", 1.0, 4.0, is_better=True, is_chance=False)


def matters(standing: Standing, *moved: Moved) -> list[Matter]:
    return [one.matter for one in findings(standing, moved)]


def test_the_worst_comes_first_and_there_are_no_more_than_five() -> None:
    all_of_it = Standing({"delivery": 3}, {"billing": 1}, 2, 1, 1, 9, 9, 4)

    assert matters(all_of_it, BETTER, WORSE) == [
        Matter.LATE_UNCLAIMED,
        Matter.LATE,
        Matter.LEAVING,
        Matter.BROKEN,
        Matter.WORSE,
    ]


def test_there_are_never_five_where_there_are_fewer() -> None:
    assert matters(Standing(quiet=2)) == [Matter.QUIET]
    assert matters(Standing()) == []
    assert len(findings(Standing(leaving=1, quiet=1), [WORSE, BETTER])) == MOST - 1


def test_a_calm_time_is_one_in_which_nothing_is_to_be_done_however_good_it_was() -> None:
    assert is_calm(findings(Standing(), [BETTER]))
    assert not is_calm(findings(Standing(quiet=1), [BETTER]))


def test_what_all_complaints_are_about_is_said_and_what_most_are_about_where_they_are_enough() -> None:
    def first(**by_category: int) -> Finding:
        return findings(Standing(by_category), ())[0]

    assert first(delivery=3) == Finding(Matter.LATE_UNCLAIMED, 3, "delivery", by_all=True)
    assert first(delivery=2, billing=1) == Finding(Matter.LATE_UNCLAIMED, 3, "delivery", by_all=False)
    assert first(delivery=1, billing=1) == Finding(Matter.LATE_UNCLAIMED, 2)
    assert findings(Standing({"": 4}), ())[0] == Finding(Matter.LATE_UNCLAIMED, 4)


def test_what_was_complained_of_most_is_said_where_it_is_several_and_one_category() -> None:
    def told(**by_category: int) -> list[Finding]:
        return findings(Standing(about=by_category), ())

    assert told(delivery=3, billing=2) == [Finding(Matter.ABOUT, 3, "delivery")]
    assert told(delivery=2) == told(delivery=3, billing=3) == []


def test_a_move_by_chance_or_neither_good_nor_bad_is_no_sentence() -> None:
    assert matters(Standing(), Moved("csat", 4, 4.4, is_better=False, is_chance=True)) == []
    assert matters(Standing(), Moved("csat", 4.4, 4, is_better=True, is_chance=False, is_doubtful=True)) == []
    assert matters(Standing(), Moved("csat", 4.4, 4, is_better=True, is_chance=False, is_season=True)) == []
    assert matters(Standing(), Moved("csat", 4, 4.4, is_better=False, is_chance=False, is_season=True)) == [
        Matter.WORSE
    ]
    assert matters(Standing(), Moved("touches", 4, 44, is_better=None, is_chance=False)) == []


def test_of_figures_that_moved_the_two_largest_are_told_the_worse_before_the_better() -> None:
    small = Moved("nps", 38, 40, is_better=False, is_chance=False)

    told = findings(Standing(), [BETTER, small, WORSE])

    assert [one.moved for one in told] == [WORSE, small]
