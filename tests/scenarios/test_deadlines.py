"""/rapport deadlines: leads say by when complaints are to be answered, by tier and severity."""

from bot.domain.customers import Customer, Tier
from tests.team import ANA, BEN, CARA, DEV, GENERAL, Team, action_ids, words


def deadlines(team: Team) -> list[str]:
    return [row["deadline"][:16] for row in team.rows("SELECT deadline FROM followups ORDER BY id")]


def test_a_lead_changes_it_for_new_complaints_of_that_tier_and_takes_it_back(dana: Team) -> None:
    dana.add_customer(Customer(0, "Vera Imre", tier=Tier.VIP))
    dana.command(ANA, "/complaint", "Vera Imre: cold soup severity:high")
    dana.command(CARA, "/rapport", "deadlines")
    dana.submit(CARA, vip_high="30 min", vip_low="2 days")
    said = dana.told(CARA, GENERAL)
    assert "VIP, high: *30 min* (before: 4h)" in said
    assert "VIP, low: *2d* (before: 3d)" in said
    assert "those that are open keep their deadline" in said
    for name in ("Vera Imre", "Dana Reyes"):
        dana.command(ANA, "/complaint", f"{name}: cold soup again severity:high")
    assert deadlines(dana) == ["2026-11-23T13:00", "2026-11-23T09:30", "2026-11-23T13:00"]

    dana.click(CARA, "undo", dana.latest(CARA, GENERAL))
    assert dana.rows("SELECT * FROM deadlines") == []
    dana.command(CARA, "/rapport", "deadlines")
    dana.submit(CARA)
    assert "Nothing is different" in dana.told(CARA, GENERAL)


def test_every_wrong_value_is_told_at_its_field_and_nothing_is_kept(dana: Team) -> None:
    dana.command(DEV, "/rapport", "settings")
    dana.click_in_form(DEV, "show_deadlines")
    answer = dana.submit(DEV, gold_high="soon", silver_low="400 days", vip_low="1h")
    assert set(answer["errors"]) == {"gold_high", "silver_low"}
    assert dana.rows("SELECT * FROM deadlines") == []

    dana.submit(DEV, gold_high="1h", silver_low="4d", vip_low="1h")
    assert "Gold, high: *1h*" in words(dana.form(DEV))
    dana.click_in_form(DEV, "undo")
    assert dana.rows("SELECT * FROM deadlines") == []


def test_members_see_it_and_change_nothing(dana: Team) -> None:
    seen = dana.command(BEN, "/rapport", "deadlines")
    assert "Gold: high 4h, medium 1d, low 3d." in seen["text"]
    assert action_ids(seen) == []


def test_what_somebody_broke_in_the_table_counts_as_not_chosen(dana: Team) -> None:
    dana.write("INSERT INTO deadlines (tier, severity, allowance) VALUES ('standard', 'high', 'tomorrow')")
    dana.command(ANA, "/complaint", "Dana Reyes: cold soup severity:high")
    assert deadlines(dana) == ["2026-11-23T13:00"]
