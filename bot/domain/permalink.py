"""The address of a Slack message, made of what is known: a call to Slack for it could keep a form waiting.

Both forms as https://docs.slack.dev/reference/methods/chat.getPermalink shows them. Who may not read the channel is
shown nothing there, as with any link to a message.
"""


def permalink(workspace_url: str, channel: str, ts: str, thread_ts: str | None = None) -> str:
    """`workspace_url` is that of auth.test, with its slash; `thread_ts` the message that this one replies to."""
    address = f"{workspace_url}archives/{channel}/p{ts.replace('.', '')}"
    return f"{address}?thread_ts={thread_ts}&cid={channel}" if thread_ts and thread_ts != ts else address
