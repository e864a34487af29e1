"""Paragraphs without noise: repeated headlines, captions, credits, widgets, bylines, section headings.

A paragraph is kept or dropped whole; nothing inside the prose is rewritten.
"""

from bot.news.clean.captions import is_caption, is_credit
from bot.news.clean.furniture import find_byline, is_furniture, is_related
from bot.news.clean.paragraphs import clean_paragraphs
from bot.news.clean.words import alternatives, ends_sentence, first_sentence, fold, is_short, tidy

__all__ = [
    "alternatives",
    "clean_paragraphs",
    "ends_sentence",
    "find_byline",
    "first_sentence",
    "fold",
    "is_caption",
    "is_credit",
    "is_furniture",
    "is_related",
    "is_short",
    "tidy",
]
