"""A small bookshop: readers register, look for books, order them and hear of new arrivals."""
