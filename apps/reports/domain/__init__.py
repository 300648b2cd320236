"""What a fact adds to which sum."""
