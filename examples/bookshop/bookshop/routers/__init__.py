"""The routes of the bookshop, by what they are about."""
