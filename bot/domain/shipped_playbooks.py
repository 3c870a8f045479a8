"""The playbooks that come with Rapport, each with guidance. All are off until a lead switches them on.

Their ids are kept free in the table (storage/playbooks.py), where one stands once a lead has changed it. What the
guidance says goes by what is known of service: a complaint is judged by how fair its handling felt, most of all by
being heard and told what happens next (Tax, Brown and Chandrashekaran, 1998, Journal of Marketing 62).
"""

from bot.domain.followups import FollowUpKind
from bot.domain.playbook import Beginning, Doer, Playbook, Step

WELCOME = Playbook(
    1,
    "Welcome",
    Beginning.NEW,
    (
        Step(
            *(1, FollowUpKind.CALLBACK, "Welcome call", Doer.OWNER),
            "Say who you are and how to reach you directly.\n"
            "Ask what made them choose us, and what would make it a success for them: remember it as a goal.\n"
            "Agree on one next step, with a day.",
        ),
        Step(
            *(7, FollowUpKind.CHECK_IN, "Ask how the first week went", Doer.OWNER),
            "Ask openly: “What was harder than you expected?” Then wait.\n"
            "Small troubles of the first week are why people leave later: put them right now, or say by when.\n"
            "Read their goal first, and ask about it.",
        ),
        Step(
            *(30, FollowUpKind.CHECK_IN, "Ask how satisfied they are after a month", Doer.OWNER),
            "Ask for a number from 1 to 5, then “What would make it a 5?”, and log it with /rating.\n"
            "A 3 or less: say what you will do, with a day, and plan it.\n"
            "A 5: thank them, and ask whom else they know who would like it.",
        ),
    ),
)

AFTER_A_COMPLAINT = Playbook(
    2,
    "After a complaint",
    Beginning.RESOLVED,
    (
        Step(
            *(7, FollowUpKind.CALLBACK, "Tell them what we changed because of them", Doer.OWNER),
            "Call rather than write. Name what went wrong in their words, so that they need not tell it again.\n"
            "If nothing was changed, say so honestly, and what will be.\n"
            "If it is not put right for them, open the complaint again.",
        ),
        Step(
            *(21, FollowUpKind.CHECK_IN, "See whether it happened again", Doer.OWNER),
            "Look into their last touches and orders before you call.\n"
            "Ask “Has it been right since?”, not “Is everything fine?”.",
        ),
        Step(
            *(60, FollowUpKind.CHECK_IN, "A word without a reason", Doer.OWNER),
            "No talk of the complaint unless they begin.\n"
            "Ask about something you remember of them: it shows that they are more than a case.",
        ),
    ),
)

BEFORE_A_RENEWAL = Playbook(
    3,
    "Before a renewal",
    Beginning.BEFORE_RENEWAL,
    (
        Step(
            *(-60, FollowUpKind.CHECK_IN, "Ask how the year went for them", Doer.OWNER),
            "Read open complaints, mood and their goal on the card first.\n"
            "Talk about what they got out of it, not about the contract.\n"
            "What is not right by now can still be put right before they decide.",
        ),
        Step(
            *(-30, FollowUpKind.OTHER, "Make the offer for the next year", Doer.OWNER),
            "Begin with what they said they want, then the offer that fits it.\n"
            "Name the price yourself, early, and any change of it with the reason.",
        ),
        Step(
            *(-7, FollowUpKind.CALLBACK, "Answer what is still open", Doer.OWNER),
            "Ask “What would keep you from staying?” and take the answer as it is.\n"
            "No answer by now is a sign: tell a lead today, not on the last day.",
        ),
    ),
)

QUIET_CUSTOMER = Playbook(
    4,
    "Quiet customer",
    Beginning.QUIET,
    (
        Step(
            *(3, FollowUpKind.CALLBACK, "The check-in reached nobody: call again, at another hour", Doer.OWNER),
            "Have something for them: news that concerns them, an answer, a question about their goal.\n"
            "Say plainly that you wanted to hear how they are; do not sell.\n"
            "Once you log that you spoke with them, the rest of this playbook ends by itself.",
        ),
        Step(
            *(10, FollowUpKind.OTHER, "Try another way: write, or ask for somebody else there", Doer.OWNER),
            "Use the way they prefer (it is on the card).\n"
            "Three lines are enough, with one question that is easy to answer.",
        ),
        Step(
            *(21, FollowUpKind.OTHER, "Decide what becomes of them", Doer.LEAD),
            "Look with the owner: are they leaving, or were they never in need of more?\n"
            "Change their cadence if it was wrong; mark them as lost if they are. Both are better than silence.",
        ),
    ),
)

SHIPPED = (WELCOME, AFTER_A_COMPLAINT, BEFORE_A_RENEWAL, QUIET_CUSTOMER)

FIRST_FREE = 101
"""The first id that a team's own playbook gets."""
