package dev.inward.baseline;

import java.util.SortedMap;

/** The features of a training row that tell anything, at least one, and its label. */
record WeighedRow(SortedMap<String, Double> weights, String label) {}
