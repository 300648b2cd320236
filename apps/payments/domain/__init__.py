"""The law of money: states, sums, references. Pure."""
