"""The tables, as migrations: each is applied once, in order, and never edited afterwards.

Times are text as `core.times.stamp` writes them, so that their order is the order of time. Spans are code points.
Versions, polls and claims are only ever added to: what was known at any past moment can be told.
"""

import sqlite3

from sqlite_utils import Database, Migrations

from core.addresses import same_page
from core.errors import WorkError
from store.database import SCHEMA, foreign, transaction
from store.views import VIEWS

migrations = Migrations("negotiation-watch")


@migrations(transactional=False)
def m001_start(db: Database) -> None:
    """Make feeds, polls, items, versions, tags, claims, marks and sessions."""
    for statement in _START:
        db.execute(statement)


@migrations(transactional=False)
def m002_corrections(db: Database) -> None:
    """Make the readers' corrections of claims, and the claims as corrected."""
    for statement in _CORRECTIONS:
        db.execute(statement)


@migrations(transactional=False)
def m003_looks(db: Database) -> None:
    """Keep what a page's server said of its version, so that it can be asked whether that is still the one."""
    for column in ("page_etag", "page_last_modified"):
        db.execute(f"ALTER TABLE items ADD COLUMN {column} TEXT")  # exactly as the server sent it


@migrations(transactional=False)
def m004_rulings(db: Database) -> None:
    """Make the readers' rulings on how claims are compared."""
    for statement in _RULINGS:
        db.execute(statement)


@migrations(transactional=False)
def m005_touched(db: Database) -> None:
    """Number the changes of items."""
    for statement in _TOUCHED:
        db.execute(statement)


@migrations(transactional=False)
def m006_pages(db: Database) -> None:
    """Know items by their pages, whatever the address, and by headline and date."""
    db.execute("ALTER TABLE items ADD COLUMN page TEXT")  # what the addresses of the article's page have in common
    db.conn.executemany("UPDATE items SET page = ? WHERE id = ?", [(same_page(url), item) for item, url in db.execute(_URLS).fetchall()])
    db.execute("DROP INDEX items_by_url")
    db.execute("CREATE INDEX items_by_page ON items (source, page)")
    db.execute("CREATE INDEX items_by_title ON items (source, title, published)")


@migrations(transactional=False)
def m007_manners(db: Database) -> None:
    """Keep where feeds moved, until when their servers ask to be left alone, and how many of their items have no date."""
    for column in (
        "undated INTEGER NOT NULL DEFAULT 0",  # items without a date in the last document
        "moved_to TEXT",  # where it moved for good, once that has held for a while: asked in its place
        "moving_to TEXT",  # where the last polls were led for good
        "moves INTEGER NOT NULL DEFAULT 0",  # how many good polls in a row were led there
        "not_before TEXT",  # until when the server or the feed asks to be left alone
    ):
        db.execute(f"ALTER TABLE feeds ADD COLUMN {column}")


@migrations(transactional=False)
def m008_listed(db: Database) -> None:
    """Note of each feed which items its last document has."""
    db.execute("ALTER TABLE feeds ADD COLUMN listed TEXT")  # numbers of items, as JSON; NULL: not known


@migrations(transactional=False)
def m009_neighbours(db: Database) -> None:
    """Make the comparisons that other programs read, and the alerts."""
    for statement in _NEIGHBOURS:
        db.execute(statement)


@migrations(transactional=False)
def m010_usual(db: Database) -> None:
    """Keep how long a feed's answers take, and how often its window was overrun."""
    for column in (
        "usual REAL",  # seconds that its good answers take, each counting for a fifth of the ones before
        "gaps INTEGER NOT NULL DEFAULT 0",  # documents that shared no item with the one before
        "last_gap TEXT",  # when the last of them came
    ):
        db.execute(f"ALTER TABLE feeds ADD COLUMN {column}")


@migrations(transactional=False)
def m011_arrived(db: Database) -> None:
    """Keep how many new items a feed brought in a day."""
    db.execute("ALTER TABLE feeds ADD COLUMN arrived INTEGER NOT NULL DEFAULT 0")  # on the day (UTC) of its last poll


@migrations(transactional=False)
def m012_in_order(db: Database) -> None:
    """Let the stream's order say which version holds: what a filter finds is told without a look at the items themselves."""
    db.execute("DROP INDEX items_by_time")
    db.execute("CREATE INDEX items_in_order ON items (at, id, version)")


@migrations(transactional=False)
def m013_notes(db: Database) -> None:
    """Keep why a ruling was made."""
    db.execute("ALTER TABLE rulings ADD COLUMN note TEXT")  # in the reader's words


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to date. Two processes that start at once take turns.

    Raises:
        WorkError: the tables are those of a later version of this program, or of another program.
    """
    if (found := connection.execute("PRAGMA user_version").fetchone()[0]) > SCHEMA:
        raise WorkError(foreign(found))
    db = Database(connection)
    if found == 0 and any(not name.startswith("_sqlite") for name in db.table_names()):
        raise WorkError("is another program's database: give another file with --db")
    with transaction(connection):
        # Views are made anew: a table that one of them reads may have been changed.
        for view in VIEWS:
            db.execute(f"DROP VIEW IF EXISTS {view.name}")
        migrations.apply(db)
        for view in VIEWS:
            db.execute(f"CREATE VIEW {view.name} AS {view.sql}")
        db.execute(f"PRAGMA user_version = {SCHEMA}")


_URLS = "SELECT id, url FROM items WHERE url IS NOT NULL"

_START = (
    """
    CREATE TABLE feeds (
        url TEXT PRIMARY KEY,
        source TEXT NOT NULL,               -- the outlet's name
        lang TEXT NOT NULL,
        owner TEXT,
        role TEXT NOT NULL,                 -- party, mediator, neutral
        full_text INTEGER NOT NULL,         -- whether article pages are fetched
        every REAL NOT NULL,                -- seconds between polls, as configured
        enabled INTEGER NOT NULL,           -- 0: switched off, or no longer in the configuration
        etag TEXT, last_modified TEXT,      -- validators, exactly as the server sent them
        body_digest TEXT,                   -- of the last body: an identical one is not parsed again
        failures INTEGER NOT NULL DEFAULT 0,-- in a row
        next_poll TEXT,                     -- NULL: never again (410)
        why_next TEXT,
        last_poll TEXT, last_good TEXT,
        outcome TEXT,                       -- fetched, unchanged, failed
        status INTEGER, reason TEXT,
        items INTEGER NOT NULL DEFAULT 0,   -- in the last document
        newest TEXT,                        -- newest date in it
        seconds REAL,                       -- of the last response
        ttl REAL,                           -- seconds between polls that the document asks for
        skip_hours TEXT NOT NULL DEFAULT '',-- hours (UTC) in which it asks not to be polled, with spaces between
        skip_days TEXT NOT NULL DEFAULT '', -- days of the week (Monday is 0)
        gap INTEGER NOT NULL DEFAULT 0      -- 1: the last two documents shared no item, so some may have been missed
    ) STRICT
    """,
    """
    CREATE TABLE polls (
        id INTEGER PRIMARY KEY,
        feed TEXT NOT NULL REFERENCES feeds (url),
        at TEXT NOT NULL,
        outcome TEXT NOT NULL,
        status INTEGER, reason TEXT,
        items_new INTEGER NOT NULL, items_changed INTEGER NOT NULL,
        seconds REAL NOT NULL,
        next_poll TEXT,
        gap INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX polls_by_time ON polls (at)",
    """
    CREATE TABLE items (
        id INTEGER PRIMARY KEY,
        guid TEXT NOT NULL,                 -- the entry's identity within its source
        source TEXT NOT NULL,
        feed TEXT NOT NULL REFERENCES feeds (url),
        url TEXT,
        title TEXT NOT NULL,                -- of the current version
        author TEXT, publisher TEXT,
        published TEXT,                     -- as the feed says; NULL: undated
        first_seen TEXT NOT NULL,
        at TEXT NOT NULL,                   -- what the stream is ordered by: published, no later than first seen
        lang TEXT NOT NULL,
        version INTEGER,                    -- the current version's id
        page_due TEXT,                      -- when the article's page is to be fetched; NULL: it is not
        page_tries INTEGER NOT NULL DEFAULT 0, -- that failed, since the entry last changed
        UNIQUE (source, guid)
    ) STRICT
    """,
    "CREATE INDEX items_by_time ON items (at, id)",
    "CREATE INDEX items_by_first_seen ON items (first_seen)",
    "CREATE INDEX items_by_url ON items (source, url)",
    "CREATE INDEX items_by_page_due ON items (page_due) WHERE page_due IS NOT NULL",
    """
    CREATE TABLE versions (
        id INTEGER PRIMARY KEY,
        item INTEGER NOT NULL REFERENCES items (id),
        kind TEXT NOT NULL,                 -- feed: as the feed has it; page: the article's page
        number INTEGER NOT NULL,            -- from 1, within its kind
        seen TEXT NOT NULL,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        full INTEGER NOT NULL,              -- whether the text is the whole article
        claims_read TEXT,                   -- when its claims were read; NULL: they are still to be read
        UNIQUE (item, kind, number)
    ) STRICT
    """,
    "CREATE INDEX versions_by_time ON versions (seen)",
    "CREATE INDEX versions_unread ON versions (id) WHERE claims_read IS NULL",
    """
    CREATE VIRTUAL TABLE versions_fts USING fts5 (
        title, text, content = 'versions', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    "CREATE TABLE indexed (version INTEGER NOT NULL) STRICT",  # the last version in versions_fts; one row
    "INSERT INTO indexed VALUES (0)",
    "CREATE TABLE rereading (started TEXT NOT NULL) STRICT",  # a row while everything is being read again
    """
    CREATE TABLE tags (
        version INTEGER NOT NULL REFERENCES versions (id),
        topic TEXT NOT NULL,
        rule TEXT NOT NULL,
        phrase TEXT NOT NULL,               -- as printed
        start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        place TEXT NOT NULL                 -- title, text
    ) STRICT
    """,
    "CREATE INDEX tags_by_version ON tags (version)",
    """
    CREATE TABLE item_topics (              -- of each item's current version, in the stream's order
        topic TEXT NOT NULL, at TEXT NOT NULL, item INTEGER NOT NULL REFERENCES items (id), first_seen TEXT NOT NULL,
        PRIMARY KEY (topic, at, item)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX topics_of_item ON item_topics (item)",
    """
    CREATE TABLE claims (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL REFERENCES versions (id),
        item INTEGER NOT NULL REFERENCES items (id),
        topic TEXT NOT NULL, question TEXT NOT NULL, side TEXT,
        kind TEXT NOT NULL, low ANY, high ANY, unit TEXT, value_text TEXT NOT NULL,
        qualifier TEXT NOT NULL, status TEXT NOT NULL,
        speaker TEXT, body TEXT, agency TEXT, basis TEXT NOT NULL, cue TEXT, rule TEXT NOT NULL,
        measure TEXT NOT NULL, scope_who TEXT, scope_where TEXT, scope_from TEXT, scope_to TEXT, as_of TEXT,
        lang TEXT NOT NULL,
        quote TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, place TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX claims_by_version ON claims (version)",
    "CREATE INDEX claims_by_topic ON claims (topic, version)",
    """
    CREATE TABLE marks (                    -- the reader's own
        item INTEGER PRIMARY KEY REFERENCES items (id),
        read TEXT,                          -- when it was read; NULL: unread
        starred TEXT
    ) STRICT
    """,
    "CREATE TABLE sessions (id INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT) STRICT",
)

_CORRECTIONS = (
    """
    CREATE TABLE corrections (              -- of one claim of an item, in whichever version; the claim is named as it was read
        id INTEGER PRIMARY KEY,
        item INTEGER NOT NULL REFERENCES items (id),
        topic TEXT NOT NULL, question TEXT NOT NULL, side TEXT, low ANY, high ANY, value_text TEXT NOT NULL,
        lang TEXT NOT NULL, quote TEXT NOT NULL, place TEXT NOT NULL, rule TEXT NOT NULL,
        made TEXT NOT NULL,
        verdict TEXT NOT NULL,              -- wrong, wrong side, other question
        right_side TEXT, right_topic TEXT, right_question TEXT,
        note TEXT
    ) STRICT
    """,
    "CREATE INDEX corrections_by_item ON corrections (item)",
    """
    CREATE VIEW judged_claims AS            -- every claim, with side and question as a reader corrected them
    SELECT
        claims.id, claims.version, claims.item,
        iif(verdict = 'other question', right_topic, claims.topic) AS topic,
        iif(verdict = 'other question', right_question, claims.question) AS question,
        iif(verdict = 'wrong side', right_side, claims.side) AS side,
        claims.kind, claims.low, claims.high, claims.unit, claims.value_text, claims.qualifier, claims.status,
        claims.speaker, claims.body, claims.agency, claims.basis, claims.cue, claims.rule,
        claims.measure, claims.scope_who, claims.scope_where, claims.scope_from, claims.scope_to, claims.as_of, claims.lang,
        claims.quote, claims.start, claims."end", claims.place,
        corrections.id AS correction, corrections.verdict, corrections.note
    FROM claims LEFT JOIN corrections ON
        corrections.item = claims.item AND corrections.quote = claims.quote AND corrections.place = claims.place
        AND corrections.topic = claims.topic AND corrections.question = claims.question AND corrections.side IS claims.side
        AND corrections.low IS claims.low AND corrections.high IS claims.high
    """,
)

_RULINGS = (
    """
    CREATE TABLE rulings (                  -- each claim is named as it was read, in whichever version
        id INTEGER PRIMARY KEY,
        made TEXT NOT NULL,
        ruled TEXT NOT NULL,                -- same event, other event, no conflict
        item INTEGER NOT NULL REFERENCES items (id),
        place TEXT NOT NULL, quote TEXT NOT NULL, low ANY, high ANY,
        other_item INTEGER REFERENCES items (id),  -- NULL: it is about one claim
        other_place TEXT, other_quote TEXT, other_low ANY, other_high ANY
    ) STRICT
    """,
)

_TOUCHED = (
    """
    CREATE TABLE touched (                  -- whose text, tags, claims or corrections changed since this table is there
        item INTEGER PRIMARY KEY REFERENCES items (id),
        change INTEGER NOT NULL             -- the number of its last change; they count on over all items
    ) STRICT
    """,
    "CREATE INDEX touched_by_change ON touched (change)",
)

_NEIGHBOURS = (
    """
    CREATE TABLE comparisons (              -- a cache of the matrix, for other readers of the file; safe to empty
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,           -- what it is about
        mark TEXT NOT NULL,                 -- changes with what it says
        compared TEXT NOT NULL,
        topic TEXT NOT NULL, question TEXT NOT NULL, side TEXT, event TEXT,
        label TEXT NOT NULL,                -- topic, question and side in words
        relation TEXT, relation_class TEXT, -- NULL: one source only
        grade TEXT NOT NULL, importance INTEGER NOT NULL, outlets INTEGER NOT NULL, origins INTEGER NOT NULL,
        why TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE answers (                  -- the claims behind each of them
        comparison INTEGER NOT NULL REFERENCES comparisons (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,             -- of the answer in its comparison, from 1
        value TEXT NOT NULL, status TEXT NOT NULL, derived INTEGER NOT NULL,
        item INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
        source TEXT NOT NULL, published TEXT NOT NULL, speaker TEXT, quote TEXT NOT NULL,
        seen TEXT                           -- when the version that says so was first seen
    ) STRICT
    """,
    "CREATE INDEX answers_by_comparison ON answers (comparison)",
    "CREATE INDEX answers_by_item ON answers (item)",
    """
    CREATE TABLE alerts (
        id INTEGER PRIMARY KEY,
        way TEXT NOT NULL,                  -- screen, desktop, mail, webhook, chat, command
        subject TEXT NOT NULL,              -- what is told, without who tells it
        items TEXT NOT NULL,                -- numbers of the items that tell it, as JSON
        made TEXT NOT NULL,
        due TEXT NOT NULL,
        state TEXT NOT NULL,                -- waiting, taken, told, failed, dropped
        tries INTEGER NOT NULL DEFAULT 0,
        told TEXT,
        reason TEXT,                        -- why it could not be told
        content TEXT NOT NULL               -- the alert, as JSON
    ) STRICT
    """,
    "CREATE INDEX alerts_by_subject ON alerts (subject, way)",
    "CREATE INDEX alerts_waiting ON alerts (way, due) WHERE state = 'waiting'",
)
