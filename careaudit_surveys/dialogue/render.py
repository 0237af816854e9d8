"""From what is to be said to finished messages, in a language and for a shape of channel.

The shapes: `terminal` and `web` say everything; `telegram` adds buttons, one question a message;
`sms` is short, numbered and plain (GSM-7), says progress every fifth question, and joins what
fits into two parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from careaudit_surveys.audits.model import AnswerType, Option, asked_as
from careaudit_surveys.surveys import PREVIEW, Question, Survey
from careaudit_surveys.words.gsm import plain_for_sms, sms_size

from .messages import Ask, Confirm, Message, Outgoing, Phrase, ReadBack, Tap, Value
from .own import CALLBACK, own_question
from .phrases import COMMAND_EFFECTS, PHRASES

SHAPES = ("terminal", "sms", "telegram", "web")

PROGRESS_EVERY = 5
"""In text messages progress costs characters, so it is said every fifth question."""

ANSWERS_A_MESSAGE = 5
"""A read-back by text message comes so many answers at a time."""

TAPS = 8
"""Buttons under one message: more are hard to take in, and to scroll on an old phone."""

SHORT = 60
"""Characters of a comment that a text message reads back."""

PARTS = 2
"""Text-message parts that one message of ours may take."""


class Translations(Protocol):
    """The part of gettext's translations used here; `gettext.NullTranslations` is English."""

    def pgettext(self, context: str, message: str) -> str: ...

    def __hash__(self) -> int: ...


def render(
    outgoing: Sequence[Outgoing], survey: Survey, translations: Translations, shape: str
) -> tuple[Message, ...]:
    """The messages that say this, in order. Those that ask carry the buttons of their question."""
    voice = _voice(survey, translations, shape)
    messages = [message for line in outgoing for message in voice.say(line)]
    return _joined(messages) if shape == "sms" else tuple(messages)


def _joined(messages: list[Message]) -> tuple[Message, ...]:
    """Text messages put together as far as they fit into two parts: each costs money."""
    joined: list[Message] = []
    for message in messages:
        if joined and sms_size(f"{joined[-1].text} {message.text}").parts <= PARTS:
            last = joined.pop()
            message = Message(text=f"{last.text} {message.text}", question=message.question)
        joined.append(message)
    return tuple(joined)


_Place = tuple[str, str, bool, tuple[str, ...]]
"""Which offer of a question: why it is asked, whether spelled out, and what they may have meant."""


@lru_cache(maxsize=256)
def _voice(survey: Survey, translations: Translations, shape: str) -> _Voice:
    return _Voice(survey, translations, shape)


class _Voice:
    """Our words for one survey, in one language and shape.

    What a question offers is put in words once: most of what we say are the same few lists.
    """

    def __init__(self, survey: Survey, translations: Translations, shape: str) -> None:
        self.survey = survey
        self._offers: dict[_Place, tuple[str, tuple[Tap, ...]]] = {}
        self.translations = translations
        self.shape = shape
        self.sms = shape == "sms"

    def say(self, line: Outgoing) -> list[Message]:
        match line:
            case Phrase(name="closing") if self.survey.closing:
                return [self._message(self._filled(self.survey.closing, {}))]
            case Phrase(name=name, slots=slots):
                return [self._message(self.phrase(name, **slots))]
            case Confirm():
                return [self._confirm(line)]
            case ReadBack():
                return self._read_back(line)
            case Ask(question="consent"):
                return self._agreement(line)
            case Ask():
                question = own_question(line.question) or self.survey.by_id[line.question]
                return [self._question(question, line)]

    def phrase(self, name: str, **slots: str) -> str:
        """One of our lines in its best form for this shape, with its gaps filled."""
        if self.sms and f"{name}.sms" in PHRASES:
            name = f"{name}.sms"
        return self._filled(self.translations.pgettext(name, PHRASES[name]), slots)

    def _filled(self, text: str, slots: Mapping[str, str]) -> str:
        """Plain replacing of named gaps: what a person wrote is never read as a template."""
        if "{" in text:
            if self.survey.local.date == PREVIEW.date:  # "soon" takes no "by"
                text = text.replace("by {date}", "{date}")
            for slot, words in {**vars(self.survey.local), **slots}.items():
                text = text.replace(f"{{{slot}}}", words)
        return text

    def _message(
        self, text: str, taps: tuple[Tap, ...] = (), question: str | None = None
    ) -> Message:
        if self.sms:
            return Message(text=plain_for_sms(text), question=question)
        return Message(text=text, taps=taps, question=question)

    # Agreement

    def _agreement(self, ask: Ask) -> list[Message]:
        question = own_question("consent", ask.why)
        assert question is not None
        text = self.phrase(f"consent-{ask.why}") if ask.why != "opening" else self._opening(ask)
        asked = self._put(question, text, ask)
        who = f"who.{self.shape}"
        if ask.why == "opening" and ask.wording == 1 and who in PHRASES:
            return [self._message(self.phrase(who)), asked]
        return [asked]

    def _opening(self, ask: Ask) -> str:
        if ask.wording > 1:
            return self.phrase("consent-easier")
        if self.survey.opening:
            return self.survey.opening
        audience = asked_as(self.survey.audience)
        return self.phrase(f"opening.{audience}" if f"opening.{audience}" in PHRASES else "opening")

    # Questions

    def _question(self, question: Question, ask: Ask) -> Message:
        text = question.text
        if question.id in PHRASES:
            text = self.phrase(question.id)
        elif ask.wording == 2 and question.easier:
            text = question.easier
        lines = [self._progress(ask), text]
        if ask.said is not None:
            lines.insert(1, self.phrase("so-far", label=self._label(question, ask.said)))
        lines += self._hints(question)
        join = " " if self.sms else "\n"
        return self._put(question, join.join(filter(None, lines)), ask)

    def _progress(self, ask: Ask) -> str:
        if not ask.number or (self.sms and ask.number % PROGRESS_EVERY):
            return ""
        if ask.sure:
            text = self.phrase("progress", number=str(ask.number), total=str(ask.total))
        else:
            text = self.phrase("progress-about", left=str(ask.total - ask.number))
        return f"{text}." if self.sms else text

    def _hints(self, question: Question) -> list[str]:
        """How to answer, where the options do not say it."""
        match question.type:
            case AnswerType.TEXT:
                no_names = [] if question.criterion else [self.phrase("no-names")]
                return [*no_names, self.phrase("own-words")]
            case AnswerType.NUMBER:
                least, most = question.minimum, question.maximum
                return [self.phrase("say-number", minimum=str(least), maximum=str(most))]
            case AnswerType.MULTIPLE_CHOICE:
                return [self.phrase("needs-more" if question.id == "needs" else "pick-several")]
            case AnswerType.CHOICE:
                return []

    def _put(self, question: Question, text: str, ask: Ask) -> Message:
        """The words, with the options this asking offers as a numbered list and as buttons."""
        place = (question.id, ask.why, ask.wording == 3, ask.among)
        if place not in self._offers:
            self._offers[place] = self._offer(question, ask)
        offer, taps = self._offers[place]
        return self._message(text + offer, taps, question.id)

    def _offer(self, question: Question, ask: Ask) -> tuple[str, tuple[Tap, ...]]:
        options = [option for option in question.options if self._offered(question, option, ask)]
        taps = self._taps(question, options)
        if not options:
            return "", taps
        if ask.wording == 3:
            return f" {self._spelled_out(options)}", taps
        join = " " if self.sms else "\n"
        return "".join(f"{join}{option.key} {self._short(option)}" for option in options), taps

    def _offered(self, question: Question, option: Option, ask: Ask) -> bool:
        if ask.among:
            return option.value in ask.among
        return self.sms or (question.id, option.value) != ("review", "read")

    def _spelled_out(self, options: Sequence[Option]) -> str:
        keys = ", ".join(
            self.phrase("key-for-label", key=option.key, label=self._short(option))
            for option in options
        )
        return self.phrase("send-one", keys=keys)

    def _taps(self, question: Question, options: Sequence[Option]) -> tuple[Tap, ...]:
        taps = [Tap(label=option.label, value=option.value) for option in options]
        if question.type is not AnswerType.CHOICE and question.criterion is None:
            taps.append(Tap(label=self.phrase("skip"), value="skip"))
        if len(taps) < TAPS:
            taps.append(Tap(label=self.phrase("talk-to-someone"), value="human"))
        return tuple(taps)

    def _short(self, option: Option) -> str:
        return option.short if self.sms and option.short else option.label

    # Answers, said back

    def _label(self, question: Question, value: Value | None) -> str:
        """An answer in the words the person chose it by."""
        if value is None:
            return self.phrase("skipped")
        chosen = value if isinstance(value, tuple) else (value,)
        labels = {option.value: self._short(option) for option in question.options}
        return ", ".join(labels.get(str(each), str(each)) for each in chosen)

    def _confirm(self, confirm: Confirm) -> Message:
        if confirm.of == "command":
            command = str(confirm.value)
            shown = command.replace("_", " ").upper()
            effect = COMMAND_EFFECTS[command]
            text = self.phrase("did-you-mean-command", command=shown, effect=effect)
        elif confirm.of == CALLBACK:
            text = self.phrase("callback")
        else:
            question = own_question(confirm.question) or self.survey.by_id[confirm.question]
            name = "did-you-mean-earlier" if confirm.of == "earlier" else "did-you-mean"
            text = self.phrase(name, label=self._label(question, confirm.value))
        yes, no = self.phrase("yes"), self.phrase("no")
        join = " " if self.sms else "\n"
        taps = (Tap(label=yes, value="yes"), Tap(label=no, value="no"))
        return self._message(join.join([text, f"1 {yes}", f"2 {no}"]), taps, confirm.question)

    def _read_back(self, read_back: ReadBack) -> list[Message]:
        if self.sms and read_back.offered:
            return []
        lines = [
            f"{number} {self._answered(question, value)}"
            for number, (question, value) in enumerate(read_back.answers, 1)
        ]
        if not self.sms:
            return [self._message("\n".join([self.phrase("review-heading"), *lines]))]
        return [self._message(text) for text in _in_parts(lines)]

    def _answered(self, question_id: str, value: Value | None) -> str:
        question = self.survey.by_id[question_id]
        label = self._label(question, value)
        if self.sms and len(label) > SHORT:
            label = f"{label[:SHORT].rstrip()}..."
        return f"{question.text} {label}" if self.sms else f"{question.text} - {label}"


def _in_parts(lines: Sequence[str]) -> list[str]:
    """Lines put together, up to five in a message and never over two parts."""
    messages: list[list[str]] = []
    for line in lines:
        fits = (
            messages
            and len(messages[-1]) < ANSWERS_A_MESSAGE
            and sms_size(" ".join([*messages[-1], line])).parts <= PARTS
        )
        if fits:
            messages[-1].append(line)
        else:
            messages.append([line])
    return [" ".join(message) for message in messages]
