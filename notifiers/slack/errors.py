"""Slack's error codes, classed by what we must do. Codes: Slack's method pages for chat, files and conversations."""

from collections.abc import Mapping
from enum import Enum

from domain.errors import NeedsOwner, Problem, Transient
from domain.words import Remedy
from notifiers.port import EverythingStops


class Bug(Problem):
    """Slack refused what we built: our mistake, which nobody else can mend. `code` is Slack's."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


class Kind(Enum):
    """The four ways a call can fail with an answer."""

    TRANSIENT = "transient"
    OWNER = "owner"
    STOP = "stop"
    BUG = "bug"


def _all(kind: Kind, remedy: Remedy | None, *codes: str) -> dict[str, tuple[Kind, Remedy | None]]:
    return dict.fromkeys(codes, (kind, remedy))


NOBODY = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
"""Answers that say that there is no such person to us."""
NO_FILES_HERE = frozenset(
    {
        "slack_connect_file_link_sharing_blocked",
        "slack_connect_file_upload_sharing_blocked",
        "file_uploads_disabled",
        "file_upload_blocked",
    }
)
"""Answers after which the native chart takes the picture's place."""

TABLE: Mapping[str, tuple[Kind, Remedy | None]] = (
    # fatal_error and internal_error may have half succeeded; Slack answered, so it is tried again.
    _all(
        Kind.TRANSIENT,
        None,
        "ratelimited",
        "rate_limited",
        "message_limit_exceeded",
        "fatal_error",
        "internal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",
        "accesslimited",
    )
    | _all(Kind.OWNER, Remedy.INVITE_BOT, "not_in_channel")
    | _all(Kind.OWNER, Remedy.UNARCHIVE_CHANNEL, "is_archived")
    | _all(Kind.OWNER, Remedy.REBIND_CHANNEL, "channel_not_found", "channel_is_frozen", "channel_type_not_supported")
    | _all(
        Kind.OWNER,
        Remedy.ALLOW_POSTING,
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        "as_user_not_supported",
        "cannot_dm_bot",
        "user_not_found",
        "user_disabled",
        "user_not_visible",
        "messages_tab_disabled",
        "slack_connect_blocked",
        "slack_connect_clip_sharing_blocked",
    )
    | _all(Kind.OWNER, Remedy.ALLOW_POSTING, *NO_FILES_HERE)
    | _all(Kind.OWNER, Remedy.RAISE_SCOPE, "missing_scope", "no_permission", "not_allowed_token_type")
    | _all(
        Kind.STOP,
        Remedy.REINSTALL_APP,
        "token_expired",
        "token_revoked",
        "account_inactive",
        "team_access_not_granted",
        "ekm_access_denied",
        "invalid_auth",
        "not_authed",
        "access_denied",
        "org_login_required",
        "two_factor_setup_required",
        "team_not_found",
    )
    | _all(
        Kind.BUG,
        None,
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "message_not_found",
        "cant_update_message",
        "edit_window_closed",
        "thread_not_found",
        "cannot_reply_to_message",
        "invalid_arguments",
        "invalid_array_arg",
        "invalid_arg_name",
        "invalid_form_data",
        "invalid_post_type",
        "missing_post_type",
        "invalid_charset",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "metadata_too_large",
        "metadata_must_be_sent_from_app",
        "too_many_attachments",
        "duplicate_channel_not_found",
        "duplicate_message_not_found",
        "file_not_found",
        "file_update_failed",
        "unknown_method",
        "method_deprecated",
        "deprecated_endpoint",
    )
)
"""Every code we know. What is missing here is treated as a bug of ours, and logged with its code."""

REFUSED_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
"""Answers after which a message is worth one more try without its chart."""


class NoFiles(NeedsOwner):
    """Files are not allowed where this message goes; the native chart is."""

    def __init__(self, code: str) -> None:
        super().__init__(code, Remedy.ALLOW_POSTING)


def problem(code: str, detail: str = "", retry_after: float | None = None) -> Problem:
    """The error that a caller should see for Slack's code. `detail` is for logs: pointers, never a token."""
    if code in NO_FILES_HERE:
        return NoFiles(code)
    kind, remedy = TABLE.get(code, (Kind.BUG, None))
    if kind is Kind.TRANSIENT:
        return Transient(code, retry_after, code)
    if kind is Kind.STOP:
        return EverythingStops(code)
    if kind is Kind.OWNER and remedy is not None:
        return NeedsOwner(code, remedy)
    return Bug(code, detail)
