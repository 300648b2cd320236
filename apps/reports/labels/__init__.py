"""Vietnamese words of the figures, and of the doubts about the books."""
