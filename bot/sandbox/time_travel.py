"""Moving the clock so that every job in between runs at its own time, and waiting until all is quiet."""

import re
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.sandbox.errors import ControlError
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world.changes import Change
from bot.sandbox.world.clock import SandboxClock

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_STEP = re.compile(r"(\d+)([mhdw])")
_MINUTE, _MOMENT = timedelta(minutes=1), timedelta(microseconds=1)
_QUARTER = 15  # minutes; days begin on a quarter of an hour in every zone
_QUIET_S = 2.0  # a bot in another process: no traffic for so long means that it has nothing to do
_PATIENCE_S = 30.0
_LOOK_S = 0.005
_NOTICE_S = 0.03  # longer than a waiting thread takes to see that the clock was moved
_STEP_QUIET_S = 0.25
_FOLLOW_S = 10.0
_LAST_QUIET_S = 5.0
_FRIDAY = 4
_OPENS = 9


def advance(sandbox: Sandbox, step: str) -> None:
    """Go forward by "90m", "20h", "3d", "1w" as `advance_to` does. Raises ControlError."""
    found = _STEP.fullmatch(step)
    if not found:
        raise ControlError('advance takes "90m", "20h", "3d" or "1w".')
    advance_to(sandbox, sandbox.clock.now() + timedelta(**{_UNITS[found[2]]: int(found[1])}))


def advance_to(sandbox: Sandbox, goal: datetime) -> None:
    """Go forward to an instant, standing on each minute in which something is due while its jobs run.

    Minutes in which nothing can be due are passed over, as a server of many workspaces does with those nobody uses. A
    bot elsewhere, which cannot be asked, sees each minute.
    """
    clock = _movable(sandbox)
    minute = _minute_after(clock.now())
    while minute <= goal:
        if clock.now() < minute:
            clock.move_to(minute)
        may_have_more = _tick(sandbox)
        sandbox.changes.tell(Change("clock"))
        minute = _minute_after(minute) if may_have_more else _next_due(sandbox, minute)
    if clock.now() < goal:
        clock.move_to(goal)
    _arrive(sandbox)


def _minute_after(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0) + _MINUTE


def _next_due(sandbox: Sandbox, minute: datetime) -> datetime:
    """The next minute in which something can be due: at a moment that the bot knows, or as a day begins somewhere."""
    at_once = minute + _MINUTE
    if sandbox.bot is None:
        return at_once
    quarter = minute + timedelta(minutes=_QUARTER - minute.minute % _QUARTER)
    return min(quarter, max(at_once, _minute_after(sandbox.bot.next_due() - _MOMENT)))


def jump(sandbox: Sandbox, now: datetime) -> None:
    """Make it this instant at once, as after sleep; the jobs due by then run once."""
    _movable(sandbox).move_to(now)
    _tick(sandbox)
    _arrive(sandbox)


def next_workday(now: datetime) -> datetime:
    """The next Monday to Friday 09:00 in Lisbon after this instant."""
    local = now.astimezone(ZoneInfo("Europe/Lisbon"))
    day = local.replace(hour=_OPENS, minute=0, second=0, microsecond=0)
    while day <= local or day.weekday() > _FRIDAY:
        day += timedelta(days=1)
    return day.astimezone(UTC)


def settle(sandbox: Sandbox, patience: float = _PATIENCE_S) -> bool:
    """Wait until nothing is on its way; False where it still was after so many real seconds."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if _still(sandbox):
            return True
        time.sleep(_LOOK_S)
    return False


def _still(sandbox: Sandbox) -> bool:
    if sandbox.bot is None:
        return sandbox.traffic.quiet_for() >= _QUIET_S
    return not sandbox.traffic.on_its_way and sandbox.bot.idle()


def _tick(sandbox: Sandbox) -> bool:
    """Whether the bot may have more to do in the next minute."""
    if sandbox.bot is None:
        _movable(sandbox).let_follow(_FOLLOW_S)
        return True
    may_have_more = sandbox.bot.tick()
    _wait(sandbox, _NOTICE_S, _STEP_QUIET_S)
    return may_have_more


def _arrive(sandbox: Sandbox) -> None:
    _wait(sandbox, _LAST_QUIET_S, _LAST_QUIET_S)
    sandbox.changes.tell(Change("clock"))


def _wait(sandbox: Sandbox, least: float, quiet: float) -> None:
    """Until the bot is idle; or only waits for time to pass: no traffic for `quiet`, after `least` real seconds."""
    start = time.monotonic()
    while not _still(sandbox):
        if time.monotonic() - start >= least and sandbox.traffic.quiet_for() >= quiet:
            return
        time.sleep(_LOOK_S)


def _movable(sandbox: Sandbox) -> SandboxClock:
    if not isinstance(sandbox.clock, SandboxClock):
        raise ControlError("This sandbox runs on a clock that cannot be moved.")
    return sandbox.clock
