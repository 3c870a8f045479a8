"""What of Slack's Web API is here: a table that a test holds to the routes. `GET /_control/coverage` shows it."""

from dataclasses import asdict, dataclass

from bot.sandbox.world.state import Json

GENERAL = (
    "not_authed",
    "invalid_auth",
    "not_allowed_token_type",
    "unknown_method",
    "invalid_json",
    "json_not_object",
    "invalid_arguments",
    "ratelimited",
    "account_inactive",
    "token_expired",
)
_WRITING = "channel_not_found not_in_channel is_archived cannot_dm_bot user_not_found no_text"
_BLOCKS = "invalid_blocks invalid_blocks_format msg_blocks_too_long invalid_attachments"
_EDITING = "channel_not_found not_in_channel is_inactive message_not_found cant_update_message no_text msg_too_long"
_METADATA = "invalid_metadata_format invalid_metadata_schema metadata_too_large"
_TRIGGER = "expired_trigger_id exchanged_trigger_id invalid_trigger_id"
_PAGING = "invalid_cursor invalid_limit"
_LOOK = "no usernames, icons, unfurling, parsing modes or markdown_text; blocks in attachments are kept, not checked"


@dataclass(frozen=True, slots=True)
class Row:
    """One method: the arguments that count (all others are ignored), its errors besides GENERAL, what is left out."""

    method: str
    arguments: tuple[str, ...]
    errors: tuple[str, ...]
    left_out: str


def _row(method: str, arguments: str = "", errors: str = "", left_out: str = "") -> Row:
    return Row(method, tuple(arguments.split()), tuple(errors.split()), left_out)


COVERAGE = (
    _row("api.test", "error", left_out="the arguments are not echoed"),
    _row("auth.test"),
    _row("apps.connections.open", left_out="a ticket opens one connection and does not expire"),
    _row("bots.info", "bot", "bot_not_found", "icons, updated"),
    _row("users.info", "user include_locale", "user_not_found"),
    _row("users.list", "cursor limit include_locale", _PAGING),
    _row("conversations.list", "types exclude_archived cursor limit", f"invalid_types {_PAGING}", "topics, purposes"),
    _row("conversations.info", "channel", "channel_not_found", "topic, purpose, num_members is always there"),
    _row("conversations.members", "channel cursor limit", f"channel_not_found {_PAGING}"),
    _row(
        "conversations.join",
        "channel",
        "channel_not_found is_archived method_not_supported_for_channel_type",
        "no channel_join message",
    ),
    _row(
        "conversations.open",
        "users channel return_im",
        "user_not_found user_disabled cannot_dm_bot channel_not_found method_not_supported_for_channel_type",
        "group direct messages",
    ),
    _row(
        "conversations.history",
        "channel cursor limit oldest latest inclusive include_all_metadata",
        f"channel_not_found not_in_channel invalid_ts_oldest {_PAGING}",
    ),
    _row(
        "conversations.replies",
        "channel ts cursor limit oldest latest inclusive include_all_metadata",
        f"channel_not_found not_in_channel thread_not_found invalid_ts_oldest {_PAGING}",
    ),
    _row(
        "chat.postMessage",
        "channel text blocks attachments thread_ts metadata",
        f"{_WRITING} {_BLOCKS} {_METADATA} thread_not_found",
        f"{_LOOK}; no reply_broadcast; a thread without its parent is refused",
    ),
    _row(
        "chat.update",
        "channel ts text blocks attachments metadata",
        f"{_EDITING} {_BLOCKS} {_METADATA}",
        _LOOK,
    ),
    _row("chat.delete", "channel ts", "channel_not_found not_in_channel message_not_found cant_delete_message"),
    _row(
        "chat.postEphemeral",
        "channel user text blocks attachments thread_ts",
        f"{_WRITING} {_BLOCKS} user_not_in_channel",
        _LOOK,
    ),
    _row("chat.getPermalink", "channel message_ts", "channel_not_found message_not_found", "leads to the sandbox"),
    _row(
        "reactions.get",
        "channel timestamp",
        "no_item_specified channel_not_found not_in_channel message_not_found missing_scope",
        "files and their comments; every reaction is always listed",
    ),
    _row(
        "chat.unfurl",
        "channel ts unfurl_id source unfurls metadata",
        "cannot_find_channel cannot_find_message cannot_unfurl_url cannot_parse_attachment missing_unfurls "
        "invalid_source invalid_metadata invalid_blocks",
        "what is still being written (source composer), authentication",
    ),
    _row(
        "entity.presentDetails",
        "trigger_id metadata error user_auth_required user_auth_url",
        f"{_TRIGGER} invalid_metadata entity_metadata_does_not_match_trigger user_auth_url_missing",
        "editing, authentication, comments, previews of files; the card under the link never changes by it",
    ),
    _row("files.info", "file", "file_not_found missing_scope", "comments, shares, thumbnails"),
    _row("files.delete", "file", "file_not_found cant_delete_file missing_scope", "files of people"),
    _row("files.getUploadURLExternal", "filename length", "missing_scope", "alt texts, snippets"),
    _row(
        "files.completeUploadExternal",
        "files channel_id initial_comment blocks",
        f"file_not_found file_already_completed missing_scope {_WRITING.removesuffix(' no_text')} {_BLOCKS}",
        "several channels, threads; the message is there at once",
    ),
    _row("views.open", "trigger_id interactivity_pointer view", f"{_TRIGGER} view_too_large duplicate_external_id"),
    _row(
        "views.push",
        "trigger_id interactivity_pointer view",
        f"{_TRIGGER} view_too_large duplicate_external_id push_limit_reached not_found",
    ),
    _row("views.update", "view_id external_id hash view", "not_found hash_conflict view_too_large"),
    _row(
        "functions.completeSuccess",
        "function_execution_id outputs",
        "function_execution_not_found execution_not_in_running_state parameter_validation_failed",
    ),
    _row(
        "functions.completeError",
        "function_execution_id error",
        "function_execution_not_found execution_not_in_running_state",
        "nobody is told by Slackbot: the control API shows it",
    ),
    _row(
        "oauth.v2.access",
        "client_id client_secret code redirect_uri grant_type refresh_token",
        "invalid_client_id bad_client_secret bad_redirect_uri invalid_code invalid_refresh_token",
        "tokens of people, PKCE, incoming webhooks",
    ),
    _row("auth.revoke", "token", left_out="test"),
    _row("views.publish", "user_id view hash", "user_not_found hash_conflict view_too_large duplicate_external_id"),
)
ELSEWHERE = ("expired_url", "used_url", "invalid_url", "message_not_found", "invalid_response_action")
"""What a response URL answers, and what an answer to a submission can be."""


def as_json() -> Json:
    """The table as JSON."""
    return {"general_errors": list(GENERAL), "methods": [asdict(row) for row in COVERAGE]}
