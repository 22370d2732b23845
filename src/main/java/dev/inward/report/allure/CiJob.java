package dev.inward.report.allure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The CI job that runs the evals, as Allure's {@code executor.json} has it. */
final class CiJob {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private CiJob() {}

    /**
     * {@return the job; empty outside the CI servers that are known}
     *
     * @param environment the environment variables
     */
    static Optional<ObjectNode> of(Map<String, String> environment) {
        if (environment.containsKey("GITHUB_RUN_ID")) {
            return Optional.of(
                    job(
                            "GitHub Actions",
                            "github",
                            environment.get("GITHUB_RUN_NUMBER"),
                            environment.get("GITHUB_WORKFLOW"),
                            environment.get("GITHUB_SERVER_URL")
                                    + "/"
                                    + environment.get("GITHUB_REPOSITORY")
                                    + "/actions/runs/"
                                    + environment.get("GITHUB_RUN_ID")));
        }
        if (environment.containsKey("CI_PIPELINE_ID")) {
            return Optional.of(
                    job(
                            "GitLab CI",
                            "gitlab",
                            environment.get("CI_PIPELINE_IID"),
                            environment.get("CI_JOB_NAME"),
                            environment.get("CI_JOB_URL")));
        }
        return environment.containsKey("JENKINS_URL")
                ? Optional.of(
                        job(
                                "Jenkins",
                                "jenkins",
                                environment.get("BUILD_NUMBER"),
                                environment.get("JOB_NAME"),
                                environment.get("BUILD_URL")))
                : Optional.empty();
    }

    private static ObjectNode job(
            String name,
            String type,
            @Nullable String order,
            @Nullable String build,
            @Nullable String url) {
        ObjectNode job = JSON.createObjectNode().put("name", name).put("type", type);
        if (order != null && order.matches("\\d{1,18}")) {
            job.put("buildOrder", Long.parseLong(order));
        }
        if (build != null) {
            job.put("buildName", AllureText.value(build));
        }
        if (url != null && url.startsWith("https://")) {
            job.put("buildUrl", AllureText.value(url));
        }
        return job;
    }
}
