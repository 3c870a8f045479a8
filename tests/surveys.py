"""Customers who were asked how it went, in tests: a link to answer by, and what they do with it."""

import re
from datetime import timedelta

from bot.domain.people import ITSELF
from bot.domain.rating import Scale
from bot.domain.survey import LASTS, Occasion, Page, Survey, Way, new_token
from bot.use_cases import survey_answers, survey_stops
from storage import surveys
from tests.mail_server import SENDER, Received, Receiver
from tests.team import ANA, Given, Team


def asked(team: Team, *, scale: Scale = "csat", about: int = 0, resolution: int = 0) -> str:
    """The first customer was asked by Ana just now; the token of their link."""
    token, now = new_token(), team.clock.now()
    survey = Survey(
        *(0, 1, Way.MAIL, Occasion.HAND, scale, "en", ANA, now, now + LASTS), about=about, resolution=resolution
    )
    with team.writing(ANA) as session:
        surveys.add_token(session.uow, surveys.add(session.uow, survey), token)
    return token


def answer(team: Team, token: str, value: int) -> Page:
    """They press a number, and send it."""
    page = team.rapport.deps.write(ITSELF, lambda session: survey_answers.answer(session, token, value))
    team.settle()
    return page


def add_words(team: Team, token: str, words: str) -> Page:
    """They add some words."""
    deps = team.rapport.deps
    mood = deps.mood(words, deps.settings())
    page = deps.write(ITSELF, lambda session: survey_answers.add_words(session, token, words, mood))
    team.settle()
    return page


def stop(team: Team, token: str) -> Page:
    """They do not want to be asked again."""
    return team.rapport.deps.write(ITSELF, lambda session: survey_stops.stop(session, token))


def look(team: Team, token: str, **later: float) -> Page:
    """What the page says, so much later."""
    team.clock.set(team.clock.now() + timedelta(**later))
    with team.rapport.deps.reading(ITSELF) as session:
        return survey_answers.look(session, token)


def start(team: Team, post: Receiver, **rules: Given) -> None:
    """Start it again where customers answer under an address of their own."""
    team.stop()
    team.start(smtp_url=post.sending.server, mail_from=SENDER, survey_url="https://ask.harbour.example", **rules)


def tokens(where: Received | str) -> list[str]:
    """Every token in a letter, or in what somebody is told, once."""
    parts = [where] if isinstance(where, str) else [part.get_content() for part in where.message.iter_parts()]
    return sorted(set(re.findall(r"/s/T[A-Z0-9]+/([\w-]{32})", " ".join(parts))))
