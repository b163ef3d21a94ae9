"""Files that are a ZIP of parts: looked over before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from analysis.errors import BriefError
from analysis.readers.reading import Limits

FILES = 5000  # parts of a file; a document has some dozens


def opened(data: bytes, *, limits: Limits, problem: str, remedy: str) -> zipfile.ZipFile:
    """A packed file whose parts are all small enough to unpack, and not protected.

    Parameters
    ----------
    data : bytes
    limits : Limits
        What it may cost.
    problem, remedy : str
        What to say where it is none, or broken.

    Raises
    ------
    BriefError
        It is broken, protected by a password, or unpacks to more than is allowed.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise BriefError(problem, remedy=remedy) from None
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > limits.n_unpacked or len(parts) > FILES:
        raise BriefError(
            f"it unpacks to {size:,} bytes in {len(parts):,} parts",
            remedy=f"Give at most {limits.n_unpacked:,} bytes in {FILES:,}, or raise the limit",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise BriefError("it is protected by a password", remedy="Save it without one")
    return archive
