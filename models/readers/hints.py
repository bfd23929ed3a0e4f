"""From a commitment's wording to the target it seems to set."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.plurals import count
from models.readers.months import months_in
from models.target import MOST, Audience, Kind, Per, Target, Unit

_NUMERALS = ("en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_WORDS = {word: number for number, word in enumerate(_NUMERALS, start=1)} | {"ett": 1}
_DIGITS = r"[1-9]\s\d{3}(?!\d)|(?!19|20)[1-9]\d{3}(?!\d)|(?<!\d\s)\d{3}(?!\d)|\d{1,2}(?!\d)"
NUMBER = rf"(?:{_DIGITS}|{'|'.join(_WORDS)})"
"""A pattern for a number in digits, but a year, or, up to twelve, in words."""

_TIMES_A_YEAR = (
    ("halvår", 2),
    ("termin", 2),
    ("kvartal", 4),
    ("månad", 12),
    ("veck", 52),
    ("år", 1),
)
_PERIOD = (
    r"(?P<period>(?:halvår|termin|kvartal|månad)(?:en|et)?\b|veck(?:a|an)\b"
    r"|(?:verksamhets|kalender|läs|spel)?år(?:et)?\b)"
)
PERIODICALLY = rf"(?:(?:per|om|varje|i|under|pr)\s|/){_PERIOD}"
"""A pattern for how often something comes round, such as "per år"; it names the group `period`."""

_OCCASION = (
    r"(?:gång(?:er)?|ggr|tillfällen?|[\w/-]*möten?|[\w-]*träff(?:ar)?|[\w-]*caféer|[\w-]*café|[\w-]*kurs(?:er)?"
    r"|[\w-]*cirk(?:el|lar)|[\w-]*kampanj(?:er)?|[\w-]*aktivitet(?:er)?|[\w-]*utbildning(?:ar)?|insändare"
    r"|[\w-]*(?<!fören)(?<!avdeln)(?<!tidn)(?<!byggn)(?<!anställn)ingar|[\w-]*(?:cuper|turneringar|matcher|läger|konserter)"
    r"|[\w-]+(?:dagar|kvällar|promenader|gudstjänster|marknader|loppisar|basarer|besök|uppträdanden|föredrag)"
    r"|(?:föredrag|nummer|artiklar|inlägg|studiebesök|gudstjänster|basarer|promenader)"
    r"|(?:mån|tis|ons|tors|fre|lör|sön)dag(?:ar)?|[\w-]*samkväm|[\w-]*samtal|[\w-]*fest(?:er)?|utskick|[\w-]*brev|[\w-]*res(?:a|or))"
)
# What says how old or how dear is no word for what is counted.
_COUNTED = r"(?:(?!\d|år\b|års\w*|\w*åring|kr\b|kronor|procent)[\w/-]+\s+)"
_SEVERAL = re.compile(
    rf"\b(?P<low>{NUMBER})(?:\s?(?:-|–|till|eller)\s?{NUMBER})?\s+"
    rf"(?P<what>{_COUNTED}{{0,4}}?(?:\w+(?=/))?){PERIODICALLY}",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"\b(?P<low>en|ett|1)\s+(?P<what>(?:(?:[\w/-]+\s+)?{_OCCASION}(?:(?=/)|\s+(?:[\w/-]+\s+)?))?){PERIODICALLY}",
    re.IGNORECASE,
)
_BEGINS_OCCASION = re.compile(rf"(?:[A-ZÅÄÖ]\w+\s)?{_OCCASION}\b", re.IGNORECASE)
_CUT_OFF = re.compile(rf"\b(?P<low>{NUMBER})\s+(?P<what>{_OCCASION})\s+per\W*$", re.IGNORECASE)
_BARE = re.compile(rf"\b(?P<low>{NUMBER})\s+(?P<what>{_COUNTED}{{0,2}}?{_OCCASION})\b", re.IGNORECASE)
_RECRUITS = re.compile(
    rf"\b(?P<low>{NUMBER})\s+(?P<what>nya\s(?:betalande\s)?medlemmar|deltagare)\b", re.IGNORECASE
)
_GATHERS = re.compile(
    r"\b(?:sälja|värva|rekrytera|plantera|knacka|utbilda|engagera|skaffa|nå|dela\sut)\s(?:in\s|på\s)?"
    rf"(?P<said>(?:(?:minst|cirka|ca)\s)?(?P<low>{NUMBER})\s(?P<what>(?!(?:kr|kronor|procent|år)\b)(?:nya\s)?[^\W\d]{{3,}}))\b",
    re.IGNORECASE,
)
_EACH_DOES = re.compile(
    rf"\bvarje\smedlem\s(?:ska\s\w+|\w+r)\s(?:\w+\s){{0,3}}?(?P<said>minst\s(?P<low>{NUMBER})\s\w{{3,}})",
    re.IGNORECASE,
)
_WEEKLY_FROM = re.compile(
    r"\b(?P<said>varje\s(?:mån|tis|ons|tors|fre|lör|sön)dag)\b.{0,30}?\b(?:från|fr\.?\s?o\.?\s?m)\b",
    re.IGNORECASE,
)
_SPRING_AND_AUTUMN = re.compile(r"\b(?:vår\soch\shöst|höst\soch\svår)\b", re.IGNORECASE)
_TELLS_WHICH = re.compile(
    r"\b(?:barn|ungdom(?:ar)?|flickor|pojkar|tjejer|killar|elever|ålder\w*|åldrar\w*|årskurs(?:erna)?|åk|klass(?:erna)?"
    rf"|född[a]?|nr|nummer|kl\.?|från|från\s{NUMBER}\still)\s$|(?:\d\s?[,–-]|§)\s?$",
    re.IGNORECASE,
)
"""What stands before an age, a class or a number of order, which is no count."""
_READ_BEFORE = 30
_EVERY = re.compile(rf"\b(?P<every>varje|varannan)\s{_PERIOD}", re.IGNORECASE)
_ADVERBS = (("årlig", 1), ("kvartalsvis", 4), ("månadsvis", 12), ("månatlig", 12), ("veckovis", 52))
_RANGE = re.compile(rf"\b{NUMBER}\s?(?:-|–|till|eller)\s?{NUMBER}\b", re.IGNORECASE)

_EVERY_MEMBER = re.compile(
    r"\b(?:alla|samtliga)\s(?:våra\s|arbetarekommunens\s|föreningens\s)?(?P<new>nya\s)?medlemmar(?:na)?\b"
    r"|\bvarje\s(?P<new_one>ny\s)?medlem\b",
    re.IGNORECASE,
)
_EVERY_ELECTED = re.compile(
    r"\b(?:alla|samtliga)\s(?:våra\s)?förtroendevalda\b|\bvarje\sförtroendevald\b", re.IGNORECASE
)
_REACH = re.compile(
    r"\b(?:ring(?:a|er|s)?|kontakta[rs]?|besök(?:a|er|s)?|höra?\sav|tala\smed|prata\smed|samtala\smed)\b",
    re.IGNORECASE,
)
_WELCOME = re.compile(r"\b(?:välkomna[rs]?|välkomnade?)\b", re.IGNORECASE)
_DISTRICTS = re.compile(
    r"\b(?:alla|samtliga|varje|(?:de\s)?olika|respektive|våra)\s(?:kommundel(?:ar|arna)?|orter(?:na)?|ort)\b",
    re.IGNORECASE,
)
_REGULARLY = re.compile(r"\bregelbund(?:en|et|na)\b", re.IGNORECASE)

_REGULAR_INTERVAL = 2
_MONTHLY = 12


@dataclass(frozen=True, slots=True)
class Hint:
    """A target, and what to ask a person where the wording leaves a doubt."""

    target: Target
    question: str | None = None


@dataclass(frozen=True, slots=True)
class _Often:
    number: int
    words: str
    per: Per = Per.YEAR
    question: str | None = None
    is_often: bool = False
    """Whether it comes round so often that it may keep to some months of the year."""


def target_in(text: str, *, dated: bool) -> Hint:
    """What the wording asks for; `dated` tells that it names a day to be done by."""
    hint = _asked_for(text, dated=dated)
    number = hint.target.number
    if number is None or number <= MOST:
        return hint
    asked = f"Det blir {number} gånger, och ett kort räknar till högst {MOST}. Vad ska det räkna?"
    return Hint(Target(Kind.ONGOING), asked)


def _asked_for(text: str, *, dated: bool) -> Hint:
    often = _counted(text)
    if reached := _reached(text, often):
        return reached
    if _DISTRICTS.search(text):
        return Hint(Target(Kind.DISTRICTS), _districts_or_occasions(often))
    if often:
        return _count(_within_months(replace(often, question=_several(text) or often.question), text))
    if _REGULARLY.search(text):
        return Hint(Target(Kind.ONGOING, interval_months=_REGULAR_INTERVAL))
    times = _rhythm(text)
    if times is not None and (not dated or (times >= _MONTHLY and months_in(text))):
        return _count(_within_months(_Often(times, "", is_often=times >= _MONTHLY), text))
    if dated and (weekly := _WEEKLY_FROM.search(text)):
        asked = f"Texten säger ”{weekly['said'].lower()}” men inte hur många gånger. Ska de räknas?"
        return Hint(Target(Kind.ONGOING, interval_months=1), asked)
    if dated:
        return Hint(Target(Kind.ONCE))
    if _SPRING_AND_AUTUMN.search(text):
        return _count(_Often(2, ""))
    return Hint(Target(Kind.ONGOING))


def begins_with_occasion(text: str) -> bool:
    """Whether a sentence begins with something to come to, as "Kompostkurs för nya" does."""
    return bool(_BEGINS_OCCASION.match(text))


def _within_months(often: _Often, text: str) -> _Often:
    """The same where it comes round in some months of the year only."""
    months = months_in(text) if often.is_often else None
    if months is None:
        return often
    number = months.of(often.number)
    return replace(often, number=number, question=often.question or months.question(number))


def _reached(text: str, often: _Often | None) -> Hint | None:
    """Every member of an audience, spoken to one by one, or each doing as much as the others."""
    if each := _EACH_DOES.search(text):
        asked = f"Texten säger ”{each['said']}” om varje medlem. Gäller antalet var och en?"
        return Hint(Target(Kind.MEMBERS, _value(each["low"]), Per.PLAN, audience=Audience.ALL), asked)
    members = _EVERY_MEMBER.search(text)
    number = often.number if often else 1
    question = often.question if often else None
    if members and (members["new"] or members["new_one"]):
        if _REACH.search(text) or _WELCOME.search(text):
            if not _REACH.search(text):
                question = question or "Ska varje ny medlem bockas av när den har välkomnats?"
            return Hint(Target(Kind.MEMBERS, number, Per.YEAR, audience=Audience.NEW), question)
    elif members and _REACH.search(text):
        return Hint(Target(Kind.MEMBERS, number, Per.YEAR, audience=Audience.ALL), question)
    elif _EVERY_ELECTED.search(text) and _REACH.search(text):
        return Hint(Target(Kind.MEMBERS, number, Per.YEAR, audience=Audience.ELECTED), question)
    return None


def _counted(text: str) -> _Often | None:
    """A number of times that is written out."""
    once, several = _ONE.search(text), next(_counts_by(_SEVERAL, text), None)
    if once and not (several and several.start() < once.start()):
        times = _times_a_year(once["period"])
        return _Often(times, once["what"], is_often=times >= _MONTHLY)
    if (found := several) and (number := _value(found["low"])) > 1:
        times = _times_a_year(found["period"])
        question = _about_range(found[0], number * times)
        return _Often(number * times, found["what"], question=question, is_often=times >= _MONTHLY)
    if found := _CUT_OFF.search(text):
        words = found[0].rstrip(" .…")
        question = f"Texten slutar efter ”{words}”. {words.capitalize()} år?"
        return _Often(_value(found["low"]), found["what"], question=question)
    if (found := _RECRUITS.search(text) or next(_counts_by(_BARE, text), None)) and (
        number := _value(found["low"])
    ) > 1:
        if (rhythm := _rhythm(text)) is not None:
            return _Often(number * rhythm, found["what"], is_often=rhythm >= _MONTHLY)
        return _Often(number, found["what"], Per.PLAN, _about_plan(found[0]))
    if (found := _GATHERS.search(text)) and (number := _value(found["low"])) > 1:
        return _Often(number, found["what"], Per.PLAN, _about_plan(found["said"]))
    return None


def _about_plan(words: str) -> str:
    return f"Texten säger ”{words}” men inte hur ofta. {words.capitalize()} under hela planen?"


def _several(text: str) -> str | None:
    """What to ask where the words count two things, of which a card can count only one."""
    counted: list[re.Match[str]] = []
    for found in (*_counts_by(_RECRUITS, text), *_counts_by(_BARE, text), *_counts_by(_ONE, text)):
        apart = all(found.end() <= one.start() or one.end() <= found.start() for one in counted)
        if apart and (_value(found["low"]) > 1 or "period" in found.groupdict()):
            counted.append(found)
    if len(counted) < 2:
        return None
    said = [f"”{found[0].strip()}”" for found in sorted(counted, key=lambda found: found.start())]
    return f"Texten räknar {', '.join(said[:-1])} och {said[-1]}. Vilket ska kortet räkna?"


def _counts_by(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What a pattern finds that is no age, class or number of order."""
    found = pattern.search(text)
    while found:
        is_order = _TELLS_WHICH.search(text, max(0, found.start() - _READ_BEFORE), found.start())
        if not is_order:
            yield found
        found = pattern.search(text, found.start() + 1 if is_order else found.end())


def _count(often: _Often) -> Hint:
    unit = Unit.OCCASIONS
    if re.search(r"\bnya\s(?:\w+\s)?medlemmar\b", often.words, re.IGNORECASE):
        unit = Unit.NEW_MEMBERS
    elif re.search(r"\bdeltagare\b", often.words, re.IGNORECASE):
        unit = Unit.PARTICIPANTS
    return Hint(Target(Kind.COUNT, often.number, often.per, unit), often.question)


def _rhythm(text: str) -> int | None:
    """How many times a year something comes round, where no number is written."""
    if found := _EVERY.search(text):
        times = _times_a_year(found["period"])
        # Every second year cannot be counted within one.
        return max(1, times // 2) if found["every"].lower() == "varannan" else times
    lowered = text.lower()
    return next((times for adverb, times in _ADVERBS if f" {adverb}" in f" {lowered}"), None)


def _times_a_year(period: str) -> int:
    return next(times for stem, times in _TIMES_A_YEAR if stem in period.lower())


def _value(written: str) -> int:
    return _WORDS[written.lower()] if written.isalpha() else int("".join(written.split()))


def _about_range(words: str, number: int) -> str | None:
    found = _RANGE.match(words)
    return f"Texten säger ”{found[0]}”. Räkna minst {number} per år?" if found else None


def _districts_or_occasions(often: _Often | None) -> str | None:
    if often is None:
        return None
    times = count(often.number, "gång", "gånger")
    return f"Texten säger {times} och nämner kommundelarna. Gäller antalet var och en av dem?"
