"""What stands on slides, read back."""


def shapes(deck, kind: str) -> list:
    """All shapes of the slides that have that: chart, table, text_frame."""
    return [shape for slide in deck.slides for shape in slide.shapes if getattr(shape, f"has_{kind}")]


def described(shape) -> str:
    """The alt text of a shape."""
    return shape._element.xpath(".//p:cNvPr")[0].get("descr", "")
