"""English, as written by people who live in Vietnam: the day stands before the month."""
