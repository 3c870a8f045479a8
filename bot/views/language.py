"""The form in which somebody chooses the language that Rapport speaks to them."""

from bot.domain.saying import LANGUAGES, say
from bot.views import form_ids
from bot.views.blocks import field, modal, option, radio_buttons
from bot.views.message import View


def language_form(chosen: str, as_in_slack: str) -> View:
    """`chosen`: a key of LANGUAGES, "" for that of Slack, for which the form has the value `as_in_slack`."""
    choices = [option(say("As in Slack"), as_in_slack), *(option(name, code) for code, name in LANGUAGES.items())]
    hint = say("Messages in channels are in the language of the team.")
    spoken = field(say("Language"), radio_buttons("language", choices, chosen or as_in_slack), hint=hint)
    return modal(form_ids.LANGUAGE_FORM, say("My language"), [spoken], submit=say("Save"))


def language_saved(chosen: str) -> str:
    """What the one who chose is told, in the language they chose."""
    if not chosen:
        return say("Rapport speaks to you as Slack does, where it can: in English, German or Spanish.")
    return say("Rapport speaks English to you from now on.")
