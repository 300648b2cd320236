"""One visit: who stood at the counter, when, for which dossiers, and with which ticket if they drew one.

Floor: above dossiers, below surveys and desk. The desk opens a visit and notes in it what was done; kiosk, calling and
the queue come here later.
"""
