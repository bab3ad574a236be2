"""The rulebook: one module or folder, one error code each; `registry` lists them."""
