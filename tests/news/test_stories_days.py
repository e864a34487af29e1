"""Days of the week and relative days in languages whose words for what is to come may stand far away."""

from datetime import UTC, date, datetime

import pytest

from bot.news.stories.dated import day_of
from bot.news.stories.days import When

WEDNESDAY = datetime(2026, 5, 6, 8, tzinfo=UTC)
MONDAY, TUESDAY, NEXT_MONDAY = date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 11)
LAST_MONDAY, LAST_WEEK, APRIL = date(2026, 4, 27), date(2026, 4, 27), date(2026, 4, 1)


@pytest.mark.parametrize(
    ("language", "sentence", "day"),
    [
        ("ru", "Мост рухнул в понедельник, сообщили власти.", MONDAY),
        ("ru", "Во вторник суд отклонил жалобу.", TUESDAY),
        ("ru", "Пожар произошёл вчера в центре города.", TUESDAY),
        ("ru", "Встреча прошла 4 мая в Женеве.", MONDAY),
        ("ru", "Выборы назначены на следующий месяц, 15 июня 2026 года.", date(2026, 6, 15)),
        ("ar", "انهار الجسر يوم الاثنين بعد أمطار غزيرة.", MONDAY),
        ("ar", "قال الوزير أمس إن العمل بدأ.", TUESDAY),
        ("ar", "يجتمع المجلس يوم الاثنين المقبل.", NEXT_MONDAY),
        ("ar", "اجتمع المجلس يوم الاثنين الماضي.", MONDAY),
        ("ar", "وقع الهجوم في 4 مايو.", MONDAY),
        ("ar", "وقع الهجوم في 4 أيار 2026.", MONDAY),
        ("ar", "وقع الهجوم في ٤ مايو.", MONDAY),
        ("ar", "اصطدمت سيارة بحافلة يوم الاثنين.", MONDAY),
        ("tr", "Köprü Pazartesi günü çöktü.", MONDAY),
        ("tr", "Bakan dün istifa etti.", TUESDAY),
        ("tr", "Meclis önümüzdeki Pazartesi günü toplanıyor.", NEXT_MONDAY),
        ("tr", "Deprem 4 Mayıs 2026 tarihinde oldu.", MONDAY),
        ("zh", "大桥周一倒塌,造成多人受伤。", MONDAY),
        ("zh", "他上周一辞职。", LAST_MONDAY),
        ("zh", "会议下周一举行。", NEXT_MONDAY),
        ("zh", "法院昨天驳回了上诉。", TUESDAY),
        ("zh", "地震发生在5月4日。", MONDAY),
        ("zh", "2025年12月31日,条约到期。", date(2025, 12, 31)),
        ("ha", "Gadar ta rushe a ranar Litinin, in ji hukumomi.", MONDAY),
        ("ha", "Shugaban ya gana da su jiya.", TUESDAY),
        ("ha", "Majalisar tana taro ranar Litinin mai zuwa.", NEXT_MONDAY),
        ("ha", "An kai harin ranar 4 ga watan Mayu.", MONDAY),
        ("ha", "An kai harin ranar 4 ga Mayu 2026.", MONDAY),
    ],
)
def test_a_day_is_found(language: str, sentence: str, day: date) -> None:
    assert day_of(sentence, WEDNESDAY, language) == When(day)


@pytest.mark.parametrize(
    ("language", "sentence", "when"),
    [
        ("ru", "На прошлой неделе цены выросли.", When(LAST_WEEK, "week")),
        ("ar", "ارتفعت الأسعار الشهر الماضي.", When(APRIL, "month")),
        ("tr", "Fiyatlar geçen hafta arttı.", When(LAST_WEEK, "week")),
        ("zh", "上周价格上涨。", When(LAST_WEEK, "week")),
        ("zh", "上个月价格上涨。", When(APRIL, "month")),
        ("ha", "Farashi ya tashi a watan jiya.", When(APRIL, "month")),
        ("ha", "Farashi ya tashi a makon jiya.", When(LAST_WEEK, "week")),
    ],
)
def test_a_week_or_month_is_found(language: str, sentence: str, when: When) -> None:
    assert day_of(sentence, WEDNESDAY, language) == when


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Суд в понедельник рассмотрит дело, которое будет закрытым."),
        ("ru", "Он позавчера вернулся домой."),
        ("ru", "Понедельник начинается с кофе."),
        ("ar", "سيعقد المجلس جلسة يوم الاثنين."),
        ("ar", "من المقرر أن يجتمعوا يوم الثلاثاء."),
        ("ar", "وصل أول أمس إلى المدينة."),
        ("tr", "Toplantı Pazartesi günü yapılacak."),
        ("tr", "Pazar yerinde fiyatlar arttı."),
        ("zh", "会议将于周一举行。"),
        ("zh", "商店周一至周五营业。"),
        ("ha", "Za a yi taro a ranar Litinin."),
        ("ha", "Litinin ita ce ranar farko."),
    ],
)
def test_what_is_to_come_or_no_day_is_left_alone(language: str, sentence: str) -> None:
    assert day_of(sentence, WEDNESDAY, language) is None
