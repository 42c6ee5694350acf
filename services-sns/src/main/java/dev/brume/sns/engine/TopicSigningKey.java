package dev.brume.sns.engine;

import dev.brume.core.schema.Blob;

/**
 * What messages are signed with.
 *
 * @param privateKey an RSA key in PKCS#8
 * @param certificate that of its public half, in PEM
 */
public record TopicSigningKey(Blob privateKey, String certificate) {}
