/** Evals that find out whether a language model knows itself. */
module dev.inward {
    requires static org.jspecify;
    requires static org.apiguardian.api;
    requires org.apache.commons.statistics.inference;
    requires org.apache.commons.statistics.distribution;
}
