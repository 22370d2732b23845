package dev.inward.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is read row by row: a heap far below the size of its texts is enough. */
class DataBenchTest {

    /** The texts of two million rows need more than 200 MB. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "csv", "parquet"})
    void two_million_rows_are_read_in_48_mb(String extension) throws Exception {
        assertThat(DataBench.run(extension, 2_000_000, 48, false)).isZero();
    }
}
