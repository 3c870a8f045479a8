"""The two ways in which the stand-in says no: to the bot in Slack's codes, to scripts and the page in sentences."""

from typing import Any


class SlackError(Exception):
    """What a Web API method answers when it fails: `{"ok": false, "error": code, …more}`."""

    def __init__(self, code: str, **more: Any) -> None:  # noqa: ANN401  # because the answer's other fields are Slack's
        super().__init__(code)
        self.code = code
        self.more = more

    @classmethod
    def listing(cls, code: str, messages: list[str]) -> "SlackError":
        """An error that says which parts of the call are wrong, as `response_metadata.messages`."""
        return cls(code, response_metadata={"messages": [f"[ERROR] {each}" for each in messages]}, errors=messages)


class ControlError(Exception):
    """A person or script asks for what a Slack client would not let them do. The text says why."""

    def __init__(self, sentence: str, *, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
