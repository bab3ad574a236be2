"""A lending library: members borrow books and reserve those that are lent."""
