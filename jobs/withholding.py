"""Taking from sight what its readers may not see any more, also where Slack's word of it was missed."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import withholding


def withhold(deps: Deps, _now: datetime) -> None:
    """It only reads where there is nothing to do."""
    with deps.looking(ITSELF) as work:
        found = withholding.on_show(work)
    if found:
        with deps.working(ITSELF) as work:
            withholding.withhold(work)
