from fastapi import APIRouter

from ..main_parts import build

v1 = build("v1")
v2 = build("v2")
