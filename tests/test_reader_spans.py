"""Spans of a text, in any order and overlap, as nested pieces that lose no character."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.publish.reader.spans import Piece, Span, flat, nested


@st.composite
def marked_texts(draw):
    """A text and spans of it, in any order and overlap."""
    text = draw(st.text("ab <&\r\n\u202e", max_size=20))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = [Span(*sorted(pair), f"r{n}") for n, pair in enumerate(draw(st.lists(ends, max_size=8)))]
    start, end = sorted(draw(ends))
    return text, start, end, spans


def covered(nodes, at, found) -> int:
    """Where the text of the nodes ends; `found` collects the characters that each reading covers."""
    for node in nodes:
        if isinstance(node, Piece):
            end = covered(node.nodes, at, found)
            found[node.span.reading_id] += range(at, end)
            at = end
        else:
            at += len(node)
    return at


@given(marked_texts())
def test_no_text_is_lost(case):
    """However spans overlap, the pieces hold the text once, and each span exactly its characters."""
    text, start, end, spans = case
    nodes = nested(text, start, end, spans)
    assert flat(nodes) == text[start:end]
    found = {span.reading_id: [] for span in spans}
    covered(nodes, start, found)
    assert found == {s.reading_id: [*range(max(s.start, start), min(s.end, end))] for s in spans}


def test_crossing_spans():
    """Of two spans that cross, the later one is split at the end of the earlier one, and says which ends are its own."""
    outer, rest = nested("abcd", 0, 4, [Span(0, 3, "x"), Span(1, 4, "y")])
    assert (flat([outer]), flat([rest])) == ("abc", "d")
    first = outer.nodes[1]
    assert [(p.span.reading_id, p.opens, p.closes) for p in (outer, first, rest)] == [
        ("x", True, True), ("y", True, False), ("y", False, True)]  # fmt: skip
