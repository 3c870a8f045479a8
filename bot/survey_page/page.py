"""What a customer reads and presses: whole pages of HTML in the language in force, without a script.

Nothing on them is of a customer: the question, who asks, and the answer that was given within the hour. Nothing comes
from elsewhere. Addresses are relative to the page's own, so that they hold whatever a proxy puts before its path.
"""

import base64
import hashlib
from html import escape
from pathlib import Path

from bot.domain.saying import figure, language, later, say
from bot.domain.survey import WORDS_LENGTH, Page
from bot.domain.survey_question import ends, question

_STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")

STYLE_HASH = f"sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}"
"""By which a Content-Security-Policy knows the style of these pages, and lets no other in."""

VALUE, WORDS, TICKET = "answer", "words", "ticket"
"""The fields of the forms."""

Problem = tuple[str, str]
"""What a page says that can show nothing else: its heading, and what to do."""

UNKNOWN: Problem = (
    later("This link leads nowhere"),
    later("Perhaps a part of it is missing. Please open it once more where you found it, or tell us directly."),
)
EXPIRED: Problem = (
    later("This question has expired"),
    later("If there is something you would like to say, please tell us directly. We are glad to hear it at any time."),
)
CLOSED: Problem = (
    later("You have answered already. Thank you!"),
    later("This answer can no longer be changed. If you would like to add something, please tell us directly."),
)
ENDED: Problem = (
    later("Nobody is asked here any more"),
    later("Thank you for wanting to answer! Please tell us directly. We are glad to hear it at any time."),
)
TOO_MANY: Problem = (
    later("Too many at once"),
    later("Nothing is lost. Please wait a minute, then load this page again."),
)
TOO_LARGE: Problem = (
    later("That was too long"),
    later("Nothing was saved. Please go back, where your words still are, and send a shorter text."),
)
UNREADABLE: Problem = (
    later("That could not be read"),
    later("Nothing was saved. Please go back and try again."),
)
NOT_NOW: Problem = (
    later("That did not work just now"),
    later("It is our fault, and nothing was saved. Please go back and try again in a few minutes."),
)


def choosing(page: Page, team: str, chosen: int | None, stop: str, wrong: str = "") -> str:
    """The question with its answers, one of them `chosen` already, perhaps.

    `team`: who asks, "" where that is not known; `stop`: the address of the stop link, "" for none; `wrong`: what was
    wrong with what was sent.
    """
    asked = _question(page, team)
    before = "" if page.value is None else _paragraph(_answered(page))
    hint = _paragraph(say("Nothing is sent before you press the button."), "quiet")
    way = f'<a class="quiet" href="{escape(stop)}">{escape(say("Stop asking me"))}</a>'
    left = f'<span class="quiet">{escape(say("We will not ask you again"))}</span>'
    leave = f"<footer>{left if page.has_stopped else way}</footer>" if stop else ""
    return _whole(asked, f"{_wrong(wrong)}{before}{_scale(page, asked, chosen, level=1)}{hint}{leave}")


def answered(page: Page, team: str, wrong: str = "", onward: str = "") -> str:
    """Thanks, a field for words where there are none yet, and the answers again for who has second thoughts.

    `onward`: the address where the next one at a counter answers, "" for none.
    """
    title = say("Thank you!")
    asked = _question(page, team)
    words = _paragraph(say("Your words have arrived too. You can close this page.")) if page.has_words else _words()
    hint = _paragraph(say("Within an hour you can change it."), "quiet")
    again = _scale(page, asked, page.value, level=2)
    change = f"<details><summary>{escape(say('Change my answer'))}</summary>{hint}{again}</details>"
    said = f"<h1>{escape(title)}</h1>{_wrong(wrong)}{_paragraph(_answered(page))}"
    return _whole(title, f"{said}{words}{change}{_next(onward)}")


def stopping() -> str:
    """Asks whether they want to be asked again."""
    button = _button(say("Stop asking me"))
    return _said_once(say("Do you want us to stop asking you?"), f'<form method="post">{button}</form>')


def stopped() -> str:
    """They are never asked again."""
    words = say("You can close this page.")
    return _said_once(say("We will not ask you again"), _paragraph(words))


def problem(what: Problem, onward: str = "") -> str:
    """A page that can show nothing else. `onward`: as on that of an answer."""
    title, words = what
    return _said_once(say(title), f"{_paragraph(say(words))}{_next(onward)}")


def too_long() -> str:
    """What is wrong with words that are too long."""
    return say("Up to {most} characters can be sent. Please shorten your text.", most=figure(WORDS_LENGTH))


def no_words() -> str:
    """What is wrong where words were sent that are none."""
    return say("Please write a few words, or just close this page: your answer has arrived.")


def none_chosen() -> str:
    """What is wrong where none of the answers was sent."""
    return say("Please choose one of these answers.")


def _question(page: Page, team: str) -> str:
    return question(page.scale, page.language, team, of_handling=page.is_of_handling)


def _answered(page: Page) -> str:
    least, most = page.values[0], page.values[-1]
    return say("You answered {value}, on a scale from {least} to {most}.", value=page.value, least=least, most=most)


def _scale(page: Page, asked: str, chosen: int | None, level: int) -> str:
    """Radio buttons. What the ends mean stands under them, and a screen reader hears it with the number."""
    values = page.values
    means = dict(zip((values[0], values[-1]), ends(page.scale, page.language), strict=True))
    choices = "".join(_choice(value, means.get(value, ""), is_chosen=value == chosen) for value in values)
    under = "".join(f"<span>{value} = {escape(meaning)}</span>" for value, meaning in means.items())
    return (
        f'<form method="post"><fieldset><legend><h{level}>{escape(asked)}</h{level}></legend>'
        f'<div class="scale">{choices}</div><div class="ends quiet" aria-hidden="true">{under}</div></fieldset>'
        f"{_hidden(page.ticket)}{_button(say('Send my answer'))}</form>"
    )


def _choice(value: int, meaning: str, *, is_chosen: bool) -> str:
    heard = f'<span class="unseen"> = {escape(meaning)}</span>' if meaning else ""
    checked = " checked" if is_chosen else ""
    button = f'<input type="radio" name="{VALUE}" value="{value}" required{checked}>'
    return f"<label>{button}<span>{value}{heard}</span></label>"


def _hidden(ticket: str) -> str:
    return f'<input type="hidden" name="{TICKET}" value="{escape(ticket)}">' if ticket else ""


def _words() -> str:
    label = f'<label for="{WORDS}">{escape(say("Would you like to tell us more? (optional)"))}</label>'
    limit = _paragraph(say("Up to {most} characters.", most=figure(WORDS_LENGTH)), "quiet")
    field = f'<textarea id="{WORDS}" name="{WORDS}" rows="5" maxlength="{WORDS_LENGTH}" required></textarea>'
    return f'<form method="post">{label}{field}{limit}{_button(say("Send my words"))}</form>'


def _next(onward: str) -> str:
    """A plain link, which asks the next one and sends nothing."""
    link = f'<a href="{escape(onward)}">{escape(say("Next customer"))}</a>'
    return f"<footer>{link}</footer>" if onward else ""


def _button(words: str) -> str:
    return f"<button>{escape(words)}</button>"


def _paragraph(words: str, kind: str = "") -> str:
    marked = f' class="{kind}"' if kind else ""
    return f"<p{marked}>{escape(words)}</p>"


def _wrong(words: str) -> str:
    return f'<p class="wrong" role="alert">{escape(words)}</p>' if words else ""


def _said_once(title: str, body: str) -> str:
    return _whole(title, f"<h1>{escape(title)}</h1>{body}")


def _whole(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>{body}</main></body></html>"
    )
