"""The rows of the table of settings (settings.py) that say how follow-ups come up and go on."""

from bot.domain.setting import Kind, Setting

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
)
"""In the order of the form."""
