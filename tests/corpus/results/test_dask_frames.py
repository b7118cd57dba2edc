"""The same function in the processes of a real Dask cluster on this machine."""

import warnings

import pytest
from pandas.testing import assert_frame_equal

from provenance.corpus.frames import meta, score_partition

pytest.importorskip("distributed")
dataframe = pytest.importorskip("dask.dataframe")


def test_a_local_cluster(articles):
    from distributed import Client

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Dask's own, as it opens and closes its sockets
        with Client(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as client:
            assert len(client.scheduler_info()["workers"]) == 2
            parts = dataframe.from_pandas(articles, npartitions=4)
            scored = parts.map_partitions(
                score_partition, id="id", carry="publisher", meta=meta(articles, carry="publisher")
            )
            found = scored.compute().reset_index(drop=True)
    alone = score_partition(articles, id="id", carry="publisher")
    assert_frame_equal(found.astype(alone.dtypes.to_dict()), alone)
