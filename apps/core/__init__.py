"""Ground floor: what every flat needs and no flat owns.

Encrypted fields, rows by COPY, idempotency keys, rate windows, stored files, the doorbell, signs of life, random
addresses, paper rendering.
No foreign key leads up from here, and nothing here knows what a dossier is.
"""
