"""Rules about words: hard to read, hard to answer, or too long for a text message.

The rules on wording follow what research on easy questions agrees on: short sentences, common
words, one idea, no negatives (Finlay and Lyons 2001; NHS service manual, health literacy).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from careaudit_surveys.words.gsm import not_gsm, plain_for_sms, sms_size
from careaudit_surveys.words.reading import grade, longest_sentence, words

from ..model import Audit
from ..problems import Fault
from ..telling import listed, shortened
from .walk import RESPONDENTS, Wording, asked, wordings

HIGHEST_GRADE = 4.2
"""Of a whole message, options and all: a reading age of about nine."""

HIGHEST_GRADE_ALONE = 5.0
"""Of a question without its options. So short a text is measured roughly, hence the leeway."""

LONGEST_SENTENCE = 15
MOST_PARTS = 2
ONE_PART = 154
"""Characters that leave room in one text message for a word before the question."""

SLOTS = {
    "anchor": "half a year ago",
    "service": "the care survey",
    "number": "your manager",
    "safeguarding": "your local council",
    "date": "soon",
}
"""The gaps a service and a cycle fill, with words of usual length."""


def texts_are_easy_to_read(audit: Audit) -> Iterator[Fault]:
    """What people and relatives read is held to a reading age of nine, sentence by sentence.

    For staff and leaders the same is a warning. Wording that has its reason is exempt.
    """
    for one in wordings(audit):
        if one.exempt:
            continue
        mild = one.audience not in RESPONDENTS
        text = _filled(one.text)
        if told := _hard(text, one):
            yield Fault("READING-GRADE", one.at, told, warning=mild)
        longest = longest_sentence(text)
        if len(words(longest)) > LONGEST_SENTENCE:
            told = f"'{shortened(longest, 40)}' has {len(words(longest))} words: use at most 15"
            yield Fault("SENTENCE-LONG", one.at, told, warning=mild)


def _hard(text: str, one: Wording) -> str:
    """Why a text is too hard, or nothing."""
    whole = "\n".join([text, *(option.label for option in one.options)])
    limit = HIGHEST_GRADE_ALONE if one.options else HIGHEST_GRADE
    for measured, most in ((whole, HIGHEST_GRADE), (text, limit)):
        if (found := grade(measured)) > most:
            return f"reading grade {found:.1f} is over {most}: use shorter words and sentences"
    return ""


def words_are_everyday(audit: Audit) -> Iterator[Fault]:
    """Words of the trade are not asked of people: they say help, tell, problem, home."""
    prompts = {one.at: one.question.prompt or "" for one in asked(audit)}
    for one in wordings(audit):
        if one.exempt or one.audience not in RESPONDENTS:
            continue
        found = {match.group().lower() for match in _JARGON.finditer(_filled(one.text))}
        # A care plan may be asked about where one is shown, or of a relative, who has seen it.
        if "plan" in prompts.get(one.at[:-1], "") or one.audience == "relative":
            found.discard("care plan")
        if found:
            told = f"say {_quoted(found)} in everyday words"
            yield Fault("JARGON", one.at, told, warning=True)


_JARGON = re.compile(
    r"\b(services?|provi(sion|ders?|ded)|(your|their|my|care|any|these|those|special) needs"
    r"|outcomes?|dignity|dignified|(with|show|shows|showed|shown|of) respect|respect(ful|fully)"
    r"|(dis)?satisf(ied|action)|(in)?appropriate(ly)?|regularly|personal care|care plan"
    r"|complaints?|assess(ed|ments?)|support plan|person-centred|safeguarding|stakeholders?"
    r"|facilit(y|ies|ate))\b",
    re.IGNORECASE,
)


def questions_ask_one_thing(audit: Audit) -> Iterator[Fault]:
    """To "Is it clean and warm?" no one can answer that it is clean but cold."""
    for one in wordings(audit):
        if one.asks and not one.exempt and asks_two_things(one.text):
            told = "this seems to ask two things: ask one, and make another criterion of the other"
            yield Fault("DOUBLE-QUESTION", one.at, told, warning=True)


def asks_two_things(text: str) -> bool:
    """A guess at whether a text asks two things; two halves of one act ("wash or dress") are one.

    >>> asks_two_things("Is your room clean and warm?"), asks_two_things("Do you wash and dress?")
    (True, False)
    """
    return text.count("?") > 1 or bool(_TWO_THINGS.search(text))


_TWO_THINGS = re.compile(
    r"\band,? (do|does|did|are|is|was|were|can|could|will|would|has|have)\b"
    r"|\b(and|or),? (how|what|who|why|where|when|whether)\b"
    r"|\b(are|is|was|were|feel|feels|with)\b[^.,?]* \w+ and \w+\?"
    r"|\bhow \w+ (and|or) \w+\b"
    r"|\b(staff|carers) (listen|explain|ask|tell|talk|help|care|answer) (and|or) \w+\b",
    re.IGNORECASE,
)
"""Two clauses that each ask; two things said of one; two acts of staff."""


def questions_are_put_positively(audit: Audit) -> Iterator[Fault]:
    """To "Don't they knock?" yes and no mean the same."""
    for one in wordings(audit):
        if one.asks and not one.exempt and _NEGATIVE.search(_AS_THINGS_STAND.sub(" ", one.text)):
            told = "a question with 'not' in it is easily answered wrongly: put it positively"
            yield Fault("NEGATIVE", one.at, told, warning=True)


_NEGATIVE = re.compile(r"\b(not|never|neither|nor|cannot)\b|n't\b", re.IGNORECASE)

_AS_THINGS_STAND = re.compile(r"\b(if|when|because)\b[^,.?]*", re.IGNORECASE)
"""What is said to be so before the asking; a plain "If you were not happy" does no harm."""


def questions_fit_a_text_message(audit: Audit) -> Iterator[Fault]:
    """A question with its options takes at most two parts, and is best in one.

    Leaders are not asked by text message. Easier words are sent only when asked for, so they may
    fill their part.
    """
    for one in wordings(audit):
        if one.audience == "leader" or not one.asks:
            continue
        message = as_text_message(one)
        size = sms_size(plain_for_sms(message))
        if size.parts > MOST_PARTS:
            told = f"with its options this takes {size.parts} text messages: at most {MOST_PARTS}"
            yield Fault("SMS-PARTS", one.at, f"{told}, so shorten it, or give options a 'short'")
        elif size.units > ONE_PART and one.at[-1] != "easier":
            told = f"with its options this is {size.units} characters by text message"
            advice = f"shorten it to {ONE_PART}, or give options a 'short'"
            yield Fault("SMS-LONG", one.at, f"{told}: {advice}", warning=True)
        if odd := not_gsm(message):
            told = f"{_quoted(odd)} cost dear in text messages: use plain characters"
            yield Fault("NOT-GSM", one.at, told, warning=True)


def as_text_message(one: Wording) -> str:
    """The wording with its options as a text message lists them."""
    options = (f"{option.key} {option.short or option.label}" for option in one.options)
    return " ".join([_filled(one.text), *options])


def gaps_can_be_filled(audit: Audit) -> Iterator[Fault]:
    """{anchor} is filled wherever something is asked; an opening and a closing know more gaps."""
    for one in wordings(audit):
        known = ("anchor",) if one.asks else tuple(SLOTS)
        for text in (one.text, *(option.label for option in one.options)):
            # An option is the same wherever it is offered, so it has no gaps.
            allowed = known if text is one.text else ()
            for gap in _GAP.finditer(text):
                if gap[1] not in allowed:
                    told = f"nothing fills the gap '{shortened(gap[0])}' here"
                    filled = listed([f"{{{name}}}" for name in known], "and")
                    yield Fault("GAP-UNKNOWN", one.at, f"{told}: known gaps are {filled}")


_GAP = re.compile(r"\{([^{}]*)\}|[{}]")


def _filled(text: str) -> str:
    for name, words_ in SLOTS.items():
        text = text.replace(f"{{{name}}}", words_)
    return text


def _quoted(words_: Iterable[str]) -> str:
    return listed([f"'{word}'" for word in sorted(words_)], "and")


RULES = (
    texts_are_easy_to_read,
    words_are_everyday,
    questions_ask_one_thing,
    questions_are_put_positively,
    questions_fit_a_text_message,
    gaps_can_be_filled,
)
