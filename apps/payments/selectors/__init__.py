"""Questions about money. Every one starts from what the asker may see."""
