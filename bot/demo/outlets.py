"""Serves the sample outlets: feeds, front pages and article pages that fill as the clock goes on."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.demo.feeds import Item, write_feed
from bot.demo.pages import article_page, front_page, illustration
from bot.demo.press import Outlet, all_outlets, dated

_RELATED = 4


class Outlets:
    """The made-up outlets of the demo, as Starlette routes to be mounted under a prefix.

    `now` decides what has been published: about forty reports at the start, then one a minute for a while,
    and more for a clock that jumps ahead, over three days.
    """

    def __init__(self, now: Callable[[], datetime], start: datetime) -> None:
        """`start` is when the demo began; both times are aware, in UTC."""
        self._now = now
        self._start = start.replace(microsecond=0)
        self._outlets = {outlet.slug: outlet for outlet in all_outlets()}

    def routes(self) -> list[BaseRoute]:
        """A front page, a feed and the articles of each outlet."""
        return [
            Route("/{outlet}/", self._front),
            Route("/{outlet}/feed", self._feed),
            Route("/{outlet}/{slug}", self._article),
            Route("/{outlet}/{slug}/image.svg", self._image),
        ]

    def sources(self, base_url: str) -> tuple[tuple[str, str, str], ...]:
        """Name, feed address and language of each outlet, mounted at `base_url`."""
        base = base_url.rstrip("/")
        return tuple((o.name, f"{base}/{o.slug}/feed", o.language) for o in self._outlets.values())

    def kinds(self) -> dict[str, str]:
        """What each outlet is, by its name."""
        return {outlet.name: outlet.kind for outlet in self._outlets.values()}

    def _front(self, request: Request) -> Response:
        outlet, home, items = self._asked(request)
        page = front_page(outlet, home, items)
        return _answer(request, page, "text/html; charset=utf-8", self._newest(items))

    def _feed(self, request: Request) -> Response:
        outlet, home, items = self._asked(request)
        broken, mended = outlet.outage
        if broken <= self._elapsed < mended:
            raise HTTPException(503)
        body, media_type = write_feed(outlet, home, items)
        return _answer(request, body, media_type, self._newest(items))

    def _article(self, request: Request) -> Response:
        outlet, home, items = self._asked(request)
        item = _with_slug(items, request.path_params["slug"])
        others = [other for other in items if other is not item][:_RELATED]
        page = article_page(outlet, home, item, others)
        return _answer(request, page, "text/html; charset=utf-8", self._changed(item))

    def _image(self, request: Request) -> Response:
        _, _, items = self._asked(request)
        item = _with_slug(items, request.path_params["slug"])
        return _answer(request, illustration(item[0]), "image/svg+xml", item[1])

    def _asked(self, request: Request) -> tuple[Outlet, str, list[Item]]:
        """The outlet of a request, the address of its front page, and what it has published, newest first."""
        outlet = self._outlets.get(request.path_params["outlet"])
        if outlet is None:
            raise HTTPException(404)
        url = request.url
        home = f"{url.scheme}://{url.netloc}{request.scope.get('root_path', '')}/{outlet.slug}/"
        start, elapsed = self._start, self._elapsed
        items = [
            (dated(report.as_of(elapsed), start, outlet.language), start + report.at, f"{home}{report.slug}")
            for report in outlet.reports
            if report.at <= elapsed
        ]
        return outlet, home, items[::-1]

    def _newest(self, items: Sequence[Item]) -> datetime:
        """When the latest of these was published or corrected."""
        return max((self._changed(item) for item in items), default=self._start - timedelta(days=3))

    def _changed(self, item: Item) -> datetime:
        return self._start + item[0].changed(self._elapsed)

    @property
    def _elapsed(self) -> timedelta:
        return self._now() - self._start


def _with_slug(items: Sequence[Item], slug: str) -> Item:
    for item in items:
        if item[0].slug == slug:
            return item
    raise HTTPException(404)


def _answer(request: Request, body: bytes, media_type: str, modified: datetime) -> Response:
    """The body with its validators, or 304 where the caller has it already."""
    etag = f'"{sha256(body).hexdigest()[:16]}"'
    headers = {"ETag": etag, "Last-Modified": format_datetime(modified, usegmt=True)}
    if _has_it(request, etag, modified):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _has_it(request: Request, etag: str, modified: datetime) -> bool:
    """RFC 9110, 13.2.2: If-None-Match decides where it is given, else If-Modified-Since."""
    known = request.headers.get("if-none-match")
    if known is not None:
        tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
        return etag in tags or "*" in tags
    try:
        return modified <= parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (TypeError, ValueError):
        return False
