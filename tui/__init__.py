"""The application: command line, screens, keys, settings."""
