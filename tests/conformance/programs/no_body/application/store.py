from .models import Book, NewBook


class Store:
    def __init__(self) -> None:
        self.books: dict[int, Book] = {}

    async def add(self, book: NewBook) -> Book:
        added = Book(id=len(self.books) + 1, title=book.title)
        self.books[added.id] = added
        return added

    async def delete(self, book_id: int) -> bool:
        return self.books.pop(book_id, None) is not None


store = Store()


def get_store() -> Store:
    return store
