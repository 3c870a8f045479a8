"""How to do a follow-up well, small beneath it: a step's own guidance, else a sentence for its kind."""

from collections.abc import Mapping

from bot.domain.followups import FollowUpItem, FollowUpKind
from bot.domain.saying import later, say
from bot.views.blocks import context
from bot.views.message import Block
from bot.views.mrkdwn import inert

OF_KIND: Mapping[FollowUpKind, str] = {
    FollowUpKind.COMPLAINT: later(
        "Hear them out first, say sorry once and mean it, then say what happens next and by when."
    ),
    FollowUpKind.CHECK_IN: later("Ask something open that only they can answer, and wait. Log also what did not work."),
    FollowUpKind.SATISFACTION_CHECK: later(
        "Ask for a number, then “What would make it better?”, and log it with `/rating`."
    ),
}
"""What is worth a sentence where no playbook says more."""


def step_guidance(item: FollowUpItem) -> list[Block]:
    """Of which playbook it is a step, and how to do that well; nothing for what is no step, or has ended."""
    if not item.plan or not item.followup.is_open:
        return []
    how = "\n".join(inert(line, 400) for line in item.guidance.splitlines())
    return [context("\n".join(filter(None, [f":bookmark_tabs: {inert(item.plan, 80)}", how])))]


def guidance(item: FollowUpItem) -> list[Block]:
    """The same where there is room: for other kinds a sentence."""
    if item.plan or item.followup.kind not in OF_KIND:
        return step_guidance(item)
    return [context(f":bulb: {say(OF_KIND[item.followup.kind])}")]
