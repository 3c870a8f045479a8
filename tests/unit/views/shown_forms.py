"""Every form and page with the worst that can be stored, by its view; test_limits.py holds them to the limits."""

from dataclasses import replace
from datetime import time
from functools import partial

from bot.domain.customers import Customer
from bot.domain.digest import MyDigest, Rhythm
from bot.domain.handover import Part
from bot.domain.imported import Counts
from bot.domain.practice import cases
from bot.domain.setting_groups import GROUPS
from bot.domain.snooze import Until
from bot.domain.touchpoints import TouchpointKind
from bot.views.bulk_change import change_form, change_preview
from bot.views.card import card
from bot.views.card_more import card_more
from bot.views.customer_form import customer_form, find_form
from bot.views.customer_life import back_form, lost_form, stage_form
from bot.views.details import detail_form, remember_form
from bot.views.draft import draft_form, draft_page
from bot.views.errors import error_view
from bot.views.field_list import field_form
from bot.views.followup_change import plan_change_form
from bot.views.followup_page import followup_page
from bot.views.forgetting import forget_form
from bot.views.forms import followup_form, log_form, thanks_form, with_new_text
from bot.views.handover import handover_form, handover_preview
from bot.views.import_form import columns_form, file_form, preview_form, problem_page, waiting_page
from bot.views.language import language_form
from bot.views.lifecycle import cancel_form, reassign_form
from bot.views.mail import mail_form
from bot.views.merging import merge_form, pick_form
from bot.views.my_digest import my_digest_form
from bot.views.pages import page
from bot.views.playbook_form import playbook_form
from bot.views.playbook_runs import begin_form, begin_preview
from bot.views.playbooks_of_many import many_preview
from bot.views.practice import practice_answer, practice_form
from bot.views.renewal import renewed_form
from bot.views.saved_lists import list_form
from bot.views.segment_form import segment_form
from bot.views.settings_changed import saved
from bot.views.settings_form import settings_form
from bot.views.settings_page import SettingsPage, settings_page
from bot.views.snooze import snooze_form
from bot.views.templates import (
    not_previewed,
    preview_of,
    template_form,
)
from tests.fake_clock import MONDAY_NINE as NOW
from tests.unit.views import (
    shown_asks,
    shown_away,
    shown_complaints,
    shown_counters,
    shown_reactions,
    shown_report,
    shown_surveys,
    shown_themes,
    shown_watched,
)
from tests.unit.views import worst as w
from tests.unit.views import worst_letters as letters
from tests.unit.views import worst_of_many as many
from tests.unit.views import worst_playbooks as books
from tests.unit.views.shown import CALL, GIVEN, MESSAGES, OPEN, Shown

FORMS: dict[str, Shown] = {
    "many_preview": lambda: many_preview(books.MANY, "customers:5:1"),
    "change_form, playbooks": lambda: change_form(10**6, "customers:5:1", books.BOOKS),
    "playbook_form": lambda: playbook_form(books.BOOK),
    "begin_form": lambda: begin_form(books.BOOKS, books.BOOK, w.FILLING),
    "begin_preview": lambda: begin_preview(books.BEGUN, w.READER),
    "followup_page, a step": lambda: followup_page(books.STEP, w.READER, w.CARD.details),
    **shown_complaints.FORMS,
    **shown_asks.FORMS,
    **shown_away.FORMS,
    **shown_reactions.FORMS,
    **shown_report.FORMS,
    **shown_watched.FORMS,
    **shown_surveys.FORMS,
    **shown_counters.FORMS,
    **shown_themes.FORMS,
    **{f"log_form, {kind}": partial(log_form, kind, w.FILLING) for kind in TouchpointKind},
    **{f"log_form, {kind}, asked": partial(log_form, kind, w.ASKED) for kind in TouchpointKind},
    "file_form": file_form,
    "columns_form": lambda: columns_form(GIVEN, [w.long(300)] * 500, [w.long(900)] * 500, {0: "name"}, w.FIELDS),
    "preview_form": lambda: preview_form(GIVEN, GIVEN.counts, [w.long(3_000)] * 20, 10_000),
    "preview_form, of nothing": lambda: preview_form(GIVEN, Counts(), [], 0),
    "waiting_page": lambda: waiting_page(w.long(200), "Reading"),
    "problem_page": lambda: problem_page(w.long(500)),
    "plan_change_form": lambda: plan_change_form(
        replace(w.timed(), promised_on=w.TODAY, repeats="every year on 30 September"),
        *(w.CUSTOMER, "Europe/Lisbon", "seen", w.TODAY),
        is_other=True,
    ),
    "plan_change_form, not promised": lambda: plan_change_form(CALL, w.CUSTOMER, "Europe/Lisbon", "seen", w.TODAY),
    "plan_change_form, of an alert": lambda: plan_change_form(OPEN, w.CUSTOMER, "Europe/Lisbon", "seen", w.TODAY),
    "followup_form": lambda: followup_form(w.TODAY, "Europe/Lisbon", w.FILLING),
    "followup_form, asked": lambda: followup_form(w.TODAY, "Europe/Lisbon", w.ASKED),
    "thanks_form": lambda: thanks_form(w.FILLING),
    "thanks_form, asked": lambda: thanks_form(w.ASKED),
    "with_new_text": lambda: with_new_text(log_form(TouchpointKind.COMPLAINT, w.FILLING)),
    "customer_form": lambda: customer_form(w.CUSTOMER, w.BESIDE, "seen"),
    "customer_form, to be mended": lambda: customer_form(
        replace(w.CUSTOMER, name=w.long(5_000)),
        w.BESIDE,
        notes=[w.long(1_000)] * 9,
        typed=dict.fromkeys(("name", "phone", "email", "tags", "tier"), w.long(5_000)),
    ),
    "lost_form": lambda: lost_form([w.long(60)] * 30, "", w.TODAY, w.FILLING),
    "lost_form, asked": lambda: lost_form(["price"], "price", w.TODAY, w.ASKED),
    "back_form": lambda: back_form(w.TODAY, w.ASKED),
    "stage_form": lambda: stage_form(w.CUSTOMER, w.TODAY),
    "field_form": lambda: field_form(w.FIELDS[3], 10**6, "seen"),
    "field_form, new": lambda: field_form(None),
    "customer_form, new": lambda: customer_form(Customer(0, ""), w.BESIDE),
    "detail_form": lambda: detail_form(w.DETAILS[0], w.CUSTOMER),
    "remember_form": lambda: remember_form(w.CUSTOMER, w.ASKED),
    "find_form": find_form,
    "forget_form": lambda: forget_form(w.CUSTOMER, many.FORGETTING.report.gone),
    "pick_form": lambda: pick_form(w.CUSTOMER, many.OTHER, note=w.long(2_000), suggested=range(10)),
    "merge_form": lambda: merge_form(many.PROPOSAL, w.long(500)),
    "reassign_form": lambda: reassign_form(OPEN, w.CUSTOMER, w.TODAY),
    **{f"practice_form, {number}": partial(practice_form, number) for number in range(len(cases()))},
    **{
        f"practice_answer, {number}": partial(practice_answer, number, "refund", w.long(1500))
        for number in range(len(cases()))
    },
    "snooze_form": lambda: snooze_form(
        replace(OPEN, due_at=NOW),
        w.CUSTOMER,
        Until(w.TODAY, NOW),
        "America/Argentina/ComodRivadavia",
        hour_later=True,
    ),
    "cancel_form": lambda: cancel_form(OPEN, w.CUSTOMER, w.TODAY),
    "renewed_form": lambda: renewed_form(OPEN, w.CUSTOMER, w.TODAY),
    "draft_page": lambda: draft_page(OPEN, w.CUSTOMER, w.long(10_000)),
    "draft_form": lambda: draft_form(letters.OFFER, letters.DRAFT, "email", has_own=True, said="Kept."),
    "mail_form": lambda: mail_form(letters.OFFER, letters.DRAFT),
    "followup_page": lambda: followup_page(w.ITEMS[4], w.READER),
    "template_form": lambda: template_form(
        letters.TEMPLATE,
        "seen",
        preview=[*preview_of(letters.DRAFT, w.CUSTOMER), *not_previewed([w.long(500)] * 2)],
        customer=w.CUSTOMER,
    ),
    "template_form, new": lambda: template_form(replace(letters.TEMPLATE, key="", subject="", words="", language="")),
    "page, wordings_page": lambda: page("Wordings of notes", MESSAGES["wordings_page"]()),
    "error_view": lambda: error_view([w.long(10_000)]),
    "handover_form": lambda: handover_form(w.BELONGINGS),
    "segment_form": lambda: segment_form(many.SEGMENT_FILLING),
    "list_form": lambda: list_form(str(many.CUSTOMER_PAGE.place), many.SAVED_LIST),
    "change_form": lambda: change_form(10**9, str(many.CUSTOMER_PAGE.place)),
    "change_preview": lambda: change_preview(many.BULK_CHANGE, str(many.CUSTOMER_PAGE.place), 10**12, w.long(400)),
    "handover_preview": lambda: handover_preview(w.HANDOVER, [*w.HANDOVER.shares], list(Part)),
    "language_form": lambda: language_form("de", "slack"),
    "my_digest_form": lambda: my_digest_form(MyDigest(Rhythm("Asia/Kolkata", time(9), frozenset(range(7))))),
    **{
        f"settings_form, {group.key}": partial(
            settings_form,
            group,
            w.SETTINGS,
            {one.name: "0" * 8 for one in group.settings},
            "America/Argentina/ComodRivadavia",
        )
        for group in GROUPS
    },
    "settings_page": lambda: settings_page(
        SettingsPage(
            MyDigest(Rhythm("America/Argentina/ComodRivadavia", time(9), frozenset(range(7)))),
            is_away=True,
            language="de",
            rules=w.OTHER_RULES,
            chosen=w.OTHER_RULES,
        ),
        saved(w.SETTINGS_CHANGE),
    ),
    "page": lambda: page(w.long(100), card(w.CARD)),
    "page, card_more": lambda: page("Customer", card_more(w.WHOLE_CARD)),
}
