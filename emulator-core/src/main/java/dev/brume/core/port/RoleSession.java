package dev.brume.core.port;

/**
 * Temporary credentials of a role.
 *
 * @param accessKeyId the access key id
 * @param secretAccessKey its secret
 * @param sessionToken to be sent with every request
 * @param expiresMillis when they expire, in milliseconds since 1970 on the server's timeline
 */
public record RoleSession(
    String accessKeyId, String secretAccessKey, String sessionToken, long expiresMillis) {}
