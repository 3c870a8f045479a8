"""Every id that Slack sends back to us. A test holds each to a listener and to the role table (handlers/roles.py)."""

# Buttons on confirmations
UNDO = "undo"
FOLLOW_UP = "follow_up"
THANK_YOU_NOTE = "thank_you_note"
THANK_REFERRER = "thank_referrer"
ADD_PRAISE = "add_praise"
ADD_TO_NOTE = "add_to_note"
PLAN_ANYWAY = "plan_anyway"
OPEN_CUSTOMER = "open_customer"
PUT_TOGETHER = "put_together"

# Setting up a new workspace
SHOW_SET_UP = "show_set_up"
CONFIRM_SET_UP = "confirm_set_up"
CHANGE_SET_UP = "change_set_up"
LEAVE_SET_UP = "leave_set_up"

# The practice room
PRACTISE = "practise"

# Asking customers how it went
ASK_CUSTOMER = "ask_customer"
OPEN_QR = "open_qr"
NOTE_ANSWER = "note_answer"
NOTE_NUMBER = "note_number"
MAY_ASK_AGAIN = "may_ask_again"
SHOW_COUNTERS = "show_counters"
ADD_COUNTER = "add_counter"
END_COUNTER = "end_counter"
WHO_WAS_IT = "who_was_it"
NOBODY_KNOWN = "nobody_known"

# Finding the customer
CHOOSE_CUSTOMER = "choose_customer"
SOMEBODY_NEW = "somebody_new"
ADD_CUSTOMER = "add_customer"
ALTHOUGH_KNOWN = "although_known"

# What a line means: the answers to one question, in their order, and the form instead
MEANING_1 = "meaning_1"
MEANING_2 = "meaning_2"
MEANING_3 = "meaning_3"
MEANING_4 = "meaning_4"
FILL_IN = "fill_in"

# What somebody wrote in plain words
SCRIBBLE_LOG = "scribble_log"
SCRIBBLE_NEW = "scribble_new"
SCRIBBLE_CHANGE = "scribble_change"
SCRIBBLE_NOT_THIS = "scribble_not_this"
SCRIBBLE_KIND = "scribble_kind"
SCRIBBLE_MEANING_1 = "scribble_meaning_1"
SCRIBBLE_MEANING_2 = "scribble_meaning_2"
SCRIBBLE_MEANING_3 = "scribble_meaning_3"
SCRIBBLE_MEANING_4 = "scribble_meaning_4"
SCRIBBLE_IMPORT = "scribble_import"

# Another day for what was just planned
DUE_TODAY = "due_today"
DUE_TOMORROW = "due_tomorrow"
DUE_FRIDAY = "due_friday"
DUE_MONDAY = "due_monday"
PICK_DUE = "pick_due"
DAY_IS_TEXT = "day_is_text"

# Another severity for the complaint just logged
SEVERITY_HIGH = "severity_high"
SEVERITY_MEDIUM = "severity_medium"
SEVERITY_LOW = "severity_low"

# The life of a follow-up
CLAIM = "claim"
NOT_NEGATIVE = "not_negative"
ACKNOWLEDGE = "acknowledge"
SATISFIED = "satisfied"
NOT_SATISFIED = "not_satisfied"
APPROVE = "approve"
DECLINE = "decline"
MORE = "more"
DONE = "done"
RELEASE = "release"
REASSIGN = "reassign"
SNOOZE = "snooze"
REOPEN = "reopen"
SKIP = "skip"
CHANGE = "change_followup"

# Lists
SHOW_PAGE = "show_page"
PREVIOUS_PAGE = "previous_page"
NEXT_PAGE = "next_page"
LIST_MINE = "list_mine"
LIST_WEEK = "list_week"
LIST_TEAM = "list_team"
LIST_OVERDUE = "list_overdue"
LIST_UNCLAIMED = "list_unclaimed"
PREVIOUS_CUSTOMERS = "previous_customers"
NEXT_CUSTOMERS = "next_customers"
SORT_CUSTOMERS = "sort_customers"
OPEN_LISTED = "open_listed"
FILTER_CUSTOMERS = "filter_customers"
CHANGE_ALL = "change_all"
SAVE_LIST = "save_list"
SHOW_LIST = "show_list"
EDIT_LIST = "edit_list"
UPDATE_LIST = "update_list"
DELETE_LIST = "delete_list"

EXPORT_CUSTOMERS = "export_customers"

# The customer card
BRIEF_ME = "brief_me"
CARD_MORE = "card_more"
SHOW_CARD = "show_card"
SHOW_TOUCHES = "show_touches"
OLDER_TOUCHES = "older_touches"
SHOW_HISTORY = "show_history"
OLDER_HISTORY = "older_history"
OLDER_PASSAGES = "older_passages"
EDIT_CUSTOMER = "edit_customer"
LOG_FOR_CUSTOMER = "log_for_customer"
REMEMBER = "remember"
SHOW_DETAILS = "show_details"
DETAILS_BEFORE = "details_before"
DETAILS_AFTER = "details_after"
DETAIL_CATEGORY = "detail_category"
EDIT_DETAIL = "edit_detail"
FORGET_DETAIL = "forget_detail"
DRAFT = "draft"
ANOTHER_WORDING = "another_wording"
OWN_WORDS = "own_words"
KEEP_WORDS = "keep_words"
SKIP_THIS_YEAR = "skip_this_year"
LOSE_CUSTOMER = "lose_customer"
WIN_BACK = "win_back"
CHANGE_STAGE = "change_stage"
OPEN_IN_MAIL = "open_in_mail"

# Letters to customers
SEND_MAIL = "send_mail"
STOP_MAIL = "stop_mail"
MAIL_AGAIN = "mail_again"
MAIL_ARRIVED = "mail_arrived"
MAIL_LET_BE = "mail_let_be"
MAIL_CAME_BACK = "mail_came_back"

# Customers who are one
MERGE = "merge"
MERGE_THESE = "merge_these"
NOT_THE_SAME = "not_the_same"
PREVIOUS_DUPLICATES = "previous_duplicates"
NEXT_DUPLICATES = "next_duplicates"
KNOWN_CUSTOMER = "known_customer"

# Who left, and whose customers go to whom
THEIR_CUSTOMERS = "their_customers"
HAND_OVER = "hand_over"

# Who is away
OPEN_AWAY = "open_away"
ABOUT_MY_DAYS = "about_my_days"
AWAY_UNTIL = "away_until"
COME_BACK = "come_back"

# Whom to ask for a referral or for advice
WHO_TO_ASK = "who_to_ask"
PLAN_ASK = "plan_ask"
PLAN_ASKS = "plan_asks"
SHOW_CANDIDATES = "show_candidates"

# The lead's week
SHOW_OF_WEEK = "show_of_week"

# Status, and messages that Slack refused
STATUS_MORE = "status_more"
STATUS_LESS = "status_less"
SEND_AGAIN = "send_again"
SEND_ALL_AGAIN = "send_all_again"
HAS_ARRIVED = "has_arrived"
LET_BE = "let_be"

# What was learned of moods
RESET_MOOD = "reset_mood"
TAKE_BACK_FINE = "take_back_fine"

# The team's own fields
SHOW_FIELDS = "show_fields"
ADD_FIELD = "add_field"
CHANGE_FIELD = "change_field"
REMOVE_FIELD = "remove_field"

# Playbooks
OPEN_PLAYBOOKS = "open_playbooks"
SHOW_PLAYBOOKS = "show_playbooks"
SHOW_PLAYBOOK = "show_playbook"
ADD_PLAYBOOK = "add_playbook"
CHANGE_PLAYBOOK = "change_playbook"
SWITCH_PLAYBOOK = "switch_playbook"
REMOVE_PLAYBOOK = "remove_playbook"
BEGIN_PLAYBOOK = "begin_playbook"
STOP_PLAYBOOK = "stop_playbook"
# Themes
SHOW_THEMES = "show_themes"
SHOW_THEME = "show_theme"
NAME_THEME = "name_theme"
CHANGE_THEME = "change_theme"
BEGIN_MENDING = "begin_mending"
MEND_THEME = "mend_theme"
OPEN_THEME_AGAIN = "open_theme_again"
MERGE_THEME = "merge_theme"
REMOVE_THEME = "remove_theme"
FILL_THEME = "fill_theme"
DRAFT_REST = "draft_rest"
ADD_TO_THEME = "add_to_theme"
TAKE_OFF_THEME = "take_off_theme"
ABOUT = "about"
SAY_ABOUT = "say_about"

# Deadlines of complaints
SHOW_DEADLINES = "show_deadlines"

# Wordings of notes
SHOW_TEMPLATES = "show_templates"
SHOW_WORDINGS = "show_wordings"
ADD_WORDING = "add_wording"
CHANGE_WORDING = "change_wording"
PREVIEW_WORDING = "preview_wording"
RESET_WORDING = "reset_wording"

# Watched channels
OPEN_WATCHED = "open_watched"
WATCH_CHANNEL = "watch_channel"
CHANGE_WATCH = "change_watch"
STOP_WATCH = "stop_watch"
WORDS_OF = "words_of"
WORDS_OF_OTHER = "words_of_other"
WORDS_OF_NEW = "words_of_new"
NOT_A_CUSTOMER = "not_a_customer"
SHOW_HELD = "show_held"
ALARM_HELD = "alarm_held"
LEAVE_HELD = "leave_held"

# Settings
CHANGE_SETTINGS = "change_settings"
RESET_SETTING = "reset_setting"
SEND_SAMPLE = "send_sample"
SHOW_STEWARDS = "show_stewards"

# Home
OPEN_SETTINGS = "open_settings"
OPEN_MY_DIGEST = "open_my_digest"
OPEN_LANGUAGE = "open_language"
LOG_TOUCHPOINT_BUTTON = "log_touchpoint_button"
LOG_COMPLAINT_BUTTON = "log_complaint_button"
FIND_CUSTOMER_BUTTON = "find_customer_button"
IMPORT_CUSTOMERS = "import_customers"
GOT_IT = "got_it"
HOME_MINE = "home_mine"
HOME_TEAM = "home_team"
HOME_PERSON = "home_person"
DRAFT_WISHES = "draft_wishes"

# Who looked at whom
NEWER_LOOKS = "newer_looks"
OLDER_LOOKS = "older_looks"

# Forgetting a customer
FORGET = "forget"
TAKE_BACK_FORGOTTEN = "take_back_forgotten"

# Reactions
OPEN_REACTIONS = "open_reactions"
REACT_FOR = "react_for"
REACT_CHANGE = "react_change"
REACT_DROP = "react_drop"

# Fields
CUSTOMER = "customer"
REFERRED = "referred"
TIMEZONE = "timezone"

# The report
SHOW_REPORT = "show_report"
SHOW_OF_REPORT = "show_of_report"
HOW_COUNTED = "how_counted"
EXPORT_REPORT = "export_report"
