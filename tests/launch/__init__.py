"""The launcher is tried as it is used: real servers, real signals, a folder of its own."""
