"""A note from its draft to the touchpoint that it becomes: edited, kept, reworded, sent, taken back."""

from datetime import UTC, datetime

import pytest

from bot.domain.customers import Birthday, Customer
from tests.drafts import drafted
from tests.team import ANA, BEN, Team, action_ids, words

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)


def dana(team: Team, **more: object) -> int:
    about = {"owner": ANA, "emails": ("dana@x.example",), "birthday": Birthday(11, 24), **more}
    return team.add_customer(Customer(0, "Dana Reyes", **about))  # type: ignore[arg-type]  # as given


def open_draft(team: Team, user: str = ANA) -> str:
    team.click(user, "draft", next(one for one in reversed(team.dm(user)) if "draft" in action_ids(one)))
    return drafted(team, user)


def logged(team: Team) -> list[tuple[str, str, str]]:
    rows = team.rows("SELECT text, channel, direction FROM touchpoints WHERE undone_at IS NULL ORDER BY id")
    return [(row["text"], row["channel"], row["direction"]) for row in rows]


def status(team: Team) -> str:
    return str(team.rows("SELECT status FROM followups ORDER BY id DESC")[0]["status"])


def test_a_draft_is_made_ones_own_kept_reworded_sent_and_taken_back(team: Team) -> None:
    dana(team)
    team.jump(TUESDAY)
    first = open_draft(team)
    mine = f"{first}\n\nPS: <!channel> see {{you}} soon"

    team.sandbox.people.interact(user=ANA, action_id=element(team, "words"), value=mine)
    team.click_in_form(ANA, "another_wording")
    second = drafted(team, ANA)
    assert second not in {first, mine}
    team.click_in_form(ANA, "own_words")
    assert drafted(team, ANA) == mine
    team.click_in_form(ANA, "keep_words")
    assert "Kept" in words(team.form(ANA))
    assert open_draft(team) == mine
    team.click_in_form(ANA, "another_wording")
    team.click_in_form(ANA, "keep_words")
    assert open_draft(team) not in {first, mine}, "what was kept last stands"
    team.sandbox.people.interact(user=ANA, action_id=element(team, "words"), value=mine)
    team.click_in_form(ANA, "keep_words")

    team.submit(ANA, words=mine, via="letter")
    assert logged(team) == [(mine, "letter", "out")]
    assert status(team) == "done"
    assert "Sent and logged" in words(team.dm(ANA)[-1])
    assert "own words" in str(team.rows("SELECT mood_reason FROM touchpoints"))

    team.click(ANA, "undo", team.dm(ANA)[-1])
    assert (logged(team), status(team)) == ([], "open")
    assert open_draft(team) == mine, "nothing typed is lost"
    team.submit(ANA)
    assert logged(team) == [(mine, "email", "out")]
    team.click(ANA, "reopen", team.dm(ANA)[0])
    assert (logged(team), status(team)) == ([], "open")


def element(team: Team, name: str) -> str:
    """The action of a field, which is another one for other words."""
    return next(
        str(block["element"]["action_id"]) for block in team.form(ANA)["blocks"] if block.get("block_id") == name
    )


def test_the_next_note_has_other_words(team: Team) -> None:
    dana(team, birthday=None)
    seen = []
    for reason in ("for the cake", "for the flowers", "for the visit"):
        team.command(ANA, "/followup", f"Dana Reyes: {reason}")
        team.write("UPDATE followups SET kind = 'thank-you'")
        team.command(ANA, "/followup", "mine")
        team.click(ANA, "draft", team.latest(ANA, "C0GENERAL"))
        seen.append(drafted(team, ANA).split("\n\n")[1].replace(reason, "…"))
        assert "A complaint of theirs is open" not in words(team.form(ANA))
        team.submit(ANA)
    assert seen[0] != seen[1] != seen[2]


def test_whose_complaint_waits_to_be_put_right_is_said_before_they_are_thanked(team: Team) -> None:
    dana(team, birthday=None)
    team.command(ANA, "/followup", "Dana Reyes: for the cake")
    team.write("UPDATE followups SET kind = 'thank-you'")
    team.command(BEN, "/complaint", "Dana Reyes: order never arrived")
    team.command(ANA, "/followup", "mine")
    team.click(ANA, "draft", team.latest(ANA, "C0GENERAL"))

    assert "A complaint of theirs is open" in words(team.form(ANA))


def test_who_is_too_late_is_told_who_was_faster_and_keeps_their_words(team: Team) -> None:
    dana(team, owner=None)
    team.jump(TUESDAY)
    team.click(ANA, "claim", team.sees(BEN, "C0TEAM")[-1])
    for user in (ANA, BEN):
        team.click(user, "draft", team.sees(BEN, "C0TEAM")[-1])
    team.submit(ANA)
    answer = team.submit(BEN, words="mine")
    assert "has marked this one done already" in words(answer["view"])
    assert len(logged(team)) == 1


@pytest.mark.parametrize(("field", "value"), [("do_not_contact", 1), ("wishes_ok", 0)])
def test_a_consent_withdrawn_between_digest_and_draft_is_heeded(team: Team, field: str, value: int) -> None:
    dana(team)
    team.jump(TUESDAY)
    team.write(f"UPDATE customers SET {field} = ?", value)  # noqa: S608  # its own
    team.click(ANA, "draft", team.dm(ANA)[0])
    assert "so there is no draft" in words(team.dm(ANA)[-1])
    assert team.rows("SELECT * FROM wordings") == []


def test_who_was_merged_or_erased_meanwhile_is_not_written_to(team: Team) -> None:
    dana(team)
    other = team.add_customer(Customer(0, "Danna Reyes", owner=ANA))
    team.jump(TUESDAY)
    open_draft(team)
    team.command("U0CARA", "/customer", "merge Dana Reyes into Danna Reyes")
    team.submit("U0CARA")
    team.submit(ANA)
    assert team.rows("SELECT customer_id FROM touchpoints") == [{"customer_id": other}]
    team.command("U0CARA", "/customer", "forget Danna Reyes")
    team.submit("U0CARA", name="Danna Reyes")
    team.advance(hours=25, tick_s=21_600)
    assert team.rows("SELECT * FROM wordings") == []
    assert team.rows("SELECT * FROM touchpoints") == []
    assert "Danna" not in "".join(words(one) for one in team.dm(ANA) if not one.get("is_ephemeral"))
