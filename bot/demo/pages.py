"""An outlet's pages as a browser gets them: the report amid the furniture that real sites put around it."""

import json
from collections.abc import Sequence
from datetime import datetime
from html import escape

from babel.dates import format_datetime as in_words

from bot.demo.feeds import Item
from bot.demo.press import Outlet, Report

_STYLE = """
body{margin:0;font:1.05rem/1.6 Georgia,serif;color:#222;background:#fff}
header,main,footer{max-width:42rem;margin:auto;padding:1rem}
header a{font-weight:bold;font-size:1.4rem;color:inherit;text-decoration:none}
nav,footer,.meta,figcaption,aside{font:.85rem/1.5 system-ui,sans-serif;color:#666}
h1{line-height:1.2}figure{margin:1.5rem 0}img{width:100%;height:auto}.standfirst{font-size:1.2rem}
aside{border-inline-start:3px solid #ccc;padding-inline-start:1rem;margin:1.5rem 0}
@media(prefers-color-scheme:dark){body{background:#161616;color:#ddd}}
"""
_WORDS = {
    "en": ("Read also", "Share", "Most read", "Get our newsletter every morning.", "Sign up"),
    "fr": ("À lire aussi", "Partager", "Les plus lus", "Recevez notre lettre chaque matin.", "S’inscrire"),
    "ar": ("اقرأ أيضا", "شارك", "الأكثر قراءة", "نشرتنا البريدية كل صباح.", "اشترك"),
}
_RIGHT_TO_LEFT = {"ar"}
_COLOURS = ("#35576b", "#7a5a3a", "#4d6b4a", "#6b4a5e", "#8a6d2f", "#3f5f7f")


def article_page(outlet: Outlet, home: str, item: Item, others: Sequence[Item]) -> bytes:
    """The page of one report; `others` are linked as related."""
    report, published, url = item
    also, share, most_read, newsletter, sign_up = _WORDS[outlet.language]
    opening, *rest = [f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in report.paragraphs]
    related = _links(others[:1])
    main = f"""<article>
<p class="meta">{escape(report.section)}</p>
<h1>{escape(report.title)}</h1>
<p class="standfirst">{escape(report.standfirst)}</p>
<p class="meta">{escape(report.byline)} · <time datetime="{published.isoformat()}">\
{escape(in_words(published, "long", locale=outlet.language))}</time></p>
<div class="share-buttons"><button>{share}</button></div>
<figure><img src="{escape(url)}/image.svg" alt="{escape(report.caption)}" width="960" height="540">
<figcaption>{escape(report.caption)}</figcaption></figure>
<div class="article-body">
{opening}
<aside class="related-inline"><h2>{also}</h2><ul>{related}</ul></aside>
{chr(10).join(rest)}
</div>
</article>
<aside class="newsletter"><p>{newsletter}</p><form><input type="email" aria-label="e-mail">\
<button>{sign_up}</button></form></aside>
<aside class="most-read"><h2>{most_read}</h2><ol>{_links(others)}</ol></aside>"""
    return _page(outlet, home, report.title, main, _article_head(outlet, item))


def front_page(outlet: Outlet, home: str, items: Sequence[Item]) -> bytes:
    """The outlet's front page: its headlines, newest first, and a link to its feed."""
    listed = "".join(
        f'<li><a href="{escape(url)}">{escape(report.title)}</a><p>{escape(report.standfirst)}</p></li>'
        for report, _, url in items
    )
    return _page(outlet, home, outlet.name, f"<h1>{escape(outlet.name)}</h1><ul>{listed}</ul>", "")


def illustration(report: Report) -> bytes:
    """A calm picture in place of a photograph (SVG)."""
    seed = sum(report.slug.encode())
    sky, ground = _COLOURS[seed % len(_COLOURS)], _COLOURS[(seed // 7) % len(_COLOURS)]
    hill = 250 + seed % 120
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540">
<rect width="960" height="540" fill="{sky}" opacity=".45"/>
<circle cx="{160 + seed % 640}" cy="150" r="56" fill="#fff" opacity=".7"/>
<path d="M0 {hill}Q240 {hill - 110} 480 {hill + 20}T960 {hill - 20}V540H0Z" fill="{ground}" opacity=".8"/>
</svg>""".encode()


def _links(items: Sequence[Item]) -> str:
    return "".join(f'<li><a href="{escape(url)}">{escape(report.title)}</a></li>' for report, _, url in items)


def _article_head(outlet: Outlet, item: Item) -> str:
    report, published, url = item
    meta = {
        "og:type": "article",
        "og:title": report.title,
        "og:description": report.standfirst,
        "og:url": url,
        "og:image": f"{url}/image.svg",
        "og:site_name": outlet.name,
        "article:published_time": published.isoformat(),
        "article:section": report.section,
    }
    tags = "\n".join(f'<meta property="{name}" content="{escape(text)}">' for name, text in meta.items())
    linked = json.dumps(_linked_data(outlet, report, published, url), ensure_ascii=False).replace(
        "<", "\\u003c"
    )
    return f"""<link rel="canonical" href="{escape(url)}">
<meta name="description" content="{escape(report.standfirst)}">
<meta name="author" content="{escape(report.byline)}">
{tags}
<script type="application/ld+json">{linked}</script>"""


def _linked_data(outlet: Outlet, report: Report, published: datetime, url: str) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": report.title,
        "description": report.standfirst,
        "datePublished": published.isoformat(),
        "inLanguage": outlet.language,
        "author": {"@type": "Person", "name": report.byline},
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
        "mainEntityOfPage": url,
        **({"isAccessibleForFree": False} if outlet.paywall else {}),
    }


def _page(outlet: Outlet, home: str, title: str, main: str, head: str) -> bytes:
    direction = "rtl" if outlet.language in _RIGHT_TO_LEFT else "ltr"
    name = escape(outlet.name)
    return f"""<!doctype html>
<html lang="{outlet.language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} | {name}</title>
<link rel="alternate" type="{_feed_type(outlet)}" title="{name}" href="{escape(home)}feed">
{head}
<style>{_STYLE}</style>
</head>
<body>
<header><a href="{escape(home)}">{name}</a></header>
<main>
{main}
</main>
<footer>{name}</footer>
</body>
</html>
""".encode()


def _feed_type(outlet: Outlet) -> str:
    kind = outlet.format.removesuffix("-full")
    return "application/feed+json" if kind == "json" else f"application/{kind}+xml"
