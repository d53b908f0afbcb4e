"""Time that Python shap's KernelExplainer takes on six models as they are exported, beside ours.

Run from the project's folder, with shap and onnxruntime installed, after `npm ci`:

    python test/peers/kernel_time.py

The models and rows are those of test/fixtures/peers/shap-exact.json, scored by onnxruntime on one thread; shap's default
number of coalitions, l1 off; the least of five runs. Ours spends as many, or stops when it is precise. Texts go into
shap as codes.
"""

import json
import subprocess
import time
from pathlib import Path

import numpy as np
import onnxruntime
import shap


def main() -> None:
    fixture = json.loads(Path("test/fixtures/peers/shap-exact.json").read_text())
    ours = json.loads(
        subprocess.run(["npx", "tsx", "test/tools/time-kernel-shap.ts"], check=True, capture_output=True, text=True).stdout
    )
    for case in fixture["cases"]:
        columns = list(zip(case["instance"], *case["background"]))
        codes = [sorted(set(column)) if isinstance(column[0], str) else None for column in columns]
        rows = np.array([coded(row, codes) for row in [case["instance"], *case["background"]]], np.float64)
        score = probability_of(case["path"], codes)
        times = []
        for _ in range(5):
            np.random.seed(0)
            began = time.perf_counter()
            explainer = shap.KernelExplainer(score, rows[1:])
            explainer.shap_values(rows[:1], nsamples=2 * len(codes) + 2048, l1_reg=0, silent=True)
            times.append(time.perf_counter() - began)
        seconds, own = min(times), ours[case["model"]]
        ratios = ", ".join(f"{how} {value:.3f} s ({value / seconds:.2f})" for how, value in own.items())
        print(f"{case['model']}, {len(codes)} features: shap {seconds:.3f} s, dossier {ratios}", flush=True)


def coded(row: list, codes: list) -> list[float]:
    known = lambda value: np.nan if value is None else value
    return [known(value) if values is None else values.index(value) for value, values in zip(row, codes)]


def probability_of(path: str, codes: list):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    inputs = session.get_inputs()

    def column(rows: np.ndarray, k: int) -> np.ndarray:
        if codes[k] is None:
            return rows[:, [k]].astype(np.float32)
        return np.array(codes[k], object)[rows[:, k].astype(int)][:, None]

    def score(rows: np.ndarray) -> np.ndarray:
        feeds = (
            {inputs[0].name: rows.astype(np.float32)}
            if len(inputs) == 1
            else {each.name: column(rows, k) for k, each in enumerate(inputs)}
        )
        found = session.run(None, feeds)[1]
        if isinstance(found, list):
            return np.array([each[1] for each in found], np.float64)
        return found[:, 1].astype(np.float64)

    return score


if __name__ == "__main__":
    main()
