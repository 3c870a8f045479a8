"""Who looks after a customer, in words."""

from bot.domain.caretaker import Caretaker


def looked_after(caretaker: Caretaker) -> str:
    """Such as: looked after by @ben for @fei, who has left; nobody looks after them yet."""
    left = f"<@{caretaker.stands_in_for}>" if caretaker.stands_in_for else ""
    if caretaker.id:
        return f"looked after by <@{caretaker.id}>{f' for {left}, who has left' if left else ''}"
    return f"nobody looks after them: {left} has left" if left else "nobody looks after them yet"
