package dev.inward.report.page;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inward.text.Excerpt;
import dev.inward.text.VisibleText;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Writes the page of a run as one HTML file without a reference to another server. The template
 * escapes every text. A content security policy lets only the page's own script run.
 */
public final class RunPage {

    /** The name of the file in the reports folder. */
    public static final String FILE = "index.html";

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int MAX_LENGTH = 2_000;

    private RunPage() {}

    /**
     * The root of the template's data. Component names are the names in the template.
     *
     * @param policy the source of the only script that may run
     * @param style the style sheet
     * @param script the script
     * @param counts the number of claims by verdict
     * @param columns the pairs of target and predictor, for the matrix
     */
    record Root(
            String policy,
            String style,
            String script,
            String ending,
            int executed,
            List<Count> counts,
            List<String> problems,
            List<String> notes,
            List<String> columns,
            List<MatrixRow> matrix,
            List<CellView> cells,
            PageTable gate,
            List<String> gateNotes,
            List<PageTable> paper,
            PageTable models) {}

    /** A number of claims with one verdict. */
    record Count(String verdict, int claims) {}

    /** {@return the page as HTML} */
    public static String of(PageContent content) {
        List<CellView> cells = CellView.allOf(content.claims());
        String script = resource("run-page.js");
        List<String> columns = cells.stream().map(CellView::models).distinct().toList();
        var root =
                new Root(
                        "'sha256-" + hash(script) + "'",
                        resource("run-page.css"),
                        script,
                        content.ending(),
                        content.executed(),
                        counts(cells),
                        lines(content.problems()),
                        lines(content.notes()),
                        columns,
                        MatrixRow.allOf(cells, columns),
                        cells,
                        shown(content.gate()),
                        lines(content.gateNotes()),
                        content.paper().stream().map(RunPage::shown).toList(),
                        shown(content.models()));
        return fill(JSON.convertValue(root, new TypeReference<Map<String, Object>>() {}));
    }

    private static List<Count> counts(List<CellView> cells) {
        return List.of("PASS", "FAIL", "INCONCLUSIVE").stream()
                .map(
                        verdict ->
                                new Count(
                                        verdict,
                                        (int)
                                                cells.stream()
                                                        .filter(it -> it.verdict().equals(verdict))
                                                        .count()))
                .filter(count -> count.claims() > 0)
                .toList();
    }

    private static String fill(Map<String, Object> data) {
        var configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("computer");
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        var page = new StringWriter();
        try {
            new Template("run-page", resource("run-page.ftlh"), configuration).process(data, page);
        } catch (IOException | TemplateException e) {
            throw new IllegalStateException("The page of the run cannot be written", e);
        }
        return page.toString();
    }

    private static PageTable shown(PageTable table) {
        return new PageTable(
                table.title(), table.header(), table.rows().stream().map(RunPage::lines).toList());
    }

    private static List<String> lines(List<String> texts) {
        return texts.stream()
                .map(text -> VisibleText.line(Excerpt.of(text, MAX_LENGTH)))
                .collect(Collectors.toList());
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(RunPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + name, e);
        }
    }

    /** Returns the hash that a content security policy has for a script. */
    private static String hash(String script) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
