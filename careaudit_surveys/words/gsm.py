"""How long a text message is, and how to say the same in fewer signs.

Alphabets and lengths: 3GPP TS 23.038 (the default alphabet and its extension table) and
3GPP TS 23.040 (the header of 6 bytes that joined messages carry).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The default alphabet: each of these is one septet."""

GSM_EXTENDED = frozenset("\f^{}\\[~]|€")
"""The extension table: each of these is an escape and a septet, so two."""

_GSM = GSM_BASIC | GSM_EXTENDED

# The most units in a message sent alone, and in each part of a joined one.
_GSM_ALONE, _GSM_JOINED = 160, 153
_UCS2_ALONE, _UCS2_JOINED = 70, 67


class SmsSize(NamedTuple):
    """What a text costs to send: `units` are septets (GSM-7) or UTF-16 units (UCS-2)."""

    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    parts: int


def sms_size(text: str) -> SmsSize:
    """The size of the text exactly as given; nothing is replaced.

    A character of two units is never split between parts. The empty text is one part.

    >>> sms_size("Hello")
    SmsSize(encoding='GSM-7', units=5, parts=1)
    """
    if not not_gsm(text):
        widths = [2 if character in GSM_EXTENDED else 1 for character in text]
        return SmsSize("GSM-7", sum(widths), _parts(widths, _GSM_ALONE, _GSM_JOINED))
    widths = [2 if character > "\uffff" else 1 for character in _paired(text)]
    return SmsSize("UCS-2", sum(widths), _parts(widths, _UCS2_ALONE, _UCS2_JOINED))


def not_gsm(text: str) -> set[str]:
    """The characters that force the wider encoding; none when GSM-7 is enough."""
    return set(text) - _GSM


def plain_for_sms(text: str) -> str:
    """The same text with typographic signs as plain ones, so that it costs less to send.

    Letters are never changed: Welsh ŵ and ŷ are worth their price.
    """
    return text.translate(_PLAIN)


def sms_parts(record: Mapping[str, Any]) -> dict[str, Any]:
    """The size of a record's `text`, with its `id`; ValueError if it has no text."""
    text = record.get("text")
    if not isinstance(text, str):
        raise ValueError('each line needs a "text" in quotes')
    return {"id": record.get("id"), **sms_size(text)._asdict()}


def _parts(widths: Iterable[int], alone: int, joined: int) -> int:
    widths = list(widths)
    if sum(widths) <= alone:
        return 1
    parts, used = 1, 0
    for width in widths:
        if used + width > joined:
            parts, used = parts + 1, 0
        used += width
    return parts


def _paired(text: str) -> str:
    """Halves of a surrogate pair that stand side by side, made one character; others left."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


_PLAIN = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{SINGLE LOW-9 QUOTATION MARK}": "'",
        "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "\N{PRIME}": "'",
        "\N{ACUTE ACCENT}": "'",
        "\N{GRAVE ACCENT}": "'",
        "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}": "'",
        "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
        "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}": '"',
        "\N{DOUBLE PRIME}": '"',
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{FIGURE DASH}": "-",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{HORIZONTAL BAR}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{BULLET}": "-",
        "\N{MIDDLE DOT}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{VULGAR FRACTION ONE QUARTER}": "1/4",
        "\N{VULGAR FRACTION ONE HALF}": "1/2",
        "\N{VULGAR FRACTION THREE QUARTERS}": "3/4",
        "\t": " ",
        "\N{NO-BREAK SPACE}": " ",
        "\N{EN SPACE}": " ",
        "\N{EM SPACE}": " ",
        "\N{FIGURE SPACE}": " ",
        "\N{THIN SPACE}": " ",
        "\N{HAIR SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{LINE SEPARATOR}": "\n",
        "\N{PARAGRAPH SEPARATOR}": "\n",
        # These show nothing. The joiners stay: letters of other scripts need them.
        "\N{SOFT HYPHEN}": "",
        "\N{ZERO WIDTH SPACE}": "",
        "\N{WORD JOINER}": "",
        "\N{ZERO WIDTH NO-BREAK SPACE}": "",
        "\N{VARIATION SELECTOR-15}": "",
    }
)
