"""What goes wrong and a person can mend: every message says what was found, where, what was wanted, what to do."""


class Misuse(Exception):  # noqa: N818  # what the person did, in the words of the command line
    """The command or its input is wrong: one clear line, exit status 2."""


class Refused(Exception):  # noqa: N818  # as above
    """Something that needs a person's decision: one clear line, exit status 1."""
