"""A variable of the environment that somebody has to mend."""

from typing import NamedTuple


class WrongVariable(NamedTuple):
    """A variable that is missing or malformed, and what to do about it."""

    name: str
    sentence: str
