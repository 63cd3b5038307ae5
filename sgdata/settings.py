"""Where things are on this machine: one frozen Settings, from the environment and from sgdata.toml."""

from pathlib import Path

import platformdirs
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PROJECT = Path(__file__).resolve().parent.parent


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
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
