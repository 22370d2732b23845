package dev.inward.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.inward.verdict.ladder.ClaimLadder;
import dev.inward.verdict.ladder.RungResult;

/** The claim ladder as a table, one line a rung. */
final class LadderCsv {

    @JsonPropertyOrder({"rung", "title", "state", "reason"})
    record Line(int rung, String title, String state, String reason) {

        static Line of(RungResult standing) {
            return new Line(
                    standing.rung().number(),
                    standing.rung().title(),
                    standing.state().words(),
                    standing.reason());
        }
    }

    private LadderCsv() {}

    static String of(ClaimLadder ladder) {
        return CsvWriter.of(Line.class, ladder.standings().values().stream().map(Line::of).toList());
    }
}
