"""The figures of a span are those of what is stored at this moment, whatever was done to it, and of everybody."""

from datetime import date, timedelta

import pytest

from bot.domain.facts import Touched
from bot.domain.figures import Figures
from bot.domain.segment import Condition, Segment
from bot.domain.span import Span
from bot.domain.touchpoints import TouchpointKind
from bot.use_cases.figures import count_some, figures_of
from storage import erasing, followup_facts, retention, rollups, touchpoints
from tests.team import ANA, BEN, DEV, GENERAL, Team

WEEK = Span(date(2026, 11, 23), date(2026, 11, 29))


def figures(team: Team, span: Span = WEEK, segment: Segment | None = None) -> Figures:
    with team.rapport.deps.reading(team.rapport.deps.person(ANA)) as session:
        return figures_of(session, span, segment)


def values(found: Figures) -> dict[str, float | None]:
    return {key: one.value for key, one in found.now.items()}


def recounted(team: Team, span: Span = WEEK) -> Figures:
    with team.writing(ANA) as session:
        rollups.mark_all(session.uow)
        followup_facts.mark_all(session.uow)
        while count_some(session):
            pass
    return figures(team, span)


def test_a_week_of_work_is_in_its_figures(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: happy with the lovely menu, thank you via:phone")
    dana.command(ANA, "/rating", "Dana Reyes: csat:4")
    dana.command(BEN, "/rating", "Dana Reyes: nps:3")
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived severity:high")
    dana.clock.set(dana.clock.now() + timedelta(hours=2))
    dana.click(BEN, "claim", dana.alert())
    found = figures(dana)

    at = values(found)
    assert (at["touches"], at["csat"], at["nps"], at["complaints"]) == (4, 100, -100, 1)
    assert at["claim"] == pytest.approx(2, abs=0.01)
    assert (at["resolve"], at["promises"], at["on_time"], at["retention"]) == (None, None, None, None)
    assert at["new"] == 1
    assert [(one.on, one.touches) for one in found.days] == [(WEEK.first, 4)]
    assert next(one for one in found.channels if one.channel == "phone").positive == 1
    assert found.uncounted == 0
    assert values(recounted(dana)) == at


def test_what_is_undone_or_called_otherwise_counts_so_before_and_after_the_days_are_counted(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: never arrived, terrible via:email")
    dana.command(ANA, "/touchpoint", "Dana Reyes: called about the menu")
    dana.advance(minutes=2)
    assert dana.rows("SELECT * FROM day_marks") == []
    assert values(figures(dana))["negative"] == 50
    dana.click(BEN, "not_negative", dana.alert())
    assert values(figures(dana))["negative"] == 0
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))

    at = values(figures(dana))
    assert at["touches"] == 1
    dana.advance(minutes=2)
    assert values(figures(dana)) == at == values(recounted(dana))


def test_figures_stay_when_somebody_is_erased_and_nothing_of_them_does(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived on:yesterday")
    dana.click(BEN, "claim", dana.alert())
    dana.command(ANA, "/rating", "Dana Reyes: 9/10, loved the truffle pasta")
    dana.command(ANA, "/thanks", "Dana Reyes: for the referral")
    span = Span.ending(WEEK.last, 14)
    before = figures(dana, span)
    with dana.writing(ANA) as session:
        erasing.erase_again(session.uow, "T0HARBOUR", erasing.marks_of(session.uow, "T0HARBOUR", [1]), session.now)
    assert dana.rows("SELECT * FROM touchpoints") == []

    after = figures(dana, span)
    assert (after.now, after.categories, after.days) == (before.now, before.categories, before.days)
    assert recounted(dana, span).now == before.now
    (row,) = dana.rows("SELECT * FROM erased_customers")
    assert set(row) == {"id", "began", "lost_on", "gone_on", "lost_reason"}


def test_by_another_calendar_all_is_counted_at_once(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.clock.set(dana.clock.now() + timedelta(hours=20))
    dana.click(BEN, "claim", dana.alert())
    recounted(dana)
    before = values(figures(dana))["claim"]
    dana.choose(DEV, work_from="06:00", work_until="20:00")

    at = values(figures(dana))
    assert at["claim"] != before
    assert at == values(recounted(dana))


def test_what_is_reduced_to_its_day_and_mood_is_of_no_category_from_then_on(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    with dana.writing(ANA) as session:
        touchpoints.set_about(session.uow, 1, "delivery", "a courier's mistake")
    recounted(dana)
    assert figures(dana).categories == (("delivery", 1),)
    with dana.writing(ANA) as session:
        retention.reduce(session.uow, [1])

    found = figures(dana)
    assert (found.categories, found.causes) == ((("", 1),), (("", 1),))
    assert recounted(dana) == found
    assert "courier" not in str(dana.rows("SELECT * FROM touchpoints"))


def test_a_segment_is_counted_from_its_customers_alone(dana: Team) -> None:
    dana.command(ANA, "/customer", "add Ruth Olsen tier:gold")
    dana.command(ANA, "/touchpoint", "Dana Reyes: called about the menu")
    dana.command(ANA, "/touchpoint", "Ruth Olsen: called twice about the menu via:phone")
    gold = Segment.of(Condition("tier", "gold"))

    assert values(figures(dana, segment=gold))["touches"] == 1
    assert [one.channel for one in figures(dana, segment=gold).channels] == ["phone"]
    assert values(figures(dana))["touches"] == 2


def test_an_empty_workspace_has_no_figure_and_nothing_that_moved(team: Team) -> None:
    found = figures(team)

    assert found.now["touches"].value == 0
    assert found.now["csat"].value is None
    assert all(one.is_noise for one in found.moved.values())


def test_an_older_database_is_counted_in_the_background_and_says_what_is_missing_meanwhile(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: called about the menu")
    for number in range(60):
        dana.write(
            "INSERT INTO touchpoints (customer_id, kind, happened_on, channel, direction, text, mood_label,"
            " mood_phrases, mood_reason, category, logged_by, logged_at, source, link)"
            " SELECT customer_id, kind, ?, channel, direction, text, mood_label, mood_phrases, mood_reason, category,"
            " logged_by, logged_at, source, link FROM touchpoints ORDER BY id LIMIT 1",
            str(WEEK.last - timedelta(days=10 + number)),
        )
    dana.write("DELETE FROM day_marks")
    dana.write("INSERT INTO day_marks (day) SELECT DISTINCT happened_on FROM touchpoints")
    span = Span.ending(WEEK.last, 100)
    found = figures(dana, span)
    assert (found.now["touches"].value, found.uncounted, found.moved) == (40, 21, {})
    dana.advance(minutes=1)

    found = figures(dana, span)
    assert (found.now["touches"].value, found.uncounted) == (61, 0)


def test_touches_are_told_apart_by_what_the_report_compares(dana: Team) -> None:
    dana.command(ANA, "/rating", "Dana Reyes: nps:9")
    with dana.rapport.deps.reading(dana.rapport.deps.person(ANA)) as session:
        ((one, number),) = rollups.touches(session.uow, WEEK, [WEEK.first]).items()

    assert (one, number) == (Touched("other", TouchpointKind.RATING, "unscored", "nps", 9), 1)
