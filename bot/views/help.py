"""What each command does, with lines to copy."""

from bot.views.blocks import context, section
from bot.views.message import Message

HELP: dict[str, tuple[str, tuple[str, ...]]] = {
    "touchpoint": (
        "Log a contact with a customer. Its mood is scored, and negative feedback alerts the team.",
        (
            "/touchpoint Dana Reyes: called about the renewal, happy with the new menu via:phone",
            "/touchpoint Dana Reyes: asked for a quote on:yesterday due:friday",
            "/touchpoint (alone: a form)",
        ),
    ),
    "complaint": (
        "Log a complaint. The team is alerted, and somebody claims it.",
        ("/complaint Dana Reyes: order never arrived, second time severity:high", "/complaint (alone: a form)"),
    ),
    "rating": (
        "Log what a customer answered: NPS 0-10 or CSAT 1-5.",
        ("/rating Dana Reyes: 9/10, loved the tasting", "/rating Dana Reyes: csat:4", "/rating (alone: a form)"),
    ),
    "followup": (
        "Plan something for a customer, or see what there is to do.",
        (
            "/followup Dana Reyes: call back about the refund due:friday @ben",
            "/followup (alone: yours)",
            "/followup team | overdue | unclaimed | Dana Reyes",
        ),
    ),
    "thanks": (
        "Plan a thank-you note; the customer's owner writes it, or the person you name.",
        ("/thanks Dana Reyes: for the referral", "/thanks Dana Reyes: for the referral @ana"),
    ),
    "customer": (
        "See, add, change and list customers.",
        (
            "/customer Dana",
            "/customer add Dana Reyes birthday:14-Mar email:dana@x.org owner:@ana tier:gold",
            "(also phone: company: kind: alias: backup: stage: since: renewal: value: cadence: wishes: #tag)",
            "/customer edit Dana Reyes",
            "/customer remember Dana Reyes: dog called Biscuit",
            "/customer list tag:wholesale stage:onboarding",
        ),
    ),
    "rapport": (
        "Rapport looks after your customers with you.",
        (
            "/rapport status (how it does)",
            "/rapport undo (take back what you did)",
            "/rapport settings (for leads and admins)",
            "/rapport touchpoint … (every command works like this too)",
        ),
    ),
}
"""Command -> what it is for, and lines to copy."""


def command_help(name: str) -> Message:
    """Help for one command; for /rapport, all of them."""
    names = list(HELP) if name == "rapport" else [name]
    blocks = [
        section(f"*/{each}*  {HELP[each][0]}\n" + "\n".join(f"`{line}`" for line in HELP[each][1])) for each in names
    ]
    blocks.append(
        context(
            "Options stand at the end: `via:phone` `on:yesterday` `due:friday` `severity:high` `@person` `#tag`. "
            "Quotes allow a colon in a name."
        )
    )
    return Message(f"/{name}: {HELP[name][0]}", blocks)
