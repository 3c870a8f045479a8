"""The rows of the table of settings (settings.py) that say how follow-ups come up and go on."""

from bot.domain.setting import Kind, Setting


def _cadence(tier: str, words: str) -> Setting:
    return Setting(
        (f"cadence_{tier}",),
        f"RAPPORT_CADENCE_{tier.upper()}",
        Kind.NUMBER,
        f"Days between touches with {words} customers",
        "after how many days without a touch a check-in comes up, where a customer has no cadence of their own",
        "none comes up",
        "a number of days, such as 60",
        bounds=(0, 1095),
    )


FOLLOW_UPS = (
    Setting(
        ("leap_birthday",),
        "RAPPORT_LEAP_BIRTHDAY",
        Kind.CHOICE,
        "Birthdays of 29 February",
        "when birthdays of 29 February are kept in other years",
        "28 Feb",
        "28 Feb or 1 Mar",
        {"28 Feb": "On 28 February", "1 Mar": "On 1 March"},
    ),
    Setting(
        ("thanks_apart",),
        "RAPPORT_THANKS_APART",
        Kind.NUMBER,
        "Days between thank-you notes",
        "how many days apart thank-you notes to one customer are; you are asked before one comes sooner",
        "30",
        "a number of days, such as 30",
        bounds=(1, 365),
    ),
    Setting(
        ("thanks_goal",),
        "RAPPORT_THANKS_GOAL",
        Kind.NUMBER,
        "Thank-you notes a week",
        "how many the team wants to write in a week; Home and digests say quietly how many there are",
        "no goal",
        "a number, such as 5",
        bounds=(0, 500),
    ),
    *map(_cadence, ("vip", "gold", "silver", "standard"), ("VIP", "Gold", "Silver", "Standard")),
)
"""In the order of the form."""
