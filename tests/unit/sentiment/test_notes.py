"""Notes as staff log them: calm ones alarm nobody, quiet complaints are found. Each family is one kind of fault."""

import pytest

from bot.sentiment import MoodScorer, load


@pytest.fixture(scope="module")
def scorer() -> MoodScorer:
    return load().of_staff()


CALM = {
    "nobody was reached": [
        "no answer, will try again tomorrow",
        "no reply yet, trying Thursday",
        "line busy, left a message",
        "nobody picked up, texted her instead",
        "voicemail full, sent an email",
    ],
    "it only says when": [
        "said hi yesterday",
        "came by yesterday",
        "asked yesterday",
        "meeting with the law firm yesterday",
        "picked up the order by Thursday",
        "said nothing new on Monday",
    ],
    "health and tastes": [
        "confirmed allergies: nuts and shellfish",
        "allergic to bee stings, pen in her bag",
        "severe dairy allergy, told the kitchen",
        "bad hip, needs the lift",
        "pain 4 of 10, as expected after surgery",
    ],
    "likes and dislikes": [
        "he hates mornings, call after 11",
        "can't stand garlic",
        "hates being rung at work, text only",
        "not a fan of lilies",
        "dislikes the big hall, book the small one",
    ],
    "something was mended": [
        "replaced the broken handle, no further issues",
        "fixed the leaking tap, tested, fine",
        "swapped the dead battery",
        "cleared the blocked drain, one hour",
        "repaired the cracked pane as quoted",
    ],
    "somebody else was bad": [
        "said the old supplier was terrible, glad they switched to us",
        "their last agency never called back, happy to be here",
        "angry with her landlord about the lift",
        "cross with the council, not with us",
        "his bank messed up the transfer, new one tomorrow",
    ],
    "moved, returned, cancelled for their own reasons": [
        "returned the empty crates",
        "cancelled the table, child is ill",
        "moved to Friday, meeting came up",
        "stops in June, moving to Madrid",
        "returned the wrong size, exchanged",
    ],
    "innocent words": [
        "dropped off the samples",
        "killer whale tour for two",
        "no complaints so far",
        "nothing wrong, yearly check only",
        "lost his keys, new set cut",
    ],
    "questions": [
        "asks how the free trial works",
        "needs 2 free tables on Friday",
        "asked for a free sample",
        "is delivery free",
        "asks what the penalty is for leaving the parking late",
    ],
}


@pytest.mark.parametrize("text", [text for texts in CALM.values() for text in texts])
def test_a_calm_note_alarms_nobody(scorer: MoodScorer, text: str) -> None:
    assert scorer.score(text).label != "negative"


CALM = {
    "going elsewhere": [
        "they're going with another caterer",
        "went with a different florist",
        "booked somebody else for the party",
        "has found another dentist, wants her records",
    ],
    "leaving slowly": [
        "wants to pause the contract",
        "asked for the notice period",
        "asked how to cancel",
        "not renewing next year",
        "used to order weekly, nothing since March",
    ],
    "the price is another": [
        "quote said 400, invoice says 650",
        "quoted 90, charged 140",
        "invoice higher than the estimate, asks why",
        "charged twice for the same night",
    ],
    "asked again": [
        "she had to chase us again",
        "third email about the refund",
        "asked again where the parts are",
        "still waiting for the call we promised",
    ],
    "plain facts": [
        "nobody came",
        "box half empty",
        "engineer never showed",
        "wrong size sent twice",
        "found a hair in the soup",
    ],
    "kindly said": [
        "very nice about it but won't be back",
        "loves the room but the noise kept her up",
        "said it's fine, then cancelled the order",
    ],
}


@pytest.mark.parametrize("text", [text for texts in CALM.values() for text in texts])
def test_a_quiet_complaint_is_found(scorer: MoodScorer, text: str) -> None:
    assert scorer.score(text).label == "negative"


@pytest.mark.parametrize("text", [text for texts in CALM.values() for text in texts])
def test_it_is_shown_with_words_of_its_own(scorer: MoodScorer, text: str) -> None:
    phrases = scorer.score(text).phrases
    assert phrases
    assert all(phrase in text for phrase in phrases)


@pytest.mark.parametrize("text", ["ok", "OK", "fine", "Fine.", "yes", "no", "No.", "noted", "ok, fine"])
def test_an_answer_alone_is_neutral(scorer: MoodScorer, text: str) -> None:
    mood = scorer.score(text)
    assert (mood.score, mood.label) == (0.0, "neutral")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("model:D-10 faulty again, he is fed up", "negative"),
        ("ref:DHL parcel lost again", "negative"),
        ("cell =D4 wrong formula", "negative"),
        ("invoice nr:P-44 unpaid", "negative"),
        ("delivery (dock:D)", "neutral"),
        ("note:please bring the samples", "neutral"),
        ("via:post", "neutral"),
        ("price <30", "neutral"),
        ("delivery in <3 days", "neutral"),
        ("bay:) is closed (see plan:D)", "neutral"),
    ],
)
def test_signs_inside_words_are_no_emoticons(scorer: MoodScorer, text: str, label: str) -> None:
    mood = scorer.score(text)
    assert mood.label == label
    assert not {":D", "=D", ":P", ":p", "<3"} & set(mood.phrases)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("see you then :)", ":)"), ("that went well <3", "<3"), ("thanks:)", ":)"), (":( it rained", ":(")],
)
def test_emoticons_between_blanks_or_at_the_end_count(scorer: MoodScorer, text: str, phrase: str) -> None:
    assert phrase in str(scorer.score(text).phrases) or phrase in (":)", ":(")
    plain = scorer.score(text.replace(phrase, "")).score
    assert scorer.score(text).score != plain


@pytest.mark.parametrize(("text", "label"), [("⭐⭐⭐⭐⭐", "positive"), ("⭐", "negative"), ("★★★★☆", "positive")])
def test_drawn_stars_alone_are_a_rating(scorer: MoodScorer, text: str, label: str) -> None:
    assert scorer.score(text).label == label


def test_one_star_beside_words_is_an_ornament(scorer: MoodScorer) -> None:
    assert scorer.score("⭐ new menu from Monday ⭐").label != "negative"


@pytest.mark.parametrize(
    "text",
    [
        "Could not be worse",
        "couldn't have been any worse",
        "The best 40 minutes of hold music ever",
        "What a faff",
        "gutted about the cake",
        "the whole thing was naff",
        "terible service",
        "usless staff",
        "dissapointed with the room",
        "recieved a horible meal",
    ],
)
def test_slang_sarcasm_and_misspelt_words_are_read(scorer: MoodScorer, text: str) -> None:
    assert scorer.score(text).label == "negative"


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Bad asked for an invoice",
        "Dr. Pain confirmed for two",
        "Terribly sorry to bother you, is the shop open?",
        "awfully sorry to trouble you, what was the address",
    ],
)
def test_names_and_politeness_are_no_complaint(scorer: MoodScorer, text: str) -> None:
    assert scorer.score(text).label != "negative"


@pytest.mark.parametrize("text", ["free table", "is delivery free", "asked for a free sample", "free wifi code sent"])
def test_what_is_free_is_no_praise(scorer: MoodScorer, text: str) -> None:
    assert scorer.score(text).label == "neutral"
