"""A model file comes back as it was, or is refused with a reason; it never runs code."""

import io
import json
import pickle
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from provenance.classifier.model_file import FORMAT, load_model, save_model
from provenance.codebook import CLASSES
from provenance.errors import ModelFileError
from provenance.features import GROUPS
from provenance.features.space import FEATURES_VERSION


@pytest.fixture(scope="module")
def good(small_model, tmp_path_factory):
    """A sound model file."""
    path = tmp_path_factory.mktemp("model") / "small.npz"
    save_model(small_model, path)
    return path


@pytest.fixture(scope="module")
def data(good):
    return good.read_bytes()


@pytest.fixture
def parts(good):
    """What stands in a model file: its header as a dict, and its arrays."""
    with np.load(good) as archive:
        arrays = dict(archive)
    return {**arrays, "header": json.loads(arrays["header"].tobytes())}


@pytest.fixture
def write(tmp_path):
    """Write the parts of a model file, the header as JSON."""

    def written(parts, **changes):
        arrays = {**parts, **changes}
        if isinstance(arrays["header"], dict | list):
            arrays["header"] = np.frombuffer(json.dumps(arrays["header"]).encode(), np.uint8)
        path = tmp_path / "changed.npz"
        np.savez(path, **{name: array for name, array in arrays.items() if array is not None})
        return path

    return written


def npy(array):
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return stream.getvalue()


def refused(path, *told):
    """Assert that a file is refused, and that the message names it and says what is wrong."""
    with pytest.raises(ModelFileError) as caught:
        load_model(path)
    for words in (str(path), *told):
        assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_round_trip(small_model, good):
    again = load_model(good)
    assert again.classes == small_model.classes
    assert again.card == small_model.card
    assert again.space.names == small_model.space.names
    assert again.space.weights == small_model.space.weights
    for name in ("weights", "intercepts"):
        before, after = getattr(small_model, name), getattr(again, name)
        assert before.dtype == after.dtype == np.float32
        np.testing.assert_array_equal(before, after)


def test_same_model_same_bytes(small_model, good, data, tmp_path):
    for number, model in enumerate((small_model, load_model(good))):
        save_model(model, tmp_path / f"{number}.npz")
        assert (tmp_path / f"{number}.npz").read_bytes() == data


def test_a_path_may_be_a_string(good):
    assert load_model(str(good)).classes == load_model(good).classes


@pytest.mark.parametrize("name", [None, "en"])
def test_the_shipped_model(name):
    model = load_model(name)
    assert set(model.classes) == set(CLASSES)
    assert len(model.space) == len(model.weights) > 1000


def test_a_name_is_not_a_file_that_happens_to_be_here(tmp_path, monkeypatch):
    (tmp_path / "en").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    assert load_model("en").classes


@pytest.mark.parametrize("name", ["missing.npz", "fr", "", "a\0b", "x" * 5000, "caf\u00e9\ud800"])
def test_no_such_file(name):
    with pytest.raises(ModelFileError, match="should be a"):
        load_model(name)


@pytest.mark.parametrize("name", [5, 2.5, True, b"en", ["en"], {}, object])
def test_no_path(name):
    with pytest.raises(ModelFileError, match="is not a path; should be a model file or None"):
        load_model(name)


def test_a_folder_is_no_model_file(tmp_path):
    refused(tmp_path, "there is no model file")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"PK\x03\x04",
        b"PK\x05\x06" + bytes(18),
        b"A model in words.\n" * 100,
        bytes(1000),
        npy(np.zeros(3)),
        npy(np.zeros(3))[:20],
        pickle.dumps({"weights": [1.0]}),
        zipped(),
        zipped(header=npy(np.zeros(3, np.uint8))),
        zipped(header=npy(np.frombuffer(b"\xff\xfe{}", np.uint8))),
    ],
    ids=[
        "empty", "PK", "zip magic", "empty zip", "text", "zeros", "array", "cut array", "pickle",
        "zip of nothing", "header of zeros", "header of other encoding",
    ],
)  # fmt: skip
def test_not_a_model_file(content, tmp_path):
    path = tmp_path / "bad.npz"
    path.write_bytes(content)
    refused(path, "is no model file", "'provenance train'")


@pytest.mark.parametrize("member", ["header", "weights", "intercepts"])
def test_a_member_that_is_no_array(member, data, tmp_path):
    path = tmp_path / "bad.npz"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {Path(name).stem: archive.read(name) for name in archive.namelist()}
    path.write_bytes(zipped(**{**members, member: b"not an array"}))
    refused(path, "is no model file")


def test_cut_off_anywhere(data, tmp_path):
    path = tmp_path / "cut.npz"
    places = {*range(0, len(data), len(data) // 150), *range(len(data) - 60, len(data))}
    for place in places:
        path.write_bytes(data[:place])
        refused(path, "is no model file")


# Bytes that say how the archive is made stand before its members and at its end.
_PLACES = st.integers(0, 260) | st.integers(-260, -1) | st.integers(0, 40_000)


@given(st.lists(st.tuples(_PLACES, st.integers(1, 255)), min_size=1, max_size=4))
@settings(max_examples=200)
@example(changes=[(68, 1)])  # the description of an array, with a bracket that never closes
@example(changes=[(-187, 1)])  # a member marked as encrypted
def test_flipped_bytes(data, tmp_path_factory, changes):
    damaged = bytearray(data)
    for place, mask in changes:
        damaged[place] ^= mask
    path = tmp_path_factory.getbasetemp() / "flipped.npz"
    path.write_bytes(damaged)
    try:
        load_model(path)  # a flip may go unnoticed
    except ModelFileError as error:
        assert str(path) in str(error)


class Trap:
    """Leaves a file behind where it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


@pytest.mark.parametrize("member", ["header", "weights", "intercepts"])
def test_an_array_of_objects_is_refused_unopened(member, parts, write, tmp_path):
    trap = tmp_path / "sprung"
    path = write(parts, **{member: np.array([Trap(trap)], dtype=object)})
    refused(path, "is no model file", "allow_pickle")
    assert not trap.exists()
    with np.load(path, allow_pickle=True) as archive:
        archive[member]
    assert trap.exists(), "the trap works where pickling is allowed"


def test_a_pickle_is_refused_unopened(tmp_path):
    trap, path = tmp_path / "sprung", tmp_path / "bad.npz"
    path.write_bytes(pickle.dumps(Trap(trap)))
    refused(path, "is no model file")
    assert not trap.exists()


@pytest.mark.parametrize("number", [0, FORMAT + 1, str(FORMAT), None])
def test_other_format(number, parts, write):
    header = {**parts["header"], "format": number}
    refused(
        write(parts, header=header), f"has format {number!r}; should be {FORMAT}", "train it anew"
    )


@pytest.mark.parametrize("number", [0, FEATURES_VERSION + 1, None])
def test_other_features(number, parts, write):
    header = {**parts["header"], "features_version": number}
    told = f"trained with features {number!r}; this release has {FEATURES_VERSION!r}"
    refused(write(parts, header=header), told, "'provenance train'")


@pytest.mark.parametrize(
    "classes", [[], CLASSES[1:], [*CLASSES, "rumour"], [*CLASSES[1:], "rumour"]]
)
def test_other_classes(classes, parts, write):
    header = {**parts["header"], "classes": list(classes)}
    refused(write(parts, header=header), "knows the classes")


def test_classes_in_another_order_are_the_same_model(small_model, parts, write):
    order = [*range(len(CLASSES))[::-1], len(CLASSES)]
    header = {**parts["header"], "classes": parts["header"]["classes"][::-1]}
    turned = load_model(
        write(
            parts,
            header=header,
            weights=parts["weights"][:, order],
            intercepts=parts["intercepts"][order],
        )
    )
    row = np.array([0, 3]), np.array([2.0, 2.0], np.float32), np.array([0, 2])
    np.testing.assert_allclose(turned.predict(*row)[0][:, ::-1], small_model.predict(*row)[0])


def test_a_class_named_twice(parts, write):
    header = {**parts["header"], "classes": [*CLASSES, CLASSES[0]]}
    wide = {name: np.zeros_like(parts[name]) for name in ("weights", "intercepts")}
    wide = {name: np.concatenate([a, a[..., :1]], axis=-1) for name, a in wide.items()}
    refused(write(parts, header=header, **wide))


@pytest.mark.parametrize("name", ["header", "weights", "intercepts"])
def test_missing_array(name, parts, write):
    refused(write(parts, **{name: None}), "is no model file", name)


@pytest.mark.parametrize(
    "key", ["format", "features_version", "classes", "features", "feature_weights", "card"]
)
@pytest.mark.parametrize("value", [None, 7, "missing"])
def test_damaged_header(key, value, parts, write):
    header = {**parts["header"], key: value}
    if value == "missing":
        del header[key]
    refused(write(parts, header=header))


@pytest.mark.parametrize("header", [[], [1, 2]])
def test_header_of_another_kind(header, parts, write):
    refused(write(parts, header=header), "is no model file")


def test_deeply_nested_header(parts, write):
    header = np.frombuffer(b"[" * 100_000 + b"]" * 100_000, np.uint8)
    refused(write(parts, header=header), "is no model file")


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("key", ["features", "feature_weights"])
def test_missing_group(group, key, parts, write):
    header = parts["header"]
    del header[key][group]
    refused(write(parts, header=header), "is no model file")


@pytest.mark.parametrize("value", [[1, 2], [None], 5, None])
def test_features_that_are_no_names(value, parts, write):
    header = parts["header"]
    header["features"]["core"] = value
    refused(write(parts, header=header), "is no model file")


@pytest.mark.parametrize("name", ["weights", "intercepts"])
@pytest.mark.parametrize(
    "change",
    [
        lambda a: a[1:],
        lambda a: a[..., :-1],
        lambda a: np.concatenate([a, a]),
        lambda a: a[None],
        lambda a: np.float32(1.0),
        lambda a: a[:0],
    ],
    ids=["short", "narrow", "long", "deep", "number", "empty"],
)
def test_wrong_shape(name, change, parts, write):
    refused(write(parts, **{name: change(parts[name])}), "do not fit")


@pytest.mark.parametrize("name", ["weights", "intercepts"])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_weights_must_be_finite(name, value, parts, write):
    array = parts[name].copy()
    array[..., -1] = value
    refused(write(parts, **{name: array}), "not finite")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e300])
def test_weights_of_groups_must_be_finite(value, parts, write):
    header = parts["header"]
    header["feature_weights"]["core"] = value
    refused(write(parts, header=header))


@pytest.mark.parametrize(
    ("name", "dtype"),
    [
        *[("weights", dtype) for dtype in ("f2", "f8", ">f4", "i4", "c8", "U4", "?")],
        ("intercepts", "U4"),
        *[("intercepts", dtype) for dtype in ("f2", "c8", "i4")],
    ],
)
def test_weights_must_be_32_bit_floats(name, dtype, parts, write):
    refused(write(parts, **{name: parts[name].astype(dtype)}), "is no model file")


def test_a_file_of_that_size_is_not_read(good, tmp_path):
    path = tmp_path / "long.npz"
    shutil.copy(good, path)
    with path.open("r+b") as stream:
        stream.truncate(200_000_001)
    refused(path, "200000001 bytes; should be under")
