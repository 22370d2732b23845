package dev.inward.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.inward.report.format.CsvWriter;
import dev.inward.verdict.ladder.ClaimLadder;
import dev.inward.verdict.ladder.RungResult;

/** The claim ladder as CSV with one row for each rung. */
final class LadderCsv {

    @JsonPropertyOrder({"rung", "title", "state", "reason"})
    record Row(int rung, String title, String state, String reason) {

        static Row of(RungResult rung) {
            return new Row(
                    rung.rung().number(), rung.rung().title(), rung.state().words(), rung.reason());
        }
    }

    private LadderCsv() {}

    static String of(ClaimLadder ladder) {
        return CsvWriter.of(Row.class, ladder.results().values().stream().map(Row::of).toList());
    }
}
