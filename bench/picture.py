"""Save a picture of the dashboard, 160 by 45, over a filled database: `python bench/picture.py DATABASE docs/dashboard.svg`.

The database of the built-in newsroom serves: `negotiation-watch demo --pace 6 --db demo.db`, left after half a minute. The clock
stands at the last poll. A picture that is there is written over.
"""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from core.config import default_path, load
from core.times import now
from digest.save import save
from store.database import open_reader
from store.feeds import feed_states
from store.sessions import last_session
from tui.app import WatchApp
from tui.picture import without_fonts

SIZE = (160, 45)
PAUSE = 0.5


async def picture(path: Path) -> str:
    """Return the dashboard over a database as an SVG picture: the claims, at the first conflict between most sources."""
    db = open_reader(path)
    session = last_session(db)
    moment = max((feed.last_poll for feed in feed_states(db) if feed.last_poll), default=now())
    db.close()
    if session is None:
        raise SystemExit(f"{path}: nobody has looked at it yet")
    app = WatchApp(load(default_path()), path, session=session, since=session.started, clock=lambda: moment)
    async with app.run_test(size=SIZE) as pilot:
        while not app.at_rest:  # noqa: ASYNC110  (the dashboard tells nobody when it rests)
            await asyncio.sleep(PAUSE)
        rows = app.desk.matrix.table.rows
        wanted = max((row for row in rows if row.label.sign == "conflict"), key=lambda row: row.sheet.row.outlets, default=None)
        app.desk.enter("claims")
        if wanted is not None:
            column = next(number for number, cell in enumerate(wanted.cells) if cell.sign == "conflict")
            app.desk.matrix.to(rows.index(wanted), column)
        await pilot.pause(PAUSE)
        return without_fonts(app.export_screenshot())


if __name__ == "__main__":
    save(asyncio.run(picture(Path(sys.argv[1]))), Path(sys.argv[2]), overwrite=True)
