"""Whose a request is, by what its payload names."""

from typing import Any

import pytest

from bot.slack.whose import Whose, whose

OURS, THEIRS = "T0OURS", "T0THEIRS"


@pytest.mark.parametrize(
    ("payload", "named"),
    [
        ({"command": "/customer", "team_id": OURS}, Whose((OURS,), None)),
        ({"command": "/customer", "team_id": OURS, "enterprise_id": "E0GRID"}, Whose((OURS,), "E0GRID")),
        (
            {"type": "block_actions", "message": {"team": OURS}, "team": {"id": THEIRS}, "user": {"team_id": THEIRS}},
            Whose((OURS, THEIRS), None),
        ),
        (
            {"type": "message_action", "message": {"team": THEIRS}, "team": {"id": OURS}, "user": {"team_id": OURS}},
            Whose((OURS,), None),
        ),
        (
            {
                "type": "event_callback",
                "team_id": THEIRS,
                "authorizations": [{"team_id": OURS, "enterprise_id": "E0GRID"}],
            },
            Whose((OURS, THEIRS), "E0GRID"),
        ),
        (
            {"type": "view_submission", "view": {"app_installed_team_id": OURS}, "team": {"id": THEIRS}},
            Whose((OURS, THEIRS), None),
        ),
        (
            {
                "type": "view_submission",
                "team": None,
                "enterprise": {"id": "E0GRID"},
                "view": {"app_installed_team_id": "E0GRID", "team_id": OURS},
                "user": {"team_id": THEIRS},
            },
            Whose((OURS, THEIRS), "E0GRID"),
        ),
        ({"team_id": "../../etc", "team": {"id": "t0small"}, "enterprise": "E0GRID"}, Whose((), None)),
        ({}, Whose((), None)),
    ],
)
def test_what_names_the_workspace_that_installed_it_comes_first(payload: dict[str, Any], named: Whose) -> None:
    assert whose(payload) == named
