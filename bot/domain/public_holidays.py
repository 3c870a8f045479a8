"""Public holidays, as the rules need them: a function, because which days they are is a library's matter."""

from collections.abc import Callable
from datetime import date

Holidays = Callable[[str, int], frozenset[date]]
"""(country's ISO code or "", year) -> the public holidays of that year and the next."""
