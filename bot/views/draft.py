"""Ready words over the conversation: to copy, or to open in the mail program."""

from bot.domain.customers import Customer
from bot.domain.drafts import Draft
from bot.domain.followups import FollowUp
from bot.domain.mail_link import mail_link
from bot.views import ids
from bot.views.blocks import actions, button, context, link_button, modal, section
from bot.views.message import Block, View
from bot.views.mrkdwn import inert


def draft_page(followup: FollowUp, customer: Customer, words: Draft) -> View:
    """The draft, as text that is only text, with what else is remembered under it."""
    title = followup.kind.draft or "Draft"
    blocks = [
        section(f"For *{inert(customer.name)}*: {inert(followup.title)}. Copy it, and make it yours."),
        _copyable(words.text),
    ]
    if words.praise:
        blocks.append(context(f"What they said: “{inert(words.praise, 400)}”"))
    if words.remembered:
        blocks.append(context("You also remember: " + "; ".join(inert(detail, 200) for detail in words.remembered)))
    return modal("", title, [*blocks, *_steps(followup, customer, words)])


def _copyable(text: str) -> Block:
    words = {"type": "text", "text": text}
    return {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [words]}]}


def _steps(followup: FollowUp, customer: Customer, words: Draft) -> list[Block]:
    buttons = [button("Mark as done", ids.DONE, followup.id, style="primary")] if followup.is_open else []
    if customer.emails and customer.email_ok:
        link = mail_link(customer.emails[0], words.subject, words.text)
        buttons.insert(0, link_button("Open in mail", ids.OPEN_IN_MAIL, link))
    return [actions(*buttons)] if buttons else []
