"""Words and phrases that come to the same, written one way: "dont", "do not" and "doesnt"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .fold import fold


class Forms:
    """One form for each group of words that come to the same.

    A form that stands among its own variants is left as it is, which keeps it from being part
    of another ("not really"). Variants of no form are left out, and so is a `stressed` word
    after one of the `negators`: "not very often" is "not often", though "not very" alone stays.

    >>> forms = Forms({"do not": ["dont"], "very": ["ever so"]}, ["not"], ["very"])
    >>> forms.plainly("i dont ever so often"), forms.plainly("ever so kind")
    ('i do not often', 'very kind')
    """

    def __init__(
        self,
        variants: Mapping[str, Iterable[str]],
        negators: Iterable[str] = (),
        stressed: Iterable[str] = (),
    ) -> None:
        self.words: set[str] = set()
        self._dropped = frozenset(variants.get("", ()))
        self._by_first: dict[str, list[tuple[list[str], list[str]]]] = {}
        for form, said in variants.items():
            plain = fold(form).split()
            self.words.update(plain)
            for variant in said:
                words = variant.split()
                self.words.update(words)
                self._by_first.setdefault(words[0], []).append((words, plain))
        for starting in self._by_first.values():
            starting.sort(key=lambda pair: -len(pair[0]))
            for words, plain in starting:
                if words != plain:
                    plain[:] = self._in_one_form(plain)
        self._of_word = {
            words[0]: " ".join(plain)
            for starting in self._by_first.values()
            for words, plain in starting
            if len(words) == 1
        }
        self._negators: frozenset[str] = frozenset()
        self._stressed: frozenset[str] = frozenset()
        self._negators = frozenset(map(self.plainly, negators))
        self._stressed = frozenset(map(self.plainly, stressed))

    def of_word(self, word: str) -> str:
        """The form of one word by itself."""
        return self._of_word.get(word, word)

    def plain(self, tokens: list[str]) -> list[str]:
        """The same words, each group written in its one form, the longest variants first."""
        if not self._dropped.isdisjoint(tokens):
            tokens = [token for token in tokens if token not in self._dropped]
        if not self._by_first.keys().isdisjoint(tokens):
            tokens = self._in_one_form(tokens)
        if not self._stressed.isdisjoint(tokens):
            tokens = self._unstressed(tokens)
        return tokens

    def plainly(self, words: str) -> str:
        """The same for words in one string; a letter by itself is left as it is."""
        return words if len(words) == 1 else " ".join(self.plain(words.split()))

    def _in_one_form(self, tokens: list[str]) -> list[str]:
        plain: list[str] = []
        start = 0
        while start < len(tokens):
            for words, form in self._by_first.get(tokens[start], ()):
                if tokens[start : start + len(words)] == words:
                    plain += form
                    start += len(words)
                    break
            else:
                plain.append(tokens[start])
                start += 1
        return plain

    def _unstressed(self, tokens: list[str]) -> list[str]:
        kept: list[str] = []
        for n, token in enumerate(tokens):
            inside = kept and n + 1 < len(tokens)
            if not (inside and token in self._stressed and kept[-1] in self._negators):
                kept.append(token)
        return kept
