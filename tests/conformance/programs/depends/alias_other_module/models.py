class User:
    pass


class Item:
    pass
