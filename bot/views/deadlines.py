"""The deadlines of complaints: the form in which leads change them, and the table that everybody may see."""

from bot.domain.channel import Severity
from bot.domain.customers import Tier
from bot.domain.deadlines import EXAMPLES, Deadlines, field_of
from bot.domain.saying import capital, later, say
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, context, field, header, modal, section, text_input
from bot.views.message import Block, Message, View

WHAT = later("By when a complaint, or another alert, is to be answered: claimed by somebody, and the customer told.")
FROM_NOW = later("This counts for complaints that come from now on; those that are open keep their deadline.")


def deadlines_form(table: Deadlines) -> View:
    """A part for each tier, in it a field for each severity."""
    fields: list[Block] = []
    for tier in Tier:
        fields.append(header(say("{label} customers", label=tier.label)))
        for severity in Severity:
            cell = tier, severity
            typed = text_input(field_of(cell), str(table[cell]), longest=30, hint="4h")
            fields.append(field(capital(say(severity)), typed))
    top = [section(say(WHAT)), context(say(EXAMPLES), say(FROM_NOW))]
    return modal(form_ids.DEADLINES_FORM, say("Deadlines"), [*top, *fields], submit=say("Save"))


def deadlines_table(table: Deadlines) -> Message:
    """For who may not change it."""
    rows = [["", *(capital(say(severity)) for severity in Severity)]]
    rows += [[tier.label, *(str(table[tier, severity]) for severity in Severity)] for tier in Tier]
    block: Block = {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": cell or " "} for cell in row] for row in rows],
    }
    said = [f"{tier.label}: {', '.join(f'{say(one)} {table[tier, one]}' for one in Severity)}." for tier in Tier]
    return Message(
        " ".join([say("Deadlines of complaints."), *said]),
        [
            section(say("*Deadlines of complaints*\n{what}", what=say(WHAT))),
            block,
            context(say("Leads and admins change them.")),
        ],
    )


def deadlines_saved(before: Deadlines, after: Deadlines, undo_id: int | None) -> Message:
    """What is different now, with Undo."""
    if undo_id is None:
        text = say("Saved. Nothing is different from before.")
        return Message(text, [section(text)])
    lines = [
        say(
            "{label}, {severity}: *{after}* (before: {before})",
            label=tier.label,
            severity=severity,
            after=after[tier, severity],
            before=before[tier, severity],
        )
        for tier, severity in after
        if after[tier, severity] != before[tier, severity]
    ]
    text = "\n".join([say("*Saved* the deadlines of complaints."), *lines])
    return Message(text, [section(text), context(say(FROM_NOW)), actions(button(say("Undo"), ids.UNDO, undo_id))])
