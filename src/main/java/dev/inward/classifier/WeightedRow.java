package dev.inward.classifier;

import java.util.SortedMap;

/** The features of a training row that tell anything, at least one, and its label. */
record WeightedRow(SortedMap<String, Double> weights, String label) {}
