"""Folding facts into roll-ups, rebuilding and recounting them."""
