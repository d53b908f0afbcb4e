"""Column lineage of each job: which column came from which, and how."""

from openlineage.client.facet_v2 import column_lineage_dataset as facet

from datasets import Data

IDENTITY = ("DIRECT", "IDENTITY")
TRANSFORMATION = ("DIRECT", "TRANSFORMATION")
CONDITIONAL = ("INDIRECT", "CONDITIONAL")
FILTER = ("INDIRECT", "FILTER")
JOIN = ("INDIRECT", "JOIN")

Facet = facet.ColumnLineageDatasetFacet
FLAGS = ["phist", "selfemp", "insurance", "condomin", "hschool"]


def source(data: Data, column: str, how: tuple[str, str], why: str = "") -> facet.InputField:
    kind, subtype = how
    step = facet.Transformation(type=kind, subtype=subtype, description=why, masking=False)
    return facet.InputField(data.namespace, data.name, column, [step])


def lineage(fields: dict[str, list[facet.InputField]], whole: list[facet.InputField]) -> Facet:
    return Facet(fields={name: facet.Fields(sources) for name, sources in fields.items()}, dataset=whole)


def of_curated(raw: Data, calendar: Data) -> Facet:
    fields = {name: [source(calendar, name, IDENTITY)] for name in ("prediction_id", "period")}
    for name in ("pirat", "hirat", "lvrat", "chist", "mhist", "unemp"):
        fields[name] = [source(raw, name, IDENTITY)]
    for name in FLAGS:
        fields[name] = [source(raw, name, TRANSFORMATION, "yes/no to 1/0")]
    fields["outcome"] = [
        source(raw, "deny", TRANSFORMATION, "yes/no to denied/approved"),
        source(calendar, "outcome_reported", CONDITIONAL, "null unless reported"),
    ]
    return lineage(fields, [source(table, "rownames", JOIN) for table in (raw, calendar)])


def of_features(curated: Data, names: list[str]) -> Facet:
    fields = {name: [feature_source(curated, name)] for name in names}
    filters = [source(curated, "period", FILTER)]
    if "denied" in names:
        filters.append(source(curated, "outcome", FILTER, "known outcomes only"))
    return lineage(fields, filters)


def feature_source(curated: Data, name: str) -> facet.InputField:
    base, _, level = name.partition("_")
    if base in ("chist", "mhist"):
        return source(curated, base, TRANSFORMATION, f"one-hot: 1 where {base} = {level}")
    if name == "denied":
        return source(curated, "outcome", TRANSFORMATION, "1 where denied")
    return source(curated, name, IDENTITY)


def of_log(features: Data, inputs: list[str]) -> Facet:
    fields = {name: [source(features, name, IDENTITY)] for name in ["prediction_id", *inputs]}
    fields["score"] = [source(features, name, TRANSFORMATION, "input of the model") for name in inputs]
    fields["decision"] = [source(features, name, CONDITIONAL, "score against the cut-off") for name in inputs]
    return lineage(fields, [])


def of_closed_log(curated: Data) -> Facet:
    late = "where the deciding model did not read it"
    fields = {
        "outcome": [source(curated, "outcome", IDENTITY)],
        "unemp": [source(curated, "unemp", IDENTITY, late)],
        "hschool": [source(curated, "hschool", IDENTITY, late)],
    }
    return lineage(fields, [source(curated, "prediction_id", JOIN)])
