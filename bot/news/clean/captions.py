"""Captions and their credits: "Crowds in Niamey. (Reuters)", "Photo: Jane Doe/AFP", "is seen at …"."""

import re

from bot.news.clean.words import alternatives, count_words, ends_sentence

_AGENCY = alternatives(r"""
    reuters ~ afp ~ ap ~ a\.p\. ~ epa ~ dpa ~ upi ~ pti ~ ani ~ ians ~ efe ~ ansa ~ apa ~ spa ~ wam
    kuna ~ qna
    irna ~ isna ~ fars ~ tasnim ~ mehr ~ tass ~ sputnik ~ xinhua ~ vcg ~ kyodo ~ jiji ~ yonhap
    anadolu(?: agency)? ~ aa
    (?:the )?associated press ~ agence france-presse ~ bloomberg ~ getty(?: images)? ~ shutterstock
    istock ~ alamy
    unsplash ~ flickr ~ rex ~ zuma ~ imago ~ nurphoto ~ wikimedia(?: commons)? ~ nasa ~ agencies ~ pool
    handout ~ supplied ~ courtesy ~ file ~ archives?
    رويترز ~ أ[ .]?ف[ .]?ب ~ أ[ .]?ب ~ د[ .]?ب[ .]?أ ~ إ[ .]?ب[ .]?أ ~ واس ~ وام ~ الأناضول
    الشرق الأوسط ~ أرشيفية?
    """)
_CREDIT_WORD = alternatives(r"""
    photo(?:graph(?:er|y|s)?|s)?(?: credits?| courtesy)? ~ images?(?: credits?)? ~ pictures? ~ pics?
    credits?
    illustrations? ~ graphics? ~ video ~ screen ?(?:grab|shot) ~ courtesy ~ handout
    file (?:photo|image|picture|pic)
    fotos? ~ fotografía ~ cr[ée]dits? ~ crédito ~ photo d'archives ~ bild ~ quelle ~ imagen ~ صورة
    تصوير ~ фото
    """)
_EXPLICIT = re.compile(
    rf"[(\[（【]\s*(?:{_CREDIT_WORD}\b[^()\[\]]{{0,90}}|[^()\[\]]{{0,70}}\b{_CREDIT_WORD}\s*"
    rf"|[^()\[\]\d]{{0,60}}[/|]\s*[^()\[\]\d]{{2,60}}|(?:via|from)\s[^()\[\]]{{2,60}})[)\]）】]\.?$",
    re.IGNORECASE,
)
_AGENCIES = re.compile(
    rf"[(\[（【]\s*{_AGENCY}(?:\s*(?:[/,|&-]|via|and|file)\s*[^()\[\]]{{1,40}})*\s*[)\]）】]$", re.IGNORECASE
)
_NAMED = re.compile(r"[.!?…\"”’»]\s*[(\[][A-Z@À-ÞΑ-ΩА-Я][^()\[\].!?]{1,45}[)\]]$")
_TRAILING = re.compile(
    rf"(?:^|[.!?…\"”’»|–—-]\s*)(?:{_CREDIT_WORD}\s*(?::|by|/|©|courtesy of)\s*\S[^.!?]{{1,70}}"
    rf"|(?:REUTERS|AP Photo|AFP|EPA|dpa|Getty Images)\s?/\s?\S[^.!?]{{1,60}}"
    rf"|©\s?(?:\d{{4}}\s)?[^.!?]{{2,40}}|(?:\S+ ){{0,3}}(?:Getty Images|AFP via \S+|AFP pic|AP Photo))\.?$",
    re.IGNORECASE,
)
_LONE = re.compile(
    rf"[(\[]?(?:{_CREDIT_WORD}\s*(?:[:|,/©]|by\b|courtesy)\s*)?{_AGENCY}(?:[\s/,&-]+\S+){{0,4}}[)\]]?\.?",
    re.IGNORECASE,
)
_DESCRIBES = alternatives(r"""
    (?:is|are) (?:seen|pictured|shown|photographed)\s(?!as\b|to\b)
    file (?:photo|image|picture)\b ~ pictured (?:here|on|in|at|with|during)\b
    this (?:undated |handout |file |aerial |combination )*(?:photo(?:graph)?|picture|image|frame|screengrab)\b
    looks on\b ~ poses? for\b ~ gestures? (?:as|during|while)\b ~ speaks? (?:during|to the media|at a)\b
    walks? past\b ~ stands? (?:guard|next|in front)\b ~ fires a\b ~ takes part in\b
    holds? (?:the|a|an|up|his|her|their)\b
    """)
_SEEN = re.compile(rf"\b{_DESCRIBES}", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?\.?"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}},?) \d{{4}}"
_DATED = re.compile(rf"\b{_DAY}[\s.)\]]*(?:[(\[][^()\[\]]*[)\]])?$", re.IGNORECASE)
_SPEECH = re.compile(r"\b(?:said|says|told|announced|added|reported|according to)\b", re.IGNORECASE)
_LONGEST_WORDS, _LONGEST_CHARS = 90, 800


def is_credit(text: str) -> bool:
    """Whether a line is nothing but a credit: "(Reuters)", "Photo: Jane Doe/AFP", "Getty Images"."""
    return count_words(text) <= 10 and bool(_LONE.fullmatch(text) or _TRAILING.match(text))


def has_credit(text: str) -> bool:
    """Whether a paragraph ends with the credit of a picture (or of an agency: a last paragraph may)."""
    patterns = (_EXPLICIT, _AGENCIES, _NAMED, _TRAILING)
    return _is_caption_sized(text) and any(p.search(text) for p in patterns)


def describes_picture(text: str) -> bool:
    """Whether it reads like the caption of a picture: "is seen at", "looks on", a full date at its end."""
    if not _is_caption_sized(text) or text.startswith(("“", '"')):
        return False
    return not _SPEECH.search(text) and bool(_SEEN.search(text) or _DATED.search(text))


def is_caption(text: str) -> bool:
    """Whether a line by itself is surely a caption: it ends with a credit."""
    return is_credit(text) or has_credit(text)


def strip_sign_off(text: str) -> str:
    """A last paragraph without the agency at its end: "… he said. (AFP)"."""
    bare = re.sub(
        rf"\s*(?:[(\[]\s*[^()\[\].!?]{{1,45}}[)\]]|[–—-]+\s*{_AGENCY})$", "", text, flags=re.IGNORECASE
    )
    return bare if bare != text and ends_sentence(bare) else text


def _is_caption_sized(text: str) -> bool:
    return len(text) <= _LONGEST_CHARS and count_words(text) <= _LONGEST_WORDS
