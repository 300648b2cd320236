"""The board and the dossiers behind its figures."""
