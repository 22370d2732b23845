package dev.inward.calibration;

import java.util.List;

/** Measures the rows of table 14 that are about one measurement, and prints them. */
final class MeasurementRows {

    private MeasurementRows() {}

    /**
     * Runs the program.
     *
     * @param arguments the name of the measurement
     */
    public static void main(String[] arguments) throws Exception {
        List<MeasurementCalibrationCell> cells =
                MeasurementTable.cells().stream()
                        .filter(cell -> cell.truth().measurement().name().equals(arguments[0]))
                        .toList();
        var table =
                new MeasurementTable(
                        CellRunner.measure(
                                arguments[0], cells, MeasurementCalibrationCell::measure));
        table.lines().forEach(System.out::println);
        System.out.println("above their limit: " + table.failures());
    }
}
