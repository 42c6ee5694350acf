package dev.brume.kms.engine;

import dev.brume.core.schema.Blob;

/**
 * A token for the import of key material.
 *
 * @param keyArn its key
 * @param algorithm the wrapping algorithm
 * @param privateKey the private key of the wrapping key pair, in PKCS #8
 * @param expiresMillis its expiration time
 */
public record ImportTokenRecord(
    String keyArn, String algorithm, Blob privateKey, long expiresMillis) {}
