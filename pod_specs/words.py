"""Text for people, in the languages of the page."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StrictStr, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Words(BaseModel):
    """English, and Simplified Chinese where there is one. In a file a plain string is the English."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: Annotated[StrictStr, Field(description="English.")]
    zh: Annotated[StrictStr, Field(description="Simplified Chinese; English is shown where it is missing.")] = ""

    @model_validator(mode="before")
    @classmethod
    def _plain_string(cls, given: Any) -> Any:
        return {"en": given} if isinstance(given, str) else given

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(schema)]}

    def in_language(self, language: str) -> str:
        """`language` as browsers say it: `zh`, `zh_Hans_CN`, `en-GB`."""
        return self.zh if self.zh and language.lower().startswith("zh") else self.en
