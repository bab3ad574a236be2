# What reads posts and gives them more than their class has; its types say nothing of that.
from sqlalchemy.orm import Session

from .models import Author, Like, Post
from .staff import Editor


def voted(db: Session) -> list[Post]:
    posts = db.query(Post).all()
    for post in posts:
        post.votes = 3  # type: ignore[attr-defined]
    return posts


def rank(post: Post) -> Post:
    setattr(post, "rank", 1)
    return post


def editor(db: Session) -> Author:
    return db.query(Editor).one()


def liked(db: Session) -> Like:
    like = db.query(Like).one()
    like.stars = 5  # type: ignore[attr-defined]
    return like
