"""Small models as the common exporters write them, with the scores that the libraries themselves give.

Run from the project's folder, with numpy, pandas, scikit-learn, skl2onnx, xgboost, lightgbm, onnxmltools and onnx
installed:

    python test/peers/model_exports.py

Writes test/fixtures/models/*.onnx and test/fixtures/models/exports.json. PyTorch's exporter is stood in for by graphs
of the shapes that it writes, made with onnx.helper; their scores are those of numpy.
"""

import json
from pathlib import Path

import lightgbm
import numpy as np
import onnx
import onnxmltools
import pandas as pd
import skl2onnx
import sklearn
import xgboost
from onnx import TensorProto, helper, numpy_helper
from onnxmltools.convert.common.data_types import FloatTensorType as ToolsFloat
from skl2onnx import to_onnx
from skl2onnx.common.data_types import (
    BooleanTensorType,
    DoubleTensorType,
    FloatTensorType,
    Int64TensorType,
    StringTensorType,
)
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

FOLDER = Path("test/fixtures/models")
N = 160
rng = np.random.default_rng(20240611)
income = rng.gamma(4.0, 12.0, N)
ratio = rng.normal(0.35, 0.12, N)
children = rng.integers(0, 4, N)
home = rng.choice(["own", "rent", "with parents"], N)
owner = rng.integers(0, 2, N).astype(bool)
matrix = np.column_stack([income / 40, ratio * 3, children, owner]).astype(np.float32)
logit = 0.9 - income / 40 + 3 * ratio + 0.4 * children + (home == "rent") * 0.8
denied = (logit + rng.logistic(0, 0.7, N) > 1.2).astype(np.int64)
grade = np.array(["good", "fair", "poor"])[np.digitize(logit, [0.9, 1.8])]
SHOWN = range(0, N, 20)
cases: list[dict] = []


def tools(convert, model) -> onnx.ModelProto:
    made = convert(model, initial_types=[("input", ToolsFloat([None, 4]))])
    made.graph.name = "ensemble"  # else a random one
    return made


def case(name: str, model: onnx.ModelProto | None, **facts) -> None:
    if model is not None:
        # skl2onnx writes both in the order of a set.
        model.opset_import.sort(key=lambda opset: opset.domain)
        for node in model.graph.node:
            node.attribute.sort(key=lambda attribute: attribute.name)
        onnx.save(model, str(FOLDER / f"{name}.onnx"))
    cases.append({"name": name, "file": f"{name}.onnx", **facts})


def plain(rows) -> list:
    return [[None if isinstance(v, float) and np.isnan(v) else v for v in row] for row in rows]


def rows_of(values: np.ndarray) -> list:
    return plain(np.asarray(values)[list(SHOWN)].astype(float).tolist())


def scores_of(values) -> list:
    return np.asarray(values, dtype=float)[list(SHOWN)].tolist()


NAMES = ["income", "ratio", "children", "owner"]
CLASSES = {"inputs": NAMES, "positiveClass": 1, "rows": rows_of(matrix)}


def sklearn_matrix() -> None:
    logistic = LogisticRegression().fit(matrix, denied)
    tensor = [("input", FloatTensorType([None, 4]))]
    p = scores_of(logistic.predict_proba(matrix)[:, 1])
    case("sklearn-zipmap", to_onnx(logistic, initial_types=tensor), **CLASSES, space="probability", scores=p)
    columns = to_onnx(logistic, initial_types=tensor, options={"zipmap": "columns"})
    case("sklearn-columns", columns, **CLASSES, space="probability", scores=p)
    raw = to_onnx(logistic, initial_types=tensor, options={"zipmap": False, "raw_scores": True})
    case("sklearn-raw", raw, **CLASSES, space="score", scores=scores_of(logistic.decision_function(matrix)))
    linear = LinearRegression().fit(matrix, logit)
    double = to_onnx(linear, initial_types=[("input", DoubleTensorType([None, 4]))])
    shown = np.asarray(matrix, dtype=float) + 1e-12
    facts = {"inputs": NAMES, "positiveClass": 1, "rows": rows_of(shown)}
    case("sklearn-regressor-double", double, **facts, space="score", scores=scores_of(linear.predict(shown)))
    forest = RandomForestClassifier(8, max_depth=4, random_state=1).fit(matrix, grade)
    named = {"inputs": NAMES, "positiveClass": "poor", "rows": rows_of(matrix), "space": "probability"}
    of_class = scores_of(forest.predict_proba(matrix)[:, list(forest.classes_).index("poor")])
    case("sklearn-three-words", to_onnx(forest, initial_types=tensor), **named, scores=of_class)
    options = {"zipmap": "columns"}
    columns = to_onnx(forest, initial_types=tensor, options=options)
    case("sklearn-three-words-columns", columns, **named, scores=of_class)
    numbers = np.select([grade == "good", grade == "fair"], [10, 20], 30)
    softmax = LogisticRegression().fit(matrix, numbers)
    tensors = to_onnx(softmax, initial_types=tensor, options={"zipmap": False})
    facts = {"inputs": NAMES, "positiveClass": 20, "rows": rows_of(matrix), "space": "probability"}
    case("sklearn-three-numbers", tensors, **facts, scores=scores_of(softmax.predict_proba(matrix)[:, 1]))


def sklearn_frame() -> None:
    frame = pd.DataFrame({"income": income, "ratio": ratio, "children": children, "home": home, "owner": owner})
    frame = frame.astype({"income": np.float32, "owner": bool})
    words = OneHotEncoder(handle_unknown="ignore")
    strict = OneHotEncoder()
    steps = ColumnTransformer(
        [
            ("scaled", StandardScaler(), ["income"]),
            ("home", words, ["home"]),
            ("children", strict, ["children"]),
        ]
    )
    pipeline = Pipeline([("columns", steps), ("trees", GradientBoostingClassifier(n_estimators=12, random_state=3))])
    used = ["income", "children", "home"]
    pipeline.fit(frame[used], denied)
    types = [
        ("income", FloatTensorType([None, 1])),
        ("children", Int64TensorType([None, 1])),
        ("home", StringTensorType([None, 1])),
    ]
    rows = [[float(frame.income[i]), int(children[i]), str(home[i])] for i in SHOWN]
    p = scores_of(pipeline.predict_proba(frame[used])[:, 1])
    facts = {"inputs": used, "positiveClass": 1, "rows": rows, "space": "probability", "scores": p}
    case("sklearn-frame", to_onnx(pipeline, initial_types=types), **facts)


def boosted() -> None:
    holes = matrix.copy()
    holes[rng.random(holes.shape) < 0.15] = np.nan
    facts = {"inputs": NAMES, "positiveClass": 1, "rows": rows_of(holes)}
    boosting = xgboost.XGBClassifier(n_estimators=10, max_depth=3, random_state=1, base_score=0.5).fit(holes, denied)
    facts["space"] = "probability"
    p = scores_of(boosting.predict_proba(holes)[:, 1])
    case("xgboost-classifier", tools(onnxmltools.convert_xgboost, boosting), **facts, scores=p)
    regressor = xgboost.XGBRegressor(n_estimators=10, max_depth=3, random_state=1, base_score=0.5).fit(holes, logit)
    values = scores_of(regressor.predict(holes))
    plain_score = {**facts, "space": "score"}
    case("xgboost-regressor", tools(onnxmltools.convert_xgboost, regressor), **plain_score, scores=values)
    settings = {"random_state": 1, "n_jobs": 1, "verbose": -1}
    light = lightgbm.LGBMClassifier(n_estimators=10, num_leaves=6, **settings).fit(holes, denied)
    p = scores_of(light.predict_proba(holes)[:, 1])
    case("lightgbm-classifier", tools(onnxmltools.convert_lightgbm, light), **facts, scores=p)
    three = lightgbm.LGBMClassifier(n_estimators=4, num_leaves=5, **settings).fit(holes, grade)
    p = scores_of(three.predict_proba(holes)[:, list(three.classes_).index("poor")])
    named = {**facts, "positiveClass": "poor"}
    case("lightgbm-three-words", tools(onnxmltools.convert_lightgbm, three), **named, scores=p)


def graph(nodes, inputs, outputs, tensors) -> onnx.ModelProto:
    held = [numpy_helper.from_array(value, name) for name, value in tensors.items()]
    made = helper.make_graph(nodes, "main_graph", inputs, outputs, held)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], producer_name="test/peers")
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def network() -> None:
    first = rng.normal(0, 0.8, (5, 4)).astype(np.float32)
    bias = rng.normal(0, 0.3, 5).astype(np.float32)
    last = rng.normal(0, 0.8, (1, 5)).astype(np.float32)
    hidden = np.maximum(matrix @ first.T + bias, 0)
    z = (hidden @ last.T + np.float32(0.2))[:, 0]
    p = 1 / (1 + np.exp(-z))
    tensors = {"fc1.weight": first, "fc1.bias": bias, "fc2.weight": last, "fc2.bias": np.array([0.2], np.float32)}
    layers = [
        helper.make_node("Gemm", ["input", "fc1.weight", "fc1.bias"], ["/fc1"], transB=1),
        helper.make_node("Relu", ["/fc1"], ["/relu"]),
        helper.make_node("Gemm", ["/relu", "fc2.weight", "fc2.bias"], ["logit"], transB=1),
    ]
    facts = {"inputs": NAMES, "positiveClass": 1, "rows": rows_of(matrix)}
    one = helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 4])
    logits = helper.make_tensor_value_info("logit", TensorProto.FLOAT, [1, 1])
    raw = graph(layers, [one], [logits], tensors)
    case("torch-logits-batch-of-one", raw, **facts, space="score", scores=scores_of(z))
    flattened = helper.make_node("Reshape", ["logit", "one"], ["flat"])
    squeezed = [*layers, flattened, helper.make_node("Sigmoid", ["flat"], ["p"])]
    flat = helper.make_tensor_value_info("p", TensorProto.FLOAT, [1])
    fixed = graph(squeezed, [one], [flat], {**tensors, "one": np.array([1], np.int64)})
    case("torch-sigmoid-bound-to-one", fixed, **facts, space="probability", scores=scores_of(p))
    open_input = helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", 4])
    open_output = helper.make_tensor_value_info("p", TensorProto.FLOAT, ["batch", 1])
    sigmoid = [*layers, helper.make_node("Sigmoid", ["logit"], ["p"])]
    outside = graph(sigmoid, [open_input], [open_output], tensors)
    weights = "torch-outside.weights"
    (FOLDER / weights).unlink(missing_ok=True)
    saving = {"save_as_external_data": True, "location": weights, "size_threshold": 0}
    onnx.save(outside, str(FOLDER / "torch-outside.onnx"), **saving)
    case("torch-outside", None, **facts, space="probability", scores=scores_of(p), weights=[weights])


def five_types() -> None:
    """p = sigmoid(income/40 + 3 ratio + children/2 - owner + by home), each input of another type."""
    types = {"income": (TensorProto.FLOAT, FloatTensorType), "ratio": (TensorProto.DOUBLE, DoubleTensorType)}
    types |= {"children": (TensorProto.INT64, Int64TensorType), "owner": (TensorProto.BOOL, BooleanTensorType)}
    types |= {"home": (TensorProto.STRING, StringTensorType)}
    inputs = [helper.make_tensor_value_info(name, kind, ["N", 1]) for name, (kind, _) in types.items()]
    numbers = ["income", "ratio", "children", "owner"]
    nodes = [helper.make_node("Cast", [name], [f"{name}_float"], to=TensorProto.FLOAT) for name in numbers]
    homes = ["own", "rent", "with parents", "unknown"]
    effects = [-0.4, 0.8, 0.1, 0.5]
    encoder = {"keys_strings": homes, "values_floats": effects, "default_float": 9.0}
    nodes += [
        helper.make_node("LabelEncoder", ["home"], ["home_float"], domain="ai.onnx.ml", **encoder),
        helper.make_node("Concat", [f"{name}_float" for name in [*numbers, "home"]], ["columns"], axis=1),
        helper.make_node("MatMul", ["columns", "w"], ["z"]),
        # income and home act together, so that no sum of single effects is right
        helper.make_node("Mul", ["income_float", "home_float"], ["product"]),
        helper.make_node("Mul", ["product", "hundredth"], ["scaled"]),
        helper.make_node("Add", ["z", "scaled"], ["both"]),
        helper.make_node("Sigmoid", ["both"], ["p"]),
    ]
    tensors = {"w": np.array([[-0.025], [3.0], [0.5], [-1.0], [1.0]], np.float32)}
    tensors["hundredth"] = np.array([0.01], np.float32)
    made = helper.make_graph(
        nodes,
        "main_graph",
        inputs,
        [helper.make_tensor_value_info("p", TensorProto.FLOAT, ["N", 1])],
        [numpy_helper.from_array(v, k) for k, v in tensors.items()],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    model = helper.make_model(made, opset_imports=opsets, producer_name="test/peers")
    model.ir_version = 8
    by_home = np.array([dict(zip(homes, effects))[each] for each in home])
    z = -0.025 * income + 3 * ratio + 0.5 * children - owner + by_home + 0.01 * income * by_home
    rows = [[float(income[i]), float(ratio[i]), int(children[i]), bool(owner[i]), str(home[i])] for i in SHOWN]
    facts = {"inputs": [*numbers, "home"], "positiveClass": 1, "rows": rows, "space": "probability"}
    case("five-types", model, **facts, scores=scores_of(1 / (1 + np.exp(-z))))


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    sklearn_matrix()
    sklearn_frame()
    boosted()
    network()
    five_types()
    versions = {each.__name__: each.__version__ for each in (sklearn, skl2onnx, xgboost, lightgbm, onnxmltools, onnx)}
    record = {
        "peer": "the libraries' own scores",
        "versions": versions,
        "madeBy": "test/peers/model_exports.py",
        "tolerance": 2e-6,
        "why": "float32 in the runtime against float32 and float64 in the libraries",
        "cases": cases,
    }
    (FOLDER / "exports.json").write_text(json.dumps(record, indent=1) + "\n")
