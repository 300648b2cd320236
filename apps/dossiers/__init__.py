"""The case: its life, clock, pauses, extension, documents, event log and read log, and THE one write path.

Floor: above messaging, below surveys and desk. No pages of its own: citizens come by `portal`,
officials by `desk`.
"""
