#!/usr/bin/env python3
"""Django's own entry point; the `waymark` command is the same thing with friendlier names."""

from waymark.config.cli import main

if __name__ == "__main__":
    main()
