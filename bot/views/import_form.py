"""The forms of an import in Slack: the file, what its columns are, what would become of it; and how it goes."""

import json
from collections.abc import Mapping, Sequence

from bot.domain.custom_fields import CustomField
from bot.domain.given_file import MOST_ROWS, GivenFile, State
from bot.domain.imported import Counts
from bot.domain.saying import figure, later, say, within
from bot.views import form_ids, ids
from bot.views.blocks import (
    Option,
    actions,
    button,
    checkboxes,
    context,
    field,
    modal,
    option,
    section,
    select,
)
from bot.views.imported import in_words
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import SECTION_LENGTH, clip, escape, inert
from bot.views.size import cut

TITLE = later("Import customers")

MOST_COLUMNS = 20
"""Columns that a form shows, as each has all choices in it and Slack takes 250 kB; first those that hold something. The
others are read by their headings."""

LEAVE_OUT = "-"
COLUMN = "column_"
REPLACES, LOCALE, FILE = "replaces", "locale", "file"
"""Block ids."""

LOCALES = {
    "": later("As the file tells, else as usual here"),
    "en-US": later("3/14/2027, 1,234.50 (United States)"),
    "en-GB": later("14/03/2027, 1,234.50 (United Kingdom)"),
    "de-DE": "14.03.2027, 1.234,50 (Germany)",
    "fr-FR": "14/03/2027, 1 234,50 (France)",
    "es-ES": "14/3/2027, 1.234,50 (Spain)",
    "pt-PT": "14/03/2027, 1 234,50 (Portugal)",
    "pt-BR": "14/03/2027, 1.234,50 (Brazil)",
    "nl-NL": "14-03-2027, 1.234,50 (Netherlands)",
}

LABELS = {
    "name": later("Name"),
    "first": later("First name"),
    "middle": later("Middle name"),
    "last": later("Last name"),
    "prefix": later("Title before the name"),
    "suffix": later("What follows the name"),
    "aliases": later("Other names"),
    "company": later("Company"),
    "email": later("Email"),
    "phone": later("Phone"),
    "birthday": later("Birthday"),
    "owner": later("Owner"),
    "backup": later("Backup owner"),
    "tags": later("Tags"),
    "kind": later("Person or company"),
    "tier": later("Tier"),
    "stage": later("Stage"),
    "since": later("Customer since"),
    "renewal": later("Renewal"),
    "value": later("Lifetime value"),
    "cadence": later("Days between touches"),
    "wishes": later("Birthday wishes: yes or no"),
    "email_ok": later("Emails wanted: yes or no"),
    "email_opt_out": later("Emails not wanted: yes or no"),
    "do_not_contact": later("Do not contact: yes or no"),
    "id": later("Rapport id"),
    "prefers": later("Preferred channel"),
    "timezone": later("Time zone"),
    "language": later("Language"),
    "lost_on": later("Lost on"),
    "lost_reason": later("Why they were lost"),
    "referred_by": later("Referred by"),
    "details": later("To remember"),
}
"""What a column can be -> as people read it."""


def file_form() -> View:
    """Which file."""
    element: Block = {
        "type": "file_input",
        "action_id": FILE,
        "filetypes": ["csv", "txt", "tsv", "vcf"],
        "max_files": 1,
    }
    hint = say(
        "CSV or vCard, up to 10 MB and {most_rows} customers. Nothing is changed before you have seen what would be.",
        most_rows=figure(MOST_ROWS),
    )
    blocks = [field(say("File"), element, hint=hint)]
    return modal(form_ids.IMPORT_FILE_FORM, say(TITLE), blocks, submit=say("Next"))


def waiting_page(name: str, what: str) -> View:
    """It is being read, or tried."""
    return modal("", say(TITLE), [section(f":hourglass_flowing_sand: {what} {inert(name, 80)} …")])


def problem_page(sentence: str) -> View:
    """Why it does not go on."""
    return modal(
        "", say(TITLE), [section(f":warning: {escape(clip(sentence, 600))}"), context(say("Nothing was changed."))]
    )


def columns_form(
    given: GivenFile,
    header: Sequence[str],
    sample: Sequence[str],
    chosen: Mapping[int, str],
    own: Sequence[CustomField],
) -> View:
    """What each column is, as it would be read; and whose days they are."""
    choices = [option(say("Leave out"), LEAVE_OUT), *(option(say(label), key) for key, label in LABELS.items())]
    choices += [option(clip(one.name, 40), one.key) for one in own]
    blocks = [
        section(say("*{name}*: what its columns are. Change what was not understood.", name=inert(given.name, 80)))
    ]
    first = sorted(range(len(header)), key=lambda at: (not chosen.get(at), not _says(sample, at), at))[:MOST_COLUMNS]
    blocks += [_column(at, header[at], sample, choices, chosen.get(at, "")) for at in sorted(first)]
    if len(header) > MOST_COLUMNS:
        blocks.append(
            context(say("{header} more columns are read by their headings.", header=len(header) - MOST_COLUMNS))
        )
    locales = [option(say(label), key or "file") for key, label in LOCALES.items()]
    blocks.append(field(say("Days and amounts are written"), select(LOCALE, locales, given.locale or "file")))
    known = [option(say("Replace what is known by what the file says"), "yes")]
    hint = say("Otherwise it only fills in what is missing.")
    blocks.append(field(say("Who is known already"), checkboxes(REPLACES, known), optional=True, hint=hint))
    return modal(form_ids.IMPORT_COLUMNS_FORM, say(TITLE), blocks, submit=say("Try it"), metadata=_metadata(given.id))


def _says(sample: Sequence[str], at: int) -> bool:
    return at < len(sample) and bool(sample[at].strip())


def _column(at: int, heading: str, sample: Sequence[str], choices: Sequence[Option], chosen: str) -> Block:
    example = sample[at].strip() if at < len(sample) else ""
    chooser = select(f"{COLUMN}{at}", choices, chosen or LEAVE_OUT)
    label = clip(heading.strip() or say("Column {at}", at=at + 1), 150)
    return field(label, chooser, hint=say("Such as: {example}", example=clip(example, 100)) if example else "")


def preview_form(given: GivenFile, counts: Counts, told: Sequence[str], more: int) -> View:
    """What would become of it, with the first lines that cannot be taken; one click imports it."""
    blocks = [section(f"*{inert(given.name, 80)}*: {in_words(counts, is_done=False)}.")]
    if counts.changes:
        changes = ", ".join(
            f"{within(say(LABELS.get(_OPTION.get(name, name), name)))} {figure(number)}"
            for name, number in counts.changes
        )
        blocks.append(context(say("Fields that change: {changes}.", changes=changes)))
    if told:
        blocks.append(section(cut("\n".join(f"• {inert(line, 200)}" for line in told), SECTION_LENGTH)))
    if more:
        blocks.append(
            context(
                say(
                    "And {more} more. A terminal writes all of them down: `rapport import --check --refused`.",
                    more=figure(more),
                )
            )
        )
    if not counts.customers:
        return modal("", say(TITLE), [*blocks, context(say("There is nothing to import."))])
    blocks.append(context(say("One click takes all of it in, and you can take all of it back.")))
    return modal(form_ids.IMPORT_GO_FORM, say(TITLE), blocks, submit=say("Import"), metadata=_metadata(given.id))


_OPTION = {
    "emails": "email",
    "phones": "phone",
    "backup_owner": "backup",
    "lifetime_value": "value",
    "cadence_days": "cadence",
    "wishes_ok": "wishes",
    "channel": "prefers",
}


def import_message(given: GivenFile) -> Message:
    """How it goes, in the direct message of whoever gave it."""
    name = inert(given.name, 80)
    match given.state:
        case State.DONE:
            text = say("{name} is imported: {in_words}.", name=name, in_words=in_words(given.counts, is_done=True))
            undo = [actions(button(say("Undo"), ids.UNDO, given.audit_id))] if given.audit_id else []
            return Message(text, [section(f":white_check_mark: {text}"), *undo])
        case State.FAILED:
            text = say(
                "{name} was not imported. {error} Nothing of it was stored.",
                name=name,
                error=escape(clip(given.error, 600)),
            )
            return Message(text, [section(f":warning: {text}")])
        case _:
            text = say(
                "{name} is being imported. If Rapport is stopped meanwhile, it begins anew; nothing half is stored.",
                name=name,
            )
            return Message(text, [section(f":hourglass_flowing_sand: {text}")])


def _metadata(import_id: int) -> str:
    return json.dumps({"import": import_id})
