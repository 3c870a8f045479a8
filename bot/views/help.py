"""What each command does, with lines to copy."""

from dataclasses import dataclass

from bot.views.blocks import context, section
from bot.views.message import Message

ALONE = "Alone, it opens a form."
LOG_OPTIONS = "`via:phone` `on:yesterday` `due:friday` `@person` `#tag`"


@dataclass(frozen=True)
class Help:
    """What a command is for, lines to copy, what else to know, and the options at the end of its line."""

    purpose: str
    lines: tuple[str, ...]
    note: str = ""
    options: str = ""


HELP = {
    "touchpoint": Help(
        "Log a contact with a customer. Its mood is scored, and negative feedback alerts the team.",
        (
            "/touchpoint Dana Reyes: called about the renewal, happy with the new menu via:phone",
            "/touchpoint Dana Reyes: asked for a quote on:yesterday due:friday",
        ),
        ALONE,
        LOG_OPTIONS,
    ),
    "complaint": Help(
        "Log a complaint. The team is alerted, and somebody claims it.",
        ("/complaint Dana Reyes: order never arrived, second time severity:high",),
        ALONE,
        f"`severity:high` {LOG_OPTIONS}",
    ),
    "rating": Help(
        "Log what a customer answered: NPS 0-10 or CSAT 1-5.",
        ("/rating Dana Reyes: 9/10, loved the tasting", "/rating Dana Reyes: csat:4"),
        ALONE,
        f"`nps:9` `csat:4` {LOG_OPTIONS}",
    ),
    "followup": Help(
        "Plan something for a customer, or see what there is to do.",
        (
            "/followup Dana Reyes: call back about the refund due:friday @ben",
            "/followup mine",
            "/followup team",
            "/followup overdue",
            "/followup unclaimed",
            "/followup Dana Reyes",
        ),
        "Alone, it lists yours.",
        "`due:friday` `@person`",
    ),
    "thanks": Help(
        "Plan a thank-you note. The customer's owner writes it, or the person you name.",
        ("/thanks Dana Reyes: for the referral", "/thanks Dana Reyes: for the referral @ana"),
        ALONE,
        "`@person`",
    ),
    "customer": Help(
        "See, add, change and list customers.",
        (
            "/customer Dana Reyes",
            "/customer add Dana Reyes birthday:14-Mar email:dana@x.org owner:@ana tier:gold",
            "/customer edit Dana Reyes",
            "/customer remember Dana Reyes: dog called Biscuit",
            "/customer list tag:wholesale stage:onboarding",
        ),
        "Alone, it opens a form to find one.",
        "`email:` `phone:` `birthday:` `company:` `owner:` `backup:` `tier:` `stage:` `kind:` `alias:` `tag:` `since:` "
        "`renewal:` `value:` `cadence:` `wishes:`",
    ),
    "rapport": Help(
        "See how Rapport does, undo, choose settings.",
        ("/rapport status", "/rapport undo", "/rapport settings", "/rapport home"),
        "Every command also works as `/rapport touchpoint …`.",
    ),
}


def command_help(name: str) -> Message:
    """Help for one command; for /rapport, what each of them is for, with one line to copy."""
    if name == "rapport":
        return _overview()
    one = HELP[name]
    blocks = [section("\n".join([f"*/{name}*  {one.purpose}", *(f"`{line}`" for line in one.lines), one.note]))]
    blocks.append(context(f"At the end of the line: {one.options}. Quotes allow a colon in a name."))
    return Message(f"/{name}: {one.purpose}", blocks)


def _overview() -> Message:
    blocks = [section(f"*/{name}*  {one.purpose}\n`{one.lines[0]}`") for name, one in HELP.items() if name != "rapport"]
    own = HELP["rapport"]
    words = " ".join(f"`{line}`" for line in own.lines)
    blocks.append(section(f"*/rapport*  {own.purpose}\n{words}\n{own.note}"))
    blocks.append(context("More on one of them: `/touchpoint help`."))
    return Message("/rapport: what you can type", blocks)
