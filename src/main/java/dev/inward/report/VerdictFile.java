package dev.inward.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inward.InwardParameters;
import dev.inward.file.AtomicFile;
import dev.inward.report.json.AcrossPropertiesRecord;
import dev.inward.report.json.GateRecord;
import dev.inward.report.json.JsonWriter;
import dev.inward.report.json.VerdictRecord;
import dev.inward.statistics.PValueAdjustment;
import dev.inward.verdict.AdvantageAcrossProperties;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.NoAdvantageClaim;
import dev.inward.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code verdicts.json}: all verdicts of a run, sorted. Each new verdict replaces the file
 * atomically, so the file is complete at every moment.
 *
 * <p>This class is thread-safe.
 */
final class VerdictFile {

    /** The content of the file. */
    record Content(
            int schema,
            List<VerdictRecord> verdicts,
            List<AcrossPropertiesRecord> acrossProperties,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable GateRecord gate) {}

    private final Path file;
    private final List<Verdict> verdicts = new ArrayList<>();
    private @Nullable GateVerdict gate;

    VerdictFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Removes the verdicts of an earlier run. */
    synchronized void begin() {
        write();
    }

    synchronized void add(Verdict verdict) {
        verdicts.add(verdict);
        write();
    }

    synchronized void set(GateVerdict verdict) {
        gate = verdict;
        write();
    }

    /** Returns the verdict on all cells of the regression gate; empty if there is none. */
    synchronized Optional<GateVerdict> gate() {
        return Optional.ofNullable(gate);
    }

    /** Adjusts the p-values of all claims of an advantage. Controls claim none. */
    private static Map<Verdict, Double> adjusted(List<Verdict> verdicts) {
        List<Verdict> family =
                verdicts.stream()
                        .filter(verdict -> !(verdict.claim() instanceof NoAdvantageClaim))
                        .filter(verdict -> verdict.p().isPresent())
                        .toList();
        double[] adjusted =
                PValueAdjustment.BENJAMINI_HOCHBERG.adjust(
                        family.stream()
                                .mapToDouble(verdict -> verdict.p().orElseThrow())
                                .toArray());
        var byVerdict = new IdentityHashMap<Verdict, Double>();
        for (int i = 0; i < adjusted.length; i++) {
            byVerdict.put(family.get(i), adjusted[i]);
        }
        return byVerdict;
    }

    /** Returns all verdicts of the run so far, in the order of the file. */
    synchronized List<Verdict> sorted() {
        return verdicts.stream().sorted(VerdictOrder.COMPARATOR).toList();
    }

    private static List<AcrossPropertiesRecord> acrossProperties(List<Verdict> sorted) {
        return AdvantageAcrossProperties.of(sorted).stream()
                .map(AcrossPropertiesRecord::of)
                .toList();
    }

    private void write() {
        List<Verdict> sorted = sorted();
        Map<Verdict, Double> adjusted = adjusted(sorted);
        List<VerdictRecord> records =
                sorted.stream()
                        .map(verdict -> VerdictRecord.of(verdict, adjusted.get(verdict)))
                        .toList();
        try {
            AtomicFile.write(
                    file,
                    JsonWriter.of(
                            new Content(
                                    3,
                                    records,
                                    acrossProperties(sorted),
                                    gate().map(GateRecord::of).orElse(null))));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    ("cannot write the verdicts to %s; name a writable folder with -D"
                                    + InwardParameters.REPORTS
                                    + "=")
                            .formatted(file),
                    e);
        }
    }
}
