from scoped_fastapi import ScopedRouter

orders = ScopedRouter()


@orders.get("/orders")
def list_orders() -> list[str]:
    return []
