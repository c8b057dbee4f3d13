"""What the database says to other programs: views with plain names, as of now, and what their columns mean.

The tables below them may change with the program; these stay. `store metadata` and the documentation are written from here.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple


class View(NamedTuple):
    """A view, or a table, for others to read."""

    name: str
    words: str
    columns: Mapping[str, str]
    sql: str
    search: str | None = None
    """The column that numbers its rows in the full-text index; None: it has none."""


VIEWS = (
    View(
        "items_now",
        "Every item, in the version that holds now.",
        {
            "id": "number of the item",
            "source": "the outlet",
            "published": "when it was published, as the feed says (ISO 8601, UTC); empty: undated",
            "first_seen": "when it was first fetched",
            "title": "its headline",
            "text": "its text, a paragraph a line: the article's, where `full` is 1, else the feed's summary",
            "url": "its address",
            "lang": "its language (en, uk, ru...)",
            "topics": "ids of its topics, with spaces between",
            "versions": "how many versions of its text were seen",
            "full": "1: the text is the whole article",
            "version": "number of the version that holds",
            "feed": "address of the feed that brought it",
            "guid": "what identifies it within its source",
        },
        """
        SELECT items.id, source, published, first_seen, held.title, held.text, url, lang,
            coalesce(
                (SELECT group_concat(topic, ' ') FROM (SELECT DISTINCT topic FROM tags WHERE tags.version = held.id ORDER BY topic)), ''
            ) AS topics,
            (SELECT count(*) FROM versions WHERE item = items.id) AS versions, held.full, held.id AS version, feed, guid
        FROM items JOIN versions AS held ON held.id = items.version
        """,
        search="version",
    ),
    View(
        "versions_now",
        "Every version of every item's text that was seen until now, with what became of it.",
        {
            "id": "number of the version",
            "item": "number of its item",
            "source": "the outlet",
            "seen": "when it was first fetched",
            "kind": "feed: as the feed has it; page: the article's page",
            "number": "from 1, within its kind",
            "title": "its headline",
            "text": "its text, a paragraph a line",
            "full": "1: the text is the whole article",
            "holds": "1: this is the version that holds now",
        },
        """
        SELECT versions.id, item, source, seen, kind, number, versions.title, text, full, versions.id = items.version AS holds
        FROM versions JOIN items ON items.id = versions.item
        """,
        search="id",
    ),
    View(
        "tags_now",
        "The topics of every item as it stands now, each with the words that tell them.",
        {
            "item": "number of the item",
            "source": "the outlet",
            "topic": "id of the topic",
            "rule": "id of the rule that found it",
            "phrase": "the words, as printed",
            "place": "title or text",
            "start": "where the words begin in it, in characters",
            "end": "where they end",
        },
        """
        SELECT items.id AS item, source, topic, rule, phrase, place, start, "end"
        FROM items JOIN tags ON tags.version = items.version
        """,
    ),
    View(
        "claims_now",
        "Every claim of every item as it stands now: one answer to one question, and the sentence that says it. "
        "What a reader corrected is corrected here; what a reader called wrong is left out.",
        {
            "id": "number of the claim",
            "item": "number of its item",
            "source": "the outlet",
            "published": "when the item was published; when it was first seen, where it is undated",
            "topic": "id of the topic",
            "question": "id of the question",
            "side": "the party it is about, or both; empty: the question has no sides",
            "value": "the value, as printed",
            "low": "its least; empty: no lower end",
            "high": "its most; empty: no upper end",
            "unit": "what is counted",
            "kind": "count, percent, length, area, duration, date, ordinal, place or stage",
            "qualifier": "exact, about, nearly, at-least or at-most",
            "status": "proposed, agreed, scheduled, completed, denied...",
            "speaker": "who says so; empty: the outlet in its own voice",
            "body": "for whom the speaker speaks",
            "agency": "the news agency that is credited",
            "quote": "the sentence, as printed",
            "place": "title or text",
            "url": "the item's address",
            "measure": "event, period or cumulative",
            "as_of": "up to when the figure holds",
            "corrected": "1: a reader corrected its side or question",
            "rule": "id of the rule that read it",
        },
        """
        SELECT claims.id, claims.item, source, coalesce(published, first_seen) AS published, topic, question, side, value_text AS value,
            low, high, unit, claims.kind, qualifier, status, speaker, body, agency, quote, place, url, measure, as_of,
            correction IS NOT NULL AS corrected, rule
        FROM items JOIN judged_claims AS claims ON claims.version = items.version
        WHERE verdict IS NOT 'wrong'
        """,
    ),
    View(
        "comparisons_now",
        "Every row of the matrix, the most important first: one question about one event, and how the answers relate. "
        "Written by whoever polls, a few seconds after something changed.",
        {
            "id": "number of the row, for as long as it does not change",
            "label": "the question in words, with its side",
            "sign": "= agrees, ~ reconciles, ≠ in conflict, ^ updated; empty: one source only",
            "relation": "how the answers relate: same, compatible, adds up, other scope, other time, updated, corrected, differs, "
            "contested, mismatch, denied",
            "relation_class": "the same, coarser: agree, reconcile, conflict, update",
            "importance": "0 to 100",
            "grade": "acknowledged, corroborated, single origin, contested, withdrawn or pending",
            "why": "one line that says why",
            "answers": "the values, with semicolons between",
            "outlets": "how many outlets answer",
            "origins": "how many origins they have it from",
            "topic": "id of the topic",
            "question": "id of the question",
            "side": "the party it is about",
            "event": "id of the event",
            "compared": "when it was compared",
        },
        """
        SELECT id, label,
            CASE relation_class WHEN 'agree' THEN '=' WHEN 'reconcile' THEN '~' WHEN 'conflict' THEN '≠' WHEN 'update' THEN '^' END AS sign,
            relation, relation_class, importance, grade, why,
            (SELECT group_concat(value, '; ')
                FROM (SELECT DISTINCT place, value FROM answers WHERE comparison = comparisons.id ORDER BY place)) AS answers,
            outlets, origins, topic, question, side, event, compared
        FROM comparisons ORDER BY importance DESC, id
        """,
    ),
    View(
        "answers_now",
        "Who answers what in every row of the matrix: a line for each claim.",
        {
            "comparison": "number of the row in comparisons_now",
            "place": "number of the answer within the row: claims that say the same share it",
            "value": "the answer",
            "status": "proposed, agreed, scheduled, completed, denied...",
            "source": "the outlet",
            "speaker": "who says so; empty: the outlet in its own voice",
            "published": "when",
            "quote": "the sentence, as printed",
            "item": "number of the item",
            "url": "the item's address",
            "derived": "1: the value is implied by what is printed (157 each: 314 in all)",
        },
        """
        SELECT comparison, place, value, status, answers.source, speaker, answers.published, quote, item, url, derived
        FROM answers JOIN items ON items.id = answers.item
        """,
    ),
)


def metadata(database: str) -> dict[str, Any]:
    """Return what datasette's metadata file says of a database, named as its file without the ending.

    Tables that are not meant for others are hidden.
    """
    tables: dict[str, Any] = {
        view.name: {
            "description": view.words,
            "columns": dict(view.columns),
            **({"fts_table": "versions_fts", "fts_pk": view.search} if view.search else {}),
        }
        for view in VIEWS
    }
    tables |= {name: {"hidden": True} for name in _HIDDEN}
    # Datasette hides tables alone.
    tables["judged_claims"] = {"description": "The program's own: claims as a reader corrected them. claims_now has them with their items."}
    return {
        "title": "negotiation-watch",
        "description": "Who says which number, side by side, with the sentence behind it. We show who says what, and never who is right.",
        "databases": {
            database: {"description": "The views, at the foot of this page, are for you; the tables are the program's.", "tables": tables}
        },
    }


_HIDDEN = (
    *("_sqlite_migrations", "indexed", "rereading", "touched", "item_topics", "marks", "alerts"),
    *("comparisons", "answers"),
)
