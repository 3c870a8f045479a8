"""Slack's text formatting, with people's words made inert (promise 6).

Escaping exactly `&`, `<` and `>` disarms `<!channel>`, `<@U…>` and links; `verbatim` keeps Slack from finding
names and addresses in plain words by itself.
"""

SECTION_LENGTH = 3000
"""Slack's limit for the text of a section, in characters after escaping."""


def escape(text: str) -> str:
    """People's words as words, whatever they contain."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clip(text: str, length: int) -> str:
    """At most so many characters, with an ellipsis where something was cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def inert(text: str, length: int = 300) -> str:
    """People's words on one line, clipped, escaped."""
    return escape(clip(" ".join(text.split()), length))


def quote(text: str, length: int = 1500) -> str:
    """People's words as a quotation, escaped; never longer than a section can hold."""
    lines = clip(text.strip(), length).split("\n")
    quoted = "\n".join(f">{escape(line)}" for line in lines)
    return quoted if len(quoted) <= SECTION_LENGTH - 200 else quote(text, length // 2)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 touchpoint", "2 touchpoints"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
