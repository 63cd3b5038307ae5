"""The command line, by what a command does: ask, keep, open."""
