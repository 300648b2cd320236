"""What the desk decides without a database: the facts its papers freeze."""
