"""Every message with the worst that can be stored, by its view; test_limits.py holds them to the limits."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from bot.domain.brief import brief
from bot.domain.caretaker import Caretaker
from bot.domain.custom_fields import Defined
from bot.domain.customers import Customer, Saved, Shared
from bot.domain.duplicates import DuplicatePage
from bot.domain.exported import FileFormat
from bot.domain.followups import FollowUpKind, Status
from bot.domain.forgetting import State
from bot.domain.given_file import GivenFile
from bot.domain.given_file import State as GivenState
from bot.domain.imported import Counts
from bot.domain.mail_plan import MailState
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, OutboxRow, Priority
from bot.domain.passages import wanted
from bot.domain.problems import Alarm, Problem
from bot.domain.rights import KEPT
from bot.domain.shipped_templates import SHIPPED
from bot.domain.touchpoints import TouchpointKind
from bot.views import mail
from bot.views.access import access_file, access_on_its_way
from bot.views.alert import alert
from bot.views.brief import brief_message
from bot.views.bulk_change import changed_all
from bot.views.card import card
from bot.views.card_more import card_more
from bot.views.confirmation import done_with, logged, plain, planned
from bot.views.customer_life import lost, stage_changed, won_back
from bot.views.customer_list import customer_list, field_gone
from bot.views.customer_saved import added, saved
from bot.views.details import detail_forgotten, details_page, remembered
from bot.views.digest import arisen, digest, moved_on, unclaimed
from bot.views.doubts import which_meaning
from bot.views.due_days import about_day
from bot.views.duplicates import duplicate_list, told_apart, with_likely
from bot.views.errors import refusal
from bot.views.exported import file_message, on_its_way
from bot.views.field_list import field_removed, field_saved, fields_page
from bot.views.followup_list import followup_list
from bot.views.forgetting import erasure, forgetting, forgotten, out_of_sight
from bot.views.forgetting import taken_back as back_in_sight
from bot.views.handover import given, handed_over_to, taken_back
from bot.views.help import command_help
from bot.views.history import history
from bot.views.import_form import import_message
from bot.views.lead_notices import alarm, undelivered
from bot.views.leaving import handed_over, left, left_again
from bot.views.lifecycle import CHANGED
from bot.views.looks import looks
from bot.views.merging import merged
from bot.views.message import Message
from bot.views.mood import mood_report
from bot.views.notices import assigned, back, diverted, heard, nobody_alerted, released, withdrawn
from bot.views.passages import nothing_found, passages
from bot.views.playbook_runs import begun, stopped
from bot.views.playbooks import playbook_kept, playbook_page, playbooks_page
from bot.views.playbooks_of_many import many_begun
from bot.views.renewal import ignored
from bot.views.restored import came_after, restored
from bot.views.roles import roles
from bot.views.saved_lists import all_lists, list_deleted, list_saved
from bot.views.settings_changed import saved as settings_saved
from bot.views.settings_changed import settings_changed
from bot.views.snooze import snoozed
from bot.views.status import more_status, status
from bot.views.templates import (
    occasions_page,
    wording_saved,
    wordings_page,
)
from bot.views.thanks import added_to_note, other_note
from bot.views.timed import due_now, told_before
from bot.views.touches import touches
from bot.views.undo import undo_list, undone
from bot.views.which_customer import (
    known_already,
    which_customer,
    which_to_ask,
    which_to_brief,
    which_to_edit,
    which_to_open,
)
from bot.views.withheld import withheld
from tests.fake_clock import MONDAY_NINE as NOW
from tests.unit.views import (
    shown_asks,
    shown_away,
    shown_complaints,
    shown_counters,
    shown_reactions,
    shown_report,
    shown_samples,
    shown_scribbles,
    shown_set_up,
    shown_surveys,
    shown_themes,
    shown_watched,
)
from tests.unit.views import worst as w
from tests.unit.views import worst_letters as letters
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
    "occasions_page": lambda: occasions_page([*SHIPPED, *[letters.TEMPLATE] * 96], w.OUTCOME),
    "wordings_page": lambda: wordings_page(
        letters.TEMPLATE.occasion,
        {replace(letters.TEMPLATE, key=f"own-{number}"): w.long(300) for number in range(12)},
        may_change=True,
        outcome=w.OUTCOME,
    ),
    "other_note": lambda: other_note(w.followup(FollowUpKind.THANK_YOU), w.CUSTOMER, 10**12, w.TODAY, w.long(10_000)),
    "other_note, sent": lambda: other_note(w.done(w.followup(FollowUpKind.THANK_YOU)), w.CUSTOMER, 10**12, w.TODAY),
    "added_to_note": lambda: added_to_note(w.followup(FollowUpKind.THANK_YOU), w.CUSTOMER, 10**12),
    "wording_saved": lambda: wording_saved(letters.TEMPLATE, "Saved", 1, is_last=True),
    "due_now": lambda: due_now(replace(w.ITEMS[0], followup=w.timed()), w.READER, NOW),
    "told_before": lambda: told_before(replace(w.ITEMS[0], followup=w.timed()), w.READER),
    "due_now, done": lambda: due_now(replace(w.ITEMS[0], followup=w.done(w.timed())), w.READER),
    **shown_complaints.MESSAGES,
    **shown_asks.MESSAGES,
    **shown_away.MESSAGES,
    **shown_reactions.MESSAGES,
    **shown_scribbles.MESSAGES,
    **shown_report.MESSAGES,
    **shown_watched.MESSAGES,
    **shown_samples.MESSAGES,
    **shown_set_up.MESSAGES,
    **shown_surveys.MESSAGES,
    **shown_counters.MESSAGES,
    **shown_themes.MESSAGES,
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
    "which_to_ask": lambda: which_to_ask(w.UNCLEAR, w.TODAY),
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
    "mail_approved": lambda: mail.mail_approved(letters.MAIL, w.CUSTOMER, NOW, 10**12),
    "mail_stopped": lambda: mail.mail_stopped(w.CUSTOMER, 10**12),
    **{
        f"mail_notice, {state}": partial(mail.mail_notice, replace(letters.MAIL, state=state, error="late"), w.CUSTOMER)
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
