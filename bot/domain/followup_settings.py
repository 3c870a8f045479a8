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
)
"""In the order of the form."""
