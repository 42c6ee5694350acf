package dev.brume.kms.engine;

import dev.brume.core.schema.Blob;

/**
 * What key material can be imported with.
 *
 * @param keyArn the key that it is for
 * @param algorithm by which the material is wrapped
 * @param privateKey of the wrapping key pair, in PKCS #8
 * @param expiresMillis until when it is good
 */
public record ImportTokenRecord(
    String keyArn, String algorithm, Blob privateKey, long expiresMillis) {}
