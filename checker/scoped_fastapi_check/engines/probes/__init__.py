"""The probe engine: questions become lines of typed Python that any checker accepts or refuses.

`library` finds sources and `names` follows names through them; `answers` turns each question into
probes, lines that stand in a copy of the module that no user ever sees (`instrumentation`); `scheduler` runs the
rules of all modules side by side, so that a checker looks at each copy once a pass.
"""
