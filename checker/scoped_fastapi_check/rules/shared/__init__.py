"""What several rules look through."""
