"""Data sets as the lineage knows them: where they lie, what they hold, who owns them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import onnx
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
from openlineage.client.facet_v2 import (
    DatasetFacet,
    dataset_type_dataset,
    dataset_version_dataset,
    documentation_dataset,
    ownership_dataset,
    schema_dataset,
    storage_dataset,
    tags_dataset,
)

import story

ROOTS = {story.LAKE: "lake", story.DECISIONS: "decisions"}
SQL = {
    "int8": "TINYINT", "int64": "BIGINT", "double": "DOUBLE", "string": "VARCHAR", "timestamp[us]": "TIMESTAMP",
}  # fmt: skip


@dataclass(frozen=True)
class Data:
    """A data set of the story. `version` is set for models, `growing` for a log still written to."""

    namespace: str
    name: str
    description: str
    owner: str
    version: str | None = None
    growing: bool = False

    @property
    def path(self) -> str:
        """Relative to the case folder."""
        return f"{ROOTS[self.namespace]}/{self.name}"

    @property
    def format(self) -> str:
        return self.name.rsplit(".", 1)[1]

    def table(self, build: Path) -> pa.Table:
        return (pa.csv.read_csv if self.format == "csv" else pq.read_table)(build / self.path)


def raw_applications() -> Data:
    return Data(story.LAKE, "raw/hmda.csv", "Mortgage applications as received.", "team:lending-operations")


def calendar() -> Data:
    text = "Prediction id, period and reporting state of each application."
    return Data(story.LAKE, "raw/application-calendar.csv", text, "team:lending-operations")


def curated() -> Data:
    text = "One row per application: typed, without race and marital status."
    return Data(story.LAKE, "curated/hmda.parquet", text, "team:mortgage-data")


def training(version: str) -> Data:
    text = f"Model inputs and label `denied` that denial model {version} was trained on."
    return Data(story.LAKE, f"features/training-{version}.parquet", text, "team:mortgage-data")


def scoring(period: str) -> Data:
    text = f"Model inputs of the applications of {period}."
    return Data(story.LAKE, f"features/scoring-{period}.parquet", text, "team:mortgage-data")


def model(version: str) -> Data:
    text = f"Denial model {version}: gradient boosted trees; class 1 is `denied`."
    return Data(story.LAKE, f"models/denial/{version}/model.onnx", text, "team:credit-risk-models", version)


def log(name: str, *, growing: bool) -> Data:
    text = f"Decision log of {name.removesuffix('.parquet')}."
    return Data(story.DECISIONS, name, text, "team:mortgage-screening", growing=growing)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def columns(data: Data, build: Path) -> list[tuple[str, str]]:
    """Name and type of each column; of a model, its input columns in matrix order."""
    if data.format == "onnx":
        metadata = {p.key: p.value for p in onnx.load(build / data.path).metadata_props}
        return [(name, "FLOAT") for name in metadata["inputs"].split(",")]
    return [(field.name, SQL[str(field.type)]) for field in data.table(build).schema]


def identity(data: Data, build: Path) -> dict[str, DatasetFacet]:
    """The facet that says which bytes: none while the file is absent or still written to."""
    if data.growing or not (build / data.path).exists():
        return {}
    return {"version": dataset_version_dataset.DatasetVersionDatasetFacet(f"sha256:{sha256(build / data.path)}")}


def description(data: Data, build: Path) -> dict[str, DatasetFacet]:
    fields = [
        schema_dataset.SchemaDatasetFacetFields(name=name, type=kind, ordinal_position=place)
        for place, (name, kind) in enumerate(columns(data, build), start=1)
    ]
    owner = ownership_dataset.Owner(name=data.owner, type="OWNER")
    facets = {
        "datasetType": dataset_type_dataset.DatasetTypeDatasetFacet("MODEL" if data.version else "FILE"),
        "documentation": documentation_dataset.DocumentationDatasetFacet(data.description),
        "ownership": ownership_dataset.OwnershipDatasetFacet([owner]),
        "schema": schema_dataset.SchemaDatasetFacet(fields),
        "storage": storage_dataset.StorageDatasetFacet("file", data.format),
    }
    return facets | (tags(model_version=data.version) if data.version else {}) | identity(data, build)


def tags(**pairs: str) -> dict[str, DatasetFacet]:
    fields = [tags_dataset.TagsDatasetFacetFields(key, value, "USER") for key, value in pairs.items()]
    return {"tags": tags_dataset.TagsDatasetFacet(fields)}
