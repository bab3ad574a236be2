from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "other_users"
    id: Mapped[int] = mapped_column(primary_key=True)


Users = list[User]
