"""Which items changed since somebody last looked: their text, tags, claims, or what a reader made of these."""

from store.database import Connection


def touch(db: Connection, item: int) -> None:
    """Note that an item changed."""
    db.execute(
        """
        INSERT INTO touched (item, change) VALUES (:item, (SELECT coalesce(max(change), 0) + 1 FROM touched))
        ON CONFLICT (item) DO UPDATE SET change = excluded.change
        """,
        {"item": item},
    )


def last_change(db: Connection) -> int:
    """Return the number of the last change; 0: there was none."""
    number: int = db.execute("SELECT coalesce(max(change), 0) FROM touched").fetchone()[0]
    return number


def touched(db: Connection, after: int) -> list[int]:
    """Return the items that changed after the change of this number."""
    return [item for (item,) in db.execute("SELECT item FROM touched WHERE change > :after ORDER BY item", {"after": after})]
