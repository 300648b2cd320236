"""What staff write down: shapes of single acts, of the reception, of letters. What it means is decided below."""
