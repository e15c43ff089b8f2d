"""Which writing a language uses, as far as a letter alone can tell."""

import re

# Scripts that cannot be read out by a voice for another language.
LETTERS = {
    "Greek": "\u0370-\u03ff", "Cyrillic": "\u0400-\u04ff", "Hebrew": "\u0590-\u05ff", "Arabic": "\u0600-\u06ff\u0750-\u077f",
    "Devanagari": "\u0900-\u097f", "Thai": "\u0e00-\u0e7f", "Kana": "\u3040-\u30ff", "Han": "\u4e00-\u9fff", "Hangul": "\uac00-\ud7af",
}  # fmt: skip
WRITTEN_IN = {
    "el": {"Greek"}, "ru": {"Cyrillic"}, "uk": {"Cyrillic"}, "bg": {"Cyrillic"}, "sr": {"Cyrillic"},
    "he": {"Hebrew"}, "yi": {"Hebrew"}, "ar": {"Arabic"}, "fa": {"Arabic"}, "ur": {"Arabic"}, "ps": {"Arabic"},
    "hi": {"Devanagari"}, "mr": {"Devanagari"}, "ne": {"Devanagari"}, "th": {"Thai"},
    "ja": {"Kana", "Han"}, "zh": {"Han"}, "yue": {"Han"}, "ko": {"Hangul", "Han"},
}  # fmt: skip


def foreign(text: str, language: str) -> str | None:
    """The first word in a script that the language is not written in. One letter (a sign, a formula) is no word."""
    for script, letters in LETTERS.items():
        if script not in WRITTEN_IN.get(language, set()) and (found := re.search(f"[{letters}]{{2,}}", text)):
            return found.group()
    return None
