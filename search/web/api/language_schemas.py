"""What programs are told of the language: the schemas of words, dates and countries."""

from typing import Final

from telusur.search.web.api.schema_builders import (
    DAY,
    Schema,
    answer,
    flag,
    list_of,
    maybe,
    object_of,
    of_kind,
    text,
)

LANGUAGE_SCHEMAS: Final[dict[str, Schema]] = {
    "Words": answer(
        "What Telusur makes of words.",
        words=list_of(
            object_of(
                "A word.",
                word=text("as it was given"),
                root=text("its root"),
                affixes=list_of(text(), "what was taken off"),
                runners_up=list_of(of_kind("object"), "less likely readings"),
                name=flag("whether it is a name"),
                stop_word=flag("whether it is a stop word"),
                variants=list_of(text(), "other ways to write it"),
            ),
            "in their order",
        ),
    ),
    "Dates": answer(
        "The days that an expression stands for; open ends are null.",
        text=text("the expression"),
        from_=maybe(text(**DAY), "the first day"),
        to=maybe(text(**DAY), "the last day, included"),
    ),
    "Countries": answer(
        "The countries that names or codes stand for.",
        countries=list_of(
            object_of("A country.", code=text("ISO 3166-1"), name=text("its Indonesian name")),
            "each once, in their order",
        ),
    ),
}
