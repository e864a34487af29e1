"""Page bytes -> what the page says: headline, byline, date, image, paragraphs. Fetches nothing."""

from bot.news.pages.page import looks_like_page, parse_page

__all__ = ["looks_like_page", "parse_page"]
