from dataclasses import dataclass


@dataclass
class User:
    name: str


@dataclass
class Item:
    title: str
    owner: User
