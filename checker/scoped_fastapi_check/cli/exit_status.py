"""What the commands exit with."""

CLEAN, FINDINGS, TROUBLE, INTERRUPTED = 0, 1, 2, 130
