"""The rulebook: an application model, the rules, the judges and the command line."""
