"""Asking customers how it went, with the worst that can be stored, by its view."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.rating import Rating
from bot.domain.survey import LASTS, Occasion, State, Survey, Way
from bot.domain.survey_standing import Offer, Standing
from bot.domain.survey_told import Told
from bot.domain.touchpoints import Touchpoint, TouchpointKind
from bot.views.survey import answered, standing
from bot.views.survey_forms import (
    ask_form,
    asked_by_mail,
    link_made,
    note_form,
    noted,
    stop_lifted,
    stop_noted,
    with_link,
)
from tests.fake_clock import MONDAY_NINE as NOW
from tests.unit.views import worst as w
from tests.unit.views import worst_letters as letters

SURVEY = Survey(10**12, 1, Way.REPLY, Occasion.HAND, "nps", "es", "U0ANA", NOW, NOW + LASTS)
TOUCH = Touchpoint(
    *(1, TouchpointKind.RATING, 1, w.TODAY, "email", w.long(10_000), w.MOOD, "rapport", NOW, "survey"),
    rating=Rating("nps", 10),
)
STANDING = Standing(
    counted=dict.fromkeys(State, 10**6),
    to_note=[(SURVEY, w.CUSTOMER)] * 200,
    not_asked=[(w.CUSTOMER, w.TODAY, w.long(100))] * 10,
    after=["phone", "in person", "email", "chat", "social", "video", "letter", "other"],
    wait=30,
    next_at=NOW + timedelta(days=1),
)
PAGE = f"https://x.example/{'a' * 190}/s/T0HARBOUR/{'x' * 32}"

MESSAGES = {
    "answered": lambda: answered(Told(w.CUSTOMER, TOUCH, offers_thanks=True)),
    "answered, alarming": lambda: answered(
        Told(w.CUSTOMER, TOUCH, offers_thanks=False, is_alarming=True, alert=f"{PAGE}/p1")
    ),
    "answered, taken back": lambda: answered(Told(w.CUSTOMER, replace(TOUCH, undone_at=NOW), offers_thanks=False)),
    "standing": lambda: standing(STANDING, w.READER),
    "standing, none": lambda: standing(Standing({}, (), (), (), 1), w.READER),
    "asked_by_mail": lambda: asked_by_mail(SURVEY, w.CUSTOMER, letters.MAIL, 10**12),
    "link_made": lambda: link_made(w.CUSTOMER, 10**12),
    "with_link": lambda: with_link(link_made(w.CUSTOMER, 10**12), PAGE, f"{PAGE}/qr"),
    "noted": lambda: noted(w.CUSTOMER, Rating("nps", 10), 10**12, f"{10**12}:{10**12}"),
    "stop_noted": lambda: stop_noted(w.CUSTOMER, 10**12),
    "stop_lifted": lambda: stop_lifted(w.CUSTOMER, 10**12),
}
"""By the name of the view, and which case."""

FORMS = {
    "ask_form": lambda: ask_form(Offer(w.CUSTOMER, "nps", "es", w.long(254), "", "")),
    "ask_form, link": lambda: ask_form(Offer(w.CUSTOMER, "csat", "de", "", w.long(100), "")),
    "note_form": lambda: note_form(STANDING.to_note, 10**12),
}
"""The same of forms."""
