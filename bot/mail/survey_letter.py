"""A letter that asks one question, as plain text and HTML: links for the answers, and nothing that loads anything."""

from html import escape

from bot.domain.survey_letter import Invitation

_LINK = "display:inline-block;padding:10px 14px;margin:3px;border:1px solid #555;border-radius:6px;color:#1a4b8c"


def plain(one: Invitation) -> str:
    """A line for each answer."""
    answers = "\n".join(_line(number, meaning, link) for number, meaning, link in one.choices)
    closing = "\n".join(one.closing) + (f":\n{one.stop_link}" if one.stop_link else "")
    return f"{one.intro}\n\n{one.question}\n\n{answers}\n\n{closing}\n"


def html(one: Invitation) -> str:
    """The same, with the answers as links to press."""
    intro = "".join(f"<p>{escape(part)}</p>" for part in one.intro.split("\n\n"))
    *closing, stop = one.closing
    last = f'<a href="{escape(one.stop_link)}">{escape(stop)}</a>' if one.stop_link else escape(stop)
    return (
        f'<!DOCTYPE html><html lang="{escape(one.language)}"><body>{intro}'
        f"<p><strong>{escape(one.question)}</strong></p><p>{''.join(map(_choice, one.choices))}</p>"
        f"<p>{'<br>'.join(map(escape, closing))}</p><p>{last}</p></body></html>"
    )


def _line(number: int, meaning: str, link: str) -> str:
    said = f"{number} ({meaning})" if meaning else str(number)
    return f"{said}: {link}" if link else said


def _choice(choice: tuple[int, str, str]) -> str:
    number, meaning, link = choice
    said = escape(f"{number} {meaning}".strip())
    return f'<a href="{escape(link)}" style="{_LINK}">{said}</a>' if link else f"<div>{said}</div>"
