package dev.inward.bench;

import dev.inward.data.Columns;
import dev.inward.data.DataFormat;
import dev.inward.data.RowSample;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads a data file of many rows in a JVM with a small heap: JSON Lines, CSV and Parquet, one after
 * the other. It prints rows, seconds and the peak of the heap.
 */
public final class DataBench {

    private static final int SAMPLE = 1_000;

    private DataBench() {}

    /**
     * Runs the benchmark. Inside its own JVMs, it reads the file that the only argument names.
     *
     * @param arguments the number of rows and the size of the heap in MB, or a file
     */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, SQLException {
        if (arguments.length == 1) {
            read(Path.of(arguments[0]));
            return;
        }
        for (String extension : new String[] {"jsonl", "csv", "parquet"}) {
            run(extension, Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]), true);
        }
    }

    /**
     * Writes a file and reads it in a JVM of its own.
     *
     * @param extension the end of the name of the file
     * @param rows the number of rows
     * @param heap the maximal heap in MB
     * @param prints whether the JVM prints on the console
     * @return the exit code of the JVM
     */
    static int run(String extension, long rows, int heap, boolean prints)
            throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory("inward-data");
        try {
            Path file = folder.resolve("rows." + extension);
            write(file, rows);
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx" + heap + "m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DataBench.class.getName(),
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(
                            prints
                                    ? ProcessBuilder.Redirect.INHERIT
                                    : ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } finally {
            BenchFolder.delete(folder);
        }
    }

    private static void write(Path file, long rows) throws IOException, SQLException {
        String name = file.toString();
        if (name.endsWith(".parquet")) {
            try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = duckDb.createStatement()) {
                statement.execute(
                        "COPY (SELECT i AS id, 'Which animal follows number ' || i || ', \"the last\" one?' AS question FROM range("
                                + rows
                                + ") r(i)) TO '"
                                + name.replace("'", "''")
                                + "' (FORMAT parquet)");
            }
            return;
        }
        boolean isCsv = name.endsWith(".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(isCsv ? "id,question\n" : "");
            for (long i = 0; i < rows; i++) {
                out.write(
                        isCsv
                                ? i + ",\"Which animal follows number " + i
                                : "{\"id\": "
                                        + i
                                        + ", \"question\": \"Which animal follows number "
                                        + i);
                out.write(isCsv ? ", \"\"the last\"\" one?\"\n" : ", \\\"the last\\\" one?\"}\n");
            }
        }
    }

    private static void read(Path file) throws IOException {
        long start = System.nanoTime();
        var sample = new RowSample(SAMPLE, 1);
        var rows = new AtomicLong();
        DataFormat.of(file)
                .read(
                        file,
                        Columns.ALL,
                        row -> {
                            rows.incrementAndGet();
                            sample.accept(row);
                        });
        System.out.printf(
                Locale.ROOT,
                "%-8s %,12d rows, %,6d MB, sample of %,d, %.1f s, heap at most %,d MB of %,d MB%n",
                DataFormat.of(file),
                rows.get(),
                Files.size(file) >> 20,
                sample.rows().size(),
                (System.nanoTime() - start) / 1e9,
                peak() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
