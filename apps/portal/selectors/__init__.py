"""What the front doors need to know: the office and its hours, and where the reader may go."""
