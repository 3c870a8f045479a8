"""Who may do what: every listener has its row here, and every request is checked before its listener runs.

Decided from the user's id and team on our side, never from what a button carries (promise 6).
"""

from collections.abc import Callable, Collection
from typing import Any

from slack_bolt import App, BoltContext

from bot.deps import Deps
from bot.domain.errors import OutdatedError
from bot.domain.people import Person, Role, check_inside
from bot.domain.rights import (
    AWAY,
    CHANGE_MANY,
    COMPENSATION,
    EXPORT,
    FIELDS,
    HAND_OVER,
    IMPORT,
    LISTS,
    MEND,
    MERGE,
    MESSAGES,
    MOODS,
    PLAYBOOKS,
    PRIVACY,
    SETTINGS,
    TEMPLATES,
    THEMES,
    USE,
    WEEK,
    Right,
    check_may,
)
from bot.domain.workflow_steps import STEPS
from bot.reading.commands import COMMANDS
from bot.views import form_ids, ids
from handlers.asking import ASKING, Asking

MAY: dict[str, Right] = {
    **{f"/{name}": USE for name in COMMANDS},
    **dict.fromkeys(
        (
            *("log_touchpoint", "find_customer"),
            *("log_message_as_touchpoint", "log_message_as_complaint"),
            "create_followup_of_message",
        ),
        USE,
    ),
    **{name: USE for key, name in (vars(ids) | vars(form_ids)).items() if key.isupper()},
    **{step.id: USE for step in STEPS},
    form_ids.IMPORT_FILE_FORM: IMPORT,
    form_ids.IMPORT_COLUMNS_FORM: IMPORT,
    form_ids.IMPORT_GO_FORM: IMPORT,
    ids.IMPORT_CUSTOMERS: IMPORT,
    ids.EXPORT_CUSTOMERS: EXPORT,
    **dict.fromkeys((ids.CHANGE_SETTINGS, ids.RESET_SETTING, ids.SEND_SAMPLE), SETTINGS),
    form_ids.SETTINGS_FORM: SETTINGS,
    form_ids.DEADLINES_FORM: SETTINGS,
    **dict.fromkeys((ids.APPROVE, ids.DECLINE, form_ids.DECLINE_FORM), COMPENSATION),
    form_ids.STEWARDS_FORM: SETTINGS,
    **dict.fromkeys((ids.SHOW_SET_UP, ids.CONFIRM_SET_UP, ids.CHANGE_SET_UP, ids.LEAVE_SET_UP), SETTINGS),
    form_ids.REACTIONS_FORM: SETTINGS,
    **dict.fromkeys((ids.SHOW_COUNTERS, ids.ADD_COUNTER, ids.END_COUNTER, form_ids.COUNTER_FORM), SETTINGS),
    ids.SHOW_OF_WEEK: WEEK,
    **dict.fromkeys(
        (ids.OPEN_WATCHED, ids.WATCH_CHANNEL, ids.CHANGE_WATCH, ids.STOP_WATCH, form_ids.WATCH_FORM), SETTINGS
    ),
    **dict.fromkeys((ids.ADD_FIELD, ids.CHANGE_FIELD, ids.REMOVE_FIELD, form_ids.FIELD_FORM), FIELDS),
    **dict.fromkeys((ids.ADD_PLAYBOOK, ids.CHANGE_PLAYBOOK, ids.SWITCH_PLAYBOOK), PLAYBOOKS),
    **dict.fromkeys((ids.REMOVE_PLAYBOOK, form_ids.PLAYBOOK_FORM), PLAYBOOKS),
    **dict.fromkeys((ids.NAME_THEME, ids.CHANGE_THEME, ids.MERGE_THEME, ids.REMOVE_THEME, ids.FILL_THEME), THEMES),
    **dict.fromkeys((form_ids.THEME_FORM, form_ids.MERGE_THEMES_FORM), THEMES),
    **dict.fromkeys((ids.BEGIN_MENDING, ids.MEND_THEME, ids.OPEN_THEME_AGAIN, ids.DRAFT_REST), MEND),
    form_ids.MENDED_FORM: MEND,
    **dict.fromkeys((ids.ADD_WORDING, ids.CHANGE_WORDING, ids.PREVIEW_WORDING), TEMPLATES),
    **dict.fromkeys((ids.RESET_WORDING, form_ids.WORDING_FORM), TEMPLATES),
    ids.RESET_MOOD: MOODS,
    ids.TAKE_BACK_FINE: MOODS,
    ids.SEND_AGAIN: MESSAGES,
    ids.SEND_ALL_AGAIN: MESSAGES,
    ids.LET_BE: MESSAGES,
    ids.HAS_ARRIVED: MESSAGES,
    **dict.fromkeys((ids.EDIT_LIST, ids.UPDATE_LIST, ids.DELETE_LIST), LISTS),
    **dict.fromkeys(
        (ids.CHANGE_ALL, form_ids.CHANGE_ALL_FORM, form_ids.CHANGE_ALL_PREVIEW_FORM, form_ids.BEGIN_MANY_FORM),
        CHANGE_MANY,
    ),
    ids.HAND_OVER: HAND_OVER,
    form_ids.HANDOVER_FORM: HAND_OVER,
    form_ids.HANDOVER_PREVIEW_FORM: HAND_OVER,
    **dict.fromkeys((ids.OPEN_AWAY, ids.AWAY_UNTIL, ids.COME_BACK, form_ids.AWAY_FORM), AWAY),
    **dict.fromkeys((ids.MERGE, ids.MERGE_THESE, form_ids.PICK_FORM, form_ids.MERGE_FORM, ids.NOT_THE_SAME), MERGE),
    ids.FORGET: PRIVACY,
    ids.TAKE_BACK_FORGOTTEN: PRIVACY,
    form_ids.FORGET_FORM: PRIVACY,
    ids.NEWER_LOOKS: PRIVACY,
    ids.OLDER_LOOKS: PRIVACY,
}
"""Command, shortcut, action id or form -> the right to it (bot/domain/rights.py). What is not here nobody may."""


def register(app: App, deps: Deps) -> None:
    """Put the check in front of every listener."""

    @app.middleware
    def who_is_asking(context: BoltContext, body: dict[str, Any], next: Callable[[], Any]) -> Any:  # noqa: A002, ANN401  # Bolt names it
        if context.get("user_id") and body.get("type") != "event_callback":
            rules = deps.settings()
            person = deps.person(context["user_id"], rules)
            deps.speak_to(person)
            person = checked(person, body, rules.admins_only)
            context[ASKING] = Asking(deps, person, rules, body, context)
            deps.token_works()  # who somebody is was asked with it
        return next()


def checked(person: Person, body: dict[str, Any], admins_only: Collection[str]) -> Person:
    """The person who asks. Raises NotAllowedError when they may not."""
    if _is_from_elsewhere(body):
        person = Person(person.id, person.name, role=Role.STRANGER)
    check_inside(person)
    for name in asked_for(body):
        right = MAY.get(name)
        if right is None:
            raise OutdatedError
        check_may(person, right, admins_only)
    return person


def _is_from_elsewhere(body: dict[str, Any]) -> bool:
    """Whether a payload says that somebody is of another workspace than the one it comes from.

    Within an organisation (Enterprise Grid) that is so of every colleague whose home is another workspace, and an app
    installed for all of it is told no workspace ("team": null, https://api.slack.com/enterprise/apps/reference). There
    it says nothing: who they are was read in their profile (bot/slack/profiles.py).
    """
    team, user = (part if isinstance(part := body.get(name), dict) else {} for name in ("team", "user"))
    if body.get("enterprise_id") or body.get("enterprise") or team.get("enterprise_id"):
        return False
    here = body.get("team_id") or team.get("id")
    return bool(user.get("team_id", here) != here)


def asked_for(body: dict[str, Any]) -> list[str]:
    """The command, shortcut, action ids, form or step of a workflow that a payload is about."""
    kind = body.get("type")
    if kind == "block_actions":
        return [action["action_id"] for action in body["actions"]]
    if kind == "block_suggestion":
        return [body["action_id"]]
    if kind == "event_callback":
        step = body["event"].get("function")
        return [step["callback_id"]] if step else []
    if kind in {"view_submission", "view_closed"}:
        return [body["view"]["callback_id"]]
    return [body.get("command") or body["callback_id"]]
