"""The schema's steps since Rapport hears customers and counts; storage/migrations.py says what holds for all of them.

A new one comes to the end of this file, and under the same name to storage/engines/postgres_hearing_steps.py.
"""

from sqlite_utils import Database

from storage.meeting_migrations import migrations

__all__ = ["migrations"]


@migrations()
def m075_surveys(db: Database) -> None:
    """Questions to customers, and what they answered."""
    db.execute("""
        CREATE TABLE surveys (
            id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customers (id),
            way TEXT NOT NULL, occasion TEXT NOT NULL, scale TEXT NOT NULL, language TEXT NOT NULL,
            asked_by TEXT NOT NULL, asked_at TEXT NOT NULL, expires_at TEXT NOT NULL, state TEXT NOT NULL,
            about_id INTEGER REFERENCES touchpoints (id), resolution_id INTEGER REFERENCES resolutions (id),
            mail_id INTEGER REFERENCES mails (id), sent_at TEXT, answer INTEGER, answered_at TEXT,
            has_words INTEGER NOT NULL, touchpoint_id INTEGER REFERENCES touchpoints (id), reopened INTEGER
        ) STRICT""")
    db.execute("CREATE INDEX surveys_by_customer ON surveys (customer_id, id)")
    db.execute("CREATE INDEX surveys_underway ON surveys (expires_at) WHERE state IN ('waiting', 'asked')")
    db.execute("CREATE INDEX surveys_by_asked ON surveys (asked_at)")
    db.execute("CREATE INDEX surveys_by_mail ON surveys (mail_id) WHERE mail_id IS NOT NULL")
    db.execute("CREATE UNIQUE INDEX surveys_by_about ON surveys (about_id) WHERE about_id IS NOT NULL")
    db.execute("CREATE UNIQUE INDEX surveys_by_resolution ON surveys (resolution_id) WHERE resolution_id IS NOT NULL")


@migrations()
def m076_survey_tokens(db: Database) -> None:
    """By which links surveys are answered, and who is never to be asked again; links and addresses as hashes."""
    db.execute("""
        CREATE TABLE survey_tokens (
            id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE,
            survey_id INTEGER NOT NULL REFERENCES surveys (id)
        ) STRICT""")
    db.execute("CREATE INDEX survey_tokens_by_survey ON survey_tokens (survey_id)")
    db.execute("""
        CREATE TABLE survey_stops (
            id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER REFERENCES customers (id),
            address TEXT NOT NULL, stopped_at TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX survey_stops_by_customer ON survey_stops (customer_id)")
    db.execute("CREATE INDEX survey_stops_by_address ON survey_stops (address)")


@migrations()
def m077_letters_without_followup(db: Database) -> None:
    """A letter need not be for a follow-up. SQLite can change no column, so the table is written anew; ids go on."""
    db.execute("""
        CREATE TABLE mails_new (
            id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
            customer_id INTEGER NOT NULL REFERENCES customers (id),
            followup_id INTEGER REFERENCES followups (id), kind TEXT NOT NULL,
            approved_by TEXT NOT NULL, approved_at TEXT NOT NULL, address TEXT NOT NULL, reply_to TEXT NOT NULL,
            subject TEXT NOT NULL, text TEXT NOT NULL, go_at TEXT NOT NULL, zone TEXT NOT NULL,
            not_after TEXT NOT NULL, next_at TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
            error TEXT NOT NULL, started_at TEXT, ending_at TEXT, settled_at TEXT,
            touchpoint_id INTEGER REFERENCES touchpoints (id)
        ) STRICT""")
    db.execute("INSERT INTO mails_new SELECT * FROM mails")
    db.execute("DELETE FROM sqlite_sequence WHERE name = 'mails_new'")
    db.execute(
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'mails_new', seq FROM sqlite_sequence WHERE name = 'mails'"
    )
    db.execute("DROP TABLE mails")
    db.execute("ALTER TABLE mails_new RENAME TO mails")
    db.execute(
        "CREATE UNIQUE INDEX mails_underway ON mails (followup_id) WHERE state IN ('waiting', 'sending', 'unknown')"
    )
    db.execute("CREATE INDEX mails_due ON mails (next_at) WHERE state IN ('waiting', 'sending')")
    db.execute("CREATE INDEX mails_by_followup ON mails (followup_id, id)")
    db.execute("CREATE INDEX mails_by_customer ON mails (customer_id)")
    db.execute("CREATE INDEX mails_with_words ON mails (settled_at) WHERE settled_at IS NOT NULL AND text != ''")
    db.execute("CREATE INDEX mails_by_person ON mails (approved_by, id)")


@migrations()
def m078_counters(db: Database) -> None:
    """Links for everybody who stands at a counter, and what was answered by them; `hash` is that of an answer's secret.

    `token` is public: it hangs on the wall, and is printed again.
    """
    db.execute("""
        CREATE TABLE survey_counters (
            id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, token TEXT NOT NULL UNIQUE, scale TEXT NOT NULL,
            made_by TEXT NOT NULL, made_at TEXT NOT NULL, ended_at TEXT
        ) STRICT""")
    db.execute("""
        CREATE TABLE counter_answers (
            id INTEGER PRIMARY KEY AUTOINCREMENT, counter_id INTEGER NOT NULL REFERENCES survey_counters (id),
            hash TEXT NOT NULL UNIQUE, scale TEXT NOT NULL, value INTEGER NOT NULL, answered_at TEXT NOT NULL,
            state TEXT NOT NULL, words TEXT NOT NULL, has_words INTEGER NOT NULL, decided_by TEXT,
            touchpoint_id INTEGER REFERENCES touchpoints (id)
        ) STRICT""")
    db.execute("CREATE INDEX counter_answers_by_counter ON counter_answers (counter_id, answered_at)")
    db.execute(
        "CREATE INDEX counter_answers_by_touchpoint ON counter_answers (touchpoint_id) WHERE touchpoint_id IS NOT NULL"
    )
    db.execute("CREATE INDEX counter_answers_with_words ON counter_answers (answered_at) WHERE words != ''")


@migrations()
def m079_causes(db: Database) -> None:
    """What any touchpoint is about has a cause too, as a person said; the category was there."""
    db.execute("ALTER TABLE touchpoints ADD COLUMN cause TEXT NOT NULL DEFAULT ''")
    for name in ("category", "root_cause"):
        column = "cause" if name == "root_cause" else name
        db.execute(f"""
            UPDATE touchpoints SET {column} = coalesce((
                SELECT r.{name} FROM resolutions AS r JOIN followups AS f ON f.id = r.followup_id
                WHERE f.touchpoint_id = touchpoints.id AND r.state = 'resolved' AND r.{name} != ''
                ORDER BY r.id DESC LIMIT 1), {column})
            WHERE kind = 'complaint'""")  # noqa: S608  # names are ours
        db.execute(f"CREATE INDEX touchpoints_by_{column} ON touchpoints ({column}) WHERE {column} != ''")
    db.execute(
        "CREATE INDEX touchpoints_negative ON touchpoints (happened_on)"
        " WHERE kind = 'complaint' OR mood_label = 'negative'"
    )


@migrations()
def m080_themes(db: Database) -> None:
    """What many complaints are about (bot/domain/theme.py); `phrases` is JSON. `removed_at`: it is gone, or merged."""
    db.execute("""
        CREATE TABLE themes (
            id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, phrases TEXT NOT NULL, cause TEXT NOT NULL,
            owner TEXT, standing TEXT NOT NULL, change TEXT NOT NULL, since TEXT NOT NULL, version INTEGER NOT NULL,
            removed_at TEXT
        ) STRICT""")


@migrations()
def m081_theme_links(db: Database) -> None:
    """Which touchpoints are about a theme. Of who was forgotten the row stays without the touchpoint, and counts.

    `customer_id` refers to nothing: it is then the id of nobody.
    """
    db.execute("""
        CREATE TABLE theme_links (
            id INTEGER PRIMARY KEY AUTOINCREMENT, theme_id INTEGER NOT NULL REFERENCES themes (id),
            touchpoint_id INTEGER REFERENCES touchpoints (id), customer_id INTEGER NOT NULL, raised_on TEXT NOT NULL,
            linked_by TEXT NOT NULL, linked_at TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE UNIQUE INDEX theme_links_once ON theme_links (touchpoint_id, theme_id)")
    db.execute("CREATE INDEX theme_links_by_theme ON theme_links (theme_id, raised_on)")
    db.execute("CREATE INDEX theme_links_by_customer ON theme_links (customer_id)")


@migrations()
def m082_health(db: Database) -> None:
    """How it stands with each customer of whom enough is known, and why; by week how it stood, where that changed."""
    db.execute("""
        CREATE TABLE customer_health (
            customer_id INTEGER PRIMARY KEY REFERENCES customers (id), level TEXT NOT NULL, points INTEGER NOT NULL,
            cause TEXT NOT NULL, reasons TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX customer_health_by_level ON customer_health (level, points)")
    db.execute("""
        CREATE TABLE health_weeks (
            customer_id INTEGER NOT NULL REFERENCES customers (id), week TEXT NOT NULL, level TEXT NOT NULL,
            PRIMARY KEY (customer_id, week)
        ) STRICT, WITHOUT ROWID""")


@migrations()
def m083_churn_risks(db: Database) -> None:
    """Since when somebody may leave, why, whether their owner was told, and when it was over."""
    db.execute("""
        CREATE TABLE churn_risks (
            id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customers (id),
            began_on TEXT NOT NULL, told_on TEXT, ended_on TEXT
        ) STRICT""")
    db.execute("CREATE INDEX churn_risks_by_customer ON churn_risks (customer_id, id)")
    db.execute("CREATE INDEX churn_risks_open ON churn_risks (began_on) WHERE ended_on IS NULL")


@migrations()
def m084_health_round(db: Database) -> None:
    """How far health is counted: for which day, up to which customer, and up to which entry of the audit log."""
    db.execute("""
        CREATE TABLE health_round (
            id INTEGER PRIMARY KEY, day TEXT NOT NULL, reached INTEGER NOT NULL, entry_id INTEGER NOT NULL,
            is_first INTEGER NOT NULL
        ) STRICT""")


@migrations()
def m085_rollups(db: Database) -> None:
    """Touches by day, counted once, and the days that are to be counted anew: all there are (storage/rollups.py)."""
    db.execute("""
        CREATE TABLE touch_days (
            day TEXT NOT NULL, channel TEXT NOT NULL, kind TEXT NOT NULL, mood TEXT NOT NULL, scale TEXT NOT NULL,
            value INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (day, channel, kind, mood, scale, value)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE TABLE day_marks (id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL) STRICT")
    db.execute("CREATE INDEX day_marks_by_day ON day_marks (day)")
    db.execute("CREATE INDEX touchpoints_by_day ON touchpoints (happened_on)")
    db.execute("INSERT INTO day_marks (day) SELECT DISTINCT happened_on FROM touchpoints ORDER BY happened_on")


@migrations()
def m086_erased_figures(db: Database) -> None:
    """What is left of customers who were erased: days, times and numbers (storage/erased_figures.py)."""
    db.execute("""
        CREATE TABLE erased_touches (
            id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, channel TEXT NOT NULL, kind TEXT NOT NULL,
            mood TEXT NOT NULL, scale TEXT NOT NULL, value INTEGER NOT NULL, n INTEGER NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX erased_touches_by_day ON erased_touches (day)")
    db.execute("""
        CREATE TABLE erased_customers (
            id INTEGER PRIMARY KEY AUTOINCREMENT, began TEXT NOT NULL, lost_on TEXT, gone_on TEXT NOT NULL
        ) STRICT""")


@migrations()
def m087_followup_facts(db: Database) -> None:
    """What figures count of each follow-up (storage/followup_facts.py), and which are to be counted: all there are.

    `followup_id` refers to nothing: it is NULL once the customer was erased. `calendar` is JSON.
    """
    db.execute("""
        CREATE TABLE followup_facts (
            id INTEGER PRIMARY KEY AUTOINCREMENT, followup_id INTEGER UNIQUE, opened TEXT, category TEXT NOT NULL,
            cause TEXT NOT NULL, claim INTEGER, acknowledge INTEGER, resolve INTEGER, reopened INTEGER NOT NULL,
            is_joined INTEGER NOT NULL, due TEXT, on_time INTEGER NOT NULL, promised TEXT, kept INTEGER NOT NULL,
            broken TEXT, thanked TEXT
        ) STRICT""")
    db.execute("CREATE INDEX followup_facts_opened ON followup_facts (opened) WHERE opened IS NOT NULL")
    db.execute("CREATE INDEX followup_facts_due ON followup_facts (due, on_time, followup_id)")
    for day in ("promised", "broken", "thanked"):
        db.execute(f"CREATE INDEX followup_facts_{day} ON followup_facts ({day}) WHERE {day} IS NOT NULL")
    db.execute(
        "CREATE TABLE followup_marks (id INTEGER PRIMARY KEY AUTOINCREMENT, followup_id INTEGER NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX followup_marks_by_followup ON followup_marks (followup_id)")
    db.execute("CREATE TABLE counted_by (id INTEGER PRIMARY KEY CHECK (id = 1), calendar TEXT NOT NULL) STRICT")
    db.execute("INSERT INTO followup_marks (followup_id) SELECT id FROM followups ORDER BY id")


@migrations()
def m088_stops_noted(db: Database) -> None:
    """Who of the team noted that a customer wants to be asked no more; NULL: the customer said so by their link."""
    db.execute("ALTER TABLE survey_stops ADD COLUMN noted_by TEXT")


@migrations()
def m089_counter_answers_by_time(db: Database) -> None:
    """A report counts those of its days, and needs nothing but these columns."""
    db.execute("CREATE INDEX counter_answers_by_time ON counter_answers (answered_at, scale, value, state)")


@migrations()
def m092_health_anew(db: Database) -> None:
    """The rule of health is another: all are counted anew, and nobody is told one by one of whom it calls a risk."""
    db.execute("DELETE FROM customer_health")
    db.execute("DELETE FROM health_round")


@migrations()
def m094_what_was_given(db: Database) -> None:
    """When a complaint was put right and what was given for it, in hundredths of a currency; its day is its touch's.

    All complaints are to be counted anew.
    """
    for column in (
        *("righted TEXT", "is_given INTEGER NOT NULL DEFAULT 0", "given INTEGER NOT NULL DEFAULT 0"),
        "given_in TEXT NOT NULL DEFAULT ''",
    ):
        db.execute(f"ALTER TABLE followup_facts ADD COLUMN {column}")
    db.execute("CREATE INDEX followup_facts_righted ON followup_facts (righted) WHERE righted IS NOT NULL")
    db.execute("INSERT INTO followup_marks (followup_id) SELECT id FROM followups WHERE kind = 'complaint' ORDER BY id")


@migrations()
def m095_why_they_left(db: Database) -> None:
    """Why customers who were erased had been lost, where others gave the same reason (storage/customer_facts.py)."""
    db.execute("ALTER TABLE erased_customers ADD COLUMN lost_reason TEXT NOT NULL DEFAULT ''")


@migrations()
def m096_broken_and_renewed(db: Database) -> None:
    """Broken promises, and who renewed how often, are found without reading all follow-ups.

    SQLite takes the second for its first column alone; PostgreSQL has one like it since the step of followup_facts.
    """
    db.execute("CREATE INDEX followups_broken ON followups (broken_on) WHERE broken_on IS NOT NULL")
    db.execute("CREATE INDEX followups_renewed ON followups (status, customer_id) WHERE kind = 'renewal'")
