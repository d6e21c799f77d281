"""Places and people by their capitals: runs of capitalised words, what they are, which place.

A run is "Deir ez-Zor", "Aron Lund", "Homs University" or "Hama Governor Abdul Qadir". It is first
told whether it names an organisation or a person; only what is left may be a place, and only
where the gazetteer, the words around it and the country of the report speak for one.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from foglift.codebook.gazetteer import Gazetteer, Place
from foglift.model import Span
from foglift.read.rules.names import Named, Word
from foglift.read.rules.words import listed

Options = tuple[tuple[Place, bool], ...]


# Small words inside a name: "Deir ez-Zor", "Khan al-Assal", "Port de Paix".
JOINS = listed("al el de du da dos del la le bin ibn ben bint abu umm von van der")
ARTICLES = listed("al el ez es as ash at az ad an ar et en il ul")
# Capitalised only because a sentence begins with them.
OPENERS = listed(
    """a about according after again all also although amid an and another any are around as at
    back be because before being between both but by can could dear despite did do does during
    each earlier even every few five following for four from further given had has have he her
    here his how however i if in inside instead is it its just last later like local many may
    meanwhile more most much my near nearly next no none nor not now of on once one only or
    other our out outside over part people please read rebels residents several she should
    since six so some such ten than that the their them then there these they this those three
    though through to today tomorrow two under until up upon us was we were what when where
    whether which while who whom whose why will with within without would yes yesterday yet
    you your"""
)
# Capitalised everywhere, and never a place.
STOPS = listed(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december islamist muslim christian sunni
    shiite shia alawite kurdish arab druze jewish kurds arabs christians muslims english
    french arabic god ramadan eid i the"""
)
ORGANISATIONS = listed(
    """council ministry observatory front party university college institute post times news
    tribune herald gazette independent journal report reports radio tv television agency
    office organization organisation committee commission union court bank center centre
    international watch foundation network movement brigade brigades division battalion
    regiment corps command company group club association federation league alliance coalition
    initiative army forces force guard guards police service services directorate authority
    administration crescent cross nations congress assembly parliament rights ltd inc society
    fund programme program project media press airlines airways energy holding academy mission
    secretariat tribunal senate bureau team fellowship newsletter"""
)
TITLES = listed(
    """president premier minister king queen prince sheikh imam general gen colonel col major maj
    captain capt lieutenant lt sergeant sgt brigadier brig admiral marshal commander
    commandant spokesman spokeswoman spokesperson secretary ambassador envoy governor mayor
    chief leader chairman chairwoman director head mr mrs ms dr professor prof judge senator
    analyst activist journalist photographer correspondent reporter resident residents doctor
    nurse teacher farmer lawyer researcher expert fellow editor author engineer pastor bishop
    priest warlord fighter soldier official adviser advisor deputy coordinator rapporteur
    commissioner representative shopkeeper student driver volunteer witness survivor father
    mother brother sister son daughter wife husband cleric politician diplomat negotiator
    strongman dictator ruler founder historian economist msgr monsignor inspector justice
    councilman councilwoman councillor congressman attorney prosecutor magistrate businessman
    nun reverend rev superintendent constable corporal comrade"""
)
SPEECH = listed(
    """said says say told tells added adds wrote writes called calls warned warns explained
    explains argued argues recalled recalls insisted insists stated announced denied claimed
    confirmed acknowledged admitted vowed accused urged condemned described tweeted posted
    commented noted declared replied asked thinks believes estimates reported"""
)
REGION = listed("province governorate oblast region state department prefecture wilaya countryside")
COUNTY = listed(
    """district county raion rayon territory woreda cercle commune municipality township zone
    subdistrict"""
)
TOWN = listed("city town village settlement hamlet camp neighbourhood neighborhood quarter suburb")
FACILITY = listed(
    """airport airbase airfield base prison hospital mosque church school crossing bridge dam
    port square street road highway refinery plant factory barracks checkpoint market stadium
    museum palace front frontline front-line outskirts sector direction axis border gate gates
    resident residents"""
)
# Feature words for a list: "Sumy and Kharkiv regions".
_DASHED = re.compile(r"(?:, [A-Z][A-Za-z.]{1,8})?(?: \(\w{2,9}\))? ?(?:[—–]|--| - )")
# Whom only the name of their place stands before: "a Goose Creek man", "Winfield police".
_LOCALS = listed(
    """man woman men women resident residents native natives teen teenager boy girl couple family
    police firefighters officials students voters"""
)
_AREAS = listed("county parish township borough oblast raion governorate province")
# Words that end the name of something that stands in a place: "Kharkiv State University".
_STANDS = re.compile(
    r"(?:school|college|university|hospital|clinic|theat(?:re|er)|stadium|arena|museum|library|"
    r"monastery|seminary|church|mosque|airport|station|tower|building|plant|prison|jail|park|mall|"
    r"market|bank|centre|center|court|courthouse|council|police|department|office|authority|"
    r"district|chamber|committee|board|commission|administration|fairgrounds|institute)s?",
    re.I,
)
# "Ala.", "W.Va.", "NSW": a state or province behind its town, or alone where its points tell.
_SHORT = re.compile(r"\b[A-Z](?:[A-Z]{1,2}\b|[a-z]{1,4}\.|\. ?(?:[A-Z][a-z]{0,2}\. ?){1,2})")
PLURALS = {
    "region": listed("provinces governorates oblasts regions states departments prefectures"),
    "county": listed("districts counties raions territories communes municipalities townships"),
    "locality": listed("cities towns villages settlements camps neighbourhoods quarters suburbs"),
}
# An age before a name: "42-year-old Ana Solis".
_AGED = re.compile(r"\d-year-old $")
# The country behind a title's place: "Tara, Ukraine".
_TITLED = re.compile(r", [A-Z][A-Za-z ]{2,30}\n")
# Organisations where "of" and a name follow: "Department of Health", "Office of State".
_OFFICES = listed("Department State Zone Secretary Minister Republic House Community Territory")
# Feature words that stand before their name: "the province of Idlib".
_OF = listed("province governorate oblast region district county city town village settlement")
LANDFORMS = listed(
    "river lake mount mountain mountains valley sea gulf strait cape delta desert hills"
)
SIDEWAYS = listed(
    """north south east west northern southern eastern western central northeastern northwestern
    southeastern southwestern northeast northwest southeast southwest greater rural downtown
    upper lower"""
)
FIRM = listed("in at near outside around inside across throughout towards toward beyond")
LOOSE = listed(
    """from to into through of on between and or over for captured seized entered reached stormed
    shelled bombed struck hit left retook recaptured liberated besieged surrounded attacked
    took enter capture seize storm retake attack shell leave reach seizing capturing entering
    taking against besiege encircled encircle controls held hold abandoned abandon recapture"""
)


# Words that a headline with capitals may write small.
_BETWEEN = LOOSE | FIRM | OPENERS
_BEHIND = REGION | COUNTY | TOWN | FACILITY | LANDFORMS
_AHEAD = SIDEWAYS | REGION | COUNTY | TOWN
_TOWNS = TOWN | {"capital"}
_FEATURES = _OF | TOWN
# What only a place has or undergoes: "the battle of Izium", "in the vicinity of Ustynivka".
_HAPPENS_TO = listed(
    """area vicinity part parts outskirts centre center direction destruction shelling bombing
    bombardment siege fall capture recapture liberation battle evacuation occupation"""
)
_SURE = FIRM | SIDEWAYS
_BESIDE = SIDEWAYS | FACILITY
_SPEAKS = SPEECH | {"who", "whose"}
_OPENING = frozenset("“\"‘'«(:—–")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run that may be a place: what the gazetteer has so called and how the text treats it.

    `cue` is 2 where the text says that it is a place ("in", "town of"), 1 where it may ("to"),
    0 where nothing does; `want` the kind that a feature word asks for.
    """

    span: Span
    name: str
    options: Options
    cue: int = 0
    want: str = ""
    risky: bool = False
    before: str = ""


class _Lookup:
    """The gazetteer, each name asked once per report."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, Options] = {}

    def __call__(self, name: str) -> Options:
        if name not in self._known:
            self._known[name] = tuple(self._gazetteer.named(name))
        return self._known[name]

    def risky(self, name: str) -> bool:
        return self._gazetteer.risky(name)


@dataclass(frozen=True, slots=True)
class Found:
    """What the capitals of a report gave: candidates for places, people, organisations."""

    candidates: tuple[Candidate, ...]
    people: tuple[Named, ...]
    organisations: tuple[Span, ...]
    inside: tuple[Candidate, ...] = ()  # places inside the names of organisations


# --------------------------------------------------------------------------------- the runs


def runs(text: str, words: Sequence[Word], taken: Iterable[Span]) -> list[list[Word]]:
    """Runs of capitalised words of one sentence outside the taken spans, small joining words
    inside: "Deir ez-Zor"."""
    spans = tuple(taken)
    blunt = headline(words)
    found: list[list[Word]] = []
    run: list[Word] = []
    for word in words:
        joined = bool(run) and _touches(text, run[-1], word)
        opens = blunt or _opens(text, word, words[0])
        inside = _in_name(text, word, joined, opens)
        if not inside or any(span.meets(word.span) for span in spans):
            run = _closed(found, run, [])
        elif joined:
            run = [*run, word]
        else:
            run = _closed(found, run, [word])
    _closed(found, run, [])
    return found


def _opens(text: str, word: Word, first: Word) -> bool:
    """Whether a capital may come from the beginning of a sentence or of a quotation alone."""
    return word is first or text[word.span.start - 1 : word.span.start] in _OPENING


def _in_name(text: str, word: Word, joined: bool, opens: bool) -> bool:
    """Whether a word can be part of a name: a capital, a small joining word between, an article
    with its hyphen ("al-Bab")."""
    lower = word.text.lower()
    article = lower in ARTICLES and text[word.span.end : word.span.end + 1] in ("-", "‑")
    if word.capital:
        return article or not (lower in STOPS or (opens and lower in OPENERS))
    return article or (joined and lower in JOINS)


def _touches(text: str, word: Word, after: Word) -> bool:
    gap = text[word.span.end : after.span.start]
    return gap in (" ", "-", "‑", "\u00a0", "-'", "-’") or (
        gap == ". " and word.text.lower() in TITLES
    )


def _closed(found: list[list[Word]], run: list[Word], begun: list[Word]) -> list[Word]:
    """Puts the run, without the small words it ends in, among those found."""
    while run and not run[-1].capital:
        run = run[:-1]
    if run and any(word.capital for word in run):
        found.append(run)
    return begun


def _span(words: Sequence[Word]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)


def headline(words: Sequence[Word]) -> bool:
    """Whether a line is written with capitals throughout, so that they tell nothing."""
    long = [word for word in words if len(word.text) > 3]
    small = [word for word in long if not word.capital and word.text.lower() not in _BETWEEN]
    capital = sum(word.capital for word in long)
    return len(long) > 2 and capital >= 0.8 * len(long) and len(small) < 2


# ------------------------------------------------------------------------------- one sentence


def read(
    text: str,
    sentences: Sequence[Sequence[Word]],
    taken: Sequence[Span],
    gazetteer: Gazetteer,
    given: Collection[str] = (),
) -> Found:
    """Candidates for places, people and organisations of a report, its sentences as words;
    `given` are names that people are called by."""
    candidates: list[Candidate] = list(_abbreviations(text, gazetteer))
    people: list[Named] = []
    organisations: list[Span] = []
    within: list[Candidate] = []
    lookup = _Lookup(gazetteer)
    taken = [*taken, *(one.span for one in candidates)]
    for words in sentences:
        if not words:
            continue
        inside = [s for s in taken if s.meets(_span(words))]
        blunt = headline(words)
        for run in runs(text, words, inside):
            title = _alone(text, words, run, lookup)
            if title is not None:
                candidates.append(title)
                continue
            if blunt:
                candidates += _windows(text, words, run, lookup)
                continue
            if _well_known(text, run, lookup):
                candidates.append(_candidate(text, words, run, lookup))
                continue
            organisation = _organisation(text, words, run)
            if organisation:
                organisations.append(organisation)
                within += _begins(text, words, run, lookup)
                continue
            rest, person = _somebody(text, words, run, lookup, given)
            people += [person] if person else []
            if rest:
                candidates += _one(text, words, rest, lookup)
    candidates.sort(key=lambda one: one.span)
    return Found(tuple(candidates), tuple(people), tuple(organisations), tuple(within))


def _alone(text: str, words: Sequence[Word], run: list[Word], lookup: _Lookup) -> Candidate | None:
    """The place that is all a line says, as the title of a note: "Kherson", "Tara, Ukraine"."""
    span = _span(run)
    land = _TITLED.match(text, span.end, span.end + 40)
    ends = "\n" in text[span.end : span.end + 1] and len(run) == len(words)
    if not (ends or land) or len(run) > 3 or text[max(0, span.start - 1) : span.start].strip():
        return None
    candidate = _candidate(text, words, run, lookup)
    if land and not candidate.options:
        return replace(candidate, cue=2, want="locality")
    return replace(candidate, cue=2) if candidate.options else None


def _abbreviations(text: str, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """States and provinces written short: behind a comma ("Paris, Tex.", "Paris, TX") any, alone
    only those with a point inside ("N.C.") and those of three capitals ("NSW")."""
    for match in _SHORT.finditer(text):
        short = match.group().rstrip()
        behind = text[max(0, match.start() - 3) : match.start()]
        alone = short.count(".") > 1 or (len(short) == 3 and short.isupper())
        if not alone and not re.fullmatch(r"\w, ", behind):
            continue
        place = gazetteer.abbreviated(short)
        if place:
            span = Span(match.start(), match.start() + len(short))
            yield Candidate(span, short, ((place, True),), 2, "region")


def _well_known(text: str, run: Sequence[Word], lookup: _Lookup) -> bool:
    """Whether several words together are a large place ("West Bank", no bank)."""
    span = _span(run)
    name = text[span.start : span.end]
    if len(run) < 2 or lookup.risky(name):
        return False
    return any(main and (large(p) or p.id.startswith("sup:")) for p, main in lookup(name))


def large(place: Place) -> bool:
    return place.population >= 10_000 or place.kind in ("region", "county")


def _after(words: Sequence[Word], run: Sequence[Word], count: int = 1) -> list[str]:
    return [w.text.lower() for w in words if w.span.start >= run[-1].span.end][:count]


def _before(words: Sequence[Word], run: Sequence[Word], count: int = 1) -> list[str]:
    return [w.text.lower() for w in words if w.span.end <= run[0].span.start][-count:]


def _organisation(text: str, words: Sequence[Word], run: Sequence[Word]) -> Span | None:
    """The span of an organisation that the run names, "Bank of Syria" with what follows "of"."""
    at = [i for i, word in enumerate(run) if word.text.lower() in ORGANISATIONS]
    if not at and run[-1].text in _OFFICES and _followed_by_name(text, words, run):
        at = [len(run) - 1]
    if not at or (len(run) == 1 and not _followed_by_name(text, words, run)):
        return None
    end = run[-1].span.end
    if _followed_by_name(text, words, run) and at[-1] == len(run) - 1:
        end = _name_after(words, run).span.end
    return Span(run[0].span.start, end)


def _followed_by_name(text: str, words: Sequence[Word], run: Sequence[Word]) -> bool:
    after = [w for w in words if w.span.start >= run[-1].span.end][:2]
    return len(after) == 2 and after[0].text in ("of", "for") and after[1].capital


def _name_after(words: Sequence[Word], run: Sequence[Word]) -> Word:
    after = [w for w in words if w.span.start >= run[-1].span.end][1:]
    last = after[0]
    for word in after[1:3]:
        if not word.capital or word.span.start - last.span.end > 1:
            break
        last = word
    return last


def _person(text: str, words: Sequence[Word], run: list[Word]) -> tuple[list[Word], Span | None]:
    """What is left of the run, and the person it names: "Hama Governor Abdul Qadir" leaves
    "Hama" and is the person "Abdul Qadir"."""
    titles = [i for i, word in enumerate(run) if word.text.lower() in TITLES]
    if titles:
        name = run[titles[-1] + 1 :]
        return run[: titles[0]], _span(name) if name else None
    if run[-1].text.lower() in _BEHIND:
        return run, None
    before = _before(words, run)
    aged = _AGED.search(text, max(0, run[0].span.start - 12), run[0].span.start)
    if aged or (before and before[0] in TITLES and not _apart(text, words, run)):
        return [], _span(run)
    if before and before[0] in ("the", "a", "an"):
        return run, None
    if 2 <= sum(w.capital for w in run) <= 4 and _speaks(text, words, run):
        return [], _span(run)
    return run, None


def _somebody(
    text: str, words: Sequence[Word], run: list[Word], lookup: _Lookup, given: Collection[str]
) -> tuple[list[Word], Named | None]:
    """What is left of the run, and the person it names by what stands beside or by the name."""
    rest, person = _person(text, words, run)
    if person:
        return rest, Named(person, "", "person", "a name with a title or a speech verb")
    called = _called(text, words, rest, lookup, given)
    if called:
        return [], Named(called, "", "person", "begins with a given name")
    return rest, None


def _called(
    text: str, words: Sequence[Word], run: Sequence[Word], lookup: _Lookup, given: Collection[str]
) -> Span | None:
    """The person whose given name a run begins with, "Pedro Rivas"; not where the whole is a
    place or the words around it ask for one ("in Ali Khel", "Rosa Zarate district")."""
    lower = [word.text.lower() for word in run]
    if not 2 <= len(run) <= 6 or lower[0] not in given or run[0].possessive:
        return None
    if any(word in _BEHIND | ORGANISATIONS for word in lower) or _STANDS.fullmatch(lower[-1]):
        return None
    candidate = _candidate(text, words, run, lookup)
    return None if candidate.options or candidate.cue == 2 else candidate.span


def _apart(text: str, words: Sequence[Word], run: Sequence[Word]) -> bool:
    """Whether a mark stands between the run and the word before it ("said the leader: Homs")."""
    last = [w for w in words if w.span.end <= run[0].span.start][-1]
    gap = text[last.span.end : run[0].span.start]
    return not (gap.isspace() or gap in (". ", " “"))


def _speaks(text: str, words: Sequence[Word], run: Sequence[Word]) -> bool:
    """Whether a speech verb, an age or a role beside the run says that it is somebody."""
    end = run[-1].span.end
    tail = text[end : end + 2]
    after = _after(words, run, 5)
    if tail[:1] == " " and after[:1] and after[0] in _SPEAKS:
        return True
    if tail == ", " and after:
        return after[0].isdecimal() or any(word in TITLES for word in after)
    before = _before(words, run)
    return bool(before) and before[0] in SPEECH and tail[:1] in (",", ".", "", " ")


def _one(text: str, words: Sequence[Word], run: list[Word], lookup: _Lookup) -> Iterator[Candidate]:
    """The candidate that a whole run makes, feature and direction words set aside."""
    if any(word.text.lower() in LANDFORMS for word in run) and len(run) > 1:
        if lookup(text[_span(run).start : _span(run).end]):
            yield _candidate(text, words, run, lookup)
        return
    if len(run) == 1 and _generic(run[0]):
        return
    whole = _candidate(text, words, run, lookup)
    core = _core(run)
    inner = _candidate(text, words, core, lookup) if core and core != run else None
    stands = bool(_STANDS.fullmatch(run[-1].text)) and len(run) > 1
    if whole.options:
        yield whole
    elif inner and (inner.options or not stands):
        yield replace(inner, cue=2)
    else:
        yield from _some(text, words, run, whole, lookup)


def _some(
    text: str, words: Sequence[Word], run: list[Word], whole: Candidate, lookup: _Lookup
) -> Iterator[Candidate]:
    """What may be a place in a run that the gazetteer has not as a whole, else the whole."""
    if parts := _hyphened(text, run):
        found = [_candidate(text, words, part, lookup) for part in parts]
        yield from (replace(one, cue=max(one.cue, 1)) for one in found if one.options)
    elif whole.cue == 2 or len(run) == 1:
        yield whole
    elif _STANDS.fullmatch(run[-1].text):
        yield from _begins(text, words, run, lookup)
    else:
        yield from _firm_start(text, words, run, lookup)


def _hyphened(text: str, run: Sequence[Word]) -> list[list[Word]]:
    """The parts of a name between hyphens: "Fargo-Moorhead", "R-Marshall" without its party;
    none where there is no hyphen between capitals."""
    parts: list[list[Word]] = []
    for word in run:
        if parts and text[parts[-1][-1].span.end : word.span.start] != "-":
            parts[-1].append(word)
        else:
            parts.append([word])
    small = any(word.text.lower() in ARTICLES | JOINS for word in run)
    kept = [part for part in parts if len(part[0].text) > 3]
    return kept if len(parts) > 1 and not small else []


def _generic(word: Word) -> bool:
    """Whether a word alone is of what stands somewhere or who leads: "Church", "Street"."""
    lower = word.text.lower()
    return lower in ORGANISATIONS | FACILITY | TITLES or bool(_STANDS.fullmatch(lower))


def _core(run: list[Word]) -> list[Word]:
    """ "Western Aleppo Province" without its first and last word."""
    core = run
    while core and core[0].text.lower() in _AHEAD:
        core = core[1:]
    while core and core[-1].text.lower() in _BEHIND:
        core = core[:-1]
    while core and core[0].text.lower() == "of":
        core = core[1:]
    return core


def _firm_start(
    text: str, words: Sequence[Word], run: list[Word], lookup: _Lookup
) -> Iterator[Candidate]:
    """ "in Aleppo Operation Dawn": the longest known beginning of a run after a firm cue."""
    for size in range(len(run) - 1, 0, -1):
        candidate = _candidate(text, words, run[:size], lookup)
        if candidate.options and candidate.cue == 2 and not candidate.risky:
            yield candidate
            return


def _begins(
    text: str, words: Sequence[Word], run: Sequence[Word], lookup: _Lookup
) -> Iterator[Candidate]:
    """The place that the name of what stands there begins with: "Kharkiv State University"."""
    for size in range(len(run) - 1, 0, -1):
        candidate = _candidate(text, words, run[:size], lookup)
        known = any(main and p.kind != "continent" for p, main in candidate.options)
        if known and not candidate.risky:
            yield replace(candidate, cue=2, want="")
            break
    else:
        size = 0
    yield from _states(text, words, run[size:], lookup)


def _states(
    text: str, words: Sequence[Word], run: Sequence[Word], lookup: _Lookup
) -> Iterator[Candidate]:
    """States and provinces inside a name: "Greater Ohio Council"."""
    for first in range(len(run)):
        for size in (3, 2, 1):
            part = run[first : first + size]
            candidate = _candidate(text, words, part, lookup)
            if len(part) == size and any(
                main and p.kind == "region" for p, main in candidate.options[:2]
            ):
                yield candidate
                return


def _windows(
    text: str, words: Sequence[Word], run: list[Word], lookup: _Lookup
) -> Iterator[Candidate]:
    """Of a headline's run the longest known parts, from left to right; no risky ones."""
    at = 0
    while at < len(run):
        step = 1
        for size in range(min(4, len(run) - at), 0, -1):
            candidate = _candidate(text, words, run[at : at + size], lookup)
            if size == 1 and _generic(run[at]):
                continue
            if candidate.options and not candidate.risky and run[at].capital:
                yield candidate
                step = size
                break
        at += step


def _candidate(text: str, words: Sequence[Word], run: Sequence[Word], lookup: _Lookup) -> Candidate:
    span = _span(run)
    name = text[span.start : span.end]
    before, after = _before(words, run, 3), _after(words, run, 1)
    bare = text[span.end : span.end + 1] in (" ", "-")
    want = _wanted(before, after if bare and not run[-1].possessive else [])
    local = bare and bool(after) and after[0] in _LOCALS
    told = local or _dateline(text, span, name)
    named = len(run) > 1 and run[-1].text.lower() in _AREAS  # "Laurel County"
    cue = 2 if told or named else _cue(before, want)
    return Candidate(span, name, lookup(name), cue, want, lookup.risky(name), " ".join(before))


def _dateline(text: str, span: Span, name: str) -> bool:
    """Whether a name opens its report in capitals: "CROMWELL - The town ..."."""
    return name.isupper() and len(name) > 3 and bool(_DASHED.match(text, span.end))


def _wanted(before: Sequence[str], after: Sequence[str]) -> str:
    """The kind of place that a feature word asks for: "Hama province", "the city of Hama"."""
    feature = after[0] if after else ""
    if len(before) > 1 and before[-1] == "of":
        feature = before[-2] if before[-2] in _FEATURES else feature
    elif before and before[-1] in _TOWNS:
        feature = "town"
    for kind, members in (("region", REGION), ("county", COUNTY), ("locality", TOWN)):
        if feature in members or feature in PLURALS[kind]:
            return kind
    return ""


def _cue(before: Sequence[str], want: str) -> int:
    last = before[-1] if before else ""
    if want or last in _SURE:
        return 2
    if last == "of" and len(before) > 1 and before[-2] in _BESIDE | _HAPPENS_TO:
        return 2
    return 1 if last in LOOSE else 0
