"""The rulebook: an application model, the rules, the engines and the command line."""
