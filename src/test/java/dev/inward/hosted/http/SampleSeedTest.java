package dev.inward.hosted.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSeedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 2 | {\"temperature\":0.5,\"seed\":7} | {\"temperature\":0.5,\"seed\":9}",
                "'' | 0 | {\"temperature\":0.5,\"seed\":7} | {\"temperature\":0.5,\"seed\":7}",
                "'' | 2 | {\"temperature\":0,\"seed\":7} | {\"temperature\":0,\"seed\":7}",
                "'' | 2 | {\"seed\":7} | {\"seed\":9}",
                "'' | 2 | {\"temperature\":0.5} | {\"temperature\":0.5}",
                "/generationConfig | 1 | {\"generationConfig\":{\"seed\":-1}} | {\"generationConfig\":{\"seed\":0}}",
                "/generationConfig | 1 | {\"contents\":[]} | {\"contents\":[]}",
            })
    void a_sample_adds_its_number_to_the_seed(
            String pointer, int sample, String request, String expected) throws Exception {
        var body = (ObjectNode) new ObjectMapper().readTree(request);

        new SampleSeed(pointer, sample).shiftIn(body);

        assertThat(body).hasToString(expected);
    }
}
