"""Where things are on this machine: one frozen Settings, from the environment and from sgdata.toml.

The process that leaders reach has no Settings: all that it knows is the folder of its copies of the releases."""

import os
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PROJECT = Path(__file__).resolve().parent.parent
RELEASES = "SGDATA_RELEASES"
"""The name in the environment under which the process that leaders reach finds its folder of releases."""
Audience = Literal["practitioners", "leaders"]


def audience() -> Audience:
    """Whom this process serves."""
    return "leaders" if RELEASES in os.environ else "practitioners"


def releases_folder() -> Path | None:
    """Where leaders' releases are: <folder>/<store>/<release>.json; None in a process for practitioners."""
    folder = os.environ.get(RELEASES)
    return Path(folder) if folder is not None else None


class Settings(BaseSettings):
    """`SGDATA_STORE` and `SGDATA_KEY_FILE` in the environment win over `store` and `key_file` in sgdata.toml."""

    model_config = SettingsConfigDict(env_prefix="SGDATA_", toml_file="sgdata.toml", frozen=True, extra="forbid")

    store: Path = Path("store")
    """The folder of the store, or of several stores side by side."""
    key_file: Path = Path(platformdirs.user_config_dir("sgdata", appauthor=False)) / "pseudonym.key"
    """The key of the pseudonyms: outside every store and every repository, made on first use."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        if audience() == "leaders":
            raise RuntimeError("The process that leaders reach has no Settings: they name the store and the key.")
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
