"""The rows of the table of settings (settings.py) that say how follow-ups come up and go on."""

from bot.domain.saying import later, say
from bot.domain.setting import Kind, Setting


def _cadence(tier: str, words: str) -> Setting:
    return Setting(
        (f"cadence_{tier}",),
        f"RAPPORT_CADENCE_{tier.upper()}",
        Kind.NUMBER,
        say("Days between touches with {words} customers", words=words),
        say("after how many days without a touch a check-in comes up, where a customer has no cadence of their own"),
        say("none comes up"),
        say("a number of days, such as 60"),
        bounds=(0, 1095),
    )


NOTES = (
    Setting(
        ("leap_birthday",),
        "RAPPORT_LEAP_BIRTHDAY",
        Kind.CHOICE,
        later("Birthdays of 29 February"),
        later("when birthdays of 29 February are kept in other years"),
        "28 Feb",
        later("28 Feb or 1 Mar"),
        {"28 Feb": later("On 28 February"), "1 Mar": later("On 1 March")},
    ),
    Setting(
        ("thanks_apart",),
        "RAPPORT_THANKS_APART",
        Kind.NUMBER,
        later("Days between thank-you notes"),
        later("how many days apart thank-you notes to one customer are; you are asked before one comes sooner"),
        "30",
        later("a number of days, such as 30"),
        bounds=(1, 365),
    ),
    Setting(
        ("thanks_goal",),
        "RAPPORT_THANKS_GOAL",
        Kind.NUMBER,
        later("Thank-you notes a week"),
        later("how many the team wants to write in a week; Home and digests say quietly how many there are"),
        later("no goal"),
        later("a number, such as 5"),
        bounds=(0, 500),
    ),
)
"""Of birthdays and thank-you notes."""

CADENCES = tuple(map(_cadence, ("vip", "gold", "silver", "standard"), ("VIP", "Gold", "Silver", "Standard")))
"""Of staying in touch."""
