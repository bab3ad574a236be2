"""The formats that results are written in."""
