"""Doors for machines that tell of money, and for officials who take it. Citizens pay in `portal`."""
