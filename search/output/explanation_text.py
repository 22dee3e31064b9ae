"""Shows people how a query was understood and how each score adds up."""

from collections.abc import Iterator, Mapping

from telusur.index.query import AllOf, AndMaybe, AnyOf, Leaf, Near, Node, Weighted, Without
from telusur.index.translation import gettext, gettext_noop, number
from telusur.search.output.terminal import Terminal, highlighted_lines
from telusur.search.ranking.explanation import (
    FORM,
    ROOT,
    ScorePart,
    roots_of,
    rounded_parts,
    typed_form,
    variants_of,
)
from telusur.search.results import Hit

_DIGITS = 3


def tree_as_text(
    tree: Node,
    weights: Mapping[Leaf, float],
    screen: Terminal,
    indent: str = "",
    factor: float = 1.0,
) -> Iterator[str]:
    """Yield the lines that show a query tree, each part under what joins it.

    Args:
        tree: the tree.
        weights: the inverse document frequency of each leaf.
        screen: where it is shown.
        indent: stands before each line.
        factor: the weight that its parent gives it.
    """
    deeper = indent + "  "
    if isinstance(tree, AnyOf | AllOf):
        yield indent + (gettext("any of") if isinstance(tree, AnyOf) else gettext("all of"))
        for child in tree.children:
            yield from tree_as_text(child, weights, screen, deeper, factor)
    elif isinstance(tree, Weighted):
        yield from tree_as_text(tree.child, weights, screen, indent, factor * tree.factor)
    elif isinstance(tree, AndMaybe):
        yield from tree_as_text(tree.required, weights, screen, indent, factor)
        yield indent + gettext("better with")
        yield from tree_as_text(tree.optional, weights, screen, deeper, factor)
    elif isinstance(tree, Without):
        yield from tree_as_text(tree.child, weights, screen, indent, factor)
        yield indent + gettext("but not")
        yield from tree_as_text(tree.excluded, weights, screen, deeper)
    else:
        line = _leaf(tree, weights, factor) if isinstance(tree, Leaf) else str(tree)
        yield from highlighted_lines(line, [], screen, indent)


def score_as_text(hit: Hit, screen: Terminal, indent: str) -> Iterator[str]:
    """Yield the lines that show the parts of a hit's score; as printed, they add up to it.

    Args:
        hit: the hit.
        screen: where it is shown.
        indent: stands before each line.
    """
    parts = hit.score_parts
    points = rounded_parts([part.points for part in parts], hit.score, _DIGITS)
    total = number(hit.score, _DIGITS)
    yield screen.style(f"{indent}{total}  {gettext('score')}", fg="cyan")
    for part, rounded in zip(parts, points, strict=True):
        name = _name(part)
        lines = highlighted_lines(name, [], screen, indent + " " * (len(total) + 2))
        shown = f"{number(rounded, _DIGITS):>{len(total)}}"
        for index, line in enumerate(lines):
            if index == 0:
                line = f"{indent}{shown}  {line.lstrip()}"
            yield screen.style(line, fg="cyan")


_KINDS = {
    ROOT: gettext_noop("by its root"),
    FORM: gettext_noop("in this form"),
    "window": gettext_noop("words close together"),
    "pairs": gettext_noop("words together as in few others"),
    "opening": gettext_noop("what the title begins with"),
}


def _name(part: ScorePart) -> str:
    if part.leaf is None:
        return gettext(_KINDS[part.kind])
    # A pattern stands for words, whatever their roots; what is near counts as it stands.
    term, whole_words = typed_form(part.leaf), roots_of(part.leaf)
    if not whole_words or isinstance(part.leaf, Near):
        return term
    others = [way for way in part.written if way != term]
    if not others:
        return f"{term}, {gettext(_KINDS[part.kind])}"
    values = {"term": term, "kind": gettext(_KINDS[part.kind]), "others": ", ".join(others)}
    if term in part.written:
        return gettext("{term}, {kind} and as {others}", **values)
    return gettext("{term}, as {others}", **values)


def _leaf(leaf: Leaf, weights: Mapping[Leaf, float], factor: float) -> str:
    roots = [root for _, root in roots_of(leaf)]
    variants = variants_of(leaf)
    remarks = [
        gettext("root {root}", root=" ".join(roots)) if roots else "",
        gettext("also {variants}", variants=", ".join(variants)) if variants else "",
        f"idf {number(weights[leaf], _DIGITS)}" if leaf in weights else "",
        gettext("times {factor}", factor=f"{factor:g}") if factor != 1.0 else "",
    ]
    details = "; ".join(filter(None, remarks))
    return typed_form(leaf) + (f" ({details})" if details else "")
