"""Themes at their worst: as many as there can be, with the longest hostile words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.about import About, AboutSeen, SaidAbout
from bot.domain.theme import MOST_PHRASES, Standing, Theme, Weighed, Weight
from bot.domain.theme_note import Audience
from bot.domain.theme_seen import MenderTold, ThemeSeen, ThemesSeen
from bot.domain.theme_words import Likely
from bot.views.about import about_said
from bot.views.alert import alert
from bot.views.card import card
from bot.views.home import home_blocks
from bot.views.mender import mender, nothing_to_mend
from bot.views.message import Message
from bot.views.theme_forms import about_form, mended_form, merge_themes_form, theme_form
from bot.views.themes import theme_kept, theme_page, themes_page
from tests.fake_clock import MONDAY_NINE as NOW
from tests.unit.views import worst as w

LINE = w.long(60).replace("\n", " ")
THEME = Theme(
    *(10**15, LINE, NOW, (LINE,) * MOST_PHRASES, LINE, "U0BEN", Standing.MENDED, w.long(600), 10**9),
)
OPEN = replace(THEME, standing=Standing.OPEN)
WEIGHED = Weighed(THEME, Weight(10**6, 10**6, 10**15, 10**6, 10**6))
WORDS = [w.long(40).replace("\n", " ") + str(n) for n in range(60)]
TOUCH = w.touchpoint()
LIKELY = Likely(w.long(100), frozenset(("a", "b")), tuple(range(1000)), 10**6, 10**6, 10**6, 10**6)
THEMES = ThemesSeen(
    *([WEIGHED] * 100, [LIKELY] * 5, 10**6, 10**6, dict.fromkeys(range(3), TOUCH), "EUR"),
    may_change=True,
)
CROWD = Audience(*([w.CUSTOMER] * 1000,) * 3)
SEEN = ThemeSeen(WEIGHED, [(TOUCH, w.CUSTOMER)] * 5, w.READER, "EUR", True, 10**6, 10**6, 10**6, CROWD, True, True)  # noqa: FBT003  # as many as there are
KEPT = theme_kept(f"*Saved*: {w.OUTCOME.text}", 10**15)

MESSAGES: dict[str, Callable[[], Any]] = {
    "themes_page": lambda: themes_page(THEMES, KEPT),
    "themes_page, none": lambda: themes_page(replace(THEMES, themes=[], likely=[], customers=0)),
    "themes_page, nothing recurs": lambda: themes_page(replace(THEMES, likely=[], may_change=False)),
    "theme_page": lambda: theme_page(SEEN, KEPT),
    "theme_page, open": lambda: theme_page(
        replace(SEEN, weighed=Weighed(replace(THEME, standing=Standing.OPEN)), may_change=False)
    ),
    "theme_kept": lambda: KEPT,
    "mender": lambda: mender(MenderTold(replace(WEIGHED, theme=OPEN), "U0BEN", "U0ANA", "EUR")),
    "mender, again": lambda: mender(MenderTold(replace(WEIGHED, theme=OPEN), "U0BEN", "U0ANA", "EUR", is_again=True)),
    "mender, by nobody known": lambda: mender(MenderTold(replace(WEIGHED, theme=OPEN), "U0BEN", None, "EUR")),
    "mender, mended": lambda: mender(MenderTold(WEIGHED, "U0BEN", "U0ANA", "EUR")),
    "mender, not theirs": lambda: mender(MenderTold(WEIGHED, "U0ANA", "U0BEN", "EUR")),
    "nothing_to_mend": nothing_to_mend,
    "home_blocks, with themes": lambda: Message("Home", home_blocks(replace(w.HOME, to_mend=[WEIGHED] * 6))),
    "about_said": lambda: about_said(SaidAbout(AboutSeen(TOUCH, About(*WORDS[:2]), (), (THEME,) * 10), 10**15)),
    "alert, of a theme": lambda: alert(
        replace(
            w.ALERT,
            followup=w.done(w.ALERT.followup),
            themes=(THEME,) * 10,
            looks_like=WEIGHED,
            categories=tuple(WORDS),
        )
    ),
    "card, with themes": lambda: card(replace(w.CARD, themes=((THEME, 10**6),) * 10), w.OUTCOME),
}

FORMS: dict[str, Callable[[], Any]] = {
    "theme_form": lambda: theme_form(THEME),
    "theme_form, new": lambda: theme_form(None, w.long(60)),
    "merge_themes_form": lambda: merge_themes_form(THEME, [replace(THEME, id=n) for n in range(100)]),
    "mended_form": lambda: mended_form(THEME, CROWD),
    "about_form": lambda: about_form(
        10**15, w.long(10_000), About(*WORDS[:2]), (WORDS, WORDS), ([replace(THEME, id=n) for n in range(100)], [THEME])
    ),
}
