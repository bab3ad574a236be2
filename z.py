from a import *
from typing_extensions import reveal_type
reveal_type(f().model_dump())
reveal_type((f()).a)
