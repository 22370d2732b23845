package dev.inward.parts;

/**
 * One try of an invocation of an eval. A rerun is another try.
 *
 * @param order the position among all tries and verdicts of the folder
 * @param eval the eval: its class and method
 * @param cell the models of the invocation; empty if the eval could not start
 * @param result how the try ended
 * @param claimed whether the try checked a claim
 * @param message what was thrown; empty if nothing was
 */
record EvalTry(
        long order, String eval, String cell, TryResult result, boolean claimed, String message) {

    /** Returns the invocation as reports name it. */
    String invocation() {
        return cell.isEmpty() ? eval : eval + ", " + cell;
    }
}
