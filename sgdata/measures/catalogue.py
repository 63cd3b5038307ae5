"""The catalogue: every file of an indicator or a picture, read and checked. A new one is a new file, nothing else."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar, get_args

from pydantic import ValidationError

from sgdata.errors import Misuse
from sgdata.measures.indicator import Indicator, Theme, parse
from sgdata.measures.picture import Picture
from sgdata.rules import Rules

Declared = TypeVar("Declared", Indicator, Picture)


class CatalogueFaults(Misuse):
    """What is wrong with indicator files: all faults of all files together."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(f"{len(faults)} faults in the files: " + "; ".join(faults))
        self.faults = faults


def read_catalogue(folder: Traversable, model: type[Declared]) -> dict[str, Declared]:
    """The indicators or pictures of a folder by id; CatalogueFaults tells of every fault of every file."""
    found, faults = {}, []
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".sql"):
            continue
        identifier = file.name.removesuffix(".sql")
        try:
            parts = parse(file.read_text(encoding="utf-8"))
            found[identifier] = model.model_validate({"id": identifier, **parts})
        except ValidationError as fault:
            faults += [
                f"{file.name}, {'.'.join(map(str, error['loc'])) or 'head'}: {error['msg']}"
                for error in fault.errors(include_url=False)
            ]
        except (ValueError, IndexError) as fault:
            place = "TOML head" if isinstance(fault, tomllib.TOMLDecodeError) else "file"
            faults.append(f"{file.name}, {place}: {fault}")
    if faults:
        raise CatalogueFaults(faults)
    return found


@cache
def catalogue() -> dict[str, Indicator]:
    """The indicators of the product, by id, in the order of their themes and then of their ids."""
    found = read_catalogue(files("sgdata.indicators"), Indicator)
    themes = get_args(Theme)
    return dict(sorted(found.items(), key=lambda item: (themes.index(item[1].theme), item[0])))


@cache
def pictures() -> dict[str, Picture]:
    """The pictures of the product, by id, in the order of their places."""
    found = read_catalogue(files("sgdata.pictures"), Picture)
    return dict(sorted(found.items(), key=lambda item: (item[1].place, item[0])))


def hold_rules(rules: Rules, file: str) -> Rules:
    """The rules as they are; Misuse names every indicator and parameter of them that there is not."""
    faults = [f"agenda.first: there is no indicator {one}" for one in rules.agenda.first if one not in catalogue()]
    of_children = [one.id for one in catalogue().values() if _may_be_a_vulnerability(one)]
    faults += [
        f"vulnerabilities.{place}.figure: found {one.figure}, wanted one of {', '.join(of_children)}"
        for place, one in enumerate(rules.vulnerabilities)
        if one.figure and one.figure not in of_children
    ]
    for place, change in enumerate(rules.changes):
        strange = [one for one in change.figures or () if one not in catalogue()]
        faults += [f"changes.{place}.figures: there is no indicator {one}" for one in strange]
    for identifier, override in rules.indicators.items():
        indicator = catalogue().get(identifier)
        if indicator is None:
            faults.append(f"indicators.{identifier}: there is no such indicator")
            continue
        strange = sorted(set(override.parameters) - set(indicator.parameters))
        wanted = ", ".join(indicator.parameters) or "none"
        if indicator.good == "none" and override.target is not None:
            faults.append(f"indicators.{identifier}.target: neither direction of it is good, so it can have no target")
        faults += [f"indicators.{identifier}.parameters: found {name}, wanted {wanted}" for name in strange]
    if faults:
        raise Misuse(f"{file}: {'; '.join(faults)}.")
    return rules


def _may_be_a_vulnerability(indicator: Indicator) -> bool:
    """Whether a child that the indicator counts is the worse for it, and it does not count vulnerabilities itself."""
    is_a_worry = indicator.about == "child" and indicator.good == "low" and not indicator.amounts
    return is_a_worry and "vulnerable_child" not in indicator.sql


def chosen(ids: Iterable[str] | None) -> list[Indicator]:
    """The indicators of these ids, or all; Misuse names an id that there is not."""
    known = catalogue()
    if ids is None:
        return list(known.values())
    wanted = list(ids)
    if strange := [name for name in wanted if name not in known]:
        raise Misuse(f"There is no indicator {', '.join(strange)}: wanted one of {', '.join(known)}.")
    return [known[name] for name in wanted]
