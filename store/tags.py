"""Tags of versions, and the topics of items that follow from them."""

from collections.abc import Sequence

from core.news import Tag
from store.database import Connection
from store.touched import touch


def save_tags(db: Connection, version: int, tags: Sequence[Tag]) -> None:
    """Store what the rules found in a version, in place of what they found before.

    Where the version is the one that holds, its topics become the item's.
    """
    db.execute("DELETE FROM tags WHERE version = :version", {"version": version})
    for tag in tags:
        db.execute(
            'INSERT INTO tags (version, topic, rule, phrase, start, "end", place) VALUES (?, ?, ?, ?, ?, ?, ?)',
            (version, tag.topic, tag.rule, tag.phrase, tag.start, tag.end, tag.place),
        )
    # By way of the version, for items are not to be found by theirs.
    held = db.execute(
        """
        SELECT items.id, items.at, items.first_seen FROM versions JOIN items ON items.id = versions.item
        WHERE versions.id = :version AND items.version = versions.id
        """,
        {"version": version},
    ).fetchone()
    if held is None:
        return
    item, at, first_seen = held
    touch(db, item)
    db.execute("DELETE FROM item_topics WHERE item = :item", {"item": item})
    for topic in sorted({tag.topic for tag in tags}):
        db.execute("INSERT INTO item_topics (topic, at, item, first_seen) VALUES (?, ?, ?, ?)", (topic, at, item, first_seen))


def tags(db: Connection, version: int) -> list[Tag]:
    """Return the tags of a version, title before text, in the order in which they stand."""
    rows = db.execute(
        "SELECT topic, rule, phrase, start, \"end\", place FROM tags WHERE version = ? ORDER BY place = 'text', start, topic, rule",
        (version,),
    )
    return [Tag(*row) for row in rows]
