"""The files of a project: which there are, what they import, and the environment they run in."""
