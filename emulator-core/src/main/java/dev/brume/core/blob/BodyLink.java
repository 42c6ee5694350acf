package dev.brume.core.blob;

/**
 * What a record says of a body that stands in a file of its own, when it is written down.
 *
 * @param id names the file within its store; never given twice
 * @param length of the body in bytes
 */
public record BodyLink(long id, long length) {}
