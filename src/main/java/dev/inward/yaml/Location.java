package dev.inward.yaml;

import java.util.Comparator;
import org.yaml.snakeyaml.error.Mark;

/** A line and a column in a YAML text, both counted from 1. */
record Location(int line, int column) implements Comparable<Location> {

    static final Location START = new Location(1, 1);

    static Location of(Mark mark) {
        return new Location(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Returns the location of the character at an index. */
    static Location of(String text, int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            boolean isCrOfCrLf =
                    text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !isCrOfCrLf)) {
                line++;
                lineStart = i + 1;
            }
        }
        return new Location(line, text.codePointCount(lineStart, index) + 1);
    }

    @Override
    public int compareTo(Location other) {
        return Comparator.comparingInt(Location::line)
                .thenComparingInt(Location::column)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
