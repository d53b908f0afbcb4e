"""Training data in, ONNX model out. The positive class, 1, is `denied`."""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from mortgage_features import tables
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.ensemble import GradientBoostingClassifier

SEED = 1990
OPSETS = {"": 17, "ai.onnx.ml": 3}


def fit(training: pd.DataFrame, inputs: list[str]) -> GradientBoostingClassifier:
    model = GradientBoostingClassifier(
        n_estimators=100, max_depth=3, learning_rate=0.06, subsample=0.8, min_samples_leaf=12, random_state=SEED
    )
    return model.fit(training[inputs].to_numpy(np.float32), training["denied"].to_numpy())


def export(model: GradientBoostingClassifier, inputs: list[str], version: str) -> bytes:
    """The model as ONNX, the same bytes each time. Its metadata keep the order of the input matrix."""
    shape = [("float_input", FloatTensorType([None, len(inputs)]))]
    graph = to_onnx(model, initial_types=shape, target_opset=OPSETS, name=f"denial-{version}")
    graph.opset_import.sort(key=lambda opset: opset.domain)
    for key, value in {"inputs": ",".join(inputs), "version": version}.items():
        graph.metadata_props.add(key=key, value=value)
    return graph.SerializeToString(deterministic=True)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--training", required=True)
    args.add_argument("--version", required=True)
    args.add_argument("--out", required=True)
    given = args.parse_args()
    training = tables.read(given.training)
    inputs = [column for column in training if column not in ("prediction_id", "denied")]
    Path(given.out).parent.mkdir(parents=True, exist_ok=True)
    Path(given.out).write_bytes(export(fit(training, inputs), inputs, given.version))


if __name__ == "__main__":
    main()
