"""What Slack's flags of people and channels mean: the least trusting reading."""

from typing import Any

import pytest

from bot.domain.people import Role
from bot.domain.slack_channel import Trouble
from bot.slack.channel_looks import trouble_of
from bot.slack.profiles import is_whole, person_of

US, THEM = "T1", "T2"
MEMBER = {"id": "U1", "team_id": US, "is_restricted": False, "is_ultra_restricted": False, "real_name": "Ana"}
CHANNEL = {"id": "C1", "is_ext_shared": False, "is_archived": False}


@pytest.mark.parametrize(
    ("flags", "role"),
    [
        ({}, Role.MEMBER),
        ({"is_admin": True}, Role.ADMIN),
        ({"is_owner": True}, Role.ADMIN),
        ({"is_primary_owner": True}, Role.ADMIN),
        ({"is_stranger": False}, Role.MEMBER),
        ({"is_restricted": True}, Role.GUEST),
        ({"is_ultra_restricted": True}, Role.GUEST),
        ({"is_admin": True, "is_ultra_restricted": True}, Role.GUEST),
        ({"is_stranger": True}, Role.STRANGER),
        ({"is_admin": True, "is_stranger": True}, Role.STRANGER),
        ({"team_id": THEM}, Role.STRANGER),
        ({"team_id": None}, Role.STRANGER),
        ({"team_id": THEM, "enterprise_user": {"teams": [THEM]}}, Role.STRANGER),
        ({"team_id": THEM, "enterprise_user": {"teams": [THEM, US]}}, Role.MEMBER),
        ({"team_id": THEM, "enterprise_user": {"teams": [THEM, US]}, "is_ultra_restricted": True}, Role.GUEST),
        ({"is_restricted": None}, Role.STRANGER),
        ({"is_ultra_restricted": None}, Role.STRANGER),
        ({"is_bot": True}, Role.BOT),
        ({"id": "USLACKBOT"}, Role.BOT),
        ({"deleted": True, "is_admin": True}, Role.DEACTIVATED),
    ],
)
def test_a_profile(flags: dict[str, Any], role: Role) -> None:
    assert person_of({**MEMBER, **flags}, US).role is role


@pytest.mark.parametrize("flag", ["team_id", "is_restricted", "is_ultra_restricted"])
def test_a_profile_without_a_flag_is_a_strangers_and_to_be_asked_for_again(flag: str) -> None:
    profile = {name: value for name, value in MEMBER.items() if name != flag}

    assert person_of(profile, US).role is Role.STRANGER
    assert not is_whole(profile)
    assert is_whole(MEMBER)
    assert is_whole({"id": "U1", "deleted": True})


@pytest.mark.parametrize(
    ("flags", "trouble"),
    [
        ({}, Trouble.NONE),
        ({"is_archived": True}, Trouble.ARCHIVED),
        ({"is_ext_shared": True}, Trouble.SHARED),
        ({"is_ext_shared": None}, Trouble.SHARED),
        ({"is_pending_ext_shared": True}, Trouble.SHARED),
        ({"pending_shared": [THEM]}, Trouble.SHARED),
        ({"pending_connected_team_ids": [THEM]}, Trouble.SHARED),
        ({"shared_team_ids": [US]}, Trouble.NONE),
        ({"shared_team_ids": [US, THEM]}, Trouble.SHARED),
        ({"connected_team_ids": [THEM]}, Trouble.SHARED),
        ({"is_org_shared": True}, Trouble.SHARED),
        ({"is_org_shared": True, "shared_team_ids": [US, THEM]}, Trouble.SHARED),
        ({"is_org_shared": True, "shared_team_ids": [US]}, Trouble.NONE),
    ],
)
def test_a_channel(flags: dict[str, Any], trouble: Trouble) -> None:
    assert trouble_of({**CHANNEL, **flags}, US) is trouble


def test_a_channel_that_does_not_say_whether_it_is_shared_is() -> None:
    assert trouble_of({"id": "C1"}, US) is Trouble.SHARED
