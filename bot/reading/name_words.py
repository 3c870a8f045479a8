"""What stands in a customer's name and may not belong there: to be asked about before it is stored as one."""

import re

from bot.domain.customers import Tier
from bot.reading.commands import ADD
from bot.reading.line_words import QUOTES
from bot.reading.options import keys_of

_SUFFIX = re.compile(
    r",\s*(?:jr|sr|ii|iii|iv|md|phd|esq|inc|ltd|llc|llp|plc|gmbh|ag|sa|co|corp|lda)\b\.?", re.IGNORECASE
)
"""What follows a comma within a name: "Sammy Davis, Jr.", "Acme, Inc."."""

_COMMA = re.compile(r",\s.*")


def not_of_a_name(name: str) -> str:
    """The end of these words that reads like more than a name; "" where there is none, or the name is in quotes.

    That is what follows a comma ("Ola Berg, Fjord AS"), or an option without its colon, in small letters ("Ola Berg
    birthday 14 March", "Ola Berg vip").
    """
    if name.startswith(tuple(QUOTES)):
        return ""
    words = name.split()
    keys = keys_of(ADD) | {tier.value for tier in Tier}
    at = next((place for place, word in enumerate(words) if place and word.strip(",;") in keys), len(words))
    after_comma = _COMMA.search(_SUFFIX.sub(lambda found: "_" * len(found[0]), name))
    ends = [" ".join(words[at:]), name[after_comma.start() :].lstrip(", ") if after_comma else ""]
    return max(ends, key=len)
