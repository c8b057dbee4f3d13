"""`completion`: scripts for shells, made from the parser itself."""

import argparse

import shtab

from cli import say
from cli.arguments import parser


def completion(args: argparse.Namespace) -> int:
    """Run `completion`."""
    say.out(shtab.complete(parser(), shell=args.shell))
    return 0
