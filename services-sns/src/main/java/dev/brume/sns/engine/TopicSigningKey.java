package dev.brume.sns.engine;

import dev.brume.core.schema.Blob;

/**
 * What messages are signed with.
 *
 * @param privateKey the primes of an RSA key, eight bytes each; keys of earlier versions are
 *     replaced
 * @param certificate that of its public half, in PEM
 */
public record TopicSigningKey(Blob privateKey, String certificate) {}
