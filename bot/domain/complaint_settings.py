"""The rows of the table of settings (settings.py) that say how a complaint is put right."""

from bot.domain.saying import later
from bot.domain.setting import Kind, Setting

CATEGORIES = ("product", "service", "delivery", "billing", "communication", "other")
ROOT_CAUSES = ("our mistake", "unclear words", "supplier or courier", "too few people", "our process", "other")

COMPLAINTS = (
    Setting(
        ("complaint_categories",),
        "RAPPORT_COMPLAINT_CATEGORIES",
        Kind.WORDS,
        later("What complaints are about"),
        later("the categories to choose from when a complaint is put right"),
        ", ".join(CATEGORIES),
        later("with commas between them"),
    ),
    Setting(
        ("root_causes",),
        "RAPPORT_ROOT_CAUSES",
        Kind.WORDS,
        later("Root causes of complaints"),
        later("the causes to choose from when a complaint is put right"),
        ", ".join(ROOT_CAUSES),
        later("with commas between them"),
    ),
    Setting(
        ("compensation_limit",),
        "RAPPORT_COMPENSATION_LIMIT",
        Kind.NUMBER,
        later("Compensation without asking"),
        later(
            "up to which amount everybody may give compensation; above it a lead approves before the complaint is done"
        ),
        later("any amount"),
        later("an amount, such as 50"),
        bounds=(0, 1_000_000),
    ),
    Setting(
        ("check_after",),
        "RAPPORT_CHECK_AFTER",
        Kind.NUMBER,
        later("Days until a satisfaction check"),
        later(
            "how many days after a complaint was put right its customer is asked whether they are satisfied; "
            "0: nobody is"
        ),
        "3",
        later("a number of days, such as 5"),
        bounds=(0, 60),
        zero=later("nobody is asked"),
    ),
)
"""In the order of the form."""
