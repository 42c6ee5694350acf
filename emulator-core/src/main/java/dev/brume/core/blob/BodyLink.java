package dev.brume.core.blob;

/**
 * The form in which a record refers to a body that is stored in a file of its own.
 *
 * @param id names the file within its store; never given twice
 * @param length of the body in bytes
 */
public record BodyLink(long id, long length) {}
