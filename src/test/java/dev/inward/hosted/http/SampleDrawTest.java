package dev.inward.hosted.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleDrawTest {

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
        assertRequest(new SampleDraw(pointer).withSample(sample), request, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1 | 2 | {\"temperature\":0.0,\"seed\":7} | {\"temperature\":1.0,\"seed\":9}",
                "'' | 0 | 2 | {\"temperature\":0.5,\"seed\":7} | {\"temperature\":0.0,\"seed\":7}",
                "'' | 1 | 0 | {\"temperature\":1} | {\"temperature\":1}",
                "'' | 1 | 2 | {\"seed\":7} | {\"seed\":9}",
                "'' | 1 | 2 | {\"temperature\":null} | {\"temperature\":null}",
                "/generationConfig | 1.5 | 0 | {\"generationConfig\":{\"temperature\":0}} | {\"generationConfig\":{\"temperature\":1.5}}",
            })
    void a_temperature_replaces_that_of_the_request(
            String pointer, double temperature, int sample, String request, String expected)
            throws Exception {
        assertRequest(
                new SampleDraw(pointer).withTemperature(temperature).withSample(sample),
                request,
                expected);
    }

    private static void assertRequest(SampleDraw draw, String request, String expected)
            throws Exception {
        var body = (ObjectNode) new ObjectMapper().readTree(request);

        draw.applyTo(body);

        assertThat(body).hasToString(expected);
    }
}
