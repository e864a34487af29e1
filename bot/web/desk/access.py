"""Who may look: whoever brings the token of `[server]`, once; then a cookie that is not the token."""

import hmac
from hashlib import sha256
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

COOKIE = "newsbrief_desk"
ENTRANCE = "enter"
"""The page that asks for the token; it and the style sheet are for everybody."""
OPEN = (ENTRANCE, "desk.css")
KEPT_SECONDS = 30 * 24 * 3600
MAX_BYTES = 4096


class Guard:
    """Lets in who has the cookie, gives it to who brings the token, and sends all others to the entrance."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token.encode()
        self._pass = hmac.new(self._token, b"desk view", sha256).hexdigest()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        answer = await self._answer(request)
        await (answer or self._app)(scope, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        """What to answer in place of the page; None: the page."""
        page = request.scope["path"].removeprefix(request.scope.get("root_path", "")).lstrip("/")
        given = request.query_params.get("token")
        if page == ENTRANCE and request.method == "POST":
            given = await _written(request)
            if not self._opens(given):
                return _redirect(request, f"{ENTRANCE}?wrong=1")
            return self._let_in(request, "")
        if given is not None and self._opens(given):
            return self._let_in(request, page)
        if page in OPEN or self._known(request):
            return None
        return _redirect(request, ENTRANCE)

    def _opens(self, given: str) -> bool:
        return hmac.compare_digest(given.strip().encode(), self._token)

    def _known(self, request: Request) -> bool:
        return hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), self._pass.encode())

    def _let_in(self, request: Request, page: str) -> Response:
        answer = _redirect(request, page)
        answer.set_cookie(
            COOKIE,
            self._pass,
            max_age=KEPT_SECONDS,
            path=request.scope.get("root_path", "") or "/",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
        return answer


async def _written(request: Request) -> str:
    """The token in a form that was sent; "" for anything else."""
    if int(request.headers.get("content-length") or MAX_BYTES + 1) > MAX_BYTES:
        return ""
    values = parse_qs((await request.body()).decode(errors="replace"))
    return values.get("token", [""])[0]


def _redirect(request: Request, page: str) -> Response:
    """To another page of the view, with what was asked but for the token."""
    root = request.scope.get("root_path", "")
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "token"]
    query = f"?{urlencode(kept)}" if kept and "?" not in page else ""
    return RedirectResponse(str(URL(f"{root}/{page}{query}")), 303, headers={"cache-control": "no-store"})
