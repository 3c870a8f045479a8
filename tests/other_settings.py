"""Another value of every setting, as it is chosen in the form and written in the environment; none may be left out."""

from datetime import time
from typing import Any

from tests.team import ANA, BEN

CHOSEN: dict[str, tuple[dict[str, Any], str]] = {
    "RAPPORT_FEEDBACK_CHANNEL": ({"feedback_channel": "C0RANDOM"}, "C0RANDOM"),
    "RAPPORT_TEAM_CHANNEL": ({"team_channel": "C0RANDOM"}, "C0RANDOM"),
    "RAPPORT_LEADS": ({"leads": [ANA, BEN]}, f"{ANA}, {BEN}"),
    "RAPPORT_ADMINS_ONLY": ({"admins_only": ["moods"]}, "Moods"),
    "RAPPORT_DEFAULT_OWNER": ({"default_owner": BEN}, BEN),
    "RAPPORT_DIGEST_AT": ({"digest_at": "07:45"}, "7:45"),
    "RAPPORT_DIGEST_UNTIL": ({"digest_until": "12:15"}, "12:15"),
    "RAPPORT_WORKING_DAYS": ({"working_days": ["1", "2", "3"]}, "Tue-Thu"),
    "RAPPORT_WORK_HOURS": ({"work_from": "06:00", "work_until": "14:30"}, "6:00-14:30"),
    "RAPPORT_TIMEZONE": ({"timezone": "kolkata"}, "Asia/Kolkata"),
    "RAPPORT_COUNTRY": ({"country": "Portugal"}, "pt"),
    "RAPPORT_CURRENCY": ({"currency": "swiss franc"}, "chf"),
    "RAPPORT_LANGUAGE": ({"language": "de"}, "DE"),
    "RAPPORT_SENSITIVITY": ({"sensitivity": "fewer"}, "fewer"),
    "RAPPORT_KEEP_WORDS": ({"keep_words": "24 months"}, "24 months"),
    "RAPPORT_LEAP_BIRTHDAY": ({"leap_birthday": "1 Mar"}, "1 Mar"),
    "RAPPORT_THANKS_APART": ({"thanks_apart": "14"}, "14"),
    "RAPPORT_THANKS_GOAL": ({"thanks_goal": "5"}, "5"),
    "RAPPORT_CADENCE_VIP": ({"cadence_vip": "30"}, "30"),
    "RAPPORT_CADENCE_GOLD": ({"cadence_gold": "60"}, "60"),
    "RAPPORT_CADENCE_SILVER": ({"cadence_silver": "90"}, "90"),
    "RAPPORT_CADENCE_STANDARD": ({"cadence_standard": "365"}, "365"),
    "RAPPORT_COMPLAINT_CATEGORIES": ({"complaint_categories": "Food\nService"}, "Food, Service"),
    "RAPPORT_ROOT_CAUSES": ({"root_causes": "Kitchen\nCourier"}, "Kitchen, Courier"),
    "RAPPORT_COMPENSATION_LIMIT": ({"compensation_limit": "50"}, "50"),
    "RAPPORT_CHECK_AFTER": ({"check_after": "5"}, "5"),
    "RAPPORT_LOST_REASONS": ({"lost_reasons": "Price\nA rival\nprice"}, "Price, A rival"),
}
"""Variable -> (what is filled in, what is written)."""

MEANT: dict[str, object] = {
    "feedback_channel": "C0RANDOM",
    "team_channel": "C0RANDOM",
    "leads": frozenset({ANA, BEN}),
    "admins_only": frozenset({"moods"}),
    "default_owner": BEN,
    "digest_at": time(7, 45),
    "digest_until": time(12, 15),
    "working_days": frozenset({1, 2, 3}),
    "work_from": time(6),
    "work_until": time(14, 30),
    "timezone": "Asia/Kolkata",
    "country": "PT",
    "currency": "CHF",
    "language": "de",
    "sensitivity": "fewer",
    "leap_birthday": "1 Mar",
    "cadence_vip": 30,
    "cadence_gold": 60,
    "cadence_silver": 90,
    "cadence_standard": 365,
    "lost_reasons": ("Price", "A rival"),
    "complaint_categories": ("Food", "Service"),
    "root_causes": ("Kitchen", "Courier"),
    "compensation_limit": 50,
    "check_after": 5,
    "keep_words": "24 months",
    "thanks_apart": 14,
    "thanks_goal": 5,
}
"""Field of WorkspaceSettings -> what it is then."""
