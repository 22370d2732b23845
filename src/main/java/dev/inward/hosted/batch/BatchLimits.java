package dev.inward.hosted.batch;

/**
 * How much a batch may hold.
 *
 * @param requests most requests
 * @param bytes most bytes of all requests together
 */
record BatchLimits(int requests, long bytes) {}
