from sqlalchemy import String, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, mapped_column


class Base(DeclarativeBase):
    pass


class Post(Base):
    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(50))


class Like(Base):
    __tablename__ = "likes"

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int]


class Author(Base):
    __tablename__ = "authors"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))

    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "author"}


Post.like_count = column_property(  # type: ignore[attr-defined]
    select(func.count(Like.id)).where(Like.post_id == Post.id).scalar_subquery()
)
