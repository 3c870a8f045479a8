"""Who looks after a customer, in words."""

from bot.domain.caretaker import Caretaker


def looked_after(caretaker: Caretaker) -> str:
    """Such as: looked after by @ben for @fei, who has left; nobody looks after them yet."""
    left = f"<@{caretaker.stands_in_for}>" if caretaker.stands_in_for else ""
    why = "is a guest now" if caretaker.is_guest else "has left"
    if caretaker.id:
        return f"looked after by <@{caretaker.id}>{f' for {left}, who {why}' if left else ''}"
    return f"nobody looks after them: {left} {why}" if left else "nobody looks after them yet"
