"""Forms of the catalogue: the answers that a procedure asks for, and what its editors fill in."""
