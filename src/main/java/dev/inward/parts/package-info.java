/**
 * The parts of a run. A build tool may run evals in several JVMs. Each of them writes its own part
 * into the reports folder, and the whole run is computed from all parts.
 */
@NullMarked
package dev.inward.parts;

import org.jspecify.annotations.NullMarked;
