"""Groups of children, and settings, held against everyone else: what is more than chance would explain."""
