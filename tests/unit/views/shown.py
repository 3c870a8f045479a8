"""Every message and form with the worst that can be stored, by its view; test_limits.py holds them to the limits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from functools import partial
from typing import Any

from bot.domain.brief import brief
from bot.domain.caretaker import Caretaker
from bot.domain.custom_fields import Defined
from bot.domain.customers import Customer, Saved, Shared
from bot.domain.digest import MyDigest, Rhythm
from bot.domain.duplicates import DuplicatePage
from bot.domain.exported import FileFormat
from bot.domain.followups import FollowUpKind, Status
from bot.domain.forgetting import State
from bot.domain.given_file import GivenFile
from bot.domain.given_file import State as GivenState
from bot.domain.handover import Part
from bot.domain.imported import Counts
from bot.domain.mail_plan import MailState
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, OutboxRow, Priority
from bot.domain.passages import wanted
from bot.domain.problems import Alarm, Problem
from bot.domain.rights import KEPT
from bot.domain.shipped_templates import SHIPPED
from bot.domain.snooze import Until
from bot.domain.touchpoints import TouchpointKind
from bot.views import mail
from bot.views.access import access_file, access_on_its_way
from bot.views.alert import alert
from bot.views.brief import brief_message
from bot.views.bulk_change import change_form, change_preview, changed_all
from bot.views.card import card
from bot.views.card_more import card_more
from bot.views.confirmation import done_with, logged, plain, planned
from bot.views.customer_form import customer_form, find_form
from bot.views.customer_life import back_form, lost, lost_form, stage_changed, stage_form, won_back
from bot.views.customer_list import customer_list, field_gone
from bot.views.customer_saved import added, saved
from bot.views.details import detail_forgotten, detail_form, details_page, remember_form, remembered
from bot.views.digest import arisen, digest, moved_on, unclaimed
from bot.views.doubts import which_meaning
from bot.views.draft import draft_form, draft_page
from bot.views.due_days import about_day
from bot.views.duplicates import duplicate_list, told_apart, with_likely
from bot.views.errors import error_view, refusal
from bot.views.exported import file_message, on_its_way
from bot.views.field_list import field_form, field_removed, field_saved, fields_page
from bot.views.followup_change import plan_change_form
from bot.views.followup_list import followup_list
from bot.views.followup_page import followup_page
from bot.views.forgetting import erasure, forget_form, forgetting, forgotten, out_of_sight
from bot.views.forgetting import taken_back as back_in_sight
from bot.views.forms import followup_form, log_form, thanks_form, with_new_text
from bot.views.handover import given, handed_over_to, handover_form, handover_preview, taken_back
from bot.views.help import command_help
from bot.views.history import history
from bot.views.import_form import columns_form, file_form, import_message, preview_form, problem_page, waiting_page
from bot.views.lead_notices import alarm, undelivered
from bot.views.leaving import handed_over, left, left_again
from bot.views.lifecycle import CHANGED, cancel_form, reassign_form
from bot.views.looks import looks
from bot.views.mail import mail_form
from bot.views.merging import merge_form, merged, pick_form
from bot.views.message import Message
from bot.views.mood import mood_report
from bot.views.my_digest import my_digest_form
from bot.views.notices import assigned, back, diverted, heard, nobody_alerted, released, withdrawn
from bot.views.pages import page
from bot.views.passages import nothing_found, passages
from bot.views.playbook_form import playbook_form
from bot.views.playbook_runs import begin_form, begin_preview, begun, stopped
from bot.views.playbooks import playbook_kept, playbook_page, playbooks_page
from bot.views.playbooks_of_many import many_begun, many_preview
from bot.views.renewal import ignored, renewed_form
from bot.views.restored import came_after, restored
from bot.views.roles import roles
from bot.views.saved_lists import all_lists, list_deleted, list_form, list_saved
from bot.views.segment_form import segment_form
from bot.views.settings_changed import saved as settings_saved
from bot.views.settings_changed import settings_changed
from bot.views.settings_form import settings_form
from bot.views.snooze import snooze_form, snoozed
from bot.views.status import more_status, status
from bot.views.templates import (
    not_previewed,
    occasions_page,
    preview_of,
    template_form,
    wording_saved,
    wordings_page,
)
from bot.views.thanks import added_to_note, other_note
from bot.views.timed import due_now
from bot.views.touches import touches
from bot.views.undo import undo_list, undone
from bot.views.which_customer import known_already, which_customer, which_to_brief, which_to_edit, which_to_open
from bot.views.withheld import withheld
from tests.fake_clock import MONDAY_NINE as NOW
from tests.unit.views import shown_away, shown_complaints
from tests.unit.views import worst as w
from tests.unit.views import worst_of_many as many
from tests.unit.views import worst_playbooks as books

ROW = OutboxRow(
    *(7, "key", MessageKind.ALERT, "12", FEEDBACK, Priority.ALERT, None, None, NOW, "failed", 1, w.long(500)),
    *(None, None, NOW, NOW, NOW),
)
OPEN, CALL = w.followup(), w.followup(FollowUpKind.CALLBACK)
FREE = w.followup(assignee=None)
SAVED = Saved(w.CUSTOMER, 1, tuple(Shared(w.long(200), (w.CUSTOMER,) * 20) for _ in range(20)))
Shown = Callable[[], Any]


def _changed(say: Callable[..., str]) -> Message:
    """What is said once a follow-up has changed."""
    return plain(say(OPEN, w.CUSTOMER, w.TODAY))


GIVEN = GivenFile(
    *(1, "U0ANA", "F1", w.long(200), NOW),
    counts=Counts(10**6, 10**6, 10**6, 10**6, 10**6, 10**6, tuple((f"field {number}", 10**6) for number in range(27))),
)


MESSAGES: dict[str, Shown] = {
    "occasions_page": lambda: occasions_page([*SHIPPED, *[w.TEMPLATE] * 96], w.OUTCOME),
    "wordings_page": lambda: wordings_page(
        w.TEMPLATE.occasion,
        {replace(w.TEMPLATE, key=f"own-{number}"): w.long(300) for number in range(12)},
        may_change=True,
        outcome=w.OUTCOME,
    ),
    "other_note": lambda: other_note(w.followup(FollowUpKind.THANK_YOU), w.CUSTOMER, 10**12, w.TODAY, w.long(10_000)),
    "other_note, sent": lambda: other_note(w.done(w.followup(FollowUpKind.THANK_YOU)), w.CUSTOMER, 10**12, w.TODAY),
    "added_to_note": lambda: added_to_note(w.followup(FollowUpKind.THANK_YOU), w.CUSTOMER, 10**12),
    "wording_saved": lambda: wording_saved(w.TEMPLATE, "Saved", 1, is_last=True),
    "due_now": lambda: due_now(replace(w.ITEMS[0], followup=w.timed()), w.READER, NOW),
    "due_now, done": lambda: due_now(replace(w.ITEMS[0], followup=w.done(w.timed())), w.READER),
    **shown_complaints.MESSAGES,
    **shown_away.MESSAGES,
    "merged": lambda: merged(many.MERGED),
    "with_likely": lambda: with_likely(plain("Added."), w.CUSTOMER, [many.LIKELY] * 3),
    "duplicate_list": lambda: duplicate_list(
        DuplicatePage((many.LIKELY,) * 8, 2, 10**6), plain("Done."), w.UNDOABLES[:5]
    ),
    "told_apart": lambda: told_apart(w.CUSTOMER, many.OTHER, 1),
    "withheld": withheld,
    "alert, claimed": lambda: alert(w.ALERT),
    "alert, unclaimed": lambda: alert(replace(w.ALERT, followup=FREE, touchpoint=w.touchpoint(TouchpointKind.RATING))),
    "alert, done": lambda: alert(replace(w.ALERT, followup=w.done(OPEN))),
    "alert, cancelled": lambda: alert(replace(w.ALERT, followup=w.done(OPEN, Status.CANCELLED))),
    "alert, withdrawn": lambda: alert(replace(w.ALERT, touchpoint=replace(w.touchpoint(), undone_at=NOW))),
    "card": lambda: card(w.CARD, w.OUTCOME),
    "card, playbooks": lambda: card(replace(w.CARD, playbooks=books.PROGRESS), w.OUTCOME),
    "card_more, playbooks": lambda: card_more(replace(w.WHOLE_CARD, playbooks=books.PROGRESS)),
    "playbooks_page": lambda: playbooks_page(
        books.BOOKS, {books.BOOK.id: 10**6}, may_change=True, outcome=playbook_kept(books.BOOK, "Saved", 1, 10**6)
    ),
    "playbook_page": lambda: playbook_page(
        books.BOOK, 10**6, w.READER, may_change=True, outcome=playbook_kept(books.BOOK, "Switched on", 1, 10**6)
    ),
    "many_begun": lambda: many_begun(books.MANY),
    "playbook_kept": lambda: playbook_kept(books.BOOK, "Added", 1),
    "begun": lambda: begun(books.BEGUN, w.READER),
    "stopped": lambda: stopped(books.RUN, 7, 1),
    "assigned, a step": lambda: assigned(books.STEP, w.READER),
    "card_more": lambda: card_more(w.WHOLE_CARD),
    "touches": lambda: touches(w.TOUCH_PAGE),
    "history": lambda: history(w.HISTORY),
    "brief_message": lambda: brief_message(w.CARD, brief(w.CARD)),
    "which_to_brief": lambda: which_to_brief(w.UNCLEAR, w.TODAY),
    "passages": lambda: passages(w.PASSAGES, w.UNCLEAR, 10**15),
    "passages, all marked": lambda: passages(replace(w.PASSAGES, groups=wanted("channel")), w.CUSTOMER, 1),
    "nothing_found": lambda: nothing_found(w.UNCLEAR, w.TODAY),
    "which_customer": lambda: which_customer(w.UNCLEAR, w.TODAY),
    "which_to_open": lambda: which_to_open(w.UNCLEAR, w.TODAY),
    "which_to_edit": lambda: which_to_edit(w.UNCLEAR, w.TODAY),
    "known_already": lambda: known_already(f"{w.NAME} is there", w.CUSTOMER, 1, w.CUSTOMER),
    "logged": lambda: logged(w.LOGGED, w.TODAY),
    "planned": lambda: planned(OPEN, w.CUSTOMER, 1, w.TODAY),
    "customer_list": lambda: customer_list(many.CUSTOMER_PAGE, w.TODAY, giver="U0ANA"),
    "field_gone": lambda: field_gone(many.CUSTOMER_PAGE.place, "x" * 300),
    "all_lists": lambda: all_lists([many.SAVED_LIST] * 100, many.CUSTOMER_PAGE.fields, w.TODAY),
    "all_lists, none": lambda: all_lists([], [], w.TODAY),
    "list_saved": lambda: list_saved(many.SAVED_LIST, 1),
    "list_deleted": lambda: list_deleted(many.SAVED_LIST, 1),
    "changed_all": lambda: changed_all(many.BULK_CHANGE),
    "customer_list, few": lambda: customer_list(many.FEW_CUSTOMERS, w.TODAY, giver="U0ANA"),
    "customer_list, as a page": lambda: customer_list(many.CUSTOMER_PAGE, w.TODAY, is_page=True),
    "customer_list, nobody": lambda: customer_list(replace(many.CUSTOMER_PAGE, items=(), total=0), w.TODAY),
    "added": lambda: added(SAVED),
    "saved": lambda: saved(replace(SAVED, before=Customer(1, w.NAME))),
    "remembered": lambda: remembered(w.DETAILS[0], w.CUSTOMER, 1),
    "detail_forgotten": lambda: detail_forgotten(w.CUSTOMER, 1),
    "details_page": lambda: details_page(w.CUSTOMER, w.DETAILS, 2, w.OUTCOME),
    "undelivered": lambda: undelivered(ROW, "x" * 500),
    "alarm": lambda: alarm(Alarm(Problem("waiting", "x" * 500), NOW, NOW, 1)),
    "digest": lambda: digest(w.DIGEST, w.READER),
    "digest, all done": lambda: digest(
        replace(w.DIGEST, items=[replace(i, followup=w.done(i.followup)) for i in w.ITEMS]), w.READER
    ),
    "unclaimed": lambda: unclaimed(w.DIGEST, w.READER),
    "moved_on": moved_on,
    "arisen": lambda: arisen(w.ITEMS[0], w.READER),
    "refusal": lambda: refusal([w.long(10_000)]),
    "followup_list": lambda: followup_list(w.LISTED, w.OUTCOME),
    "followup_list, of a customer": lambda: followup_list(replace(w.LISTED, customer=w.CUSTOMER)),
    "followup_list, empty": lambda: followup_list(replace(w.LISTED, items=[], total=0)),
    "command_help": lambda: command_help("rapport"),
    "mood_report": lambda: mood_report(w.long(2000), may_reset=True),
    "assigned": lambda: assigned(w.ITEMS[0], w.READER),
    "back": lambda: back(w.ITEMS[0], w.READER),
    "released": lambda: released(w.ITEMS[0], w.READER),
    "ignored": lambda: ignored(w.ITEMS[0], w.READER),
    "withdrawn": lambda: withdrawn(w.ITEMS[0], w.READER),
    "diverted": lambda: diverted(w.CUSTOMER, "U0BEN", w.long(120)),
    "heard": lambda: heard(w.ITEMS[0], w.READER),
    "nobody_alerted": lambda: nobody_alerted(w.ITEMS[0], Caretaker("U0BEN", "U0ANA"), w.long(500), w.READER),
    "left": lambda: left(w.LEAVING),
    "handed_over": lambda: handed_over("U0ANA", w.ITEMS, w.READER),
    "given": lambda: given(w.HANDOVER, "U01"),
    "on_its_way": lambda: on_its_way(20_000, FileFormat.VCARD, is_own=True),
    "file_message": lambda: file_message(20_000, FileFormat.CSV, "customers.csv", b"x"),
    "import_message, done": lambda: import_message(replace(GIVEN, state=GivenState.DONE, audit_id=1)),
    "import_message, failed": lambda: import_message(replace(GIVEN, state=GivenState.FAILED, error=w.long(500))),
    "import_message": lambda: import_message(GIVEN),
    "restored": lambda: restored(w.RESTORED),
    "mail_approved": lambda: mail.mail_approved(w.MAIL, w.CUSTOMER, NOW, 10**12),
    "mail_stopped": lambda: mail.mail_stopped(w.CUSTOMER, 10**12),
    **{
        f"mail_notice, {state}": partial(mail.mail_notice, replace(w.MAIL, state=state, error="late"), w.CUSTOMER)
        for state in MailState
    },
    "came_after": lambda: came_after(w.RESTORED),
    "looks": lambda: looks(many.LOOKS),
    "access_on_its_way": lambda: access_on_its_way(w.CUSTOMER),
    "access_file": lambda: access_file(many.ACCESS, "html", "0123456789ab"),
    "looks, none": lambda: looks(replace(many.LOOKS, found=[], page=1, has_more=False)),
    "forgotten": forgotten,
    "forgetting": lambda: forgetting(many.FORGETTING, NOW),
    "forgetting, final": lambda: forgetting(replace(many.FORGETTING, state=State.ERASED), NOW),
    "forgetting, taken back": lambda: forgetting(None, NOW),
    "out_of_sight": lambda: out_of_sight(many.FORGETTING, w.NAME),
    "taken_back, of forgetting": lambda: back_in_sight(w.CUSTOMER),
    "erasure": lambda: erasure(many.FORGETTING, many.FORGETTING.report),
    "settings_changed": lambda: settings_changed(w.SETTINGS_CHANGE, "U0ANA"),
    "settings saved": lambda: settings_saved(w.SETTINGS_CHANGE),
    "handed_over_to": lambda: handed_over_to(w.HANDOVER),
    "taken_back": taken_back,
    "left_again": lambda: left_again("U0ANA"),
    "status": lambda: status(w.STATUS, str, may_set=True, is_named=True, outcome="x" * 500),
    "more_status": lambda: more_status(w.STATUS, may_set=True),
    "roles": lambda: roles(w.HOME.person, w.SETTINGS.leads, frozenset(KEPT)),
    "undone": lambda: undone(w.NAME),
    "undo_list": lambda: undo_list(w.UNDOABLES[:10], w.OUTCOME),
    "undo_list, empty": lambda: undo_list([]),
    "done_with": lambda: done_with("Done.", 1, 1),
    "plain": lambda: plain("Saved."),
    "snoozed": lambda: plain(snoozed(OPEN, w.CUSTOMER, w.TODAY)),
    "which_meaning": lambda: which_meaning(w.DOUBT, 1, w.long(5_000)),
    "fields_page": lambda: fields_page(w.FIELD_LIST, field_saved(Defined(w.FIELDS[3], 1, 10**6, 10**6), is_new=False)),
    "lost": lambda: lost(SAVED),
    "won_back": lambda: won_back(SAVED),
    "stage_changed": lambda: stage_changed(SAVED),
    "field_saved": lambda: field_saved(Defined(w.FIELDS[3], 1, 10**6, 10**6), is_new=False),
    "field_removed": lambda: field_removed(Defined(w.FIELDS[3], 1, 10**6)),
    "planned, by default": lambda: planned(OPEN, w.CUSTOMER, 1, w.TODAY, about_day(OPEN, w.HOW_DUE, w.TODAY)),
    **{f"changed, {name}": partial(_changed, say) for name, say in CHANGED.items()},
}
FORMS: dict[str, Shown] = {
    "many_preview": lambda: many_preview(books.MANY, "customers:5:1"),
    "change_form, playbooks": lambda: change_form(10**6, "customers:5:1", books.BOOKS),
    "playbook_form": lambda: playbook_form(books.BOOK),
    "begin_form": lambda: begin_form(books.BOOKS, books.BOOK, w.FILLING),
    "begin_preview": lambda: begin_preview(books.BEGUN, w.READER),
    "followup_page, a step": lambda: followup_page(books.STEP, w.READER, w.CARD.details),
    **shown_complaints.FORMS,
    **shown_away.FORMS,
    **{f"log_form, {kind}": partial(log_form, kind, w.FILLING) for kind in TouchpointKind},
    **{f"log_form, {kind}, asked": partial(log_form, kind, w.ASKED) for kind in TouchpointKind},
    "file_form": file_form,
    "columns_form": lambda: columns_form(GIVEN, [w.long(300)] * 500, [w.long(900)] * 500, {0: "name"}, w.FIELDS),
    "preview_form": lambda: preview_form(GIVEN, GIVEN.counts, [w.long(3_000)] * 20, 10_000),
    "preview_form, of nothing": lambda: preview_form(GIVEN, Counts(), [], 0),
    "waiting_page": lambda: waiting_page(w.long(200), "Reading"),
    "problem_page": lambda: problem_page(w.long(500)),
    "plan_change_form": lambda: plan_change_form(
        replace(w.timed(), promised_on=w.TODAY, repeats="every year on 30 September"), w.CUSTOMER, "Europe/Lisbon"
    ),
    "plan_change_form, not promised": lambda: plan_change_form(CALL, w.CUSTOMER, "Europe/Lisbon"),
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
    "draft_form": lambda: draft_form(w.OFFER, w.DRAFT, "email", has_own=True, said="Kept."),
    "mail_form": lambda: mail_form(w.OFFER, w.DRAFT),
    "followup_page": lambda: followup_page(w.ITEMS[4], w.READER),
    "template_form": lambda: template_form(
        w.TEMPLATE,
        "seen",
        preview=[*preview_of(w.DRAFT, w.CUSTOMER), *not_previewed([w.long(500)] * 2)],
        customer=w.CUSTOMER,
    ),
    "template_form, new": lambda: template_form(replace(w.TEMPLATE, key="", subject="", words="", language="")),
    "page, wordings_page": lambda: page("Wordings of notes", MESSAGES["wordings_page"]()),
    "error_view": lambda: error_view([w.long(10_000)]),
    "handover_form": lambda: handover_form(w.BELONGINGS),
    "segment_form": lambda: segment_form(many.SEGMENT_FILLING),
    "list_form": lambda: list_form(str(many.CUSTOMER_PAGE.place), many.SAVED_LIST),
    "change_form": lambda: change_form(10**9, str(many.CUSTOMER_PAGE.place)),
    "change_preview": lambda: change_preview(many.BULK_CHANGE, str(many.CUSTOMER_PAGE.place), 10**12, w.long(400)),
    "handover_preview": lambda: handover_preview(w.HANDOVER, [*w.HANDOVER.shares], list(Part)),
    "my_digest_form": lambda: my_digest_form(MyDigest(Rhythm("Asia/Kolkata", time(9), frozenset(range(7))))),
    "settings_form": lambda: settings_form(w.SETTINGS, "America/Argentina/ComodRivadavia"),
    "page": lambda: page(w.long(100), card(w.CARD)),
    "page, card_more": lambda: page("Customer", card_more(w.WHOLE_CARD)),
}
