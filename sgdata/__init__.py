"""Safeguarding oversight: from a loaded export to a figure that a leadership meeting can trust."""
