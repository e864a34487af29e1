"""Pages laid out as those of large outlets, and what they say of their articles. All news is made up."""

import json
from datetime import UTC, datetime

import pytest

from bot.news.pages import parse_page

URL = "https://www.tidings.example/world/africa/2026/grain-stores-opened"
LONG = "Stores open in Zinder and nine more towns of the east, so that rice is cheaper before the harvest"
BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "The grain board opened its stores in Zinder on Monday, and the price of rice fell by a tenth.",
        "Traders said that the sale would go on until the harvest, and that lorries were on their way.",
        "The director told reporters in Niamey that the board had sold a fifth of what it holds.",
    )
)


def linked(*data: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in data)


def meta(**named: str) -> str:
    """Open Graph tags: `title` is og:title, `article__author` is article:author."""
    names = {name: name.replace("__", ":") if "__" in name else f"og:{name}" for name in named}
    return "".join(f'<meta property="{names[name]}" content="{value}">' for name, value in named.items())


def page(head: str, body: str, lang: str = "en") -> bytes:
    return f"<!doctype html><html lang='{lang}'><head>{head}</head><body>{body}{BODY}</body></html>".encode()


YOAST = page(
    "<title>Grain stores opened in the east - The Zinder Post</title>"
    + meta(title="Grain stores opened in the east - The Zinder Post", site_name="The Zinder Post")
    + meta(article__published_time="2026-03-04T07:30:00+00:00")
    + meta(article__modified_time="2026-03-05T09:00:00+00:00")
    + '<meta name="author" content="editor2"><link rel="canonical" href="/world/grain/">'
    + linked(
        {
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": "Article",
                    "@id": "https://www.tidings.example/world/grain/#article",
                    "headline": "Grain stores opened in the east",
                    "author": {"name": "Awa Traore", "@id": "https://www.tidings.example/#/schema/person/1"},
                    "datePublished": "2026-03-04T07:30:00+00:00",
                    "dateModified": "2026-03-05T09:00:00+00:00",
                    "publisher": {"@id": "https://www.tidings.example/#organization"},
                    "inLanguage": "en-GB",
                },
                {"@type": "WebPage", "name": "Grain stores opened in the east - The Zinder Post"},
                {
                    "@type": "Organization",
                    "@id": "https://www.tidings.example/#organization",
                    "name": "The Zinder Post",
                },
                {
                    "@type": "Person",
                    "@id": "https://www.tidings.example/#/schema/person/1",
                    "name": "Awa Traore",
                },
            ],
        }
    ),
    "<header><h1>The Zinder Post</h1></header><article><h1>Grain stores opened in the east</h1>",
)
AGENCY = page(
    "<title>Grain board opens stores as prices climb, minister says | Corriere Wire</title>"
    + meta(title="Grain board opens stores as prices climb", site_name="Corriere Wire")
    + linked(
        {
            "@type": "NewsArticle",
            "headline": "Grain board opens stores as prices climb, minister says",
            "author": [
                {"@type": "Person", "name": "By Awa Traore"},
                {"@type": "Person", "name": "Issa Diallo"},
                {"@type": "Organization", "name": "Corriere Wire"},
            ],
            "datePublished": "2026-03-04T07:30:00.123Z",
            "publisher": {"@type": "Organization", "name": "Corriere Wire"},
        }
    ),
    '<article><h1 data-testid="Heading">Grain board opens stores as prices climb, minister says</h1>',
)
BROADCASTER = page(
    "<title>Grain stores: Why rice is cheaper in Zinder - SBC News</title>"
    + meta(title="Grain stores: Why rice is cheaper in Zinder", site_name="SBC News")
    + linked(
        {
            "@type": "NewsArticle",
            "headline": "Grain stores: Why rice is cheaper in Zinder",
            "author": {"@type": "Organization", "name": "SBC News"},
            "datePublished": "2026-03-04T07:30:00.000Z",
            "publisher": {"@type": "NewsMediaOrganization", "name": "SBC News"},
        }
    ),
    "<article><h1>Grain stores: Why rice is cheaper in Zinder</h1><div>"
    '<span class="byline">Awa Traore</span><span>SBC Africa correspondent</span></div>'
    "<figure><figcaption>Sacks in Zinder on 1 January 2020</figcaption></figure>",
)
DAILY = page(
    "<title>Grain board ‘has enough for all’, says its director | Niger | The Watchman</title>"
    + meta(title="Grain board ‘has enough for all’, says its director", site_name="the Watchman")
    + meta(article__author="https://www.tidings.example/profile/awa-traore")
    + linked(
        [
            {
                "@type": "NewsArticle",
                "headline": "Grain board ‘has enough for all’, says its director",
                "author": [{"@type": "Person", "name": "Awa Traore", "sameAs": "https://e.example/awa"}],
                "datePublished": "2026-03-04T08:30:00.000+01:00",
            },
            {"@type": "WebPage", "@id": "https://www.tidings.example/x"},
        ]
    ),
    "<h1>Grain board ‘has enough for all’, says its director</h1>",
)
FRENCH = page(
    "<title>Niger : les greniers de Zinder sont ouverts</title>"
    + meta(title="Niger : les greniers de Zinder sont ouverts", site_name="Le Grenier", locale="fr_FR")
    + linked(
        {
            "@type": "NewsArticle",
            "headline": "Niger&nbsp;: les greniers de Zinder sont ouverts",
            "author": {"@type": "Person", "name": "Par Awa Traore"},
            "datePublished": "2026-03-04T08:30:00+0100",
        }
    ),
    "<article><h1>Niger : les greniers de Zinder sont ouverts</h1>",
    "fr",
)
PLAIN = page(
    "<title>Rice is cheaper in Zinder | Courier</title>",
    '<header><h1>Rice is cheaper in Zinder</h1><p class="byline">By Awa Traore</p>'
    '<time datetime="2026-03-04T07:30:00Z">4 March</time></header>',
)
SUFFIXED = page(
    "<title>Grain stores open in Zinder – The Lookout</title>"
    + meta(title="Grain stores open in Zinder – The Lookout")
    + meta(article__published_time="2026-03-04T07:30:00Z", article__author="Awa Traore"),
    "<h1>Grain stores open in Zinder</h1>",
)
SUFFIXED_ALONE = page(
    "<title>Grain stores open in Zinder, and rice is cheaper | Lookout</title>"
    + meta(title="Grain stores open in Zinder, and rice is cheaper | Lookout", site_name="The Lookout")
    + meta(article__published_time="2026-03-04T07:30:00Z", article__author="Awa Traore"),
    "<h2>Africa</h2>",
)
CUT = page(
    "<title>Grain stores open</title>"
    + meta(title=f"{LONG} begins")
    + linked(
        {
            "@type": "NewsArticle",
            "headline": f"{LONG}…",
            "author": "By Awa Traore",
            "datePublished": "2026-03-04T07:30:00",
        }
    ),
    f"<h1>{LONG} begins</h1>",
)
ESCAPED = page(
    meta(title="Millet &amp;amp; rice: the board&amp;#039;s stores open")
    + linked(
        {
            "@type": "NewsArticle",
            "headline": "Millet &amp;amp; rice: the board&amp;#039;s stores open",
            "author": {"name": ["Awa Traore"]},
            "datePublished": "2026-03-04T07:30:00Z",
        }
    ),
    "<h1>Millet &amp; rice: the board's stores open</h1>",
)
LIVE = page(
    meta(title="Niger live: grain stores open across the east", site_name="The Watchman")
    + linked(
        {"@type": "BreadcrumbList", "name": "World"},
        {
            "@type": "LiveBlogPosting",
            "headline": "Niger live: grain stores open across the east",
            "author": [{"name": "Awa Traore"}, {"name": "Awa Traore"}],
            "datePublished": "2026-03-04T07:30:00Z",
            "coverageStartTime": "2026-03-04T06:00:00Z",
            "liveBlogUpdate": [
                {
                    "@type": "BlogPosting",
                    "headline": "First lorries leave",
                    "articleBody": "The first lorries have left for Maradi.",
                    "author": {"name": "Issa Diallo"},
                    "datePublished": "2026-03-04T11:00:00Z",
                }
            ],
        },
    ),
    "<h1>Niger live: grain stores open across the east</h1>",
)
RELATED = page(
    "<title>Rice is cheaper in Zinder</title>"
    + linked(
        {
            "@type": "ItemList",
            "itemListElement": [
                {
                    "@type": "NewsArticle",
                    "headline": "Another story altogether",
                    "author": {"name": "Issa Diallo"},
                    "datePublished": "2026-02-01T07:30:00Z",
                    "url": "https://www.tidings.example/other",
                }
            ],
        },
        {
            "@type": ["NewsArticle", "ReportageNewsArticle"],
            "headline": "Rice is cheaper in Zinder",
            "author": {"name": "Awa Traore"},
            "datePublished": "2026-03-04T07:30:00Z",
            "url": URL,
        },
    ),
    "<h1>Rice is cheaper in Zinder</h1>",
)
NEWSROOM = page(
    "<title>Rice is cheaper in Zinder | Sahel Courier</title>"
    + meta(title="Rice is cheaper in Zinder | Sahel Courier", site_name="Sahel Courier")
    + '<meta name="author" content="Sahel Courier">'
    + meta(article__published_time="2026-03-04 07:30:00"),
    '<h1>Rice is cheaper in Zinder</h1><a rel="author" href="/awa">Awa Traore</a>',
)
MODIFIED = page(
    meta(title="Rice is cheaper in Zinder", updated_time="2026-03-06T07:30:00Z")
    + '<meta itemprop="dateModified" content="2026-03-06T07:30:00Z">',
    "<h1>Rice is cheaper in Zinder</h1>"
    "<span itemprop='author' itemscope><span itemprop='name'>Awa Traore</span></span>"
    "<time itemprop='dateModified' datetime='2026-03-06T07:30:00Z'>6 March</time>"
    "<time itemprop='datePublished' datetime='2026-03-04T08:30+01:00'>4 March</time>",
)
LOGO = page(
    "<title>Rice is cheaper in Zinder - Sahel Courier</title>"
    + meta(title="Rice is cheaper in Zinder", site_name="Sahel Courier")
    + meta(article__published_time="2026-03-04T07:30:00Z", article__author="Awa Traore"),
    "<h1><a href='/'>Sahel Courier</a></h1><h2>Rice is cheaper in Zinder</h2>",
)
SOUGHT = page(
    "<title>Why rice is cheaper in Zinder this week</title>"
    + meta(title="Rice is cheaper in Zinder. Here is why it is")
    + linked(
        {
            "@type": "NewsArticle",
            "headline": "Why rice is cheaper in Zinder this week",
            "author": {"name": "Awa Traore"},
            "datePublished": "2026-03-04T07:30:00Z",
        }
    ),
    "<h1>Rice is cheaper in Zinder. Here is why it is</h1>",
)
KICKER = page(
    "<title>Drought in the Sahel: rice is cheaper in Zinder as the grain board opens its stores</title>"
    + meta(title="Drought in the Sahel: rice is cheaper in Zinder as the grain board opens its stores")
    + meta(article__published_time="2026-03-04T07:30:00Z", article__author="Awa Traore"),
    "<h1>Drought in the Sahel</h1>",
)
SHORTER_SHARED = page(
    "<title>Rice cheaper in Zinder as grain board opens its stores | Courier</title>"
    + meta(title="Rice prices fall in Niger", site_name="Courier")
    + linked(
        {
            "@type": "NewsArticle",
            "headline": "Rice cheaper in Zinder as grain board opens its stores",
            "author": {"name": "AWA TRAORE"},
            "datePublished": "2026-03-04T07:30:00Z",
        }
    ),
    "<h1>Rice cheaper in Zinder as grain board opens its stores</h1>",
)
ARABIC = page(
    "<title>انخفاض أسعار الأرز في زندر | أخبار | البريد نت</title>"
    + meta(title="انخفاض أسعار الأرز في زندر", site_name="البريد نت", locale="ar_AR")
    + linked(
        {
            "@type": "NewsArticle",
            "headline": "انخفاض أسعار الأرز في زندر",
            "author": {"@type": "Person", "name": "عائشة تراوري"},
            "datePublished": "2026-03-04T10:30:00+03:00",
        }
    ),
    "<h1>انخفاض أسعار الأرز في زندر</h1>",
    "ar",
)
AT = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)
OUTLETS = {
    "a blog system's graph": (YOAST, "Grain stores opened in the east", "Awa Traore"),
    "an agency": (
        AGENCY,
        "Grain board opens stores as prices climb, minister says",
        "Awa Traore, Issa Diallo",
    ),
    "a broadcaster": (BROADCASTER, "Grain stores: Why rice is cheaper in Zinder", "Awa Traore"),
    "a daily": (DAILY, "Grain board ‘has enough for all’, says its director", "Awa Traore"),
    "a French daily": (FRENCH, "Niger : les greniers de Zinder sont ouverts", "Awa Traore"),
    "plain HTML": (PLAIN, "Rice is cheaper in Zinder", "Awa Traore"),
    "an outlet's name after a dash": (SUFFIXED, "Grain stores open in Zinder", "Awa Traore"),
    "an outlet's name and no heading": (
        SUFFIXED_ALONE,
        "Grain stores open in Zinder, and rice is cheaper",
        "Awa Traore",
    ),
    "a headline cut short": (CUT, f"{LONG} begins", "Awa Traore"),
    "entities escaped twice": (ESCAPED, "Millet & rice: the board's stores open", "Awa Traore"),
    "a live page": (LIVE, "Niger live: grain stores open across the east", "Awa Traore"),
    "other stories before its own": (RELATED, "Rice is cheaper in Zinder", "Awa Traore"),
    "the outlet named as author": (NEWSROOM, "Rice is cheaper in Zinder", "Awa Traore"),
    "a later change": (MODIFIED, "Rice is cheaper in Zinder", "Awa Traore"),
    "the outlet's name as top heading": (LOGO, "Rice is cheaper in Zinder", "Awa Traore"),
    "another headline for sharing": (
        SHORTER_SHARED,
        "Rice cheaper in Zinder as grain board opens its stores",
        "AWA TRAORE",
    ),
    "another headline for search engines": (
        SOUGHT,
        "Rice is cheaper in Zinder. Here is why it is",
        "Awa Traore",
    ),
    "a kicker as heading": (
        KICKER,
        "Drought in the Sahel: rice is cheaper in Zinder as the grain board opens its stores",
        "Awa Traore",
    ),
    "an Arabic outlet": (ARABIC, "انخفاض أسعار الأرز في زندر", "عائشة تراوري"),
}


@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_page_says_what_its_reader_would(outlet: str) -> None:
    data, title, byline = OUTLETS[outlet]
    found = parse_page(data, URL)
    assert (found.title, found.byline, found.published) == (title, byline, AT)


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="/world/grain?id=7">', "https://www.tidings.example/world/grain?id=7"),
        ("", URL),
        ('<link rel="canonical" href="">', URL),
        ('<link rel="canonical" href="javascript:void(0)">', URL),
        ('<link rel="canonical" href="https://www.tidings.example/">', URL),
        ('<link rel="alternate canonical" href="/world/grain">', "https://www.tidings.example/world/grain"),
        (
            '<meta property="og:url" content="//www.tidings.example/world/grain">',
            "https://www.tidings.example/world/grain",
        ),
    ],
)
def test_a_page_s_address_is_the_one_it_gives_itself_if_it_can_be(head: str, address: str) -> None:
    assert parse_page(page(head, "<h1>Rice is cheaper</h1>"), URL).url == address


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [
        ("fr-FR", "", "fr-FR"),
        ("", meta(locale="pt_BR"), "pt_BR"),
        (
            "",
            linked(
                {
                    "@type": "NewsArticle",
                    "headline": "x",
                    "inLanguage": {"@type": "Language", "alternateName": "de"},
                }
            ),
            "de",
        ),
    ],
)
def test_a_page_s_language_is_what_it_says(lang: str, head: str, language: str) -> None:
    assert parse_page(page(head, "<h1>Rice is cheaper</h1>", lang), URL).language == language
