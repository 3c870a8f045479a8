"""What a request of the page comes to: read, one use case at most, and a page in the customer's language.

At a counter nobody knows who answers: its page is the same for everybody, and each form of it makes an answer of its
own, with a page of its own (bot/use_cases/counter_answers.py). Its language is the browser's, or else the team's.

A GET only reads: scanners of mail and browsers that look ahead open every link, often twice, and nobody has answered
by that. The address says nothing about whether there is a survey: whatever leads nowhere gets the same page.
"""

from dataclasses import dataclass
from http import HTTPStatus

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.domain.saying import speaking
from bot.domain.survey import WORDS_LENGTH, Page, PageState, is_token
from bot.domain.survey_link import Reached
from bot.domain.survey_words import without_slips
from bot.slack.http_answer import Answer
from bot.survey_page import page as pages
from bot.survey_page.asking import Sent, page_of, stop_of
from bot.survey_page.code import CONTENT_TYPE, code
from bot.use_cases import counter_answers, survey_answers, survey_stops

_CONTENT_TYPE = "text/html; charset=utf-8"

_OVER = {
    PageState.UNKNOWN: (HTTPStatus.NOT_FOUND, pages.UNKNOWN),
    PageState.EXPIRED: (HTTPStatus.GONE, pages.EXPIRED),
    PageState.CLOSED: (HTTPStatus.GONE, pages.CLOSED),
    PageState.ENDED: (HTTPStatus.GONE, pages.ENDED),
    PageState.CROWDED: (HTTPStatus.TOO_MANY_REQUESTS, pages.TOO_MANY),
}
"""What there is to see where nothing can be answered."""


@dataclass(frozen=True)
class Request:
    """`sent`: the form of a POST, None where the page is only looked at. `language`: the browser's, "" for none."""

    where: Reached
    sent: Sent | None
    language: str = ""


def problem(status: HTTPStatus, what: pages.Problem, *headers: tuple[str, str], onward: str = "") -> Answer:
    """A page that can show nothing else, in the language in force. `onward`: where the next one answers, "" else."""
    return Answer(status, pages.problem(what, onward), _CONTENT_TYPE, headers)


def answer(deps: Deps, request: Request, team: str) -> Answer:
    """What the browser gets. `team`: who asks, as customers know it. Raises RapportError."""
    with deps.reading(ITSELF) as session:
        page = survey_answers.look(session, request.where.token)
        if page.state is PageState.UNKNOWN:
            language = request.language or session.settings.language
            page = counter_answers.look(session, request.where.token, language)
    if page.state is PageState.UNKNOWN or (page.at_counter and request.where.is_stop):
        return problem(*_OVER[PageState.UNKNOWN])
    with speaking(page.language):
        return _stop(deps, request, page) if request.where.is_stop else _survey(deps, request, page, team)


def _stop(deps: Deps, request: Request, page: Page) -> Answer:
    """Also of a question that was answered or has expired. Mail programs send it by themselves (RFC 8058)."""
    if request.sent is None:
        return _shown(pages.stopped() if page.has_stopped else pages.stopping())
    deps.write(ITSELF, lambda session: survey_stops.stop(session, request.where.token))
    return _shown(pages.stopped())


def _survey(deps: Deps, request: Request, page: Page, team: str) -> Answer:
    if page.state in _OVER:
        return problem(*_OVER[page.state], onward=_onward(request.where, page))
    if request.where.is_code:
        return Answer(HTTPStatus.OK, code(deps.survey_links.page(request.where.token)), CONTENT_TYPE)
    if request.sent is None:
        return _looked_at(request.where, page, team)
    return _answered(deps, request, page, team, request.sent)


def _answered(deps: Deps, request: Request, page: Page, team: str, sent: Sent) -> Answer:
    if sent.words is not None and page.state is PageState.ANSWERED:
        return _worded(deps, request, page, team)
    value = sent.value
    if value is None or value not in page.values:
        return _not_chosen(request.where, page, team)
    if page.ticket:
        return _at_counter(deps, request.where, sent.ticket, value) or _not_chosen(request.where, page, team)
    keep = counter_answers.answer if page.at_counter else survey_answers.answer
    deps.write(ITSELF, lambda session: keep(session, request.where.token, value))
    return _back_to_page(request.where)


def _not_chosen(where: Reached, page: Page, team: str) -> Answer:
    shown = pages.choosing(page, team, page.value, _stop_link(where, page), pages.none_chosen())
    return _shown(shown, HTTPStatus.BAD_REQUEST)


def _at_counter(deps: Deps, where: Reached, ticket: str, value: int) -> Answer | None:
    """An answer of its own, to whose page they go on; None where the form was not one of ours."""
    if not is_token(ticket):
        return None
    state = deps.write(ITSELF, lambda session: counter_answers.answer_at(session, where.token, ticket, value))
    return problem(*_OVER[state]) if state in _OVER else _back_to_page(where._replace(token=ticket))


def _looked_at(where: Reached, page: Page, team: str) -> Answer:
    """The link of another answer than the one that was given offers to change it."""
    chosen = where.number if where.number in page.values else None
    if page.state is PageState.OPEN or chosen not in {None, page.value}:
        return _shown(pages.choosing(page, team, chosen, _stop_link(where, page)))
    return _shown(pages.answered(page, team, onward=_onward(where, page)))


def _worded(deps: Deps, request: Request, page: Page, team: str) -> Answer:
    words = request.sent.words if request.sent and request.sent.words else ""
    if len(words) > WORDS_LENGTH:
        shown = pages.answered(page, team, pages.too_long(), _onward(request.where, page))
        return _shown(shown, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if not words:
        shown = pages.answered(page, team, pages.no_words(), _onward(request.where, page))
        return _shown(shown, HTTPStatus.BAD_REQUEST)
    mood = deps.mood(without_slips(words), deps.settings())
    keep = counter_answers.add_words if page.at_counter else survey_answers.add_words
    deps.write(ITSELF, lambda session: keep(session, request.where.token, words, mood))
    return _back_to_page(request.where)


def _stop_link(where: Reached, page: Page) -> str:
    """At a counter nobody was asked, so there is nothing to stop."""
    return "" if page.at_counter else stop_of(where)


def _onward(where: Reached, page: Page) -> str:
    """The address where the next one at a counter answers: a tablet that stands there shows the last one's thanks."""
    return page_of(where._replace(token=page.counter)) if page.counter else ""


def _shown(html: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, html, _CONTENT_TYPE)


def _back_to_page(where: Reached) -> Answer:
    """By a GET, so that loading the page again sends nothing again."""
    return Answer(HTTPStatus.SEE_OTHER, "", _CONTENT_TYPE, (("location", page_of(where)),))
