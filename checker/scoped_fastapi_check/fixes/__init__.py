"""Applies the fixes of diagnostics: to texts, to files, and for an editor."""
