package dev.inward.data.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.data.hub.HubRevision.RemoteFile;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of a configuration and a split. */
class HubFilesTest {

    private static final String CARD =
            """
            [
              {"config_name": "default", "data_files": [
                {"split": "train", "path": ["data/*.csv", "more.csv"]},
                {"split": "test", "path": "holdout/[ab].csv"}]},
              {"config_name": "deep", "data_dir": "deep", "data_files": "**/x.jsonl"},
              {"config_name": "list", "data_files": ["b.csv", "a.csv"]}
            ]
            """;

    private static final String FILES =
            "README.md data/1.csv data/2.csv data/2.txt data/in/3.csv more.csv holdout/a.csv holdout/c.csv deep/x.jsonl deep/y/x.jsonl a.csv b.csv";

    @ParameterizedTest
    @CsvSource({
        ", train, data/1.csv data/2.csv more.csv",
        "default, test, holdout/a.csv",
        "deep, , deep/x.jsonl deep/y/x.jsonl",
        "deep, train, deep/x.jsonl deep/y/x.jsonl",
        "list, , b.csv a.csv",
    })
    void are_those_that_the_card_names(
            @Nullable String config, @Nullable String split, String expected) {
        assertThat(find(CARD, FILES, config, split, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "train, train.csv test.csv, train.csv",
        "train, data/train-00000-of-00002.jsonl data/train-00001-of-00002.jsonl data/test-00000-of-00001.jsonl, data/train-00000-of-00002.jsonl data/train-00001-of-00002.jsonl",
        "train, my_train_file.csv training1.csv constrain.csv, my_train_file.csv training1.csv",
        "validation, dev.csv val/1.csv devices.csv, dev.csv val/1.csv",
        "extra, data/extra-00000-of-00001.csv data/train-00000-of-00001.csv, data/extra-00000-of-00001.csv",
        ", README.md only.csv, only.csv",
    })
    void are_else_those_with_the_split_in_their_names(
            @Nullable String split, String files, String expected) {
        assertThat(find("[]", files, null, split, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv, a.csv",
        "data/*.csv, data/1.csv data/2.csv",
        "data/**.csv, data/1.csv data/2.csv data/in/3.csv",
        "data/?.csv, data/1.csv data/2.csv",
    })
    void can_be_named_whatever_the_card_says(String file, String expected) {
        assertThat(find(CARD, FILES, null, null, file)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nope | train | | has no configuration 'nope'. There are: default, deep, list",
                " | dev | | has no split 'dev'. There are: train, test",
                " | | | has the splits train, test. Name one as 'split'",
                " | | README.md | has no such file in a format that Inward reads",
                " | | **x* | has no such file",
                " | | ** | has these rows in files of several formats",
            })
    void that_are_not_clear_are_an_error(
            @Nullable String config,
            @Nullable String split,
            @Nullable String file,
            String problem) {
        String files = file != null && file.equals("**x*") ? "a.csv" : FILES;

        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> find(CARD, files, config, split, file))
                .withMessageContaining(problem)
                .withMessageContaining("Name the files of one format as 'file'");
    }

    @ParameterizedTest
    @CsvSource({"one.csv two.csv, has several files", "a.txt, has no such file"})
    void of_a_data_set_without_card_must_be_clear_too(String files, String problem) {
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> find("[]", files, null, null, null))
                .withMessageContaining(problem);
    }

    private static String find(
            String configs,
            String paths,
            @Nullable String config,
            @Nullable String split,
            @Nullable String file) {
        List<RemoteFile> files =
                Arrays.stream(paths.split(" ", -1))
                        .map(path -> new RemoteFile(path, 1, null, ""))
                        .toList();
        try {
            var revision =
                    new HubRevision(
                            LocalHub.COMMIT, files, new ObjectMapper().readTree(configs), null);
            var dataset = new HubDataset("owner/capitals", LocalHub.COMMIT, config, split, file);
            return String.join(
                    " ",
                    new HubFiles(revision, dataset).find().stream().map(RemoteFile::path).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
