"""Parquet in and out, the same bytes for the same rows."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq


def read(path: str) -> pd.DataFrame:
    with open(path, "rb") as file:
        return pq.read_table(file).to_pandas()


def write(table: pd.DataFrame, path: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    arrow = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(arrow, path, coerce_timestamps="us", store_schema=False)
