"""The same function under a real Spark on this machine; skipped where Java or pyspark is missing."""

import shutil
import sys
import warnings
from functools import partial

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from provenance.corpus.frames import score_batches, score_partition, spark_schema

pytest.importorskip("pyspark", reason="pyspark is not installed")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java")


@pytest.fixture(scope="module")
def spark():
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")  # of Spark's own, about versions of pandas
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[2]").appName("provenance")
        builder = builder.config("spark.ui.enabled", "false")
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
        builder = builder.config("spark.driver.host", "127.0.0.1")
        builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "2")
        session = builder.getOrCreate()
        yield session
        session.stop()


@pytest.mark.filterwarnings("ignore")
def test_map_in_pandas(spark, articles):
    rows = [tuple(row) for row in articles.itertuples(index=False)]
    rows.append(("bad", None, "Post", None))
    frame = spark.createDataFrame(rows, "id string, text string, publisher string, date string")
    scored = frame.repartition(3).mapInPandas(
        partial(score_batches, id="id", carry=["publisher"]), schema=spark_schema("publisher")
    )
    found = [row.asDict() for row in scored.collect()]
    own = pd.DataFrame(rows, columns=["id", "text", "publisher", "date"])
    alone = score_partition(own, id="id", carry=["publisher"])
    order = ["article", "sentence"]
    # By rows and not by toPandas, which has no integers that may be missing.
    got = pd.DataFrame(found, columns=list(alone.columns)).astype(alone.dtypes.to_dict())
    got = got.sort_values(order).reset_index(drop=True)
    assert_frame_equal(got, alone.sort_values(order).reset_index(drop=True))
    assert got.loc[got["reason"].notna(), "article"].tolist() == ["bad"]
