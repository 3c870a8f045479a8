"""`/customer access`: that the files come, and the messages they come with."""

from bot.domain.access import Access
from bot.domain.customers import Customer
from bot.domain.saying import later, say
from bot.views.access_files import as_json, as_page
from bot.views.blocks import context, section
from bot.views.message import File, FileMessage, Message
from bot.views.mrkdwn import inert

WITHOUT_SCOPE = later(
    "Everything that is kept of the customer is ready, but this app may not upload files. An admin can give it the "
    "permission `files:write` (update the app from Rapport's manifest and reinstall it), then ask again; or write it "
    "at a terminal: `rapport access NAME`."
)


def access_on_its_way(customer: Customer) -> Message:
    """They are being written."""
    text = say(
        "All that is kept of *{name}* comes to our direct message in a moment: a page, and JSON.",
        name=inert(customer.name),
    )
    hint = say("Only you get it; the audit log says that you asked. Delete the files in Slack once they are passed on.")
    return Message(text, [section(f":outbox_tray: {text}"), context(hint)])


def access_file(access: Access, ending: str, key: str) -> FileMessage:
    """One of them. `key` stands in its name, by which its message is found again."""
    content = as_page(access) if ending == "html" else as_json(access)
    text = (
        say("All that is kept of a customer, as a page to read.")
        if ending == "html"
        else say("The same for a machine.")
    )
    return FileMessage(
        text, [], File(f"access-{key}.{ending}", f"access.{ending}", content.encode()), say(WITHOUT_SCOPE)
    )
