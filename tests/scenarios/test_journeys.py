"""The journeys in docs/architecture.md are made, and the tables there are what is seen on the way."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

import handlers
from tests.team import ANA, BEN, Team

ROOT = Path(handlers.__file__).parent.parent
OURS = ("bot", "handlers", "jobs", "storage")

Stop = tuple[str, str]
"""(file, function)."""


def _written() -> dict[str, list[Stop]]:
    """Title of a journey -> its stops."""
    found: dict[str, list[Stop]] = {}
    page = (ROOT / "docs" / "architecture.md").read_text()
    for title, table in re.findall(r"^### (.*?), until .*?\n\n(.*?)\n\n", page, re.MULTILINE | re.DOTALL):
        found[title] = re.findall(r"^\| `(\S+)` \| `(\S+)` \|", table, re.MULTILINE)
    return found


def _complain(team: Team) -> None:
    team.command(ANA, "/complaint", "Dana Reyes: box was empty")


def _claim(team: Team) -> None:
    _complain(team)
    team.click(BEN, "claim", team.alert())


def _wait(team: Team) -> None:
    team.command(ANA, "/followup", "Dana Reyes: send the menu due:tomorrow")
    team.advance(hours=26, tick_s=3600)


JOURNEYS: dict[str, Callable[[Team], None]] = {
    "`/complaint Dana Reyes: box was empty`": _complain,
    "Its alert": _complain,
    "Claim is pressed": _claim,
    "The daily digest": _wait,
}


def test_every_journey_written_is_made() -> None:
    assert set(_written()) == set(JOURNEYS)


@pytest.mark.parametrize("title", JOURNEYS)
def test_a_journey_goes_by_the_stops_that_are_written(dana: Team, title: str) -> None:
    stops = _written()[title]

    with _watching(stops[-1]) as seen:
        JOURNEYS[title](dana)

    assert seen == stops


@contextmanager
def _watching(last: Stop) -> Iterator[list[Stop]]:
    """The stops by which this one is first reached, once it was."""
    seen: list[Stop] = []

    def watch(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and not seen and frame.f_code.co_name == last[1] and _stop(frame) == last:
            seen.extend(_way(frame))

    sys.setprofile(watch)
    try:
        yield seen
    finally:
        sys.setprofile(None)


def _way(frame: FrameType | None) -> list[Stop]:
    found = []
    while frame is not None:
        stop = _stop(frame)
        if stop and not stop[0].startswith("bot/sandbox/"):
            found.append(stop)
        frame = frame.f_back
    return found[::-1]


def _stop(frame: FrameType) -> Stop | None:
    """Where a call is: in a function within another by its own name; in a lambda by that of the function around it."""
    path = Path(frame.f_code.co_filename)
    if not path.is_relative_to(ROOT) or path.relative_to(ROOT).parts[0] not in OURS:
        return None
    name = frame.f_code.co_qualname.removesuffix(".<locals>.<lambda>")
    return path.relative_to(ROOT).as_posix(), name.rpartition("<locals>.")[2]
