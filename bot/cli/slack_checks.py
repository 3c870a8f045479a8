"""What `rapport doctor` asks Slack: tokens, scopes, clock, channels, people."""

from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.cli.findings import Finding, fine, mend, note
from bot.config import Settings
from bot.domain.clock import Clock
from bot.domain.outbox import FEEDBACK, TEAM
from bot.domain.people import Role
from bot.domain.settings import WorkspaceSettings
from bot.domain.slack_channel import DEFAULT_NAMES, Trouble
from bot.slack.channel_looks import trouble_of
from bot.slack.identity import code_of, team_or_organisation
from bot.slack.people_looks import PAGE
from bot.slack.profiles import person_of
from bot.slack.scopes import header, scopes_of

Identity = SlackResponse | Mapping[str, Any]
"""What auth.test says of the token."""

SKEW_NOTED_S, SKEW_REFUSED_S = 30, 300
_APP = "api.slack.com/apps → your app →"
_OUTSIDE = {
    Role.DEACTIVATED: "deactivated",
    Role.BOT: "a bot",
    Role.GUEST: "a guest",
    Role.STRANGER: "a stranger",
}
"""What makes somebody no one of the team, in words."""


def client(settings: Settings) -> WebClient:
    """A client that answers once and soon."""
    return WebClient(settings.bot_token.get_secret_value(), base_url=settings.api_url, timeout=10, retry_handlers=[])


def workspace(identity: SlackResponse, clock: Clock) -> Iterator[Finding]:
    """What the bot may do there, and whether our clock agrees with Slack's."""
    yield fine(f"SLACK_BOT_TOKEN works for {identity['team']} ({identity['team_id']})")
    yield from _scopes(identity)
    yield from _skew(identity, clock)


def _scopes(answer: SlackResponse) -> Iterator[Finding]:
    found = scopes_of(answer)
    if found is None:
        comparing = f"Compare {_APP} OAuth & Permissions → Bot Token Scopes with `rapport manifest`."
        yield note("Which scopes the app has is unknown: something on the way to Slack leaves them out", comparing)
        return
    if found.lacking:
        mending = f"{_APP} OAuth & Permissions → Bot Token Scopes: add them, then reinstall the app."
        yield mend(f"The app lacks the scopes {', '.join(found.lacking)}", mending)
    else:
        yield fine("The app has every scope of manifest.yml")
    if found.spare:
        yield note(f"The app has scopes it does not need: {', '.join(found.spare)}", "They can be removed.")


def _skew(answer: SlackResponse, clock: Clock) -> Iterator[Finding]:
    said = header(answer, "date")
    if not said:
        return
    skew_s = round((clock.now() - parsedate_to_datetime(said)).total_seconds())
    if abs(skew_s) > SKEW_REFUSED_S:
        mending = "Signed requests are refused and reminders come at the wrong time: let it be set by NTP."
        yield mend(f"The clock of this machine is {skew_s:+d} s off Slack's", mending)
    elif abs(skew_s) > SKEW_NOTED_S:
        yield note(f"The clock of this machine is {skew_s:+d} s off Slack's", "Let it be set by NTP.")
    else:
        yield fine("The clock of this machine agrees with Slack's")


def app_token(slack: WebClient, settings: Settings) -> Iterator[Finding]:
    """Whether Socket Mode would connect."""
    mending = f"{_APP} Basic Information → App-Level Tokens, scope connections:write; and Socket Mode switched on."
    try:
        slack.apps_connections_open(app_token=settings.app_token.get_secret_value())
    except SlackApiError as error:
        yield mend(f"Slack refuses SLACK_APP_TOKEN ({code_of(error)})", mending)
    else:
        yield fine("SLACK_APP_TOKEN opens connections")


def channels(slack: WebClient, rules: WorkspaceSettings, who: Identity) -> Iterator[Finding]:
    """Where alerts and unassigned follow-ups go. `who`: what auth.test says."""
    for what, chosen, usual in (
        ("alerts", rules.feedback_channel, DEFAULT_NAMES[FEEDBACK]),
        ("follow-ups without an assignee", rules.team_channel, DEFAULT_NAMES[TEAM]),
    ):
        try:
            about = slack.conversations_info(channel=chosen)["channel"] if chosen else _named(slack, usual)
        except SlackApiError as error:
            mending = "Invite Rapport there if it is private, or choose another in `/rapport settings`."
            yield mend(f"The channel for {what}, {chosen or usual}, cannot be read ({code_of(error)})", mending)
        else:
            yield _read_by_outsiders(slack, what, about, who) or _channel(what, about, usual, who["team_id"])


def _read_by_outsiders(slack: WebClient, what: str, about: dict[str, Any] | None, who: Identity) -> Finding | None:
    """Guests and people of other organisations who read a channel that is for the team alone; None: nobody does."""
    if about is None or trouble_of(about, who["team_id"]):
        return None
    name = f"#{about.get('name', about['id'])}"
    try:
        listed = slack.users_list(limit=PAGE)
        everybody = {
            one["id"]: person_of(one, team_or_organisation(who)).role for page in listed for one in page["members"]
        }
        read = slack.conversations_members(channel=about["id"], limit=PAGE)
        members = [member for page in read for member in page["members"]]
    except SlackApiError as error:
        return note(f"Who reads {name} cannot be told ({code_of(error)})", "Invite Rapport there.")
    roles = {one: everybody.get(one, Role.STRANGER) for one in sorted(members)}
    outside = [f"{one} ({_OUTSIDE[role]})" for one, role in roles.items() if role in {Role.GUEST, Role.STRANGER}]
    if not outside:
        return None
    mending = "Take them out of the channel, or choose another in `/rapport settings`."
    return mend(f"{name}, for {what}, is read by {', '.join(outside)}: nothing is posted there", mending)


def _channel(what: str, about: dict[str, Any] | None, usual: str, team_id: str) -> Finding:
    other = "Choose another in `/rapport settings`"
    if about is None:
        mending = f"Make a public channel #{usual} or choose one in `/rapport settings`."
        return note(f"No channel is set for {what}: they go to one person's direct messages", mending)
    name = f"#{about.get('name', about['id'])}"
    trouble = trouble_of(about, team_id)
    if trouble is Trouble.SHARED:
        return mend(f"{name}, for {what}, is shared with another organisation: nothing is posted there", f"{other}.")
    if trouble:
        return mend(f"{name}, for {what}, is archived", f"{other}, or unarchive it.")
    return fine(f"{name} takes {what}")


def _named(slack: WebClient, name: str) -> dict[str, Any] | None:
    for page in slack.conversations_list(types="public_channel", exclude_archived=True, limit=200):
        for channel in page["channels"]:
            if channel["name"] == name:
                return dict(channel)
    return None


def people(slack: WebClient, rules: WorkspaceSettings, who: Identity) -> Iterator[Finding]:
    """Whether leads and the default owner can be told anything."""
    if not rules.leads:
        yield note("Nobody leads but the workspace's admins", "Choose them in `/rapport settings`.")
    if not rules.default_owner:
        yield note("No default owner: customers without an owner are everybody's", "Choose one in `/rapport settings`.")
    chosen = {*rules.leads, *([rules.default_owner] if rules.default_owner else [])}
    for user in sorted(chosen):
        yield _person(slack, user, team_or_organisation(who))


def _person(slack: WebClient, user: str, home: str) -> Finding:
    mending = "Choose somebody else in `/rapport settings`."
    try:
        profile = slack.users_info(user=user)["user"]
    except SlackApiError as error:
        return mend(f"Slack does not know {user} ({code_of(error)})", mending)
    person = person_of(profile, home)
    if not person.is_inside:
        return mend(f"{user} is {_OUTSIDE[person.role]} and may not know about customers", mending)
    return fine(f"{user} is of the team")
