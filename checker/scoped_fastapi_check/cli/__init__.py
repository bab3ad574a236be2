"""The command line: options, the terminal, and watching files."""
