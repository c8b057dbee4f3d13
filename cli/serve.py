"""The dashboard in a browser."""

import argparse
import ipaddress
import os
import shlex
import sys
from pathlib import Path
from secrets import token_urlsafe

from cli import say
from cli.context import database_path, refuse_network, settings_of
from core.errors import UsageError, WorkError
from core.text import line

SHORTEST = 16
"""Characters of a token that guessing does not find."""


def serve(args: argparse.Namespace) -> int:
    """Run `serve`: each visitor gets a dashboard of its own over the one database."""
    refuse_network(args, "serve, which listens for browsers,")
    settings = settings_of(args)
    token = _token(args.token, args.host)
    try:
        from tui.serve import Dashboards
        from tui.serve import serve as run
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in {"textual_serve", "aiohttp"}:
            raise
        raise UsageError("`serve` needs the extra of that name: pip install 'negotiation-watch[serve]'") from None
    shown = f"[{args.host}]" if ":" in args.host else args.host
    server = Dashboards(
        _command(args, database_path(args, settings)),
        args.host,
        args.port,
        token=token,
        visitors=args.visitors,
        title=line(settings.negotiation.name),
        # A foreign name that was made to lead to this machine is not let in.
        names=frozenset(f"{name}:{args.port}" for name in (shown, "localhost")) if _loopback(args.host) else None,
    )
    # The token of an option is known to whoever gave it, and not repeated.
    say.note(f"open http://{shown}:{args.port}/?token={'...' if args.token else token} in a browser; ctrl+c ends it")
    try:
        run(server)
    except OSError as error:
        raise WorkError(f"{shown}:{args.port}: {line(error.strerror or str(error))}: give another port with --port") from None
    return 0


def _token(given: str | None, host: str) -> str:
    """Return the token to ask for: the one given, or a new one where only this machine is reached.

    Raises:
        UsageError: others could reach it and no token was given, or it is too short.
    """
    if given is None:
        if not _loopback(host):
            raise UsageError(
                f"--host {line(host)}: others can reach this address, so give a token of {SHORTEST} characters or more with --token"
            )
        return token_urlsafe(24)
    token = given
    if given.startswith("env:"):
        token = os.environ.get(given.removeprefix("env:"), "")
        if not token:
            raise UsageError(f"--token {line(given)}: this variable is not set")
    if len(token) < SHORTEST or not token.isascii() or not token.replace("-", "").replace("_", "").isalnum():
        raise UsageError(f"--token: give {SHORTEST} or more letters, digits, hyphens or underscores")
    return token


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _command(args: argparse.Namespace, path: Path) -> str:
    """Return the call that shows the dashboard, for a shell, which it takes the place of."""
    words = [sys.executable, "-m", "negotiation_watch", "--db", str(path.absolute())]
    if (config := getattr(args, "config", None)) is not None:
        words += ["--config", str(Path(config).absolute())]
    return f"exec {shlex.join(words)}"
