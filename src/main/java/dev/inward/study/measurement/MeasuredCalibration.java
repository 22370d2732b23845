package dev.inward.study.measurement;

import dev.inward.statistics.agreement.CalibrationBins;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How well the probabilities of one predictor match those of the behaviour, for reports. No claim
 * depends on it.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param name a short name
 * @param words the predictor, as a noun phrase
 * @param bins its predicted probabilities beside the expected ones
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record MeasuredCalibration(String name, String words, CalibrationBins bins) {}
