package dev.inward.transcript;

import java.util.Locale;

/** Lines of the input and output files of OpenAI's batch API. */
final class BatchLines {

    private BatchLines() {}

    static String request(Cities.Answer answer) {
        return String.format(
                Locale.ROOT,
                "{\"custom_id\": \"%s\", \"method\": \"POST\", \"url\": \"/v1/chat/completions\", \"body\": {\"model\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}}\n",
                id(answer),
                answer.model(),
                answer.prompt());
    }

    static String completion(Cities.Answer answer) {
        return String.format(
                Locale.ROOT,
                "{\"id\": \"batch_req_1\", \"custom_id\": \"%s\", \"response\": {\"status_code\": 200, \"request_id\": \"r\", \"body\": {\"id\": \"c\", \"object\": \"chat.completion\", \"model\": \"%s-2026\", \"choices\": [{\"index\": 0, \"message\": {\"role\": \"assistant\", \"content\": \"%s\", \"refusal\": null}, \"finish_reason\": \"stop\"}]}}, \"error\": null}\n",
                id(answer),
                answer.model(),
                answer.text());
    }

    private static String id(Cities.Answer answer) {
        return answer.kind() + "|" + answer.property() + "|q" + answer.question();
    }
}
