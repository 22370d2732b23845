package dev.inward.junit;

import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.Evidence;
import java.util.List;

/** What an eval asks for once configuration parameters have had their say. */
record EvalPlan(List<ComparisonRequest> comparisons, Evidence.Standard standard) {}
