import re
_W=re.compile(rb"fastapi|starlette|[Rr]outer|APIRoute|api_route|\bapp\.|websocket_route")
def concerns(data): return _W.search(data) is not None
