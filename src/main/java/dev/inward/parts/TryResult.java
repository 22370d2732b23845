package dev.inward.parts;

/** How one try of an eval invocation ended. */
public enum TryResult {
    /** Every claim and every assertion passed. */
    PASSED,
    /** A claim or another assertion failed. */
    FAILED,
    /** No claim failed, but one is inconclusive. */
    INCONCLUSIVE,
    /** The eval aborted itself, for instance by an assumption. */
    ABORTED,
    /** An error occurred. */
    BROKEN
}
