"""Lines of a page that are no part of its story: widgets, adverts, share bars, bylines, dates, sign-offs."""

import re

from bot.news.clean.words import alternatives, count_words, ends_sentence

_WHOLE = re.compile(
    alternatives(r"""
    tt ~ aa ~ a\+ ~ a- ~ a\s?a ~ [\W_]+ ~ \d{1,3}
    advert(?:isement|ising)?s? ~ sponsored(?: content)? ~ promoted ~ iklan ~ реклама ~ إعلان(?:ات)?
    publicité ~ publicidade? ~ anzeige ~ werbung ~ pubblicità
    share ~ share (?:this|on|via|with|article|story)\b.{0,40} ~ (?:partager|compartir|teilen)\b.{0,30}
    شارك.{0,20}
    tweet ~ facebook ~ twitter ~ x ~ whatsapp ~ telegram ~ linkedin ~ pinterest ~ reddit ~ flipboard
    instagram
    e-?mail ~ print ~ save ~ bookmark ~ copy link ~ link copied ~ gift article ~ listen ~ play
    newsletter
    comments? ~ \d+ (?:shares?|comments?|views?) ~ \d+ min(?:ute)?s? (?:read|listen)
    reading time:?.{0,20}
    home ~ menu ~ search ~ skip to .{0,30} ~ loading.{0,10} ~ back to top ~ next ~ previous
    more ~ see more ~ load more ~ show more ~ gallery ~ photos? ~ videos? ~ breaking ~ live ~ opinion
    exclusive
    recommended ~ trending(?: now)? ~ most (?:read|popular|viewed) ~ latest(?: news)? ~ top stories
    """),
    re.IGNORECASE,
)
_OPENING = re.compile(
    alternatives(r"""
    advertisement ~ scroll to continue ~ (?:story|article) continues (?:below|after) ~ skip (?:past|ad)
    share this ~ share on ~ follow (?:us|him|her|the author|\S+ on (?:x|twitter|facebook))\b
    sign up (?:for|to)\b ~ subscribe (?:to|now|for)\b ~ click here ~ tap here ~ join (?:our|us on)\b
    download (?:the|our)\b.{0,20}\bapp ~ get (?:the|our) .{0,40}(?:newsletter|inbox|app)\b
    listen to this ~ watch (?:this|the video|live)\b ~ continue reading
    the post .{1,200} appeared first on
    you (?:may|might) (?:also )?(?:like|be interested) ~ recommended (?:for you|stories|reading)
    editors?['’]s? picks?
    tags?\s?: ~ topics?\s?: ~ keywords?\s?: ~ filed under ~ categor(?:y|ies)\s?:
    copyright\s(?:©|\(c\)|\d{4}) ~ © ~ all rights reserved ~ image (?:source|caption|credit)
    media caption ~ photo credit
    this (?:article|story) (?:was|has been) (?:originally|first|updated|amended)
    with (?:agency )?inputs? from
    \(?(?:additional |writing and )?reporting (?:by|from)\b
    \(?(?:editing|writing|edited|translated) by\b
    \(?with (?:reporting|agencies|files) (?:by|from)\b
    .{0,60}contributed to this (?:report|story|article)
    we use cookies ~ accept (?:all )?cookies ~ enable javascript ~ if you (?:like|enjoyed) this
    """),
    re.IGNORECASE,
)
_OTHER_STORIES = alternatives(r"""
    read (?:more|also|next|now) ~ also read ~ see also ~ must[- ]read ~ watch ~ what to read next
    don['’]t miss
    related(?: (?:articles?|stories|content|news|topics|posts))? ~ recommended(?: stories)?
    more (?:on|from|about) (?:this|the)\b.{0,40} ~ more (?:stories|news|coverage)
    lire aussi ~ à lire(?: aussi)? ~ à voir aussi ~ lea? (?:también|más) ~ también lee
    leia (?:também|mais)
    lesen sie auch ~ mehr zum thema ~ leggi anche ~ lees ook ~ czytaj (?:też|także) ~ ayrıca bakınız
    baca (?:juga|selengkapnya) ~ читайте также ~ بیشتر بخوانید ~ [اإ]قرأ (?:أيضا|أيضاً|المزيد)
    مواضيع ذات صلة
    """)
_RELATED = re.compile(rf"{_OTHER_STORIES}\s*(?P<rest>[:：|>»-].{{0,200}})?", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:(?:(?i:(?:written |reported |story |opinion )?by|author|reporter)|Par|Por|Von|Di|Door|بقلم|От)"
    r"\s*:?\s+|作者\s*[:：]\s*)(?P<name>[A-ZÀ-ÞĀ-Ž\u0400-\u042f\u0600-\u06ff\u4e00-\u9fff][^\d:]{2,90})"
)
_STAMPED = alternatives(r"""
    (?:first )?published ~ updated ~ posted ~ last (?:updated|modified) ~ modified ~ issued ~ date
    publié ~ mis à jour ~ publicado ~ actualizado ~ aktualisiert ~ veröffentlicht ~ pubblicato
    diterbitkan
    نشر في ~ опубликовано
    """)
_STAMP = re.compile(
    rf"{_STAMPED}\b.*\d.*|\d+ (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?) ago", re.IGNORECASE
)
_DATE_WORD = re.compile(
    alternatives(r"""
    (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*
    \d[\d:./-]*(?:st|nd|rd|th|h)? ~ am ~ pm ~ a\.m\.? ~ p\.m\.? ~ at ~ on ~ of ~ de ~ [|,.•·–—/()-]+
    gmt ~ utc ~ est ~ edt ~ cet ~ bst ~ ist ~ ast ~ wat ~ [+-]\d+ ~ t ~ z
    janvier ~ février ~ mars ~ avril ~ mai ~ juin ~ juillet ~ août ~ septembre ~ octobre ~ novembre
    décembre
    enero ~ febrero ~ marzo ~ abril ~ mayo ~ junio ~ julio ~ agosto ~ septiembre ~ octubre ~ noviembre
    diciembre
    """),
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_MENU_MARK = re.compile(r"[|>›»]")
_LONGEST_WORDS, _LONGEST_CHARS = 40, 400


def find_byline(text: str) -> str | None:
    """The writers that a line "By Jane Doe" names; None if it is no such line."""
    match = _BYLINE.fullmatch(text)
    if match is None or count_words(text) > 14 or ends_sentence(text):
        return None
    return match["name"].strip(" ,|-–—")


def is_related(text: str) -> bool:
    """Whether a line introduces or names other stories: "Read more:", "Related: …"."""
    return _is_line(text) and bool(_RELATED.fullmatch(text))


def introduces_related(text: str) -> bool:
    """Whether the lines after this one are other stories' headlines."""
    match = _RELATED.fullmatch(text) if _is_line(text) else None
    return match is not None and not (match["rest"] or "").strip(":：|>»- ")


def is_furniture(text: str) -> bool:
    """Whether a line is a widget, an advert, a share bar, a byline, a date, a link, a menu or a sign-off."""
    return _is_line(text) and bool(
        _WHOLE.fullmatch(text)
        or _OPENING.match(text)
        or _RELATED.fullmatch(text)
        or _is_date(text)
        or find_byline(text)
        or _LINK.fullmatch(text)
        or _is_menu(text)
    )


def _is_line(text: str) -> bool:
    return len(text) <= _LONGEST_CHARS and count_words(text) <= _LONGEST_WORDS


def _is_menu(text: str) -> bool:
    """Whether a line is "World > Africa > Niger" or the like."""
    parts = _MENU_MARK.split(text)
    return len(text) <= 80 and len(parts) > 1 and all(1 <= len(part.split()) <= 3 for part in parts)


def _is_date(text: str) -> bool:
    """Whether a line is a date or a time stamp and nothing more."""
    if count_words(text) > 15:
        return False
    if _STAMP.fullmatch(text):
        return True
    words = re.split(r"[\s,]+", text.strip(" ,"))
    return any(map(str.isdigit, text)) and all(_DATE_WORD.fullmatch(word) for word in words if word)
