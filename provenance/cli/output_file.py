"""The files that a training command writes: whether they can be written, told before any work is done."""

from __future__ import annotations

from pathlib import Path


def check_output(asked: str, suffix: str) -> Path:
    """Return the file to write, when it and its card beside it can be written.

    Parameters
    ----------
    asked : str
        What was given as ``--output``.
    suffix : str
        How the file's name should end: ``.npz`` ...

    Raises
    ------
    InputError
        When the file has another suffix, or it or its card cannot be written.
    """
    import tempfile

    from provenance.errors import InputError

    output = Path(asked)
    told = f"--output is {asked!r}"
    card = output.with_suffix(".md") if output.name else output
    if output.suffix != suffix or not output.parent.is_dir() or output.is_dir() or card.is_dir():
        raise InputError(f"{told}; should be a {suffix} file in a folder that exists")
    try:
        tempfile.TemporaryFile(dir=output.parent).close()
        for file in (output, card):
            if file.exists():
                file.open("ab").close()
    except OSError as error:
        raise InputError(
            f"{told}, which cannot be written ({error.strerror}); should be a {suffix} file in a "
            "folder that can be written to"
        ) from None
    return output
