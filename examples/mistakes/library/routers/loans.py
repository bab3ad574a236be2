"""What members have borrowed."""

from fastapi import APIRouter, Depends, HTTPException, Response, Security, status

from ..auth import CurrentMember, get_token
from ..models import Loan, Member
from ..services import LoanDeskDep, ReturnsDep

router = APIRouter(prefix="/loans", tags=["loans"])

RENEWED = 205


@router.get("")
def list_loans(
    desk: LoanDeskDep,
    # The token is a string, and has no id: an AttributeError and a 500.
    member: Member = Depends(get_token),  # mistake: fastapi-depends
) -> list[Loan]:
    """List what you have borrowed."""
    return desk.loans_of(member.id)


@router.post("", status_code=201)
def borrow_book(book_id: int, member: CurrentMember, desk: LoanDeskDep) -> Loan:
    """Borrow a book."""
    loan = desk.lend(book_id, member.id)
    if loan is None:
        raise HTTPException(status.HTTP_409_CONFLICT, "Bring some books back first")
    return loan


@router.post("/{loan_id}/renewal", status_code=RENEWED)
def renew_loan(
    loan_id: int,
    # The same again, and nobody notices: FastAPI does not look at the declared type.
    member: Member = Security(get_token, scopes=["loans"]),  # mistake: fastapi-depends
):
    """Keep a book for longer."""
    # FastAPI drops the dictionary and announces its length: the server breaks the connection off.
    return {"renewed": loan_id, "by": member}  # mistake: fastapi-no-body


@router.delete("/{loan_id}", status_code=204)
def bring_back(loan_id: int, member: CurrentMember, desk: LoanDeskDep) -> Response:
    """Bring a book back."""
    desk.take_back(loan_id, member.id)
    # A text that a 204 must not have: the server breaks the connection off.
    return Response("Thank you", status_code=204)  # mistake: fastapi-no-body


@router.delete("", status_code=204)
def bring_all_back(member: CurrentMember, desk: ReturnsDep) -> None:
    """Bring everything back."""
    desk.take_all_back(member.id)
