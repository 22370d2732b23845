package dev.inward.hosted.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors in replies with status 200, as servers and gateways write them. */
class ErrorInsideTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'error': {'code': 502, 'message': 'm'}} | 502 | m",
                "{'error': {'message': 'm', 'http_status': 401}} | 401 | m",
                "{'error': {'message': 'm', 'statusCode': 401}} | 401 | m",
                "{'error': {'message': 'm'}, 'code': 401} | 401 | m",
                "{'error': 'm', 'status': '401'} | 401 | m",
                "{'status': 401, 'error': 'Unauthorized', 'message': 'm'} | 401 | Unauthorized",
                "{'error': 'invalid_api_key'} | 401 | invalid_api_key",
                "{'error': 'rate limit exceeded'} | 429 | rate limit exceeded",
                "{'error': 'Internal Server Error'} | 500 | Internal Server Error",
                "{'error': 'something else'} | 0 | something else",
                "{'error': {'error': {'code': 401, 'message': 'm'}}} | 401 | m",
                "{'error': [{'code': 503, 'message': 'm'}]} | 503 | m",
                "{'error': ['m']} | 0 | m",
                "{'errors': 'm'} | 0 | m",
                "{'errors': {'code': 429, 'message': 'm'}} | 429 | m",
                "{'detail': 'Not Found'} | 404 | Not Found",
                "{'statusCode': 401, 'message': 'm'} | 401 | m",
                "{'code': 429, 'message': 'm'} | 429 | m",
                "{'error': {'code': 'DeploymentNotFound', 'message': 'm'}} | 404 | m",
            })
    void an_error_is_found_with_its_status_and_its_message(String json, int status, String message)
            throws Exception {
        ErrorInside error = in(json).orElseThrow();

        assertThat(error.status()).isEqualTo(status);
        assertThat(error.text()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error': {'code': 'content_filter'}}",
                "{'error': {'code': 'ResponsibleAIPolicyViolation'}}",
                "{'error': {'code': 403, 'metadata': {'flagged_input': 'x', 'reasons': ['y']}}}",
            })
    void a_filter_or_a_moderation_blocks_the_prompt(String json) throws Exception {
        assertThat(in(json).orElseThrow().isBlockedPrompt()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'choices': [], 'code': 0, 'status': 'completed'}",
                "{'error': [], 'errors': {}, 'detail': null}",
                "{'status': 200, 'code': '0'}",
                "{'object': 'chat.completion', 'type': 'message'}",
                "7",
                "null",
            })
    void other_json_states_no_error(String json) throws Exception {
        assertThat(in(json)).isEmpty();
    }

    private static Optional<ErrorInside> in(String json) throws Exception {
        return ErrorInside.in(ResponseJson.read(json.replace('\'', '"')));
    }
}
