"""The table of hostile sources: what each of them answers, and what is to become of it.

Three kinds: the source's own document is hostile, the page of its one entry is, or the address that its one
entry names. Whatever it is, an entry stays as headline and link, and why there is no more is recorded.
"""

import asyncio
import gzip
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tests.ingest.samples import HARBOUR, WELLS, Item, full, page, rss
from tests.ingest.site import Answer

HOSTILE = ".hostile.example"
HTML = {"Content-Type": "text/html"}
READ = "^(there is no text|it holds no prose|no sentence can stand by itself)?$"
"""It was read; there may be nothing in it to tell."""
OVERSTEPS = "^(|.*longer than.*|.*too much memory.*|there is no text|no sentence can.*|it holds no prose)$"
"""It was read, or its process was ended, as the machine is fast."""


@dataclass(frozen=True)
class Case:
    """A hostile source. Its answers are by path below its own; "" is the source itself."""

    name: str
    told: str
    """What the recorded reason says, as a pattern."""
    answers: Mapping[str, Answer]
    entries: int | None = 1
    """How many entries are kept; None where it doesn't matter."""
    says: str = ""
    """What the text of its article has to hold."""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What a name server answers, one time after another, by name; "" is the name of its own host."""

    @property
    def host(self) -> str:
        """A name of its own, so that the courtesy towards one host delays no other case."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower())[:60].strip("-") + HOSTILE


def document(name: str, told: str, body: Answer | bytes, entries: int | None = 0) -> Case:
    """A source whose own document is hostile."""
    answer = _own(name, _answer(body))
    return Case(name, told, {"": answer}, entries, _readable(answer) if told == READ else "")


def paged(name: str, told: str, body: Answer | bytes) -> Case:
    """A source whose only entry has a hostile page."""
    feed = rss([Item(f"Report on {name}", "{base}/page")])
    answer = _own(name, _answer(body))
    answer = replace(answer, headers={**HTML, **answer.headers})
    return Case(name, told, {"": Answer(feed), "/page": answer}, says=_readable(answer))


def linked(name: str, told: str, url: str) -> Case:
    """A source whose only entry names a hostile address."""
    return Case(name, told, {"": Answer(rss([Item(f"Report on {name}", url)]))})


def moved(name: str, told: str, target: str, status: int = 302) -> Case:
    """A source that sends us elsewhere."""
    return document(name, told, Answer(status=status, headers={"Location": target}))


def _answer(body: Answer | bytes) -> Answer:
    return body if isinstance(body, Answer) else Answer(body)


def _own(name: str, answer: Answer) -> Answer:
    """The answer with titles and texts of its own, so that no two cases are one article."""
    body = answer.body
    for mark in (b"<title>W", b'"title": "W', b"The council of "):
        body = body.replace(mark, mark + f"({name}) ".encode())
    return replace(answer, body=body)


def _readable(answer: Answer) -> str:
    """What a reader could read in it, whatever is around."""
    return WELLS[1] if WELLS[1].encode() in answer.body else ""


def raw(data: bytes) -> Answer:
    """An answer written byte by byte as given, after which the connection is closed."""

    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        writer.close()

    return Answer(script=write)


def endless(head: bytes, piece: bytes, pause: float = 0.0) -> Answer:
    """An answer that never ends."""

    async def pour(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return Answer(script=pour)


def packed(body: bytes, encoding: str) -> Answer:
    return Answer(body, headers={"Content-Encoding": encoding})


def items(inner: str, count: int = 1) -> bytes:
    """A feed with `count` items of this content."""
    inside = f"<item>{inner}</item>" * count
    return f"<rss version='2.0'><channel><title>T</title>{inside}</channel></rss>".encode()


def body(inner: bytes) -> bytes:
    return b"<!doctype html><html><head><title>T</title></head><body>" + inner


def ld(script: str) -> bytes:
    """A good page with this JSON-LD."""
    return page("Wells", WELLS, f"<script type='application/ld+json'>{script}</script>")


def json_feed(inner: str) -> bytes:
    return f'{{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": {inner}}}'.encode()


OK = b"HTTP/1.1 200 OK\r\n"
GOOD = page("Wells", WELLS)
FEED = rss([Item("Wells", text=full(WELLS))])
LAUGHS = b"<!DOCTYPE r [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)
ZEROS = b"\0" * 20_000_000

BOMBS = (
    document("gzip bomb", "larger than 10 MB", packed(gzip.compress(ZEROS), "gzip")),
    paged("gzip bomb for a page", "larger than 2 MB", packed(gzip.compress(ZEROS), "gzip")),
    paged("deflate bomb", "larger than 2 MB", packed(zlib.compress(ZEROS), "deflate")),
    document("brotli bomb", "packed as br", packed(b"\xce\xb2\xcf\x81" * 100, "br")),
    document("packed three times", "packed as gzip, gzip", packed(gzip.compress(FEED), "gzip, gzip")),
    paged("a packed file inside", READ, packed(gzip.compress(gzip.compress(ZEROS)), "gzip")),
    document("damaged gzip", "compression is damaged", packed(b"\x1f\x8b\x08\x00" + b"\xff" * 50, "gzip")),
    document("gzip that is none", "compression is damaged", packed(FEED, "gzip")),
    document("a million laughs", READ, LAUGHS + b"]>" + items("<title>W &j; ha</title>"), 1),
    document(
        "one large entity, often",
        READ,
        b"<rss/><!DOCTYPE r [<!ENTITY a '"
        + b"x" * 100_000
        + b"'>]>"
        + items(f"<title>W {'&a;' * 2000}</title>"),
        1,
    ),
    document(
        "an entity that is a file",
        READ,
        b"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + items("<title>W &a;</title>"),
        1,
    ),
    document(
        "a parameter entity",
        READ,
        b"<!DOCTYPE r [<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;]>" + items("<title>W</title>"),
        1,
    ),
    document(
        "a schema of its own",
        READ,
        b"<!DOCTYPE rss SYSTEM 'file:///etc/passwd'>" + items("<title>W</title>"),
        1,
    ),
    document(
        "an inclusion",
        READ,
        items(
            "<title>W <x:include xmlns:x='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/></title>"
        ),
        1,
    ),
)
SERVERS = (
    document("an empty answer", "neither a feed nor a page", b""),
    paged("an empty page", READ, b""),
    document("a part of a document (206)", "answered 206", Answer(FEED, 206)),
    document("no content (204)", "answered 204", Answer(b"", 204)),
    document("an unknown status", "answered 799", Answer(FEED, 799)),
    document("a length too long", "broke off", raw(OK + b"Content-Length: 9000\r\n\r\n" + FEED)),
    document("a length too short", "neither|no feed", raw(OK + b"Content-Length: 9\r\n\r\n" + FEED)),
    document("a negative length", "made no sense", raw(OK + b"Content-Length: -1\r\n\r\n" + FEED)),
    document(
        "two lengths", "made no sense", raw(OK + b"Content-Length: 5\r\nContent-Length: 900\r\n\r\n" + FEED)
    ),
    document(
        "broken chunks",
        "made no sense",
        raw(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + FEED + b"\r\n0\r\n"),
    ),
    document(
        "a chunk of 16 exabytes",
        "broke off|made no sense",
        raw(OK + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n" + FEED),
    ),
    document(
        "chunks without an end", "broke off", raw(OK + b"Transfer-Encoding: chunked\r\n\r\n9\r\n<rss></r")
    ),
    document(
        "a header of a megabyte", "made no sense", raw(OK + b"X: " + b"x" * 1_000_000 + b"\r\n\r\n" + FEED)
    ),
    document("ten thousand headers", "made no sense", raw(OK + b"X-Y: z\r\n" * 30_000 + b"\r\n" + FEED)),
    document("headers that are none", "made no sense", raw(OK + b"no header at all\0\r\n\r\n" + FEED)),
    document("no protocol at all", "made no sense", raw(b"\x00\xff\x00 hello\r\n\r\n")),
    document("a connection that closes", "broke off", raw(b"")),
    document(
        "endless early hints",
        "made no sense|no answer|larger",
        endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 100),
    ),
    document(
        "an endless stream",
        "larger than 10 MB|no answer",
        endless(OK + b"\r\n<rss><channel>", b"<item></item>" * 5000),
    ),
    document("an endless header", "made no sense|no answer", endless(OK + b"X: ", b"x" * 9000)),
    document("a slow drip", "no answer within", endless(OK + b"\r\n<rss>", b" ", 0.02)),
    document("a slow header", "no answer within", endless(OK + b"X: ", b"x", 0.02)),
    document("silence", "no answer within", endless(b"", b"", 0.1)),
    paged("silence for a page", "no answer within|no time left", endless(b"", b"", 0.1)),
)
ELSEWHERE = (
    moved("a redirect to itself", "more than 5 times", "{base}"),
    moved(
        "a redirect to a metadata server", "private address|always refused", "http://169.254.169.254/latest/"
    ),
    moved("a redirect to a mapped address", "private address", "http://[::ffff:127.0.0.1]:9/"),
    moved("a redirect to a number", "private address", "http://2130706433:9/"),
    moved("a redirect to a file", "only http and https", "file:///etc/passwd"),
    moved("a redirect to a script", "only http and https|valid web address", "javascript:alert(1)"),
    moved("a redirect to nonsense", "valid web address|made no sense", "http://[::1"),
    moved("a redirect to a long address", "neither|answered|more than|there", "/" + "a" * 60_000, 301),
    document("a redirect to nowhere", "answered 301", Answer(status=301)),
    linked("a link to this machine", "private address", "http://127.0.0.1:9/x"),
    linked("a link to this machine in hexadecimal", "private address", "http://0x7f000001:9/x"),
    linked("a link to this machine by a short name", "private address", "http://127.1:9/x"),
    linked("a link to a metadata server", "private address", "http://169.254.169.254/x"),
    linked("a link to a mapped metadata server", "private address", "http://[::ffff:a9fe:a9fe]/x"),
    linked("a link to a private network", "private address", "http://10.0.0.1/x"),
    linked("a link with another's name", "private address", "http://news.example@127.0.0.1:9/y"),
    linked("a link to an odd port", "valid web address|made no sense|" + READ, "http://127.0.0.1:99999/x"),
    replace(
        linked("a name for here and there", "private address", "http://both.hostile.example/x"),
        names={"both.hostile.example": ("93.184.216.34 127.0.0.1",)},
    ),
    replace(
        linked("a name nobody knows", "is not known", "http://none.hostile.example/x"),
        names={"none.hostile.example": ("",)},
    ),
    Case(
        "a name that changes its answer",
        "always refused",
        {
            "": Answer(
                rss([Item("Report on a name that changes its answer", "{base}/page")]),
                headers={"Connection": "close"},
            ),
            "/page": Answer(GOOD),
        },
        names={"": ("127.0.0.1", "169.254.169.254")},
    ),
)
FEEDS = (
    document(
        "a feed cut off", READ, rss([Item("Wells", text=WELLS[0]), Item("Harbour", text=HARBOUR[0])])[:-60], 2
    ),
    document("items inside items", READ, b"<rss><channel>" + b"<item><title>W</title>" * 500, None),
    document("50,000 items inside each other", OVERSTEPS, b"<rss><channel>" + b"<item>" * 50_000, None),
    document("300,000 entries", READ, items("<title>a</title>", 300_000)[:9_900_000], None),
    document("nothing but NUL", "neither a feed nor a page", b"\0" * 100_000),
    document("NUL between letters", READ, FEED.replace(b"Wells", b"W\0ells"), 1),
    document("a picture", "neither a feed nor a page", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100),
    document("a PDF", "neither a feed nor a page", b"%PDF-1.7\n" + bytes(range(256)) * 100),
    document("a program", "neither a feed nor a page", b"\x7fELF" + bytes(range(256)) * 100),
    document("an unknown charset", READ, FEED.replace(b"utf-8", b"klingon"), 1),
    document("a false charset", READ, FEED.replace(b"utf-8", b"utf-16"), 1),
    document("a charset that is a codec", READ, FEED.replace(b"utf-8", b"zlib_codec"), 1),
    document("a mark of the wrong order", "neither|no feed", b"\xfe\xff" + FEED, None),
    document("bare ampersands", READ, items("<title>Wells & ponds &c; & <more</title>"), None),
    document("tags that cross", READ, items("<title>Wells</description></title><link></title>"), None),
    document("attributes without quotes", READ, items("<title type=html a=b c>Wells</title>"), 1),
    document("two documents in one", READ, FEED + FEED, None),
    document("namespaces nobody declared", READ, items("<a:b:c/><title>Wells</title><x:y>z</x:y>"), 1),
    document(
        "CDATA without an end", READ, items("<title>Wells</title><description><![CDATA[" + "a " * 999), None
    ),
    document("CDATA inside CDATA", READ, items("<title><![CDATA[Wells <![CDATA[ponds]]> ]]>]]></title>"), 1),
    document("a comment without an end", READ, items("<title>Wells</title><!-- " + "- " * 9999), None),
    document("a declaration without an end", "neither|no feed|" + READ, b"<!DOCTYPE rss [" + FEED, None),
    document("brackets before anything", "neither|no feed|" + READ, b"<!DOCTYPE" + b"[" * 8000 + FEED, None),
    document("comments before anything", "neither|no feed|" + READ, b"<!--" * 2000 + FEED, None),
    document(
        "a feed inside a feed",
        READ,
        items(f"<title>Wells</title><description><![CDATA[{FEED.decode()}]]></description>"),
        1,
    ),
    document(
        "Atom inside RSS inside Atom",
        READ,
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Wells</title><content type='xhtml'>"
        + FEED[38:]
        + b"</content></entry></feed>",
        None,
    ),
    document(
        "dates that never were",
        READ,
        items(
            "<title>Wells</title><pubDate>Tue, 31 Feb 99999 25:61:61 +9999</pubDate>"
            "<dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>0000-00-00T99:99:99Z</dc:date>"
        ),
        1,
    ),
    document(
        "links that run",
        READ,
        items(
            "<title>Wells</title><link>javascript:alert(1)</link>"
            "<description>&lt;a href='data:text/html,x'&gt;x&lt;/a&gt;</description>"
        ),
        1,
    ),
    document("a title of a megabyte", READ, items(f"<title>{'Wells ' * 170_000}</title>"), 1),
    document(
        "a title that writes backwards",
        READ,
        items("<title>\u202eslleW\u202c \u2066of\u2069 Tahoua</title>"),
        1,
    ),
    document("a title of marks", READ, items(f"<title>W{chr(0x336) * 5000}</title>"), 1),
    document(
        "an address of a megabyte",
        READ,
        items(f"<title>W</title><link>http://a.example/{'a' * 999_999}</link>"),
        1,
    ),
    document(
        "twenty thousand categories",
        READ,
        items("<title>Wells</title>" + "<category>c</category>" * 20_000),
        1,
    ),
    document(
        "a text of five megabytes",
        READ,
        items(f"<title>W</title><description>{'w ' * 2_500_000}</description>"),
        1,
    ),
    document("JSON nested 50,000 times", "not valid JSON|nested", json_feed("[" * 50_000)),
    document(
        "JSON with large numbers", "not valid JSON", json_feed('[{"id": ' + "9" * 5000 + ', "title": "W"}]')
    ),
    document("JSON with endless numbers", READ, json_feed('[{"id": 1e999999, "title": "W", "x": NaN}]'), 1),
    document(
        "JSON of the wrong kinds",
        READ,
        json_feed(
            '[1, null, "x", [[]], {"title": {"a": 1}, "url": [], "tags": 3, "authors": {"name": 1}},'
            ' {"title": "W", "id": {}, "date_published": -1e308}]'
        ),
        1,
    ),
    document("JSON of half letters", READ, json_feed('[{"title": "W \\ud800 \\udfff", "id": "1"}]'), 1),
    document(
        "an outline for a feed",
        "neither a feed nor a page",
        b"<opml version='2.0'><body>" + b"<outline text='a'>" * 20_000,
    ),
    document(
        "an index of sitemaps that names itself",
        "neither a feed nor a page",
        b"<sitemapindex><sitemap><loc>{base}</loc></sitemap></sitemapindex>",
    ),
    document(
        "a sitemap without news",
        READ,
        b"<urlset>" + b"<url><loc>http://a.example/</loc></url>" * 10_000 + b"</urlset>",
    ),
    document(
        "a page that links itself as its feed",
        "none can be read: .*it is no feed",
        b"<html><link rel=alternate type='application/rss+xml' href='{base}'><body>W</body></html>",
    ),
    document(
        "a page that links a private feed",
        "private address",
        b"<html><link rel=alternate type='application/rss+xml' href='http://127.0.0.1:9/f'><body>W</body></html>",
    ),
    document(
        "a page that sends itself on",
        "no article and links no feed",
        b"<html><meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><body>W</body></html>",
    ),
)
PAGES = (
    paged("100,000 nested tags", OVERSTEPS, body(b"<div>" * 100_000 + b"deep")),
    paged("60,000 links", OVERSTEPS, body(b"<a href='/x'>link</a>" * 60_000)),
    paged("a paragraph of five megabytes", "larger than 2 MB", body(b"<p>" + b"word " * 1_000_000)),
    paged("a paragraph of two megabytes", OVERSTEPS, body(b"<p>" + b"Wells run dry. " * 130_000)),
    paged("NUL bytes", READ, GOOD.replace(b"<p>", b"<p>\0\0")),
    paged("a false charset for a page", READ, GOOD.replace(b"<head>", b"<head><meta charset='utf-32'>")),
    paged("a binary page", READ, bytes(range(256)) * 1000),
    paged(
        "50,000 attributes", READ, body(b"<p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">") + GOOD
    ),
    paged("90,000 tags never closed", OVERSTEPS, body(b"<p><b><i>" * 30_000)),
    paged("a comment never closed", READ, body(b"<!--" + b"-" * 500_000)),
    paged("comments never closed", READ, body(b"<!--" * 20_000)),
    paged("scripts inside scripts", READ, body(b"<script>" * 20_000)),
    paged("a text field never closed", READ, body(b"<textarea><title><p>" + b"words " * 9999)),
    paged("entities of no letters", READ, body(b"<p>" + b"&#x110000;&#xd800;&amp;" * 9_000)),
    paged("frames", READ, b"<html><frameset>" + b"<frame src='file:///etc/passwd'>" * 5000),
    paged("tables inside tables", READ, body(b"<table><tr><td>" * 1_000 + WELLS[0].encode())),
    paged("forms inside forms", READ, body(b"<form><select><option>" * 3_000)),
    paged("pictures that are scripts", READ, body(b"<svg><script>alert(1)</script></svg>" * 3_000) + GOOD),
    paged("CDATA in a page", READ, body(b"<![CDATA[" * 5_000) + GOOD),
    paged("a class of a megabyte", READ, body(b"<div class='" + b"a-" * 20_000 + b"ads'>") + GOOD),
    paged("an attribute of a megabyte", READ, body(b"<img src='data:" + b"A" * 1_000_000 + b"'>") + GOOD),
    paged(
        "a base elsewhere",
        READ,
        page("Wells", WELLS, "<base href='javascript:alert(1)//'><link rel=canonical href='x'>"),
    ),
    paged(
        "a canonical address elsewhere",
        READ,
        page("Wells", WELLS, "<link rel=canonical href='http://127.0.0.1:9/'>"),
    ),
    paged("two thousand headings", READ, body(b"<h1>Report of all</h1>" * 2_000) + GOOD),
    paged("a title full of outlets", READ, GOOD.replace(b"<title>", b"<title>" + b"W | " * 50_000)),
    paged(
        "a writer of a megabyte",
        READ,
        page("Wells", WELLS, f"<meta name=author content='By {'A ' * 500_000}'>"),
    ),
)
LINKED_DATA = (
    paged("JSON-LD nested 50,000 times", READ, ld("[" * 50_000)),
    paged("JSON-LD of objects nested 20,000 times", READ, ld('{"a":' * 20_000 + "1" + "}" * 20_000)),
    paged(
        "JSON-LD with 100,000 nodes", READ, ld(json.dumps([{"@type": "NewsArticle", "name": "W"}] * 20_000))
    ),
    paged(
        "a thousand scripts of JSON-LD",
        READ,
        page("Wells", WELLS, "<script type='application/ld+json'>{}</script>" * 1_000),
    ),
    paged(
        "JSON-LD of the wrong kinds",
        READ,
        ld('{"@type": ["Article", 3, null], "headline": [[{}]], "author": {"name": {"name": []}}}'),
    ),
    paged("JSON-LD with spaces without end", READ, ld(f"-->{' ' * 300_000}x")),
    paged("JSON-LD with comments without end", READ, ld("/*" * 100_000)),
    paged(
        "JSON-LD with an article of a megabyte",
        READ,
        body(
            b"<script type='application/ld+json'>"
            + json.dumps(
                {"@type": "NewsArticle", "headline": "W", "articleBody": "Wells run dry. " * 60_000}
            ).encode()
            + b"</script>"
        ),
    ),
)


def _trap(name: str, run: str) -> Case:
    """A page whose paragraphs are runs of what some pattern of ours may stumble over."""
    return paged(f"trap: {name}", OVERSTEPS, page("Wells", [*WELLS, run, f"By {run}", f"Updated {run} 2"]))


TRAPS = (
    _trap("spaces", "a" + " \u00a0" * 50_000 + "b"),
    _trap("line ends", "a" + "\n \r\n" * 30_000 + "b"),
    _trap("quotes", "“" * 30_000 + "'" * 30_000 + '."' * 9_000),
    _trap("stops", "." * 60_000 + "?! " * 10_000),
    _trap("capitals", "A" * 60_000 + " AB" * 10_000 + "."),
    _trap("abbreviations", "U.S. Mr. a.b.c. " * 5_000),
    _trap("digits", "1" * 60_000 + " 1,1.1/1-1" * 5_000),
    _trap("dashes", "-" * 30_000 + "– — " * 10_000),
    _trap("brackets", "(" * 30_000 + "[" * 30_000 + "()" * 9_000),
    _trap("marks of menus", "a | b > c › " * 5_000),
    _trap("an address", "http://" + "a" * 30_000 + "www." * 5_000),
    _trap("a word", "w" * 200_000),
    _trap("a word of joiners", "w\u200d" * 50_000),
    _trap("entities twice", "&amp;#39;" * 20_000),
    paged("trap: less than", READ, body(b"<" * 200_000)),
    paged("trap: ampersands", READ, body(b"<p>" + b"&" * 200_000)),
    document("trap: tags in a title", READ, items(f"<title>W {'&lt;a ' * 20_000}</title>"), 1),
    document("trap: comments in a title", READ, items(f"<title>W {'&lt;!--' * 20_000}</title>"), 1),
    document(
        "trap: spaces in a text",
        READ,
        items(f"<title>W</title><description>{'&#160; ' * 50_000}[…] x</description>"),
        1,
    ),
    document(
        "trap: pictures in a text",
        READ,
        items(f"<title>W</title><description>{'&lt;img src=' * 20_000}</description>"),
        1,
    ),
    document("trap: a date", READ, items(f"<title>W</title><pubDate>{'Mon, ' * 20_000}</pubDate>"), 1),
    document("trap: open JSON", "neither", b'{ "version"' + b" " * 8000 + b'"items"' * 1000),
)
CASES = (*BOMBS, *SERVERS, *ELSEWHERE, *FEEDS, *PAGES, *LINKED_DATA, *TRAPS)
HEAVY = frozenset({
    "one large entity, often", "50,000 items inside each other", "300,000 entries",
    "twenty thousand categories", "a text of five megabytes", "100,000 nested tags", "60,000 links",
    "a paragraph of two megabytes", "50,000 attributes", "90,000 tags never closed",
    "JSON-LD with an article of a megabyte", "trap: quotes", "trap: stops", "trap: abbreviations",
    "trap: digits", "trap: brackets", "trap: marks of menus", "trap: a word", "trap: a word of joiners",
    "trap: entities twice", "trap: pictures in a text",
})  # fmt: skip
"""Those that take a core more than a moment."""
WAITING = frozenset({
    "endless early hints", "an endless stream", "an endless header", "a slow drip", "a slow header",
    "silence", "silence for a page",
})  # fmt: skip
"""Those that keep us waiting until our patience is at its end."""
