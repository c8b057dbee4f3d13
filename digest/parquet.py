"""The claims of a digest as an Apache Parquet table, for researchers. Needs the extra `parquet`."""

from datetime import datetime
from io import BytesIO

from core.errors import WorkError
from digest.columns import COLUMNS, Datatype, Scalar, entries
from digest.record import Digest


def parquet(digest: Digest) -> bytes:
    """Write the claims as Parquet; each column carries its meaning and its HXL hashtag.

    Raises:
        WorkError: the extra is not installed.
    """
    try:
        import pyarrow  # noqa: PLC0415, ICN001  (an extra, and slow to import)
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        raise WorkError("Parquet needs an extra: pip install 'negotiation-watch[parquet]'") from None
    kinds = {
        "string": pyarrow.string(),
        "anyURI": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "dateTime": pyarrow.timestamp("us", tz="UTC"),
        "boolean": pyarrow.bool_(),
    }
    fields = [
        pyarrow.field(column.name, kinds[column.datatype], metadata={"description": column.meaning, "hxl": column.hxl})
        for column in COLUMNS
    ]
    told = list(entries(digest))
    columns = [
        pyarrow.array([_typed(column.take(entry), column.datatype) for entry in told], field.type)
        for column, field in zip(COLUMNS, fields, strict=True)
    ]
    table = pyarrow.Table.from_arrays(columns, schema=pyarrow.schema(fields, metadata={"title": f"{digest.negotiation}: claims"}))
    file = BytesIO()
    pyarrow.parquet.write_table(table, file, compression="zstd")
    return file.getvalue()


def _typed(value: Scalar, datatype: Datatype) -> Scalar | datetime:
    if isinstance(value, str):
        value = value.encode(errors="replace").decode()
        return datetime.fromisoformat(value) if datatype == "dateTime" else value
    return value
