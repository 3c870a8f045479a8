"""Ready words over the conversation: to edit and copy, to open in the mail program, and to say that they were sent."""

import json

from bot.domain.channel import Channel
from bot.domain.customers import Customer
from bot.domain.drafts import Draft
from bot.domain.followups import FollowUp
from bot.domain.mail_offer import Offer
from bot.domain.saying import capital, later, say
from bot.domain.templates import FILLED_LENGTH, SUBJECT_LENGTH
from bot.views import form_ids, ids
from bot.views.blocks import (
    actions,
    button,
    context,
    field,
    modal,
    option,
    preformatted,
    section,
    select,
    text_input,
)
from bot.views.mail import ways_to_send
from bot.views.message import Block, View
from bot.views.mrkdwn import inert

SUBJECT, WORDS, VIA = "subject", "words", "via"
"""The fields of the form: their block ids."""

SENT = later("I sent it")


def draft_form(about: Offer, words: Draft, via: str, *, has_own: bool = False, said: str = "") -> View:
    """The draft of an open follow-up, to make one's own. `via`: how it is likely sent.

    `has_own`: somebody's own words are kept, and these are others. `said`: what was just done.
    """
    followup, customer = about.followup, about.customer
    letters, ways = ways_to_send(about, words)
    subject = _anew(
        field(say("Subject"), text_input(SUBJECT, words.subject, longest=SUBJECT_LENGTH), optional=True), words
    )
    text = _anew(field(say("Words"), text_input(WORDS, words.text, lines=True, longest=FILLED_LENGTH)), words)
    channels = [option(capital(say(channel)), channel.value) for channel in Channel]
    blocks = [
        section(
            say(
                "For *{name}*: {title}. Make it yours, copy it, send it.",
                name=inert(customer.name),
                title=inert(followup.title),
            )
        ),
        *(
            [section(say(":warning: *A complaint of theirs is open.* Better put it right before you write."))]
            if about.open_complaint
            else []
        ),
        *([context(said)] if said else []),
        subject,
        text,
        *_known(words),
        *letters,
        actions(*_buttons(followup, words, has_own=has_own), *ways),
        field(
            say("How you sent it"),
            select(VIA, channels, via),
            hint=say("It is logged with the words, once you say so."),
        ),
    ]
    metadata = json.dumps({"followup": followup.id, "template": words.template})
    return modal(form_ids.DRAFT_FORM, _title(followup), blocks, submit=say(SENT), metadata=metadata)


def draft_page(followup: FollowUp, customer: Customer, words: str) -> View:
    """The words of one that is closed, as text that is only text."""
    head = section(say("For *{name}*: {title}.", name=inert(customer.name), title=inert(followup.title)))
    blocks = [head, preformatted(words) if words else context(say("It was done without words that are kept."))]
    return modal("", _title(followup), blocks)


def _title(followup: FollowUp) -> str:
    return say(followup.kind.draft) if followup.kind.draft else say("Draft")


def _anew(block: Block, words: Draft) -> Block:
    """Slack keeps what was typed while the action is the same; with other words it is another one.

    https://docs.slack.dev/reference/methods/views.update
    """
    own = "own" if words.is_own else words.template
    return {**block, "element": {**block["element"], "action_id": f"{block['block_id']}_{own}"}}


def _known(words: Draft) -> list[Block]:
    said = [say("What they said: “{praise}”", praise=inert(words.praise, 400))] if words.praise else []
    remembered = "; ".join(inert(detail, 200) for detail in words.remembered)
    said += [say("You also remember: {remembered}", remembered=remembered)] if remembered else []
    return [context(*said)] if said else []


def _buttons(followup: FollowUp, words: Draft, *, has_own: bool) -> list[Block]:
    """Each is about the follow-up."""
    buttons = [button(say("Another wording"), ids.ANOTHER_WORDING, followup.id)] if words.wordings > 1 else []
    if has_own and not words.is_own:
        buttons.append(button(say("Back to my words"), ids.OWN_WORDS, followup.id))
    return [*buttons, button(say("Keep for later"), ids.KEEP_WORDS, followup.id)]
