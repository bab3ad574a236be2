"""What types decide, and the questions it is decided with."""
