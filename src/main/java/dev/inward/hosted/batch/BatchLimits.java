package dev.inward.hosted.batch;

/**
 * The size limits of a batch.
 *
 * @param requests the maximum number of requests
 * @param bytes the maximum number of bytes of all requests together
 */
record BatchLimits(int requests, long bytes) {}
