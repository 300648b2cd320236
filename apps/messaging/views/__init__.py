"""The doors of messages: what they say, and what gateways report of them."""
