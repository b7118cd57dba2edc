"""What is set aside as another language, and what is not."""

import importlib.util

import pytest

from provenance.corpus.language import check_language, other_language
from provenance.data.labels import load_examples
from provenance.errors import InputError

pytest.importorskip("py3langid")

# One short article of our own in each of fourteen languages.
ARTICLES = {
    "German": "Die alte Brücke am Hafen ist seit Montag gesperrt. Prüfer hatten Risse in vier "
    "Trägern gefunden, sagte die Leiterin des Bauamts. Nach Angaben der Stadt soll die Reparatur "
    "bis zum Herbst dauern, doch Anwohner glauben nicht daran.",
    "French": "Le vieux pont du port est fermé depuis lundi. Les inspecteurs ont trouvé des fissures "
    "dans quatre poutres, a déclaré la directrice des travaux. Selon la mairie, la réparation "
    "durera jusqu'à l'automne, mais les habitants n'y croient guère.",
    "Spanish": "El viejo puente del puerto está cerrado desde el lunes. Los inspectores hallaron "
    "grietas en cuatro vigas, dijo la directora de obras. Según el ayuntamiento, la reparación "
    "durará hasta el otoño, aunque los vecinos no lo creen.",
    "Italian": "Il vecchio ponte del porto è chiuso da lunedì. Gli ispettori hanno trovato crepe in "
    "quattro travi, ha detto la direttrice dei lavori. Secondo il comune la riparazione durerà fino "
    "all'autunno, ma gli abitanti non ci credono.",
    "Portuguese": "A velha ponte do porto está fechada desde segunda-feira. Os inspetores "
    "encontraram fissuras em quatro vigas, disse a diretora das obras. Segundo a prefeitura, a "
    "reforma vai durar até o outono, mas os moradores não acreditam nisso.",
    "Dutch": "De oude brug in de haven is sinds maandag gesloten. Inspecteurs vonden scheuren in vier "
    "balken, zei het hoofd van de dienst. Volgens de gemeente duurt het herstel tot de herfst, maar "
    "de bewoners geloven daar niets van.",
    "Swedish": "Den gamla bron vid hamnen är stängd sedan i måndags. Kontrollanter hittade sprickor i "
    "fyra balkar, sade chefen för gatukontoret. Enligt kommunen ska lagningen pågå till hösten, men "
    "de boende tror inte på det.",
    "Polish": "Stary most w porcie jest zamknięty od poniedziałku. Kontrolerzy znaleźli pęknięcia w "
    "czterech belkach, powiedziała szefowa zarządu dróg. Według miasta naprawa potrwa do jesieni, "
    "ale mieszkańcy w to nie wierzą.",
    "Turkish": "Limandaki eski köprü pazartesi gününden beri kapalı. Müdürün söylediğine göre "
    "denetçiler dört kirişte çatlak buldu. Belediye onarımın sonbahara kadar süreceğini bildirdi, "
    "ancak mahalleli buna inanmıyor.",
    "Russian": "Старый мост в порту закрыт с понедельника. Инспекторы нашли трещины в четырёх "
    "балках, сообщила начальница управления. По данным мэрии, ремонт продлится до осени, но жители "
    "в это не верят.",
    "Greek": "Η παλιά γέφυρα του λιμανιού είναι κλειστή από τη Δευτέρα. Οι ελεγκτές βρήκαν ρωγμές σε "
    "τέσσερις δοκούς, είπε η διευθύντρια των έργων. Οι κάτοικοι δεν πιστεύουν ότι θα ανοίξει σύντομα.",
    "Arabic": "الجسر القديم في الميناء مغلق منذ يوم الاثنين. وقالت مديرة الأشغال إن المفتشين وجدوا "
    "شقوقا في أربع دعامات. ووفقا للبلدية سيستمر الإصلاح حتى الخريف، لكن السكان لا يصدقون ذلك.",
    "Chinese": "港口的旧桥自星期一起关闭。工程处处长说，检查人员在四根梁上发现了裂缝。市政府表示，维修将持续到"
    "秋天，但附近的居民并不相信这个说法，他们要求公布检查报告。",
    "Japanese": "港の古い橋は月曜日から閉鎖されている。工事事務所の所長によると、検査員が四本の梁にひびを"
    "見つけたという。市は修理が秋まで続くと発表したが、住民は信じていない。",
}
ENGLISH = (
    "The old bridge at the harbour has been closed since Monday. Inspectors found cracks in four "
    "beams, the head of the works department said. Repairs will last until autumn, according to "
    "the town, but people who live nearby do not believe it. "
)


@pytest.mark.parametrize("language", ARTICLES)
def test_an_article_in_another_language_is_named(language):
    assert other_language(ARTICLES[language]) == language


@pytest.mark.parametrize("language", ARTICLES)
def test_a_long_one_and_one_that_quotes_english_now_and_then(language):
    article = ARTICLES[language] + "\n"
    assert other_language(article * 30) == language
    assert other_language(article * 4 + "“The bridge is safe,” the sign said.\n") == language


@pytest.mark.parametrize("language", ARTICLES)
def test_english_that_quotes_another_language_stays(language):
    quoted = ENGLISH + f"“{ARTICLES[language][:120]}”\n" + ENGLISH
    assert other_language(quoted) is None
    assert other_language(quoted * 10) is None


@pytest.mark.parametrize("article", load_examples(), ids=lambda article: article.id)
def test_our_own_articles_are_english_and_so_is_each_sentence(article):
    text = article.document.text
    assert other_language(text) is None
    assert other_language(text.upper()) is None
    for start, end in article.document.sentences:
        assert other_language(text[start:end]) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "Gesperrt.",
        "Fermé lundi.",
        "12.5 13.1 99 " * 50,
        "Müller, Weiß, Grün: 3-2, 1-0",
        "…" * 500,
    ],
)
def test_too_little_to_judge_stays(text):
    assert other_language(text) is None


def test_white_space_does_not_hide_a_language():
    assert other_language(ARTICLES["German"].replace(" ", " " * 400)) == "German"


def test_settings():
    check_language("en")
    check_language("any")
    with pytest.raises(InputError, match="language is 'de'; should be one of en, any"):
        check_language("de")


def test_without_the_detector(monkeypatch):
    monkeypatch.setattr("provenance.corpus.language.find_spec", lambda name: None)
    check_language("any")
    with pytest.raises(InputError, match=r"py3langid.*provenance-score\[batch\]"):
        check_language("en")
    assert importlib.util.find_spec("py3langid")
