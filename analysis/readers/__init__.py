"""The text of a file, and what its page says of itself: plain text, Markdown, HTML, PDF, Word.

    reading        what a reader gives: the text, guesses with how they were made, limits
    publishers     who published a text, by its title and its line on copyright
    guesses        dates, bylines and titles that stand in a text
    plain          plain text in any encoding
    marked         Markdown, with the head that some files have
    html           the article on an HTML page, and the page's own metadata
    pdf            paragraphs from the lines of a PDF; lines that its pages repeat
    packed         a ZIP of parts, looked over before it is unpacked
    word           headings, paragraphs and footnotes of a DOCX
    read           any file: what it is, then its reader
    apart          the same in a process of its own, which can be stopped

A file is data: nothing that it names is fetched, no entity is expanded, nothing is run. Any
bytes give a `Reading` or one `BriefError`.
"""

from analysis.readers.apart import read_apart
from analysis.readers.read import read, read_bytes
from analysis.readers.reading import LIMITS, Guess, Limits, Reading

__all__ = ["LIMITS", "Guess", "Limits", "Reading", "read", "read_apart", "read_bytes"]
