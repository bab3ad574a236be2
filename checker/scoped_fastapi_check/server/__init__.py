"""`scoped-fastapi server`: the rules in an editor, over the language server protocol."""
