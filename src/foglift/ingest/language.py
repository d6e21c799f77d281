"""Which language a text is in."""

from functools import cache
from typing import Any

_SHORTEST, _SAMPLE = 200, 2_000  # characters
_SURE = 0.5


def language(text: str) -> str:
    """ISO 639-1 code of the text's language; "en" where it is too short or odd to tell."""
    if len(text) < _SHORTEST:
        return "en"
    code, probability = _identifier().classify(text[:_SAMPLE])
    return str(code) if probability >= _SURE else "en"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # takes a second to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
