"""The exit: the only door through which a figure leaves, for the screen, the command line and every file."""
