"""The schema's steps since follow-ups go on to their end; storage/migrations.py says what holds for all of them.

A new one comes to the end of hearing_migrations.py.
"""

from sqlite_utils import Database

from storage.record_migrations import migrations

__all__ = ["migrations"]


@migrations()
def m041_followups(db: Database) -> None:
    """A time of day, a rule to come again, what was promised, when it was acknowledged, who covers for whom."""
    for column in ("due_at", "promised_on", "acknowledged_at", "acknowledged_by", "cover_for"):
        db.execute(f"ALTER TABLE followups ADD COLUMN {column} TEXT")
    db.execute("ALTER TABLE followups ADD COLUMN repeats TEXT NOT NULL DEFAULT ''")
    db.execute("CREATE INDEX followups_covered ON followups (cover_for) WHERE cover_for IS NOT NULL")


@migrations()
def m042_timed(db: Database) -> None:
    """What has a time of day, which is looked for every minute."""
    db.execute("CREATE INDEX followups_timed ON followups (due_at) WHERE due_at IS NOT NULL")


@migrations()
def m043_promises(db: Database) -> None:
    """The last promised day that passed without it, where the customer was told another one since."""
    db.execute("ALTER TABLE followups ADD COLUMN broken_on TEXT")
    db.execute("CREATE INDEX followups_promised ON followups (promised_on) WHERE promised_on IS NOT NULL")


@migrations()
def m044_complaints(db: Database) -> None:
    """The touch by which a complaint was acknowledged, and what putting it right took.

    `amount` is in hundredths of `currency`. `state`: waiting (for a lead to approve it), resolved, declined or undone.
    `check_on`: the day on which the customer is asked whether they are satisfied now.
    """
    db.execute("ALTER TABLE followups ADD COLUMN acknowledged_touch INTEGER REFERENCES touchpoints (id)")
    db.execute(
        "CREATE INDEX followups_by_acknowledgement ON followups (acknowledged_touch)"
        " WHERE acknowledged_touch IS NOT NULL"
    )
    for column in ("currency", "category", "decided_why"):
        db.execute(f"ALTER TABLE resolutions ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE resolutions ADD COLUMN amount INTEGER")
    for column in ("decided_by", "decided_at", "check_on"):
        db.execute(f"ALTER TABLE resolutions ADD COLUMN {column} TEXT")
    db.execute("ALTER TABLE resolutions ADD COLUMN state TEXT NOT NULL DEFAULT 'resolved'")
    db.execute("CREATE INDEX resolutions_by_followup ON resolutions (followup_id)")
    db.execute("CREATE INDEX resolutions_by_check ON resolutions (check_on) WHERE check_on IS NOT NULL")


@migrations()
def m045_deadlines(db: Database) -> None:
    """How long answering a complaint may take, by tier and severity, where leads chose another time than the usual."""
    db.execute("""
        CREATE TABLE deadlines (
            tier TEXT NOT NULL, severity TEXT NOT NULL, allowance TEXT NOT NULL, PRIMARY KEY (tier, severity)
        ) STRICT, WITHOUT ROWID""")


@migrations()
def m046_absences(db: Database) -> None:
    """Who of the team is away: from the day `first` on, there again on `back_on`, both in their own zone.

    `begun_at`: since when it is covered; `ended_at`: when it was over, or taken back.
    """
    db.execute("""
        CREATE TABLE absences (
            id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL, first TEXT NOT NULL, back_on TEXT NOT NULL,
            set_by TEXT NOT NULL, set_at TEXT NOT NULL, begun_at TEXT, ended_at TEXT, CHECK (first < back_on)
        ) STRICT""")
    db.execute("CREATE INDEX absences_standing ON absences (person) WHERE ended_at IS NULL")


@migrations()
def m047_stewards(db: Database) -> None:
    """Who is asked next for an alert that nobody claimed, by the customer's tier."""
    db.execute("""
        CREATE TABLE stewards (
            tier TEXT PRIMARY KEY, person TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE INDEX followups_unclaimed_alerts ON followups (deadline)
        WHERE status = 'open' AND assignee IS NULL AND deadline IS NOT NULL""")


@migrations()
def m048_my_digest(db: Database) -> None:
    """In which zone somebody wants their digest, where not in Slack's, and what is left out of it."""
    db.execute("ALTER TABLE people ADD COLUMN digest_tz TEXT")
    db.execute("ALTER TABLE people ADD COLUMN digest_without TEXT NOT NULL DEFAULT ''")


@migrations()
def m050_templates(db: Database) -> None:
    """The team's wordings of notes, and those of Rapport that it has changed.

    `shipped`: the key of the one that is changed (bot/domain/shipped_templates.py), "" for the team's own.
    """
    db.execute("""
        CREATE TABLE templates (
            id INTEGER PRIMARY KEY AUTOINCREMENT, shipped TEXT NOT NULL, occasion TEXT NOT NULL,
            language TEXT NOT NULL, subject TEXT NOT NULL, words TEXT NOT NULL, is_used INTEGER NOT NULL,
            removed_at TEXT
        ) STRICT""")
    db.execute("CREATE UNIQUE INDEX templates_by_shipped ON templates (shipped) WHERE shipped != ''")


@migrations()
def m051_wordings(db: Database) -> None:
    """Which wording a follow-up's draft has, what somebody has made of it, and the touchpoint once it was sent.

    `template` is its key. `words` are "" as long as nobody has written their own.
    """
    db.execute("""
        CREATE TABLE wordings (
            followup_id INTEGER PRIMARY KEY REFERENCES followups (id), template TEXT NOT NULL, subject TEXT NOT NULL,
            words TEXT NOT NULL, touchpoint_id INTEGER REFERENCES touchpoints (id), chosen_at TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX wordings_by_touchpoint ON wordings (touchpoint_id) WHERE touchpoint_id IS NOT NULL")


@migrations()
def m052_mails(db: Database) -> None:
    """Letters to customers: what was approved, when it goes out, and what came of it. `key` is in its Message-ID.

    Of each follow-up at most one is underway. `error` is a code, never what a server wrote.
    """
    db.execute("""
        CREATE TABLE mails (
            id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
            customer_id INTEGER NOT NULL REFERENCES customers (id),
            followup_id INTEGER NOT NULL REFERENCES followups (id), kind TEXT NOT NULL,
            approved_by TEXT NOT NULL, approved_at TEXT NOT NULL, address TEXT NOT NULL, reply_to TEXT NOT NULL,
            subject TEXT NOT NULL, text TEXT NOT NULL, go_at TEXT NOT NULL, zone TEXT NOT NULL,
            not_after TEXT NOT NULL, next_at TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
            error TEXT NOT NULL, started_at TEXT, ending_at TEXT, settled_at TEXT,
            touchpoint_id INTEGER REFERENCES touchpoints (id)
        ) STRICT""")
    db.execute(
        "CREATE UNIQUE INDEX mails_underway ON mails (followup_id) WHERE state IN ('waiting', 'sending', 'unknown')"
    )
    db.execute("CREATE INDEX mails_due ON mails (next_at) WHERE state IN ('waiting', 'sending')")
    db.execute("CREATE INDEX mails_by_followup ON mails (followup_id, id)")
    db.execute("CREATE INDEX mails_by_customer ON mails (customer_id)")
    db.execute("CREATE INDEX mails_with_words ON mails (settled_at) WHERE settled_at IS NOT NULL AND text != ''")
    db.execute("CREATE INDEX mails_by_person ON mails (approved_by, id)")


@migrations()
def m053_refused_addresses(db: Database) -> None:
    """Addresses of customers to which a letter could not go, since when, and why (a code)."""
    db.execute("""
        CREATE TABLE refused_addresses (
            id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customers (id),
            address TEXT NOT NULL, refused_at TEXT NOT NULL, reason TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX refused_addresses_by_customer ON refused_addresses (customer_id)")


@migrations()
def m054_playbooks(db: Database) -> None:
    """Playbooks as leads have them, those that run with customers, and the follow-up of each step.

    `steps` is JSON; a run keeps its own. The ids up to 100 are those of playbooks that come with Rapport
    (bot/domain/shipped_playbooks.py), which stand here once a lead has changed one. `cause`: the event a run began
    with; `life_id`, `about_followup` or `renewal` is what it depends on. `named`: who was named for a step,
    `given_to`: who got it.
    """
    db.execute("""
        CREATE TABLE playbooks (
            id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, begins TEXT NOT NULL, steps TEXT NOT NULL,
            on_since TEXT, version INTEGER NOT NULL, removed_at TEXT
        ) STRICT""")
    db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('playbooks', 100)")
    db.execute("""
        CREATE TABLE playbook_runs (
            id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customers (id),
            playbook_id INTEGER NOT NULL, name TEXT NOT NULL, begins TEXT NOT NULL, steps TEXT NOT NULL, cause TEXT,
            caused_at TEXT NOT NULL, life_id INTEGER, about_followup INTEGER, renewal TEXT, quiet_since TEXT,
            base TEXT NOT NULL, begun_by TEXT NOT NULL, begun_at TEXT NOT NULL, state TEXT NOT NULL, ended_at TEXT,
            ended_why TEXT
        ) STRICT""")
    db.execute("CREATE UNIQUE INDEX playbook_runs_by_cause ON playbook_runs (cause, playbook_id)")
    db.execute(
        "CREATE UNIQUE INDEX playbook_runs_running ON playbook_runs (customer_id, playbook_id) WHERE state = 'running'"
    )
    db.execute("CREATE INDEX playbook_runs_by_customer ON playbook_runs (customer_id)")
    db.execute("CREATE INDEX playbook_runs_ended ON playbook_runs (ended_at) WHERE state = 'ended'")
    db.execute("""
        CREATE TABLE playbook_tasks (
            run_id INTEGER NOT NULL REFERENCES playbook_runs (id), step INTEGER NOT NULL,
            followup_id INTEGER NOT NULL REFERENCES followups (id), who TEXT NOT NULL, named TEXT NOT NULL,
            given_to TEXT NOT NULL, PRIMARY KEY (run_id, step)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE UNIQUE INDEX playbook_tasks_by_followup ON playbook_tasks (followup_id)")
    db.execute("CREATE INDEX audit_of_new_customers ON audit (at) WHERE action = 'customer added'")
    db.execute("CREATE INDEX life_by_time ON life (noted_at)")
    db.execute("CREATE INDEX followups_done ON followups (closed_at) WHERE status = 'done'")
    db.execute("CREATE INDEX followups_arisen ON followups (created_at) WHERE origin IS NOT NULL")


@migrations()
def m056_again(db: Database) -> None:
    """When whoever does it is told of what was put off to another day, where it has a time of day."""
    db.execute("ALTER TABLE followups ADD COLUMN again_at TEXT")
    db.execute("CREATE INDEX followups_again ON followups (again_at) WHERE again_at IS NOT NULL")


@migrations()
def m057_scribbles(db: Database) -> None:
    """What people wrote to Rapport in plain words: each thing of a message, until it is settled what becomes of it.

    `line` and `customers` are JSON. Once it is settled its words are gone, and only ids stay.
    """
    db.execute("""
        CREATE TABLE scribbles (
            id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL, channel TEXT NOT NULL, ts TEXT NOT NULL,
            thread TEXT NOT NULL, part INTEGER NOT NULL, raw TEXT NOT NULL, sort TEXT NOT NULL, command TEXT NOT NULL,
            line TEXT NOT NULL, customers TEXT NOT NULL, customer_id INTEGER REFERENCES customers (id),
            state TEXT NOT NULL CHECK (state IN ('open', 'done', 'over', 'gone')), kept_at TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE UNIQUE INDEX scribbles_of_message ON scribbles (channel, ts, part)")
    db.execute("CREATE INDEX scribbles_by_customer ON scribbles (customer_id) WHERE customer_id IS NOT NULL")
    db.execute("CREATE INDEX scribbles_open ON scribbles (kept_at) WHERE state = 'open'")


@migrations()
def m059_reaction_choices(db: Database) -> None:
    """Which emoji on a message do something, as leads chose. `act`: claim, done, plan or log."""
    db.execute("""
        CREATE TABLE reaction_choices (
            emoji TEXT NOT NULL PRIMARY KEY, act TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""")


@migrations()
def m060_reactions(db: Database) -> None:
    """What each reaction of somebody did, and of which messages follow-ups were made.

    `emoji` is Slack's name with its skin tone, `heard_at` the event_ts of what was last heard of it. `entry_id` is the
    audit entry that takes back what it did. `text` is the message's, while its card waits for an answer. `said_by` is
    an id of Slack's, or the name of what posted it (a form, a mail bridge).
    """
    db.execute("""
        CREATE TABLE reactions (
            id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, ts TEXT NOT NULL, person TEXT NOT NULL,
            emoji TEXT NOT NULL, act TEXT NOT NULL, heard_at TEXT NOT NULL,
            state TEXT NOT NULL, noted_at TEXT NOT NULL, entry_id INTEGER REFERENCES audit (id),
            customer_id INTEGER REFERENCES customers (id), link TEXT NOT NULL, said_by TEXT NOT NULL, text TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE UNIQUE INDEX reactions_by_message ON reactions (channel, ts, person, emoji)")
    db.execute("CREATE INDEX reactions_by_entry ON reactions (entry_id) WHERE entry_id IS NOT NULL")
    db.execute("CREATE INDEX reactions_by_customer ON reactions (customer_id) WHERE customer_id IS NOT NULL")
    db.execute("CREATE INDEX reactions_asked ON reactions (noted_at) WHERE state = 'asked'")
    db.execute("CREATE INDEX reactions_by_person ON reactions (person, state)")
    db.execute("CREATE INDEX outbox_by_message ON outbox (channel, ts) WHERE ts IS NOT NULL AND edits IS NULL")
    db.execute("ALTER TABLE touchpoints ADD COLUMN said_by TEXT NOT NULL DEFAULT ''")
    db.execute("""
        CREATE TABLE originals (
            followup_id INTEGER PRIMARY KEY REFERENCES followups (id), link TEXT NOT NULL, said_by TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT""")


@migrations()
def m061_homes(db: Database) -> None:
    """Whose Home tab may be open, whose things it shows, and what is known of how it looks; no words of it."""
    db.execute("""
        CREATE TABLE homes (
            person TEXT PRIMARY KEY, whose TEXT NOT NULL, opened_at TEXT NOT NULL, mark INTEGER NOT NULL,
            looks TEXT NOT NULL, turns_at TEXT NOT NULL, next_at TEXT NOT NULL, failures INTEGER NOT NULL,
            answered TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX touchpoints_by_logger ON touchpoints (logged_by, logged_at)")


@migrations()
def m073_set_up(db: Database) -> None:
    """How far setting up has come (storage/set_up.py). A workspace with customers is past that."""
    db.execute("""
        CREATE TABLE set_up (
            id INTEGER PRIMARY KEY CHECK (id = 1), begun_at TEXT NOT NULL, confirmed_at TEXT, ended_at TEXT,
            lacking TEXT NOT NULL
        ) STRICT""")
    db.execute(
        "INSERT INTO set_up (id, begun_at, ended_at, lacking)"
        " SELECT 1, '', '', '' WHERE EXISTS (SELECT 1 FROM customers)"
    )
