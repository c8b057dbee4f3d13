"""Forgetting: items on which nothing rests any more, and the log of polls.

Kept whatever their age: items with a star, a correction or a ruling; those of which a feed's last document still tells, for they would
come back as new; and, unless the configuration says otherwise, those with claims, read or still to be read.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from core.times import stamp
from store.database import Connection


def note_listed(db: Connection, feed: str, items: Sequence[int]) -> None:
    """Note of which items the last document of a feed tells."""
    db.execute("UPDATE feeds SET listed = :items WHERE url = :feed", {"feed": feed, "items": json.dumps(sorted(set(items)))})


def forgettable(db: Connection, before: datetime, *, with_claims: bool, after: int, limit: int) -> list[int]:
    """Return up to `limit` items, numbered after `after`, of which nothing has been new since `before` and on which nothing rests."""
    rows = db.execute(
        f"""
        SELECT id FROM items WHERE id > :after AND first_seen < :before
            AND NOT EXISTS (
                SELECT 1 FROM versions WHERE item = items.id AND (seen >= :before OR claims_read IS NULL OR id = {_LAST_VERSION})
            )
            AND (:with_claims OR NOT EXISTS (
                SELECT 1 FROM versions JOIN claims ON claims.version = versions.id WHERE versions.item = items.id
            ))
            AND NOT EXISTS (SELECT 1 FROM marks WHERE item = items.id AND starred IS NOT NULL)
            AND id NOT IN (SELECT item FROM corrections)
            AND id NOT IN (SELECT item FROM rulings UNION SELECT other_item FROM rulings WHERE other_item IS NOT NULL)
            AND id NOT IN (SELECT value FROM feeds, json_each(listed))
            AND source NOT IN (SELECT source FROM feeds WHERE enabled AND listed IS NULL)
            AND id < (SELECT max(id) FROM items)
        ORDER BY id LIMIT :limit
        """,
        {"before": stamp(before), "with_claims": with_claims, "after": after, "limit": limit},
    )
    return [item for (item,) in rows]


# The numbers of the last item and version are not free to be given again.
_LAST_VERSION = "(SELECT max(id) FROM versions)"
_ITEMS = "(SELECT value FROM json_each(:items))"
_VERSIONS = f"(SELECT id FROM versions WHERE item IN {_ITEMS})"


def forget_items(db: Connection, items: Sequence[int]) -> None:
    """Remove items, with all that is kept of them."""
    given = {"items": json.dumps(list(items))}
    db.execute(
        f"""
        INSERT INTO versions_fts (versions_fts, rowid, title, text)
        SELECT 'delete', id, title, text FROM versions WHERE id IN {_VERSIONS} AND id <= (SELECT version FROM indexed)
        """,
        given,
    )
    for parent, gone in (("versions", _VERSIONS), ("items", _ITEMS)):
        for table, column in _children(db, parent):
            if table != "versions":
                db.execute(f'DELETE FROM {table} WHERE "{column}" IN {gone}', given)
    db.execute(f"DELETE FROM versions WHERE item IN {_ITEMS}", given)
    db.execute(f"DELETE FROM items WHERE id IN {_ITEMS}", given)


def _children(db: Connection, parent: str) -> list[tuple[str, str]]:
    """Return the tables that refer to a table, each with the column that does."""
    rows = db.execute(
        """
        SELECT child.name, key."from" FROM pragma_table_list AS child JOIN pragma_foreign_key_list(child.name) AS key
        WHERE child.schema = 'main' AND child.type = 'table' AND key."table" = :parent
        """,
        {"parent": parent},
    )
    return [(table, column) for table, column in rows]


def forget_polls(db: Connection, before: datetime) -> None:
    """Remove polls from the log; what they told of their feed's state stays."""
    db.execute("DELETE FROM polls WHERE at < :before", {"before": stamp(before)})
