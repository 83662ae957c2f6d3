"""The application: command line, screens, keys, settings."""

__version__ = "0.1.0"
