"""What pydantic does with types, read from the sources of classes.

An engine shows its own types one level at a time (`types`). By that, `models` tells the fields of a
model, `attributes` what an object lacks, `satisfaction` whether a value can pass a model, and
`schemas` what pydantic makes no field of.
"""
