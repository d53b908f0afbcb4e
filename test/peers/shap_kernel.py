"""Reference attributions for the sample models, by Python shap's KernelExplainer with all coalitions and l1 off.

Run from the project's folder, with shap, onnx, onnxruntime, pandas, pyarrow and PyYAML installed:

    python test/peers/shap_kernel.py > test/fixtures/peers/shap-kernel.json

The models are scored by onnxruntime in Python, on the same ONNX files. The margin is the logit of the probability
that a float64 walk through the tree ensemble gives, written below from the ONNX operator's definition; it shares
nothing with the graph surgery under test.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pandas as pd
import shap
import yaml
from onnx import helper
from shap.utils._legacy import DenseData

CASE = Path("sample-cases/boston-mortgage")
BACKGROUND_ROWS = 40
CONTESTED = {"v1": "BM-002210", "v2": "BM-001037"}


def main() -> None:
    declaration = yaml.safe_load((CASE / "case.yaml").read_text())
    log = pd.concat([pd.read_parquet(CASE / file) for file in declaration["decisionLog"]["files"]])
    cases = [case for model in declaration["models"] for case in explain(model, declaration["features"], log)]
    json.dump(
        {
            "peer": "shap",
            "version": shap.__version__,
            "runtime": f"onnxruntime {onnxruntime.__version__}",
            "madeBy": "test/peers/shap_kernel.py",
            "tolerance": 1e-6,
            "why": "float32 scores of another runtime version",
            "cases": cases,
        },
        sys.stdout,
        indent=1,
    )
    sys.stdout.write("\n")


def explain(model: dict, features: list[dict], log: pd.DataFrame) -> list[dict]:
    path = CASE / "lake" / model["dataset"]
    inputs = model["inputs"]
    decided = log[log.model_version == model["version"]].sort_values("prediction_id")
    contested = decided[decided.prediction_id == CONTESTED[model["version"]]]
    others = decided[decided.prediction_id != CONTESTED[model["version"]]]
    background = others[inputs].iloc[:: len(others) // BACKGROUND_ROWS][:BACKGROUND_ROWS].to_numpy(np.float32)
    instance = contested[inputs].to_numpy(np.float32)
    players = [
        (feature["name"], [inputs.index(column) for column in feature["columns"] if column in inputs])
        for feature in features
    ]
    players = [(name, columns) for name, columns in players if columns]
    scores = {"probability": probability_of(path), "margin": margin_of(path)}
    return [
        attribute(
            {"model": model["version"], "path": str(path), "space": space, "inputs": inputs},
            score,
            instance,
            background,
            players,
        )
        for space, score in scores.items()
    ]


def attribute(about: dict, score, instance: np.ndarray, background: np.ndarray, players: list) -> dict:
    data = DenseData(background.astype(np.float64), [name for name, _ in players], [columns for _, columns in players])
    explainer = shap.KernelExplainer(score, data)
    values = explainer.shap_values(instance.astype(np.float64), nsamples=2 ** len(players), l1_reg=0, silent=True)
    return about | {
        "players": [{"name": name, "columns": columns} for name, columns in players],
        "instance": instance[0].tolist(),
        "background": background.tolist(),
        "baseValue": float(explainer.expected_value),
        "value": float(score(instance)[0]),
        "attributions": np.asarray(values).reshape(-1).tolist(),
    }


def probability_of(path: Path):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])

    def score(rows: np.ndarray) -> np.ndarray:
        _, maps = session.run(None, {"float_input": np.asarray(rows, np.float32)})
        return np.array([each[1] for each in maps], np.float64)

    return score


def margin_of(path: Path):
    """Raw score of TreeEnsembleClassifier: base value plus the weights of the leaves reached (ai.onnx.ml 1)."""
    node = next(each for each in onnx.load(path).graph.node if each.op_type == "TreeEnsembleClassifier")
    at = {each.name: helper.get_attribute_value(each) for each in node.attribute}
    place = {key: index for index, key in enumerate(zip(at["nodes_treeids"], at["nodes_nodeids"]))}
    roots = {}
    for index, tree in enumerate(at["nodes_treeids"]):
        roots.setdefault(tree, index)
    weight = {}
    for tree, leaf, value in zip(at["class_treeids"], at["class_nodeids"], at["class_weights"]):
        weight[place[tree, leaf]] = weight.get(place[tree, leaf], 0.0) + value

    def walk(row: np.ndarray, tree: int, index: int) -> float:
        while at["nodes_modes"][index] != b"LEAF":
            assert at["nodes_modes"][index] == b"BRANCH_LEQ"
            left = np.float32(row[at["nodes_featureids"][index]]) <= np.float32(at["nodes_values"][index])
            index = place[tree, at["nodes_truenodeids" if left else "nodes_falsenodeids"][index]]
        return weight[index]

    def score(rows: np.ndarray) -> np.ndarray:
        distinct, inverse = np.unique(np.asarray(rows, np.float32), axis=0, return_inverse=True)
        base = at["base_values"][0]
        values = [base + sum(walk(row, tree, root) for tree, root in roots.items()) for row in distinct]
        return np.array(values)[inverse.reshape(-1)]

    return score


if __name__ == "__main__":
    main()
