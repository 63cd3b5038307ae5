"""The store: immutable snapshots, the one in use, and cursors that can only read it."""
