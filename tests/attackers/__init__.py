"""Attackers of a release: they hold its file and what is public, and share no code with what protects it.

Each attacker is a function that returns findings; what it found counts as a success where it tells of few children,
which only the tests know.
"""
