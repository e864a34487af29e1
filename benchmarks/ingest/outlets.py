"""Outlets made up for measuring, served on loopback by a process of their own.

    python -m benchmarks.ingest.outlets SOURCES ITEMS texts|teasers [PAGES]   # prints its port, then serves

`/N` is the feed of outlet N, `/N/K` its K-th article, with the menus, scripts and other stories of a usual
page. Any host name that resolves here will do. Outlets are told apart by `fault(N)`; what it names happens
to the feed.
"""

import asyncio
import gzip
import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

FAULTY = 10
"""Every tenth outlet is faulty: it fails, never answers, or changes its feed between two rounds."""
_FAULTS = ("fails", "hangs", "changes")
_WHO = [
    "council",
    "ministry",
    "harbour",
    "board",
    "union",
    "court",
    "school",
    "clinic",
    "market",
    "company",
    "museum",
    "station",
]
_DID = [
    "opened",
    "closed",
    "bought",
    "repaired",
    "promised",
    "refused",
    "counted",
    "tested",
    "moved",
    "sold",
    "planned",
    "measured",
]
_WHAT = [
    "wells",
    "roads",
    "boats",
    "trains",
    "schools",
    "bridges",
    "fields",
    "lamps",
    "pumps",
    "houses",
    "letters",
    "tickets",
]
_WHERE = [
    "Tahoua",
    "Cotonou",
    "Zinder",
    "Maradi",
    "Parakou",
    "Agadez",
    "Lokoja",
    "Natitingou",
    "Dosso",
    "Gaya",
    "Kandi",
    "Birnin",
]


def fault(outlet: int) -> str | None:
    """What is wrong with an outlet: fails, hangs or changes; None with nine of ten."""
    return _FAULTS[outlet // FAULTY % len(_FAULTS)] if outlet % FAULTY == 0 else None


def _sentence(chance: random.Random) -> str:
    who, did, what, where = map(chance.choice, (_WHO, _DID, _WHAT, _WHERE))
    rest = " ".join(chance.choice(_WHO + _DID + _WHAT) for _ in range(chance.randrange(6, 16)))
    return f"The {who} of {where} {did} {chance.randrange(2, 9000)} {what} after the {rest}."


def title(outlet: int, item: int) -> str:
    """A headline no other article has."""
    return _sentence(random.Random(f"title {outlet} {item}"))[:70].rsplit(" ", 1)[0] + f" ({outlet}-{item})"


def paragraphs(outlet: int, item: int) -> list[str]:
    """About 500 words in 14 paragraphs."""
    chance = random.Random(f"text {outlet} {item}")
    return [" ".join(_sentence(chance) for _ in range(2)) for _ in range(14)]


@cache
def _around() -> tuple[str, str]:
    """What is before and after the article on every page: about 60 KB of it."""
    chance = random.Random("around")
    menu = "".join(f"<li><a href='/topic/{n}'>{chance.choice(_WHERE)}</a></li>" for n in range(120))
    script = "<script>var a=[" + ",".join(str(chance.random()) for _ in range(1200)) + "];</script>"
    teasers = "".join(
        f"<div class='teaser'><h3><a href='/o/{n}'>{_sentence(chance)}</a></h3><img src='/p{n}.jpg'></div>"
        for n in range(60)
    )
    return (
        f"{script}<nav><ul>{menu}</ul></nav>",
        f"<aside class='related'>{teasers}</aside><footer>{menu}</footer>",
    )


def page(outlet: int, item: int) -> bytes:
    """The article's page."""
    before, after = _around()
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs(outlet, item))
    name = title(outlet, item)
    return (
        f"<!doctype html><html lang='en'><head><title>{name} | Outlet {outlet}</title>"
        f"<meta property='og:title' content='{name}'></head><body>{before}<main><article><h1>{name}</h1>"
        f"{text}</article></main>{after}</body></html>"
    ).encode()


def feed(outlet: int, items: int, *, teaser_only: bool, first: int = 0) -> bytes:
    """A feed; with the whole text unless `teaser_only`. `first`: where its window of articles begins."""
    written = "".join(
        f"<item><title>{title(outlet, k)}</title><link>{{base}}/{outlet}/{k}</link><description>"
        f"{' '.join(paragraphs(outlet, k)[: 1 if teaser_only else None])}</description></item>"
        for k in range(first, first + items)
    )
    return f"<rss version='2.0'><channel><title>Outlet {outlet}</title>{written}</channel></rss>".encode()


class Outlets:
    """The server. A feed of an outlet that `changes` has one article more each time it is asked."""

    def __init__(self, sources: int, items: int, *, teaser_only: bool, pages: str = "") -> None:
        self._bodies: dict[str, bytes] = {}
        self._asked: dict[int, int] = {}
        self._items, self._teaser_only = items, teaser_only
        for outlet in range(sources):
            self._bodies[f"/{outlet}"] = feed(outlet, items, teaser_only=teaser_only)
            for item in range(items if teaser_only else 0):
                self._bodies[f"/{outlet}/{item}"] = page(outlet, item)
        if pages:
            self._take(sorted(Path(pages).glob("*.html.gz")))

    def _take(self, pages: list[Path]) -> None:
        """Real pages in place of those made up, in feeds that tell nothing but titles."""
        articles = [path for path in self._bodies if path.count("/") == 2]
        for path, file in zip(articles, pages, strict=False):
            self._bodies[path] = gzip.decompress(file.read_bytes())
        for path in self._bodies.keys() - articles:
            told = "".join(
                f"<item><title>Page {n}</title><link>{{base}}{n}</link></item>"
                for n in articles[: len(pages)]
                if n.startswith(f"{path}/")
            )
            self._bodies[path] = f"<rss version='2.0'><channel>{told}</channel></rss>".encode()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                path = head.split()[1]
                host = next(line[6:] for line in head.split("\r\n") if line.lower().startswith("host: "))
                await self._answer(path, f"http://{host}", writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, path: str, base: str, writer: asyncio.StreamWriter) -> None:
        body, wrong = self._bodies.get(path), None
        if path[1:].isdecimal() and not self._teaser_only:
            outlet = int(path[1:])
            wrong = fault(outlet)
            self._asked[outlet] = self._asked.get(outlet, -1) + 1
            if wrong == "changes" and self._asked[outlet]:
                body = feed(outlet, self._items, teaser_only=False, first=self._asked[outlet])
        if wrong == "hangs":
            await asyncio.sleep(3600)
        status = "500 No" if wrong == "fails" else "200 OK" if body else "404 No"
        body = (body or b"").replace(b"{base}", base.encode())
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()


@asynccontextmanager
async def served(
    sources: int, items: int, *, teaser_only: bool, pages: str = ""
) -> AsyncIterator[tuple[int, int]]:
    """The outlets in a process of their own, for the length of a block; gives their port and its id."""
    arguments = (str(sources), str(items), "teasers" if teaser_only else "texts", pages)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.ingest.outlets", *arguments, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    try:
        yield int(await process.stdout.readline()), process.pid
    finally:
        process.kill()
        await process.wait()


async def main(sources: int, items: int, kind: str, pages: str = "") -> None:
    outlets = Outlets(sources, items, teaser_only=kind == "teasers", pages=pages)
    server = await asyncio.start_server(outlets.serve, "127.0.0.1", 0, backlog=1000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]))
