package dev.inward.classifier;

import java.util.SortedMap;

/** The informative features of a training row, at least one, and its label. */
record WeightedRow(SortedMap<String, Double> weights, String label) {}
