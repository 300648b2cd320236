"""Questions to the figures: the board, the dossiers behind it, what the front page says of us."""
