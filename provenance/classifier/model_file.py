"""Read and write model files: arrays and JSON, nothing that can run.

A model file is a NumPy archive of two float arrays and one JSON text. It is read with pickling
forbidden and checked against what the code expects before a model is made of it.

To change the format: raise ``FORMAT``, keep reading what older files hold if that is sound, add a
test with a file of the old format. To change what features mean, raise ``FEATURES_VERSION`` and
train anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np

from provenance.classifier.model import LinearModel
from provenance.codebook import CLASSES
from provenance.errors import ModelFileError
from provenance.features.rows import GROUPS
from provenance.features.space import FEATURES_VERSION, FeatureSpace
from provenance.resources import folder

FORMAT = 1
SHIPPED = "en"
_SUFFIX = ".npz"
_MAX_BYTES = 200_000_000
_MAX_GROUP_WEIGHT = 1e6


def save_model(model: LinearModel, path: str | os.PathLike) -> None:
    """Write a model file; the same model gives the same bytes."""
    header = {
        "format": FORMAT,
        "features_version": FEATURES_VERSION,
        "classes": list(model.classes),
        "features": {group: list(model.space.names_by_group[group]) for group in GROUPS},
        "feature_weights": model.space.weights,
        "card": model.card,
    }
    text = json.dumps(header, ensure_ascii=False, sort_keys=True)
    np.savez(
        path,
        header=np.frombuffer(text.encode("utf-8"), dtype=np.uint8),
        weights=model.weights.astype(np.float32),
        intercepts=model.intercepts.astype(np.float32),
    )


def load_model(name: str | os.PathLike | None = None) -> LinearModel:
    """Read a model file.

    Parameters
    ----------
    name : str or path, optional
        A path, or the name of a shipped model. The shipped English model by default.

    Raises
    ------
    ModelFileError
        When there is no such file, it is damaged, or it was written for other code than this.
    """
    path = locate(name)
    try:
        with path.open("rb") as stream:
            stream.seek(0, os.SEEK_END)
            if stream.tell() > _MAX_BYTES:
                raise ModelFileError(
                    f"{path} has {stream.tell()} bytes; should be under {_MAX_BYTES}"
                )
            stream.seek(0)
            if not zipfile.is_zipfile(stream):
                raise ModelFileError(
                    f"{path} is no model file; should be one that 'provenance train' wrote"
                )
            stream.seek(0)
            with np.load(stream, allow_pickle=False) as archive:
                header = json.loads(archive["header"].tobytes().decode("utf-8"))
                weights, intercepts = archive["weights"], archive["intercepts"]
        _check_version(path, header)
        return _built(header, weights, intercepts, path)
    except ModelFileError:
        raise
    except Exception as error:  # NumPy and zipfile raise many kinds at damaged bytes
        raise ModelFileError(
            f"{path} is damaged or is no model file ({type(error).__name__}: {error}); "
            "should be one that 'provenance train' wrote"
        ) from error


def locate(name: str | os.PathLike | None = None) -> Path | Traversable:
    """Return where a model file is; takes and raises what :func:`load_model` does."""
    if name is None or (isinstance(name, str) and name == SHIPPED):
        path = folder("models") / f"{SHIPPED}{_SUFFIX}"
        if not path.is_file():
            raise ModelFileError(
                "the shipped model is missing from this installation; "
                "should be restored by reinstalling provenance-score"
            )
        return path
    try:
        path = Path(name)
        found = path.is_file()
    except (TypeError, ValueError, OSError) as error:
        raise ModelFileError(f"{name!r} is not a path; should be a model file or None") from error
    if not found:
        raise ModelFileError(f"there is no model file {name!s}; should be a path or {SHIPPED!r}")
    return path


def file_hash(path: Path | Traversable) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _check_version(path: Path | Traversable, header: dict) -> None:
    if header["format"] != FORMAT:
        raise ModelFileError(
            f"{path} has format {header['format']!r}; should be {FORMAT}: "
            "train it anew, or install the release that wrote it"
        )
    if header["features_version"] != FEATURES_VERSION:
        raise ModelFileError(
            f"{path} was trained with features {header['features_version']!r}; this release has "
            f"{FEATURES_VERSION!r}: train it anew with 'provenance train'"
        )
    if sorted(header["classes"]) != sorted(CLASSES):
        raise ModelFileError(f"{path} knows the classes {header['classes']}; should be {CLASSES}")


def _built(
    header: dict, weights: np.ndarray, intercepts: np.ndarray, path: Path | Traversable
) -> LinearModel:
    names = {group: tuple(header["features"][group]) for group in GROUPS}
    if not all(isinstance(name, str) for group in names.values() for name in group):
        raise ValueError("a feature name is not a string")
    group_weights = {group: float(header["feature_weights"][group]) for group in GROUPS}
    if not all(0 <= weight <= _MAX_GROUP_WEIGHT for weight in group_weights.values()):
        raise ValueError(f"the weights of groups are {group_weights}")
    space = FeatureSpace(names, group_weights)
    columns = len(header["classes"]) + 1
    if weights.shape != (len(space), columns) or intercepts.shape != (columns,):
        raise ValueError(f"weights of shape {weights.shape} do not fit {len(space)} features")
    if (
        weights.dtype != np.float32
        or intercepts.dtype != np.float32
        or not np.isfinite(weights).all()
        or not np.isfinite(intercepts).all()
    ):
        raise ValueError("weights are not finite 32-bit floats")
    classes, card = tuple(header["classes"]), dict(header["card"])
    return LinearModel(space, classes, weights, intercepts, card, path)
