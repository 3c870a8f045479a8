"""What became of a file of customers, in words."""

from bot.domain.imported import Counts
from bot.views.mrkdwn import count


def in_words(counts: Counts, *, is_done: bool) -> str:
    """How many of each: "12 added, 0 refused; 3 filled in". Before it is done, what would become of it."""
    would_be = "" if is_done else "would be "
    added = f"{counts.added:,} {would_be}added, {counts.refused:,} refused"
    others = [
        f"{counts.filled:,} {would_be}filled in" if counts.filled else "",
        f"{counts.changed:,} {would_be}changed" if counts.changed else "",
        f"{counts.unchanged:,} known already, unchanged" if counts.unchanged else "",
        f"{count(counts.lost, 'cell')} left out" if counts.lost else "",
    ]
    return "; ".join(filter(None, [added, *others]))
