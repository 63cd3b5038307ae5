"""What goes wrong and a person can mend: every message says what was found, where, what was wanted, what to do."""


class Misuse(Exception):
    """The command or its input is wrong: one clear line, exit status 2."""


class Refused(Exception):
    """Something that needs a person's decision: one clear line, exit status 1."""
