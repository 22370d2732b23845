package dev.inward.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Draws the packages: {@code mvn -Prooms} writes {@code src/site/resources/images/rooms.svg} and
 * prints a table of sizes. A package stands above what it uses. An arrow is left out where a longer
 * way leads to the same package. Blue packages are exported, grey ones are internal.
 *
 * <p>The same class files give the same picture, byte for byte.
 */
final class RoomsPicture {

    static final Path FILE = Path.of("src/site/resources/images/rooms.svg");

    private static final Path SOURCES = Path.of("src/main/java");
    private static final int ROW = 92;
    private static final int BOX_HEIGHT = 34;
    private static final int CHARACTER = 8;
    private static final int PADDING = 14;
    private static final int GAP = 26;
    private static final int MARGIN = 24;
    private static final String EXPORTED = "#dbe9f9";
    private static final String INTERNAL = "#f0f0f0";

    /** How often the order within the layers is improved. */
    private static final int ROUNDS = 24;

    private RoomsPicture() {}

    /** Writes the picture and prints the table. */
    public static void main(String[] arguments) throws IOException {
        Rooms rooms = Rooms.read();
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, draw(rooms));
        System.out.print(table(rooms));
        System.out.println(rooms.arrows() + " arrows; the picture is " + FILE);
    }

    /** The SVG: a box for each package, in layers, and an arrow to each that it uses. */
    static String draw(Rooms rooms) {
        SortedMap<String, SortedSet<String>> arrows = rooms.essentialArrows();
        List<List<String>> rows = withWayPoints(rooms.layers(), arrows);
        Map<String, List<String>> above = new HashMap<>();
        Map<String, List<String>> below = new HashMap<>();
        arrows.forEach(
                (user, usedRooms) -> {
                    for (String used : usedRooms) {
                        List<String> way = way(user, used, rows);
                        for (int i = 1; i < way.size(); i++) {
                            below.computeIfAbsent(way.get(i - 1), key -> new ArrayList<>())
                                    .add(way.get(i));
                            above.computeIfAbsent(way.get(i), key -> new ArrayList<>())
                                    .add(way.get(i - 1));
                        }
                    }
                });
        order(rows, above, below);
        Map<String, Double> centres = place(rows, above, below);
        return svg(rooms, rows, arrows, centres);
    }

    /** Adds to each layer that an arrow crosses a point where it does so. */
    private static List<List<String>> withWayPoints(
            List<List<String>> layers, SortedMap<String, SortedSet<String>> arrows) {
        List<List<String>> rows = new ArrayList<>();
        layers.forEach(layer -> rows.add(new ArrayList<>(layer)));
        Map<String, Integer> row = rowOf(layers);
        arrows.forEach(
                (user, usedRooms) -> {
                    for (String used : usedRooms) {
                        for (int i = row.get(user) + 1; i < row.get(used); i++) {
                            rows.get(i).add(wayPoint(user, used));
                        }
                    }
                });
        // The same name may stand in many rows; the row makes it unique.
        for (int i = 0; i < rows.size(); i++) {
            int at = i;
            rows.get(i).replaceAll(name -> isWayPoint(name) ? name + "@" + at : name);
        }
        return rows;
    }

    private static List<String> way(String user, String used, List<List<String>> rows) {
        Map<String, Integer> row = rowOf(rows);
        List<String> way = new ArrayList<>(List.of(user));
        for (int i = row.get(user) + 1; i < row.get(used); i++) {
            way.add(wayPoint(user, used) + "@" + i);
        }
        way.add(used);
        return way;
    }

    private static String wayPoint(String user, String used) {
        return user + ">" + used;
    }

    private static boolean isWayPoint(String name) {
        return name.contains(">");
    }

    private static Map<String, Integer> rowOf(List<List<String>> rows) {
        Map<String, Integer> row = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            for (String name : rows.get(i)) {
                row.put(name, i);
            }
        }
        return row;
    }

    /** Orders each layer by where its neighbours stand, downwards and upwards in turn. */
    private static void order(
            List<List<String>> rows,
            Map<String, List<String>> above,
            Map<String, List<String>> below) {
        List<List<String>> best = copy(rows);
        int fewest = crossings(rows, below);
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 2 == 0) {
                for (int i = 1; i < rows.size(); i++) {
                    orderBy(rows.get(i), rows.get(i - 1), above);
                }
            } else {
                for (int i = rows.size() - 2; i >= 0; i--) {
                    orderBy(rows.get(i), rows.get(i + 1), below);
                }
            }
            int crossings = crossings(rows, below);
            if (crossings < fewest) {
                fewest = crossings;
                best = copy(rows);
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            rows.set(i, best.get(i));
        }
    }

    private static void orderBy(
            List<String> row, List<String> fixed, Map<String, List<String>> neighbours) {
        Map<String, Double> weights = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            double here = (i + 0.5) * fixed.size() / row.size() - 0.5;
            weights.put(
                    row.get(i),
                    neighbours.getOrDefault(row.get(i), List.of()).stream()
                            .mapToInt(fixed::indexOf)
                            .average()
                            .orElse(here));
        }
        row.sort(Comparator.comparing(weights::get));
    }

    private static int crossings(List<List<String>> rows, Map<String, List<String>> below) {
        int crossings = 0;
        for (int i = 0; i + 1 < rows.size(); i++) {
            List<int[]> lines = new ArrayList<>();
            for (String name : rows.get(i)) {
                for (String used : below.getOrDefault(name, List.of())) {
                    lines.add(new int[] {rows.get(i).indexOf(name), rows.get(i + 1).indexOf(used)});
                }
            }
            for (int[] one : lines) {
                for (int[] other : lines) {
                    if (one[0] < other[0] && one[1] > other[1]) {
                        crossings++;
                    }
                }
            }
        }
        return crossings;
    }

    private static List<List<String>> copy(List<List<String>> rows) {
        List<List<String>> copy = new ArrayList<>();
        rows.forEach(row -> copy.add(new ArrayList<>(row)));
        return copy;
    }

    /** Moves boxes towards their neighbours as far as the order and the gaps allow. */
    private static Map<String, Double> place(
            List<List<String>> rows,
            Map<String, List<String>> above,
            Map<String, List<String>> below) {
        Map<String, Double> centres = new HashMap<>();
        for (List<String> row : rows) {
            double x = 0;
            for (String name : row) {
                centres.put(name, x + width(name) / 2.0);
                x += width(name) + GAP;
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (List<String> row : rows) {
                Map<String, Double> wanted = new HashMap<>();
                for (String name : row) {
                    List<String> neighbours = new ArrayList<>(above.getOrDefault(name, List.of()));
                    neighbours.addAll(below.getOrDefault(name, List.of()));
                    wanted.put(
                            name,
                            neighbours.stream()
                                    .mapToDouble(centres::get)
                                    .average()
                                    .orElse(centres.get(name)));
                }
                spread(row, wanted, centres);
            }
        }
        double left =
                rows.stream()
                        .flatMap(List::stream)
                        .mapToDouble(name -> centres.get(name) - width(name) / 2.0)
                        .min()
                        .orElse(0);
        centres.replaceAll((name, centre) -> centre - left + MARGIN);
        return centres;
    }

    /** Puts a row where its boxes want to be; those that would overlap share the shift. */
    private static void spread(
            List<String> row, Map<String, Double> wanted, Map<String, Double> centres) {
        double[] fromLeft = new double[row.size()];
        double[] fromRight = new double[row.size()];
        for (int i = 0; i < row.size(); i++) {
            double want = wanted.get(row.get(i));
            fromLeft[i] = i == 0 ? want : Math.max(want, fromLeft[i - 1] + distance(row, i - 1, i));
        }
        for (int i = row.size() - 1; i >= 0; i--) {
            double want = wanted.get(row.get(i));
            fromRight[i] =
                    i == row.size() - 1
                            ? want
                            : Math.min(want, fromRight[i + 1] - distance(row, i, i + 1));
        }
        for (int i = 0; i < row.size(); i++) {
            centres.put(row.get(i), (fromLeft[i] + fromRight[i]) / 2);
        }
    }

    private static double distance(List<String> row, int left, int right) {
        return (width(row.get(left)) + width(row.get(right))) / 2.0 + GAP;
    }

    private static int width(String name) {
        return isWayPoint(name) ? 0 : name.length() * CHARACTER + 2 * PADDING;
    }

    private static String svg(
            Rooms rooms,
            List<List<String>> rows,
            SortedMap<String, SortedSet<String>> arrows,
            Map<String, Double> centres) {
        long width =
                Math.round(
                        rows.stream()
                                        .flatMap(List::stream)
                                        .mapToDouble(name -> centres.get(name) + width(name) / 2.0)
                                        .max()
                                        .orElse(0)
                                + MARGIN);
        int height = (rows.size() - 1) * ROW + BOX_HEIGHT + 2 * MARGIN;
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                        + " height=\"%d\" font-family=\"sans-serif\" font-size=\"14\">",
                width,
                height,
                width,
                height);
        add(svg, "<title>The packages of Inward; each stands above those that it uses</title>");
        add(
                svg,
                "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\""
                        + " markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path"
                        + " d=\"M0 0L8 4L0 8z\" fill=\"#5b6b7b\"/></marker></defs>");
        add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
        arrows.forEach(
                (user, usedRooms) ->
                        usedRooms.forEach(
                                used -> arrow(svg, way(user, used, rows), rows, centres)));
        for (int i = 0; i < rows.size(); i++) {
            for (String name : rows.get(i)) {
                if (!isWayPoint(name)) {
                    box(svg, name, rooms.isExported(name), centres.get(name), top(i));
                }
            }
        }
        add(svg, "</svg>");
        return svg.toString();
    }

    private static void arrow(
            StringBuilder svg,
            List<String> way,
            List<List<String>> rows,
            Map<String, Double> centres) {
        Map<String, Integer> row = rowOf(rows);
        long x = Math.round(centres.get(way.get(0)));
        int y = top(row.get(way.get(0))) + BOX_HEIGHT;
        StringBuilder path = new StringBuilder("M" + x + " " + y);
        for (String next : way.subList(1, way.size())) {
            long toX = Math.round(centres.get(next));
            int toY = top(row.get(next));
            int middle = (y + toY) / 2;
            path.append(
                    String.format(
                            Locale.ROOT, "C%d %d %d %d %d %d", x, middle, toX, middle, toX, toY));
            if (isWayPoint(next)) {
                path.append("v" + BOX_HEIGHT);
            }
            x = toX;
            y = toY + BOX_HEIGHT;
        }
        add(
                svg,
                "<path d=\"%s\" fill=\"none\" stroke=\"#5b6b7b\" stroke-width=\"1.2\""
                        + " marker-end=\"url(#tip)\"/>",
                path);
    }

    private static void box(
            StringBuilder svg, String name, boolean exported, double centre, int top) {
        add(
                svg,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\""
                        + " stroke=\"#5b6b7b\"/>",
                Math.round(centre - width(name) / 2.0),
                top,
                width(name),
                BOX_HEIGHT,
                exported ? EXPORTED : INTERNAL);
        add(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#1d2733\">%s</text>",
                Math.round(centre),
                top + BOX_HEIGHT / 2 + 5,
                name);
    }

    private static int top(int row) {
        return MARGIN + row * ROW;
    }

    private static void add(StringBuilder svg, String line, Object... values) {
        svg.append(values.length == 0 ? line : String.format(Locale.ROOT, line, values))
                .append('\n');
    }

    /** Files, lines and share of the code of each package, the largest first. */
    private static String table(Rooms rooms) throws IOException {
        Map<String, Integer> files = new HashMap<>();
        Map<String, Long> lines = new HashMap<>();
        for (String room : rooms.names()) {
            List<Path> sources = Rooms.sources(SOURCES, room);
            long count = 0;
            for (Path source : sources) {
                count += Files.readAllLines(source).size();
            }
            files.put(room, sources.size());
            lines.put(room, count);
        }
        long total = lines.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder table = new StringBuilder();
        add(table, "%-24s %5s %7s %6s  %s", "package", "files", "lines", "share", "uses");
        rooms.names().stream()
                .sorted(Comparator.comparing((String room) -> -lines.get(room)))
                .forEach(
                        room ->
                                add(
                                        table,
                                        "%-24s %5d %7d %4.0f %%  %s",
                                        room,
                                        files.get(room),
                                        lines.get(room),
                                        100.0 * lines.get(room) / total,
                                        rooms.usedBy(room).stream().sorted().toList()));
        add(
                table,
                "%-24s %5d %7d",
                "all",
                files.values().stream().mapToInt(Integer::intValue).sum(),
                total);
        return table.toString();
    }
}
