"""All that staff do with dossiers: counter, inbox, hand-over, signing, returning, the guard, and every paper of it.

Floor: above surveys, beside petitions, below reports. It changes dossiers only through `dossiers.services`.
"""
