"""Time that Python shap's KernelExplainer takes on the models and rows of test/fixtures/peers/shap-kernel.json.

Run from the project's folder, with shap and onnxruntime installed:

    python test/peers/shap_time.py

One thread; all coalitions, l1 off; the least of five runs. `npm run bench kernel-shap` times the same ("sample case").
"""

import json
import time
from pathlib import Path

import numpy as np
import onnxruntime
import shap
from shap.utils._legacy import DenseData


def main() -> None:
    fixture = json.loads(Path("test/fixtures/peers/shap-kernel.json").read_text())
    for case in fixture["cases"]:
        if case["space"] != "probability":
            continue
        score = probability_of(case["path"])
        players = [(each["name"], each["columns"]) for each in case["players"]]
        background = DenseData(np.array(case["background"]), [name for name, _ in players], [columns for _, columns in players])
        instance = np.array([case["instance"]])
        times = []
        for _ in range(5):
            began = time.perf_counter()
            explainer = shap.KernelExplainer(score, background)
            explainer.shap_values(instance, nsamples=2 ** len(players), l1_reg=0, silent=True)
            times.append(time.perf_counter() - began)
        print(f"model {case['model']}, {len(players)} features, {len(case['background'])} background rows: {min(times):.3f} s")


def probability_of(path: str):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def score(rows: np.ndarray) -> np.ndarray:
        _, maps = session.run(None, {"float_input": np.asarray(rows, np.float32)})
        return np.array([each[1] for each in maps], np.float64)

    return score


if __name__ == "__main__":
    main()
