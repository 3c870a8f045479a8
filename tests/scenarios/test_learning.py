"""The scorer learns from what people say of moods, survives a restart, and can be made to forget."""

from tests.team import ANA, BEN, CARA, Team, words

ODD = "the crumble was floofy"


def test_not_negative_and_this_is_negative_store_labels(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: terrible service at the tasting, awful food")
    dana.click(BEN, "not_negative", dana.alert())

    labels = dana.rows("SELECT label, labelled_by FROM mood_labels")
    assert labels == [{"label": "neutral", "labelled_by": BEN}]
    assert "Cancelled" in words(dana.alert())


def test_mood_chosen_in_the_form_counts_and_teaches(dana: Team) -> None:
    dana.command(ANA, "/touchpoint")
    dana.submit(ANA, customer="Dana Reyes", text=ODD, mood="negative")

    assert dana.rows("SELECT mood_label FROM touchpoints") == [{"mood_label": "negative"}]
    assert dana.rows("SELECT label FROM mood_labels") == [{"label": "negative"}]
    assert ODD in words(dana.alert())


def _teach(team: Team, times: int = 12) -> None:
    for number in range(times):
        team.command(ANA, "/touchpoint")
        team.submit(ANA, customer="Dana Reyes", text=f"{ODD}, visit {number}", mood="negative")
        team.command(ANA, "/touchpoint")
        team.submit(ANA, customer="Dana Reyes", text=f"the soup was steamy, visit {number}", mood="neutral")
    team.advance(minutes=1)


def test_labels_teach_the_scorer_and_status_says_how_it_does(dana: Team) -> None:
    _teach(dana)

    assert dana.rapport.deps.scorer.score(ODD).label == "negative"
    assert "24 labels, 12 of them negative" in dana.status(CARA)


def test_a_single_label_is_one_label(dana: Team) -> None:
    dana.command(ANA, "/touchpoint")
    dana.submit(ANA, customer="Dana Reyes", text=ODD, mood="negative")
    dana.advance(minutes=1)

    assert "1 label, 1 of them negative" in dana.status(CARA)


def test_what_was_learned_survives_a_restart(dana: Team) -> None:
    _teach(dana)
    dana.stop()
    dana.start()

    assert dana.rapport.deps.scorer.score(ODD).label == "negative"


def test_lead_makes_it_forget_and_a_member_cannot(dana: Team) -> None:
    _teach(dana)
    assert "reset_mood" not in str(dana.command(ANA, "/rapport", "mood"))

    dana.command(CARA, "/rapport", "mood")
    dana.click(CARA, "reset_mood", dana.latest(CARA, "C0GENERAL"))
    dana.advance(minutes=1)

    assert dana.rapport.deps.scorer.score(ODD).label != "negative"
    assert "No labels yet" in dana.status(CARA)
