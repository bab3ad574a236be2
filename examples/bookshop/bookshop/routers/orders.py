"""The orders of the user who is signed in."""

from fastapi import HTTPException, status
from fastapi.responses import JSONResponse
from sqlalchemy import delete, select, update

from scoped_fastapi import ScopedRouter

from ..database import SessionDep
from ..models import Book, Order, OrderLine
from ..schemas import OrderIn, OrderOut, OutOfStock
from ..security import CurrentUser

router = ScopedRouter(prefix="/orders", tags=["orders"])


@router.get("")
async def list_orders(user: CurrentUser, session: SessionDep) -> list[OrderOut]:
    """List your orders."""
    orders = await session.scalars(select(Order).where(Order.user_id == user.id).order_by(Order.id))
    return [OrderOut.model_validate(order) for order in orders]


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    responses={status.HTTP_409_CONFLICT: {"model": OutOfStock}},
)
async def place_order(
    new: OrderIn, user: CurrentUser, session: SessionDep
) -> OrderOut | JSONResponse:
    """Order all of these books, or none of them.

    When one is missing, the copies that were already taken for the order go back to the shelf:
    the session rolls back because the response says 409, though nothing was raised.
    """
    quantities: dict[int, int] = {}
    for line in new.lines:
        quantities[line.book_id] = quantities.get(line.book_id, 0) + line.quantity

    connection = await session.connection()
    # In the same order for everybody, so that two orders never wait for each other.
    for book_id, quantity in sorted(quantities.items()):
        taken = await connection.execute(
            update(Book)
            .where(Book.id == book_id, Book.stock >= quantity)
            .values(stock=Book.stock - quantity)
        )
        if not taken.rowcount:
            return JSONResponse(OutOfStock(book_id=book_id).model_dump(), status.HTTP_409_CONFLICT)

    order = Order(
        user_id=user.id,
        lines=[OrderLine(book_id=key, quantity=value) for key, value in quantities.items()],
    )
    session.add(order)
    await session.flush()
    return OrderOut.model_validate(order)


@router.delete("/{order_id}", status_code=status.HTTP_204_NO_CONTENT)
async def cancel_order(order_id: int, user: CurrentUser, session: SessionDep) -> None:
    """Cancel one of your orders; its books go back to the shelf.

    Of two requests that cancel the same order at the same time, one alone deletes it.
    """
    is_yours = (Order.id == order_id) & (Order.user_id == user.id)
    lines = await session.scalars(
        select(OrderLine).join(Order).where(is_yours).order_by(OrderLine.book_id)
    )
    quantities = {line.book_id: line.quantity for line in lines}

    connection = await session.connection()
    deleted = await connection.execute(delete(Order).where(is_yours))
    if not deleted.rowcount:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "No such order")
    for book_id, quantity in quantities.items():
        await connection.execute(
            update(Book).where(Book.id == book_id).values(stock=Book.stock + quantity)
        )
