"""What free words of a list may mean, where nobody is called so: "gold" is a tier, "silent" needs a value."""

from collections.abc import Callable, Iterable

from bot.domain.segment import BY_NAME, KINDS, Asks


def meant_by(words: Iterable[str], is_tag: Callable[[str], bool]) -> list[str]:
    """Conditions to type instead: "tier:gold", "tag:press", "silent:60d"."""
    found = []
    for word in words:
        plain = word.casefold().strip()
        found += [f"{kind.key}:{plain}" for kind in KINDS if kind.asks is Asks.LISTED and plain in kind.choices]
        found += [f'tag:"{plain}"' if " " in plain else f"tag:{plain}"] if is_tag(plain) else []
        found += [BY_NAME[plain].shown] if plain in BY_NAME else []
    return list(dict.fromkeys(found))
