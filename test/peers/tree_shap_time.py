"""Time of exact interventional values of one row, by Python shap's C++ TreeExplainer and by dossier.

Run from the project's folder, with shap, scikit-learn, lightgbm, skl2onnx and onnxmltools installed:

    python test/peers/tree_shap_time.py

The models are made here, written as ONNX to a temporary folder and read back by dossier. Both explain the raw score of
the same trees against the same 1000 rows, on one thread; the least of 15 runs. Values that differ by more than 1e-5
of the largest end the script.
"""

import json
import subprocess
import tempfile
import time
from pathlib import Path

import lightgbm
import numpy as np
import onnxmltools
import shap
from onnxmltools.convert.common.data_types import FloatTensorType
from skl2onnx import to_onnx
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier

BACKGROUND = 1000
OPSET = {"": 17, "ai.onnx.ml": 3}


def main() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(4000, 20)).astype(np.float32)
    risk = x[:, 0] + x[:, 1] * x[:, 2] + np.sin(3 * x[:, 3]) + x[:, 4] * (x[:, 5] > 0) + rng.normal(size=len(x))
    y = (risk > 0).astype(int)
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.json"
        instance, background = x[:1], x[1 : BACKGROUND + 1]
        rows.write_text(json.dumps({"instance": instance[0].tolist(), "background": background.tolist()}))
        for name, model, onnx in models(x, y):
            path = Path(folder) / "model.onnx"
            path.write_bytes(onnx.SerializeToString())
            seconds, values = by_shap(model, instance, background)
            ours = by_dossier(path, rows)
            away = np.abs(np.array(ours["attributions"]) - values).max() / np.abs(values).max()
            assert away < 1e-5, away
            print(f"{name}: shap {seconds:.3f} s, dossier {ours['seconds']:.3f} s, ratio {ours['seconds'] / seconds:.2f}", flush=True)


def models(x: np.ndarray, y: np.ndarray):
    forest = RandomForestClassifier(500, max_depth=8, random_state=0, n_jobs=1).fit(x, y)
    yield "random forest, 500 trees of depth 8", forest, to_onnx(forest, x[:1], target_opset=OPSET)
    boosted = GradientBoostingClassifier(n_estimators=100, max_depth=6, random_state=0).fit(x, y)
    yield "gradient boosting, 100 trees of depth 6", boosted, to_onnx(boosted, x[:1], target_opset=OPSET)
    light = lightgbm.LGBMClassifier(n_estimators=300, num_leaves=31, n_jobs=1, verbose=-1).fit(x, y)
    types = [("input", FloatTensorType([None, x.shape[1]]))]
    yield "lightgbm, 300 trees of 31 leaves", light, onnxmltools.convert_lightgbm(light, initial_types=types, target_opset=15)


def by_shap(model, instance: np.ndarray, background: np.ndarray) -> tuple[float, np.ndarray]:
    masker = shap.maskers.Independent(background, max_samples=len(background))
    explainer = shap.TreeExplainer(model, masker, feature_perturbation="interventional")
    times = []
    for _ in range(15):
        began = time.perf_counter()
        values = np.asarray(explainer.shap_values(instance, check_additivity=False), np.float64)
        times.append(time.perf_counter() - began)
    return min(times), (values[..., 1] if values.ndim == 3 else values).reshape(-1)


def by_dossier(model: Path, rows: Path) -> dict:
    command = ["npx", "tsx", "test/tools/time-tree-shap.ts", str(model), str(rows)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
