"""Words that, at the head of a sentence, lean on the sentence before it, by language."""

_ENGLISH = (
    "but and so yet or nor however meanwhile moreover furthermore therefore thus hence instead nevertheless"
    " nonetheless besides otherwise then also still similarly likewise consequently accordingly he she they it"
    " this that these those his her their its him them such another others both neither either here there"
    " afterwards later earlier elsewhere indeed rather"
)
_FRENCH = (
    "mais et donc or ni car cependant toutefois pourtant néanmoins ainsi alors ensuite puis aussi il elle ils"
    " elles on ce cet cette ces cela ceci ça c' celui-ci celle-ci ceux-ci celles-ci son sa ses leur leurs lui eux"
    " y en tel telle autre autres"
)
_SPANISH = (
    "pero y e sin embargo además entonces así también luego aunque él ella ellos ellas esto eso este esta estos"
    " estas ese esa esos esas aquel su sus tal otro otra otros otras allí ahí después"
)
_PORTUGUESE = (
    "mas e porém contudo entretanto então assim também depois além ele ela eles elas isto isso este esta estes"
    " estas esse essa esses essas aquele aquela seu sua seus suas tal outro outra outros outras ali lá"
)
_GERMAN = (
    "aber und doch jedoch denn also dann danach außerdem zudem allerdings trotzdem deshalb daher dennoch auch er"
    " sie es dies diese dieser dieses diesen diesem das sein seine seinem ihr ihre ihrem ihnen dort dabei damit"
    " dazu davon darauf darüber hierbei solche"
)
_RUSSIAN = (
    "но и а однако поэтому также затем потом тогда при кроме он она они оно это этот эта эти его её ее их им там"
    " такой такая такие тем"
)
_TURKISH = (
    "ama ve ancak fakat ayrıca böylece sonra bu bunun buna bunlar bunu şu o onun ona onlar onların onu orada"
    " burada üstelik yine"
)
_HAUSA = "amma kuma sai haka wannan waɗannan wadannan shi ita su shine itace sannan don saboda"
_ARABIC = "لكن ولكن كما وهو وهي وهم هو هي هم هذا هذه هؤلاء ذلك تلك وذلك وهذا وهذه ثم أيضا وكان وكانت وقال وأضاف وأضافت وتابع"
_CHINESE = ("但", "而且", "因此", "然而", "他", "她", "它", "这", "那", "此外", "同时", "并", "不过", "所以")

LEANING_WORDS = {
    "en": frozenset(_ENGLISH.split()),
    "fr": frozenset(_FRENCH.split()),
    "es": frozenset(_SPANISH.split()),
    "pt": frozenset(_PORTUGUESE.split()),
    "de": frozenset(_GERMAN.split()),
    "ru": frozenset(_RUSSIAN.split()),
    "tr": frozenset(_TURKISH.split()),
    "ha": frozenset(_HAUSA.split()),
    "ar": frozenset(_ARABIC.split()),
}
LEANING_STARTS = {"zh": _CHINESE}
"""For languages without spaces: the beginnings themselves."""
