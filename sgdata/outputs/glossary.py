"""The words of the field in plain English: on a page of their own, and where they are used."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def glossary() -> dict[str, str]:
    """Each word with what it means, in the order of the alphabet."""
    text = files("sgdata.outputs").joinpath("glossary.toml").read_text(encoding="utf-8")
    words: dict[str, str] = tomllib.loads(text)["words"]
    return dict(sorted(words.items(), key=lambda item: item[0].lower()))


@cache
def explained(text: str) -> str:
    """What the words of the glossary in a text mean, as markdown; nothing where it has none."""
    found = [word for word in glossary() if re.search(rf"\b{re.escape(word)}s?\b", text, _case(word))]
    inner = {word for word in found if any(word != other and word.lower() in other.lower() for other in found)}
    return "\n\n".join(f"**{word}**: {glossary()[word]}" for word in found if word not in inner)


def _case(word: str) -> re.RegexFlag:
    """A word in small letters may begin a sentence; an abbreviation or a name stands as it is."""
    return re.IGNORECASE if word.islower() else re.NOFLAG
