"""Six models as users export them, with Python shap's values for one row of each.

Run from the project's folder, with shap, scikit-learn, xgboost, lightgbm, skl2onnx, onnxmltools and onnxruntime
installed:

    python test/peers/shap_exact.py

It writes small ONNX files to test/fixtures/peers/exact-models and the values to test/fixtures/peers/shap-exact.json.
All data are made up. Scores are those of onnxruntime on the ONNX files; KernelExplainer explains these, with l1 off;
TreeExplainer and LinearExplainer explain the margin of the Python models, interventionally. Rows whose Python margin is
not that of the ONNX file within 1e-5 end the script.
"""

import json
from pathlib import Path

import lightgbm
import numpy as np
import onnx
import onnxmltools
import onnxruntime
import pandas as pd
import shap
import sklearn
import skl2onnx
import xgboost
from onnxmltools.convert.common.data_types import FloatTensorType as ToolFloat
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

FOLDER = Path("test/fixtures/peers/exact-models")
ROWS = 600
BACKGROUND = 50
SAMPLES = 33_000
TARGET_OPSET = {"": 17, "ai.onnx.ml": 3}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    cases = [logistic(), strings(), forest(), boosting(), xgb(), lgbm()]
    fixture = {
        "peer": "shap",
        "version": shap.__version__,
        "made with": {
            module.__name__: module.__version__
            for module in (sklearn, xgboost, lightgbm, skl2onnx, onnxmltools, onnx, onnxruntime, np)
        },
        "madeBy": "test/peers/shap_exact.py",
        "tolerance": 1e-6,
        "why": "float32 leaves and coefficients in ONNX, float64 in Python",
        "cases": cases,
    }
    Path("test/fixtures/peers/shap-exact.json").write_text(json.dumps(fixture, indent=1) + "\n")


def table(features: int, seed: int, missing: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Made-up applicants: numbers of several scales, some of them codes, and whether they were turned away."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(ROWS, features))
    x[:, 1::4] = rng.integers(0, 5, size=x[:, 1::4].shape)
    x[:, 2::5] = rng.lognormal(3, 1, size=x[:, 2::5].shape)
    risk = x[:, 0] + 0.4 * x[:, 1] - 0.02 * x[:, 2] + 0.7 * x[:, 3] * (x[:, 0] > 0) + 0.5 * np.sin(2 * x[:, 4])
    y = (risk + rng.logistic(size=ROWS) > np.median(risk)).astype(int)
    if missing > 0:
        x[rng.random(x.shape) < missing] = np.nan
    return x.astype(np.float32), y


def session_of(name: str, model: onnx.ModelProto) -> onnxruntime.InferenceSession:
    path = FOLDER / f"{name}.onnx"
    path.write_bytes(model.SerializeToString())
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def probability_of(session: onnxruntime.InferenceSession):
    """Of class 1, past a ZipMap if there is one."""
    name = session.get_inputs()[0].name

    def score(rows: np.ndarray) -> np.ndarray:
        found = session.run(None, {name: np.asarray(rows, np.float32)})[1]
        return np.array([row[1] for row in found], np.float64)

    return score


def kernel(score, instance, background) -> dict:
    """All coalitions up to 15 features. Beyond, the mean of two seeds, with half their largest difference."""
    runs = []
    for seed in (0, 1):
        np.random.seed(seed)
        explainer = shap.KernelExplainer(score, background)
        runs.append(np.reshape(explainer.shap_values(instance, nsamples=SAMPLES, l1_reg=0, silent=True), -1))
    return {
        "baseValue": float(explainer.expected_value),
        "value": float(score(instance[None])[0]),
        "attributions": ((runs[0] + runs[1]) / 2).tolist(),
        "spread": float(np.abs(runs[0] - runs[1]).max() / 2),
        "samples": min(SAMPLES, 2 ** len(instance) - 2),
    }


def case(name: str, x: np.ndarray, score, exact: dict, positive=1, inputs=None) -> dict:
    instance, background = x[0], x[1 : BACKGROUND + 1]
    features = x.shape[1]
    return {
        "model": name,
        "path": f"{FOLDER}/{name}.onnx",
        "inputs": inputs or [f"x{i}" for i in range(features)],
        "positiveClass": positive,
        "instance": listed(instance),
        "background": [listed(row) for row in background],
        "kernel": {"space": "probability"} | kernel(score, instance.astype(np.float64), background.astype(np.float64)),
        "exact": exact,
    }


def listed(row: np.ndarray) -> list:
    """null for a missing value, which JSON has no number for."""
    return [None if np.isnan(value) else float(value) for value in row]


def tree_values(model, x: np.ndarray, space: str, score, **options) -> dict:
    instance, background = x[:1], x[1 : BACKGROUND + 1]
    explainer = shap.TreeExplainer(model, background, feature_perturbation="interventional", **options)
    values = np.asarray(explainer.shap_values(instance, check_additivity=False), np.float64)
    base = np.asarray(explainer.expected_value, np.float64).reshape(-1)
    one = values[..., 1] if values.ndim == 3 else values
    phi = one.reshape(-1)
    total = base[-1] + phi.sum()
    p = float(score(instance)[0])
    expected = p if space == "probability" else float(np.log(p / (1 - p)))
    assert abs(total - expected) < 1e-5, (total, expected)
    return {
        "by": "TreeExplainer, interventional",
        "engine": "tree-shap",
        "space": space,
        "baseValue": float(base[-1]),
        "attributions": phi.tolist(),
    }


def logistic() -> dict:
    x, y = table(8, 1)
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(x, y)
    score = probability_of(session_of("logistic", to_onnx(model, x[:1], target_opset=TARGET_OPSET)))
    scaler, regression = model[0], model[1]
    scaled = scaler.transform(x)
    explainer = shap.LinearExplainer(regression, shap.maskers.Independent(scaled[1 : BACKGROUND + 1], max_samples=BACKGROUND))
    phi = np.asarray(explainer.shap_values(scaled[:1])).reshape(-1)
    base = float(np.asarray(explainer.expected_value).reshape(-1)[-1])
    exact = {
        "by": "LinearExplainer, independent",
        "engine": "linear-shap",
        "space": "margin",
        "baseValue": base,
        "attributions": phi.tolist(),
    }
    return case("logistic", x, score, exact)


def strings() -> dict:
    """A pipeline of columns of numbers and strings, each an input of its own. Its margin is brute force in closed form."""
    rng = np.random.default_rng(2)
    numbers, y = table(6, 2)
    frame = pd.DataFrame(numbers, columns=[f"n{i}" for i in range(6)])
    frame["purpose"] = rng.choice(["car", "home", "study", "other"], ROWS)
    frame["region"] = rng.choice(["north", "south", "west"], ROWS)
    y = np.where(frame.purpose == "car", 1 - y, y)
    names = list(frame.columns)
    scale = make_pipeline(SimpleImputer(), StandardScaler())
    before = ColumnTransformer([("n", scale, names[:6]), ("s", OneHotEncoder(), names[6:])], sparse_threshold=0)
    model = make_pipeline(before, LogisticRegression()).fit(frame, y)
    types = [(name, FloatTensorType([None, 1])) for name in names[:6]]
    types += [(name, StringTensorType([None, 1])) for name in names[6:]]
    session = session_of("strings", to_onnx(model, initial_types=types, target_opset=TARGET_OPSET))
    instance, background = frame.iloc[:1], frame.iloc[1 : BACKGROUND + 1]
    encoded = model[0].transform(frame)
    coefficients = model[1].coef_[0]
    away = (encoded[:1] - encoded[1 : BACKGROUND + 1].mean(axis=0))[0] * coefficients
    owner = list(range(6)) + [6] * 4 + [7] * 3
    phi = np.bincount(owner, weights=away)
    feeds = {name: instance[[name]].to_numpy(np.float32 if name[0] == "n" and name[1:].isdigit() else object) for name in names}
    p = session.run(None, feeds)[1][0][1]
    base = float(model.decision_function(background).mean())
    assert abs(base + phi.sum() - np.log(p / (1 - p))) < 1e-5
    return {
        "model": "strings",
        "path": f"{FOLDER}/strings.onnx",
        "inputs": names,
        "positiveClass": 1,
        "instance": instance.astype(object).to_numpy().tolist()[0],
        "background": background.astype(object).to_numpy().tolist(),
        "kernel": kernel_of_strings(session, instance, background, names),
        "exact": {
            "by": "coefficients, summed by source column",
            "engine": "linear-shap",
            "space": "margin",
            "baseValue": base,
            "attributions": phi.tolist(),
        },
    }


def kernel_of_strings(session, instance: pd.DataFrame, background: pd.DataFrame, names: list[str]) -> dict:
    """KernelExplainer takes numbers: texts go in as codes and are turned back for the model."""
    together = pd.concat([instance, background])
    codes = {name: sorted(together[name].unique()) for name in names[6:]}
    coded = together.assign(**{name: together[name].map(codes[name].index) for name in codes}).to_numpy(np.float64)

    def score(rows: np.ndarray) -> np.ndarray:
        feeds = {name: rows[:, [k]].astype(np.float32) for k, name in enumerate(names[:6])}
        feeds |= {
            name: np.array([[codes[name][int(code)]] for code in rows[:, 6 + k]], object)
            for k, name in enumerate(names[6:])
        }
        return np.array([row[1] for row in session.run(None, feeds)[1]], np.float64)

    return {"space": "probability"} | kernel(score, coded[0], coded[1:])


def forest() -> dict:
    x, y = table(12, 3)
    model = RandomForestClassifier(25, max_depth=5, random_state=0).fit(x, y)
    score = probability_of(session_of("forest", to_onnx(model, x[:1], target_opset=TARGET_OPSET)))
    return case("forest", x, score, tree_values(model, x, "probability", score))


def boosting() -> dict:
    x, y = table(15, 4)
    model = GradientBoostingClassifier(n_estimators=40, max_depth=3, random_state=0).fit(x, y)
    score = probability_of(session_of("boosting", to_onnx(model, x[:1], target_opset=TARGET_OPSET)))
    return case("boosting", x, score, tree_values(model, x, "margin", score))


def xgb() -> dict:
    x, y = table(20, 5, missing=0.1)
    model = xgboost.XGBClassifier(n_estimators=30, max_depth=4, base_score=0.5, n_jobs=1, random_state=0).fit(x, y)
    converted = onnxmltools.convert_xgboost(model, initial_types=[("input", ToolFloat([None, 20]))], target_opset=15)
    score = probability_of(session_of("xgboost", converted))
    return case("xgboost", x, score, tree_values(model, x, "margin", score))


def lgbm() -> dict:
    x, y = table(40, 6, missing=0.1)
    model = lightgbm.LGBMClassifier(n_estimators=30, num_leaves=12, n_jobs=1, random_state=0, verbose=-1).fit(x, y)
    converted = onnxmltools.convert_lightgbm(model, initial_types=[("input", ToolFloat([None, 40]))], target_opset=15)
    score = probability_of(session_of("lightgbm", converted))
    return case("lightgbm", x, score, tree_values(model, x, "margin", score))


if __name__ == "__main__":
    main()
