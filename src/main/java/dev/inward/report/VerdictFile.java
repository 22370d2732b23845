package dev.inward.report;

import dev.inward.file.AtomicFile;
import dev.inward.statistics.PValueAdjustment;
import dev.inward.verdict.AcrossProperties;
import dev.inward.verdict.NoAdvantageClaim;
import dev.inward.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * All verdicts of a run as one JSON file, sorted, whole at every moment: each verdict replaces the
 * file by one that holds it too.
 *
 * <p>This class is thread-safe.
 */
final class VerdictFile {

    /** What the file holds. */
    record Content(
            int schema,
            List<VerdictRecord> verdicts,
            List<AcrossPropertiesRecord> acrossProperties) {}

    private final Path file;
    private final List<Verdict> verdicts = new ArrayList<>();

    VerdictFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Empties the file, so that no verdict of an earlier run passes for one of this. */
    synchronized void begin() {
        write();
    }

    synchronized void add(Verdict verdict) {
        verdicts.add(verdict);
        write();
    }

    /** Corrects for all claims of a run that something is there; controls claim nothing. */
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

    /** All verdicts of the run so far, in their order in the file. */
    synchronized List<Verdict> sorted() {
        return verdicts.stream().sorted(VerdictOrder.COMPARATOR).toList();
    }

    private static List<AcrossPropertiesRecord> acrossProperties(List<Verdict> sorted) {
        return AcrossProperties.of(sorted).stream().map(AcrossPropertiesRecord::of).toList();
    }

    private void write() {
        List<Verdict> sorted = sorted();
        Map<Verdict, Double> adjusted = adjusted(sorted);
        List<VerdictRecord> records =
                sorted.stream()
                        .map(verdict -> VerdictRecord.of(verdict, adjusted.get(verdict)))
                        .toList();
        try {
            AtomicFile.write(file, Json.of(new Content(3, records, acrossProperties(sorted))));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the verdicts cannot be written to %s; give a folder that can be written to with -Dinward.reports="
                            .formatted(file),
                    e);
        }
    }
}
