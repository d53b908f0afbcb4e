"""Six small models of the kinds that users have, and Python shap's attributions of one row of each.

Run from the project's folder, with shap, scikit-learn, xgboost, lightgbm, skl2onnx and onnxmltools installed:

    python test/peers/shap_models.py test/fixtures/models > test/fixtures/peers/shap-models.json

KernelExplainer runs with l1_reg=0 on the scores that onnxruntime gives for the very ONNX files that the tests read, so
that both explain the same function. TreeExplainer, interventional, explains the model in Python: its raw score.
"""

import json
import sys
from pathlib import Path

import lightgbm
import numpy as np
import onnxmltools
import onnxruntime
import pandas as pd
import shap
import skl2onnx
import sklearn
import xgboost
from onnxmltools.convert.common.data_types import FloatTensorType as MlFloat
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

BACKGROUND_ROWS = 20
ROWS = 600
OPSET = {"": 17, "ai.onnx.ml": 3}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    cases = [linear(folder), logistic_with_strings(folder), random_forest(folder)]
    cases += [gradient_boosting(folder), gradient_boosted_xgboost(folder), gradient_boosted_lightgbm(folder)]
    versions = {each.__name__: each.__version__ for each in (sklearn, xgboost, lightgbm, skl2onnx, onnxmltools)}
    about = {"peer": "shap", "version": shap.__version__, "madeBy": "test/peers/shap_models.py", "made": versions}
    json.dump(about | {"cases": cases}, sys.stdout, indent=1)
    sys.stdout.write("\n")


def data(features: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Correlated numbers, half of them rounded, and an outcome with interactions."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(ROWS, features)) @ (np.eye(features) + 0.3 * rng.normal(size=(features, features)))
    x[:, ::2] = np.round(x[:, ::2], 1)
    x = x.astype(np.float32)
    score = x[:, 0] + 0.7 * x[:, 1] * x[:, 2] - 0.5 * np.abs(x[:, 3]) + 0.4 * x[:, 4] + rng.normal(size=ROWS)
    return x, (score > np.median(score)).astype(int), score


def linear(folder: Path) -> dict:
    x, _, score = data(8, 1)
    model = LinearRegression().fit(x, score)
    path = save(folder, "linear", skl2onnx.to_onnx(model, x[:1], target_opset=OPSET))
    values = shap.LinearExplainer(model, x[1 : 1 + BACKGROUND_ROWS]).shap_values(x[:1].astype(np.float64))
    return case("linear", path, x, column=None, exact=("probability", np.asarray(values).reshape(-1)))


def logistic_with_strings(folder: Path) -> dict:
    x, y, _ = data(6, 2)
    rng = np.random.default_rng(22)
    frame = pd.DataFrame({f"n{k}": x[:, k].astype(np.float64) for k in range(6)})
    frame["years"] = rng.integers(0, 30, ROWS).astype(np.int64)
    frame["region"] = rng.choice(["north", "south", "east"], ROWS)
    frame["purpose"] = rng.choice(["home", "car", "other"], ROWS)
    frame["channel"] = rng.choice(["web", "branch"], ROWS)
    y = np.where(frame.region == "north", np.where(rng.random(ROWS) < 0.7, 1, y), y)
    numbers, texts = [c for c in frame if c.startswith("n") or c == "years"], ["region", "purpose", "channel"]
    encode = ColumnTransformer([("n", StandardScaler(), numbers), ("t", OneHotEncoder(), texts)])
    model = Pipeline([("encode", encode), ("fit", LogisticRegression())]).fit(frame, y)
    types = [(c, FloatTensorType([None, 1])) for c in numbers if c != "years"]
    types += [("years", Int64TensorType([None, 1]))] + [(c, StringTensorType([None, 1])) for c in texts]
    path = save(folder, "logistic-strings", skl2onnx.to_onnx(model, initial_types=types, target_opset=OPSET))
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    codes = {c: sorted(frame[c].unique()) for c in texts}
    coded = frame.assign(**{c: frame[c].map(codes[c].index) for c in texts})

    def score(rows: np.ndarray) -> np.ndarray:
        table = pd.DataFrame(rows, columns=list(frame))
        feeds = {c: table[[c]].to_numpy(np.float32) for c in numbers if c != "years"}
        feeds["years"] = table[["years"]].to_numpy(np.int64)
        feeds |= {c: np.array([[codes[c][int(v)]] for v in table[c]], object) for c in texts}
        return np.array([each[1] for each in session.run(None, feeds)[1]], np.float64)

    rows = coded.to_numpy(np.float64)
    about = explained("logistic-strings", path, score, rows)
    listed = frame.astype({"years": int})
    plain = lambda at: [v.item() if hasattr(v, "item") else v for v in listed.iloc[at]]
    about |= {"inputs": list(frame), "instance": plain(0)}
    return about | {"background": [plain(at) for at in range(1, 1 + BACKGROUND_ROWS)], "exact": None}


def random_forest(folder: Path) -> dict:
    x, y, _ = data(12, 3)
    model = RandomForestClassifier(12, max_depth=5, random_state=0).fit(x, y)
    path = save(folder, "random-forest", skl2onnx.to_onnx(model, x[:1], target_opset=OPSET))
    values = tree_values(model, x, "raw")
    return case("random-forest", path, x, column=1, exact=("probability", values[..., 1].reshape(-1)))


def gradient_boosting(folder: Path) -> dict:
    x, y, _ = data(15, 4)
    model = GradientBoostingClassifier(n_estimators=25, max_depth=3, random_state=0).fit(x, y)
    path = save(folder, "gradient-boosting", skl2onnx.to_onnx(model, x[:1], target_opset=OPSET))
    return case("gradient-boosting", path, x, column=1, exact=("margin", tree_values(model, x, "raw").reshape(-1)))


def gradient_boosted_xgboost(folder: Path) -> dict:
    x, y, _ = data(20, 5)
    x[::7, 5] = np.nan
    model = xgboost.XGBClassifier(n_estimators=25, max_depth=4, random_state=0, base_score=0.5).fit(x, y)
    converted = onnxmltools.convert_xgboost(model, initial_types=[("x", MlFloat([None, 20]))], target_opset=15)
    path = save(folder, "xgboost", converted)
    return case("xgboost", path, x, column=1, exact=("margin", tree_values(model, x, "raw").reshape(-1)))


def gradient_boosted_lightgbm(folder: Path) -> dict:
    x, y, _ = data(40, 6)
    model = lightgbm.LGBMClassifier(n_estimators=25, max_depth=4, random_state=0, verbose=-1).fit(x, y)
    converted = onnxmltools.convert_lightgbm(model, initial_types=[("x", MlFloat([None, 40]))], target_opset=15)
    path = save(folder, "lightgbm", converted)
    return case("lightgbm", path, x, column=1, exact=("margin", tree_values(model, x, "raw").reshape(-1)))


def tree_values(model, x: np.ndarray, output: str) -> np.ndarray:
    background = x[1 : 1 + BACKGROUND_ROWS].astype(np.float64)
    explainer = shap.TreeExplainer(model, background, feature_perturbation="interventional", model_output=output)
    return np.asarray(explainer.shap_values(x[:1].astype(np.float64), check_additivity=False))


def case(name: str, path: Path, x: np.ndarray, column: int | None, exact: tuple[str, np.ndarray]) -> dict:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (given,) = session.get_inputs()

    def score(rows: np.ndarray) -> np.ndarray:
        outputs = session.run(None, {given.name: np.asarray(rows, np.float32)})
        if column is None:
            return outputs[0].reshape(-1).astype(np.float64)
        second = outputs[1]
        if isinstance(second, list):
            return np.array([each[column] for each in second], np.float64)
        return second[:, column].astype(np.float64)

    space, values = exact
    listed = lambda row: [None if np.isnan(v) else float(v) for v in row]
    about = explained(name, path, score, x.astype(np.float64)) | {"instance": listed(x[0])}
    about |= {"background": [listed(row) for row in x[1 : 1 + BACKGROUND_ROWS]]}
    return about | {"inputs": [f"f{k}" for k in range(x.shape[1])], "exact": {"space": space, "values": values.tolist()}}


def explained(name: str, path: Path, score, rows: np.ndarray) -> dict:
    """Kernel SHAP with l1 off, over all coalitions up to 15 features and over many times its default beyond."""
    np.random.seed(0)
    features = rows.shape[1]
    explainer = shap.KernelExplainer(score, rows[1 : 1 + BACKGROUND_ROWS])
    samples = 2**features if features <= 15 else 120_000
    values = explainer.shap_values(rows[:1], nsamples=samples, l1_reg=0, silent=True)
    return {
        "name": name,
        "path": str(path),
        "samples": samples,
        "baseValue": float(explainer.expected_value),
        "value": float(score(rows[:1])[0]),
        "kernel": np.asarray(values).reshape(-1).tolist(),
    }


def save(folder: Path, name: str, model) -> Path:
    path = folder / f"{name}.onnx"
    path.write_bytes(model.SerializeToString())
    return path


if __name__ == "__main__":
    main(Path(sys.argv[1]))
