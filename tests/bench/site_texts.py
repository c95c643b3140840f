"""Texts of petitions for measuring: made of word lists, of the length that people write.

Nobody asked for any of this; the words are drawn at random, the same for the same seed.
"""

from __future__ import annotations

import random
from functools import cache

TITLE, BACKGROUND, DETAILS = 80, 500, 2_500  # characters
_SENTENCE = (7, 16)  # words
SENTENCES = 20_000
_PARAGRAPH = (3, 6)  # sentences

_KK = """
қала аудан ауыл көше мектеп балабақша аурухана дәрігер мұғалім оқушы жол көлік аялдама автобус
су жылу жарық газ құбыр тазалық қоқыс бақ саябақ ағаш өзен көл ауа заң ереже бюджет қаржы салық
жәрдемақы зейнетақы жалақы баспана пәтер үй құрылыс жөндеу алаң спорт кітапхана мұражай мәдениет тіл
тарих бала жас жастар ана отбасы мүгедек қарт азамат қоғам халық үкімет министрлік әкімдік мәслихат
депутат шешім жауап өтініш сұраныс ұсыныс талап бақылау есеп жоба жоспар мерзім сапа қауіпсіздік
жаңа ескі үлкен кіші жақсы нашар қымбат арзан тегін ашық әділ тең қажет маңызды керек болады
береді алады салады ашады жабады жөндейді қарайды тексереді қабылдайды бөледі көбейтеді азайтады
және мен үшін туралы бойынша сондықтан бірақ егер қазір бүгін биыл келесі барлық әр көп аз бірге
"""
_RU = """
город район село улица школа больница врач учитель ученик дорога транспорт остановка автобус вода
тепло свет газ труба чистота мусор парк сквер дерево река озеро воздух закон правило бюджет деньги
налог пособие пенсия зарплата жильё квартира дом стройка ремонт площадка спорт библиотека музей
культура язык история ребёнок молодёжь семья инвалид пенсионер гражданин общество народ
правительство министерство акимат маслихат депутат решение ответ обращение запрос предложение
требование контроль отчёт проект план срок качество безопасность новый старый большой малый хороший
плохой дорогой доступный бесплатный открытый честный равный нужный важный просим требует нужно
построить открыть закрыть отремонтировать проверить принять выделить увеличить сократить сделать
и для чтобы потому если сейчас сегодня каждый многие вместе без возле около после перед между
"""
_EN = """
city district village street school kindergarten hospital doctor teacher pupil road transport stop
bus water heating light gas pipe waste park garden tree river lake air law rule budget money tax
benefit pension wage housing flat house building repair square sport library museum culture language
history child youth family pensioner citizen society people government ministry akimat maslikhat
deputy decision answer request proposal demand control report project plan term quality safety new
old large small good bad expensive affordable free open fair equal necessary important we ask should
build open close repair inspect adopt allocate increase reduce make and for because if now today
every many together without near after before between more less clean public local national better
"""
WORDS = {lang: text.split() for lang, text in (("kk", _KK), ("ru", _RU), ("en", _EN))}


def line(chance: random.Random, lang: str, length: int) -> str:
    """Return words with a capital at the front, cut between words before `length` characters."""
    made = chance.choice(WORDS[lang])
    while len(more := f"{made} {chance.choice(WORDS[lang])}") <= length:
        made = more
    return made[0].upper() + made[1:]


def prose(chance: random.Random, lang: str, length: int) -> str:
    """Return sentences in paragraphs, of about `length` characters in all."""
    paragraphs, total = [], 0
    while total < length:
        sentences = [_sentence(chance, lang) for _ in range(chance.randint(*_PARAGRAPH))]
        paragraphs.append(" ".join(sentences)[: length - total])
        total += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def _sentence(chance: random.Random, lang: str) -> str:
    return chance.choice(_sentences(lang))


@cache
def _sentences(lang: str) -> list[str]:
    """Return so many sentences that texts share few; to make each anew would take minutes."""
    chance, made = random.Random(lang), list[str]()
    for _ in range(SENTENCES):
        line = " ".join(chance.choices(WORDS[lang], k=chance.randint(*_SENTENCE)))
        made.append(f"{line[0].upper()}{line[1:]}.")
    return made
