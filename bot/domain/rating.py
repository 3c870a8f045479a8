"""A customer's answer in figures: CSAT (1 to 5) or NPS (0 to 10). How people write one: bot/reading/rating.py."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Scale = Literal["nps", "csat"]
RANGES = MappingProxyType({"nps": range(11), "csat": range(1, 6)})
NAMES = MappingProxyType({"nps": "NPS", "csat": "CSAT"})


@dataclass(frozen=True)
class Rating:
    """One answer on its scale; `words` is what else was said, "" if nothing was."""

    scale: Scale
    value: int
    words: str = ""

    def __str__(self) -> str:
        """As people say it: "NPS 9"."""
        return f"{NAMES[self.scale]} {self.value}"

    @property
    def is_low(self) -> bool:
        """Worth an alert: CSAT 1-2 or a detractor, NPS 0-6 (product.md section 3)."""
        return self.value <= (6 if self.scale == "nps" else 2)

    @property
    def is_good(self) -> bool:
        """Content with us, as CSAT and NPS count: CSAT 4-5 or a promoter, NPS 9-10 (bot/domain/figures.py)."""
        return self.value >= (9 if self.scale == "nps" else 4)

    @property
    def is_high(self) -> bool:
        """Worth a thank-you note: CSAT 5 or a promoter, NPS 9-10 (product.md section 3)."""
        return self.value >= (9 if self.scale == "nps" else 5)
