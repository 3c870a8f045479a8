"""A file of customers: that it comes, and the message it comes with."""

from bot.domain.exported import FileFormat
from bot.domain.saying import figure, later, say, say_count
from bot.views.blocks import context, section
from bot.views.message import File, FileMessage, Message

NAMES = {FileFormat.CSV: "CSV", FileFormat.JSON: "JSON", FileFormat.VCARD: "vCard"}

WITHOUT_SCOPE = later(
    "Your file is ready, but this app may not upload files. An admin can give it the permission `files:write` (update "
    "the app from Rapport's manifest and reinstall it), then ask again; or write it at a terminal: `rapport export "
    "customers.csv`."
)


def on_its_way(number: int, form: FileFormat, *, is_own: bool) -> Message:
    """It is being written."""
    whose = say("the customers you own") if is_own else "customers"
    text = say(
        "A file of {whose} ({names}, {number}) comes to our direct message in a moment.",
        whose=whose,
        names=NAMES[form],
        number=figure(number),
    )
    hint = say("Only you get it; the audit log says that you asked.")
    return Message(text, [section(f":outbox_tray: {text}"), context(hint)])


def file_message(number: int, form: FileFormat, name: str, content: bytes) -> FileMessage:
    """The file, to the one who asked for it."""
    text = say(
        "{count}, as you asked. Keep the file where only those see it who may.",
        count=say_count("{number} customer", "{number} customers", number),
    )
    title = f"{say_count('{number} customer', '{number} customers', number)} ({NAMES[form]})"
    return FileMessage(text, [], File(name, title, content), say(WITHOUT_SCOPE))
