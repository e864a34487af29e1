"""Texts of which no honest summary can be made, and why."""

import re
from collections.abc import Sequence

from summaries.model import Sentence
from summaries.select.flaws import is_noise, is_unfinished, word_count

_FEWEST_WORDS = 12
_FEW = 12
"""Below so many sentences, credits, notices and the like are told apart from prose."""
_PAYWALL = re.compile(
    r"(?:subscribe|sign in|log in|register|become a member)[^.]{0,40}"
    r"(?:to (?:continue|read|keep reading|unlock)|for full access)"
    r"|(?:for|to|available to) subscribers(?: only)?\W*$|already a (?:subscriber|member)"
    r"|(?:limit|number) of free articles"
    r"|réservée?s? (?:aux|à nos) abonnés|déjà abonné"
    r"|(?:exclusivo|solo) para suscriptores|suscríbe(?:te|se) para (?:seguir|continuar|leer)"
    r"|exclusivo para assinantes|assine para (?:continuar|ler)"
    r"|riservato agli abbonati|abbonati per (?:continuare|leggere)"
    r"|(?:nur|exklusiv) für abonnenten|weiterlesen mit|bereits ein abo\b"
    r"|для подписчиков|(?:оформите подписку|подпишитесь), чтобы (?:про|до)?читать"
    r"|okumak için abone ol|yalnızca aboneler|don ci gaba da karatu"
    r"|اشترك (?:لمواصلة|لمتابعة|لقراءة)|للمشتركين فقط|订阅后|订阅(?:以|即可)?继续阅读|仅限订阅",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\bcookies\b|enable javascript|javascript (?:is )?(?:disabled|required)|manage (?:your )?preferences"
    r"|access (?:to this page )?(?:has been |is )?denied|are you a robot|verify (?:that )?you are human",
    re.IGNORECASE,
)
_TIME_STAMP = re.compile(
    r"\W{0,3}(?:(?:posted|updated|published)(?: at)? )?\d{1,2}\s?[:.h]\s?\d{2}\b"
    r"|\W{0,3}\d{1,2}\s?(?:min(?:ute)?s?|h(?:ou)?rs?) ago\b|\W{0,3}(?:il y a|hace|vor|há) \d{1,2}\s",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\W{0,3}(?:photo|picture|image|foto|slide|bild)?\s?\d{1,3}\s?(?:/|of|sur|de|von|di|из)\s?\d{1,3}\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[-*•·▪–]\s|\d{1,3}[.)](?:\s|$)")


def refusal(sentences: Sequence[Sentence], language: str) -> str | None:
    """Why these sentences of a text should not be condensed, in a few words; None if they can be."""
    if not sentences:
        return "there is no text"
    prose = [
        s for s in sentences if not is_unfinished(s.text) and not (len(sentences) < _FEW and is_noise(s.text))
    ]
    heads = _paragraph_heads(sentences)
    if len(heads) > 3 and _share(_TIME_STAMP, heads) > 0.3:
        return "it is a live blog"
    if len(heads) > 3 and _share(_PICTURE, heads) > 0.5:
        return "it is a gallery"
    if len(heads) > 3 and _share(_BULLET, heads) > 0.4:
        return "it is a list"
    if len(sentences) < _FEW and 2 * sum(bool(_NOTICE.search(s.text)) for s in sentences) >= len(sentences):
        return "it is a notice of the site, no article"
    if len(prose) < 6 and any(_PAYWALL.search(s.text) for s in sentences):
        return "only the beginning can be read without a subscription"
    if not prose:
        return "it holds no prose"
    if sum(word_count(s.text, language) for s in prose) < _FEWEST_WORDS:
        return "it is too short"
    if len(sentences) > 8 and len(prose) < len(sentences) / 3:
        return "it is a list or a gallery"
    return None


def _paragraph_heads(sentences: Sequence[Sentence]) -> list[str]:
    heads: dict[tuple[int, int], str] = {}
    for sentence in sentences:
        heads.setdefault((sentence.document, sentence.paragraph), sentence.text)
    return list(heads.values())


def _share(pattern: re.Pattern[str], heads: Sequence[str]) -> float:
    return sum(bool(pattern.match(head)) for head in heads) / len(heads)
