"""The command line: arguments, wiring, exit status."""
