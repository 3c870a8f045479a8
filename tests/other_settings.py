"""Another value of every setting, as it is chosen in the form and was written in the environment; none is left out."""

from dataclasses import replace
from datetime import time
from typing import Any

from bot.domain.settings import USUAL
from tests.team import ANA, BEN

CHOSEN: dict[str, tuple[dict[str, Any], str]] = {
    "feedback_channel": ({"feedback_channel": "C0RANDOM"}, "C0RANDOM"),
    "team_channel": ({"team_channel": "C0RANDOM"}, "C0RANDOM"),
    "leads": ({"leads": [ANA, BEN]}, f"{ANA}, {BEN}"),
    "admins_only": ({"admins_only": ["moods"]}, "Moods"),
    "default_owner": ({"default_owner": BEN}, BEN),
    "digest_at": ({"digest_at": "07:45"}, "7:45"),
    "digest_until": ({"digest_until": "12:15"}, "12:15"),
    "report_on": ({"report_on": "friday"}, "friday"),
    "report_at": ({"report_at": "08:15"}, "8:15"),
    "working_days": ({"working_days": ["1", "2", "3"]}, "Tue-Thu"),
    "work_from": ({"work_from": "06:00", "work_until": "14:30"}, "6:00-14:30"),
    "timezone": ({"timezone": "kolkata"}, "Asia/Kolkata"),
    "country": ({"country": "Portugal"}, "pt"),
    "closing_days": ({"closing_days": "14 Aug - 21 aug 2027\n24-26 Dec\n\n24-26 Dec"}, ""),
    "currency": ({"currency": "swiss franc"}, "chf"),
    "language": ({"language": "de"}, "DE"),
    "sensitivity": ({"sensitivity": "fewer"}, "fewer"),
    "keep_words": ({"keep_words": "24 months"}, "24 months"),
    "leap_birthday": ({"leap_birthday": "1 Mar"}, "1 Mar"),
    "thanks_apart": ({"thanks_apart": "14"}, "14"),
    "thanks_goal": ({"thanks_goal": "5"}, "5"),
    "cadence_vip": ({"cadence_vip": "30"}, "30"),
    "cadence_gold": ({"cadence_gold": "60"}, "60"),
    "cadence_silver": ({"cadence_silver": "90"}, "90"),
    "cadence_standard": ({"cadence_standard": "365"}, "365"),
    "complaint_categories": ({"complaint_categories": "Food\nService"}, "Food, Service"),
    "root_causes": ({"root_causes": "Kitchen\nCourier"}, "Kitchen, Courier"),
    "compensation_limit": ({"compensation_limit": "50"}, "50"),
    "check_after": ({"check_after": "5"}, "5"),
    "survey_scale": ({"survey_scale": "nps"}, ""),
    "survey_after": ({"survey_after": ["phone", "in person"]}, ""),
    "survey_wait": ({"survey_wait": "2"}, ""),
    "survey_checks": ({"survey_checks": "mail"}, ""),
    "lost_reasons": ({"lost_reasons": "Price\nA rival\nprice"}, "Price, A rival"),
}
"""Setting -> (what is filled in, what was written in the environment)."""

MEANT: dict[str, Any] = {
    "feedback_channel": "C0RANDOM",
    "team_channel": "C0RANDOM",
    "leads": frozenset({ANA, BEN}),
    "admins_only": frozenset({"moods"}),
    "default_owner": BEN,
    "digest_at": time(7, 45),
    "digest_until": time(12, 15),
    "report_on": "friday",
    "report_at": time(8, 15),
    "working_days": frozenset({1, 2, 3}),
    "work_from": time(6),
    "work_until": time(14, 30),
    "timezone": "Asia/Kolkata",
    "country": "PT",
    "closing_days": ("--12-24/--12-26", "2027-08-14/2027-08-21"),
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
    "survey_scale": "nps",
    "survey_after": frozenset({"phone", "in person"}),
    "survey_wait": 2,
    "survey_checks": "mail",
    "keep_words": "24 months",
    "thanks_apart": 14,
    "thanks_goal": 5,
}
"""Field of WorkspaceSettings -> what it is then."""

OTHER = replace(USUAL, **MEANT)
"""All of it at once."""
