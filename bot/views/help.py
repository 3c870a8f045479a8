"""What each command does, with lines to copy."""

from dataclasses import dataclass

from bot.reading.options import ADD, OPTIONS, Option, options_of
from bot.views.blocks import context, section
from bot.views.message import Message

ALONE = "Alone, it opens a form."


@dataclass(frozen=True)
class Help:
    """What a command is for, lines to copy, and what else to know."""

    purpose: str
    lines: tuple[str, ...]
    note: str = ""


HELP = {
    "touchpoint": Help(
        "Log a contact with a customer. Its mood is scored, and negative feedback alerts the team.",
        (
            "/touchpoint Dana Reyes: called about the renewal, happy with the new menu via:phone",
            "/touchpoint Dana Reyes: asked for a quote on:yesterday due:friday",
        ),
        f"A touchpoint is any contact: a call, a visit, a mail. {ALONE}",
    ),
    "complaint": Help(
        "Log a complaint. The team is alerted, and somebody claims it.",
        ("/complaint Dana Reyes: order never arrived, second time severity:high",),
        ALONE,
    ),
    "rating": Help(
        "Log what a customer answered: how satisfied they are (CSAT, 1-5), or whether they would recommend you "
        "(NPS, 0-10).",
        ("/rating Dana Reyes: 9/10, loved the tasting", "/rating Dana Reyes: csat:4"),
        ALONE,
    ),
    "followup": Help(
        "Plan something for a customer, or see what there is to do.",
        (
            "/followup Dana Reyes: call back about the refund due:friday @ben",
            "/followup",
            "/followup today",
            "/followup week",
            "/followup done",
            "/followup @ben",
            "/followup team",
            "/followup overdue",
            "/followup unclaimed",
            "/followup Dana Reyes",
        ),
        "Alone, it lists yours. A day at the end needs no `due:`, and `@person` gives it to somebody.",
    ),
    "thanks": Help(
        "Plan a thank-you note. The customer's owner writes it, or the person you name.",
        ("/thanks Dana Reyes: for the referral", "/thanks Dana Reyes: for the referral @ana"),
        f"{ALONE} `@person` gives it to somebody.",
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
        "Alone, it opens a form to find one. A stage says how far they are with you: awareness, acquisition, "
        "onboarding, engagement, retention, advocacy.",
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
    said = " · ".join(f"`{option.example}` {option.says}" for option in options_of(_OPTIONS_OF.get(name, name)))
    where = "After `add` or `edit` and the name" if name == "customer" else "Anywhere after the colon"
    blocks.append(context(f"{where}: {said}. Quotes allow a colon in a name."))
    return Message(f"/{name}: {one.purpose}", blocks)


_OPTIONS_OF = {"customer": ADD}
"""Commands whose options go by another name in the table."""


def option_rows() -> list[str]:
    """The README's table of options: a row for each, as Markdown."""
    return [
        f"| `{option.example}` | {option.says} | {_spellings(option)} | {_commands(option)} |" for option in OPTIONS
    ]


def _commands(option: Option) -> str:
    return ", ".join(f"`/{name}`" for name in option.commands)


def _spellings(option: Option) -> str:
    return " ".join(f"`{name}:`" for name in option.short)


def _overview() -> Message:
    blocks = [section(f"*/{name}*  {one.purpose}\n`{one.lines[0]}`") for name, one in HELP.items() if name != "rapport"]
    own = HELP["rapport"]
    words = " ".join(f"`{line}`" for line in own.lines)
    blocks.append(section(f"*/rapport*  {own.purpose}\n{words}\n{own.note}"))
    blocks.append(context("More on one of them: `/touchpoint help`."))
    return Message("/rapport: what you can type", blocks)
