"""What programs are told of numbers: the schemas of facets and timelines."""

from typing import Final

from telusur.search.web.api.schema_builders import (
    DAY,
    NOTES,
    Schema,
    answer,
    count,
    list_of,
    maybe,
    number,
    object_of,
    ref,
    text,
)

COUNT_SCHEMAS: Final[dict[str, Schema]] = {
    "CountryCount": object_of(
        "A country, and how many articles it has.",
        code=text("ISO 3166-1 alpha-2"),
        name=text("its Indonesian name"),
        count=count("how many articles"),
    ),
    "Facets": answer(
        "How many articles match, by what they are about and when they were published.",
        query=ref("Query"),
        total=count("how many articles match, near-identical ones included"),
        notes=NOTES,
        countries=list_of(ref("CountryCount"), "that articles refer to, the most frequent first"),
        without_country=count("how many articles refer to none"),
        months=list_of(
            object_of("A month.", month=text("such as 2024-10"), count=count("how many articles")),
            "each that has any, the earliest first",
        ),
        uncertain_month=count("how many articles have a date that may be of several months"),
        undated=count("how many have none"),
        inferred=count("how many have a date that was inferred"),
        about=list_of(ref("CountryCount"), "that they are mainly about"),
        sources=list_of(
            object_of(
                "A publisher or site.",
                source=text("in lower case"),
                count=count("how many articles"),
            ),
            "the most frequent first",
        ),
    ),
    "Timeline": answer(
        "How many articles match in each of consecutive periods.",
        unit=text("what each period is", enum=["day", "week", "month", "year"]),
        periods=list_of(text(**DAY), "the first day of each"),
        notes=NOTES,
        queries=list_of(
            object_of(
                "What one query counts.",
                query=ref("Query"),
                total=count("how many articles match"),
                counts=list_of(count(), "how many were published in each period for sure"),
                shares=list_of(
                    maybe(number(), "0 to 1; null where there are no articles"),
                    "what part of all articles of the period that is",
                ),
                share=maybe(number(), "the same over all periods, a sum over a sum"),
                uncertain=count("how many have a date that may be of several periods"),
                undated=count("how many have none"),
            ),
            "in the order in which they were given",
        ),
        all=object_of(
            "All articles that pass the filters: what shares are of.",
            total=count("how many"),
            counts=list_of(count(), "how many in each period"),
            uncertain=count("how many may be of several"),
            undated=count("how many have no date"),
        ),
    ),
}
