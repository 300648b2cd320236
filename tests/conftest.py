"""What every test shares. The servers are started by tests/servers.py, which pytest loads before the settings."""
