"""The meeting: what it has to talk about, in which order, and what changed since the last one."""
