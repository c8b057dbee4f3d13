"""Looking at the dashboard as its reader does: the text on the screen, and the ink of a place."""

import asyncio
from collections.abc import Callable

from rich.style import Style
from textual.events import Key
from textual.pilot import Pilot

from tui.app import WatchApp


def rows(app: WatchApp) -> list[str]:
    """Return the lines of the screen as text, without the spaces at their ends."""
    return ["".join(segment.text for segment in strip).rstrip() for strip in app.screen._compositor.render_strips()]


def screen(app: WatchApp) -> str:
    return "\n".join(rows(app))


def style_of(app: WatchApp, words: str) -> Style:
    """Return the style of the first cell of the first place where these words stand."""
    for strip in app.screen._compositor.render_strips():
        at = "".join(segment.text for segment in strip).find(words)
        for segment in strip if at >= 0 else ():
            at -= len(segment.text)
            if at < 0:
                return segment.style or Style()
    raise AssertionError(f"{words!r} is not on the screen:\n{screen(app)}")


def toasts(app: WatchApp) -> list[str]:
    """Return what the toasts on the screen say."""
    return [toast.message for toast in app._notifications]


async def _heard(app: WatchApp, pilot: Pilot[None]) -> None:
    """Wait until no widget has a message before it; the pilot's own pause waits for the clock."""
    for _ in range(50):
        await pilot._wait_for_screen()
        pumps = (app, *app.screen.walk_children(with_self=True))
        if not any(pump.message_queue_size or pump._next_callbacks for pump in pumps):
            break
    app.screen._on_timer_update()


async def until(app: WatchApp, pilot: Pilot[None], so: Callable[[], object]) -> None:
    """Wait until something is so: what no question to the database tells of."""
    async with asyncio.timeout(60):
        await settled(app, pilot)
        while not so():
            await pilot.pause(0.01)
            await settled(app, pilot)


async def shows(app: WatchApp, pilot: Pilot[None], *words: str, gone: bool = False) -> None:
    """Wait until all these words stand on the screen (`gone`: none of them does); no need for the dashboard to rest."""
    try:
        async with asyncio.timeout(60):
            while any((one in screen(app)) is gone for one in words):
                await pilot.pause(0.01)
    except TimeoutError:
        raise AssertionError(f"{words!r} {'still' if gone else 'not'} on the screen:\n{screen(app)}") from None


async def settled(app: WatchApp, pilot: Pilot[None]) -> None:
    """Wait until what was asked of the database is on the screen."""
    async with asyncio.timeout(60):
        await _heard(app, pilot)
        while True:
            while not app.at_rest:  # noqa: ASYNC110  (the dashboard tells nobody when it rests)
                await asyncio.sleep(0.002)
            await _heard(app, pilot)
            await _heard(app, pilot)
            if app.at_rest:  # What was heard may have asked for more.
                return


async def press(app: WatchApp, pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after another, and wait for what they bring."""
    for key in keys:
        send(app, key)
        await settled(app, pilot)


def send(app: WatchApp, key: str) -> None:
    """Press a key, and wait for nothing."""
    event = Key(key, key if len(key) == 1 else None)
    event.set_sender(app)
    assert app._driver is not None
    app._driver.send_message(event)
