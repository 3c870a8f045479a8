"""What became of a file of customers, in words."""

from bot.domain.imported import Counts
from bot.domain.saying import figure, say, say_count


def in_words(counts: Counts, *, is_done: bool) -> str:
    """How many of each: "12 added, 0 refused; 3 filled in". Before it is done, what would become of it."""
    would_be = "" if is_done else say("would be ")
    added = say(
        "{added} {would_be}added, {refused} refused",
        added=figure(counts.added),
        would_be=would_be,
        refused=figure(counts.refused),
    )
    others = [
        say("{filled} {would_be}filled in", filled=figure(counts.filled), would_be=would_be) if counts.filled else "",
        say("{changed} {would_be}changed", changed=figure(counts.changed), would_be=would_be) if counts.changed else "",
        say("{unchanged} known already, unchanged", unchanged=figure(counts.unchanged)) if counts.unchanged else "",
        say("{count} left out", count=say_count("{number} cell", "{number} cells", counts.lost)) if counts.lost else "",
    ]
    return "; ".join(filter(None, [added, *others]))
