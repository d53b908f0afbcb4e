"""Checks and measures of a table, as facets on the input of the job that reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd
from openlineage.client.facet_v2 import data_quality_assertions_dataset as assertions
from openlineage.client.facet_v2 import data_quality_metrics_input_dataset as metrics

RANGES = {"pirat": (0, 3), "hirat": (0, 3), "lvrat": (0, 2), "unemp": (0, 100), "chist": (1, 6), "mhist": (1, 4)}


@dataclass(frozen=True)
class Check:
    """`failing` is the number of rows that break the rule; none may."""

    kind: str
    name: str
    failing: int
    column: str | None = None
    severity: str = "error"
    description: str | None = None

    def assertion(self) -> assertions.Assertion:
        return assertions.Assertion(
            assertion=self.kind,
            success=self.failing == 0,
            column=self.column,
            severity=self.severity,
            name=self.name,
            description=self.description,
            expected="0 failing rows",
            actual=f"{self.failing} failing rows",
        )


def of_any(table: pd.DataFrame) -> Iterator[Check]:
    for column in table.columns.drop("outcome", errors="ignore"):
        yield Check("not_null", f"{column}_not_null", int(table[column].isna().sum()), column)
    yield Check("unique", "prediction_id_unique", int(table["prediction_id"].duplicated().sum()), "prediction_id")
    for column, (low, high) in RANGES.items():
        if column in table:
            outside = int((~table[column].between(low, high)).sum())
            yield Check("range", f"{column}_between_{low}_and_{high}", outside, column)
    yield Check(
        "expression", "housing_within_total_obligations", int((table["hirat"] > table["pirat"]).sum()),
        severity="warn",
        description="Housing expense is a part of total obligations, so hirat should not exceed pirat.",
    )  # fmt: skip


def of_curated(table: pd.DataFrame) -> Iterator[Check]:
    yield from of_any(table)
    strange = ~table["outcome"].dropna().isin(["approved", "denied"])
    yield Check("accepted_values", "outcome_approved_or_denied", int(strange.sum()), "outcome")
    facts = table.columns.drop(["prediction_id", "period", "outcome"])
    yield Check(
        "unique", "applications_distinct", int(table.duplicated(facts).sum()),
        severity="warn",
        description="Two applications alike in every recorded fact may be one application entered twice.",
    )  # fmt: skip


def of_training(table: pd.DataFrame) -> Iterator[Check]:
    yield from of_any(table)
    yield Check("accepted_values", "denied_0_or_1", int((~table["denied"].isin([0, 1])).sum()), "denied")
    for base in ("chist", "mhist"):
        levels = table.filter(regex=f"^{base}_").sum(axis="columns")
        text = f"Exactly one of the {base} columns is 1."
        yield Check("expression", f"{base}_one_hot", int((levels != 1).sum()), description=text)


def measures(table: pd.DataFrame, size: int) -> metrics.DataQualityMetricsInputDatasetFacet:
    return metrics.DataQualityMetricsInputDatasetFacet(
        columnMetrics={name: column_measures(table[name]) for name in table},
        rowCount=len(table),
        bytes=size,
        fileCount=1,
    )


def column_measures(column: pd.Series) -> metrics.ColumnMetrics:
    known = column.dropna()
    counts = {"nullCount": int(column.isna().sum()), "distinctCount": int(known.nunique()), "count": float(len(known))}
    if not pd.api.types.is_numeric_dtype(column):
        return metrics.ColumnMetrics(**counts)
    quantiles = {str(q): float(known.quantile(q)) for q in (0.25, 0.5, 0.75)}
    return metrics.ColumnMetrics(**counts, min=float(known.min()), max=float(known.max()), quantiles=quantiles)


def facets(table: pd.DataFrame, checks: Iterable[Check], size: int) -> dict:
    return {
        "dataQualityAssertions": assertions.DataQualityAssertionsDatasetFacet([c.assertion() for c in checks]),
        "dataQualityMetrics": measures(table, size),
    }
