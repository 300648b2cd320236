#!/usr/bin/env python3
"""Django's command line, usable straight after `install`: it finds or starts the embedded database by itself."""

import sys

from config.launch import command_line

if __name__ == "__main__":
    sys.exit(command_line.main(arguments=sys.argv))
