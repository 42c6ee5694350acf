package dev.brume.s3.engine;

/**
 * One grant of an access control list: to an account or to a group.
 *
 * @param account the canonical user id; null for a group's grant
 * @param group the URI of a predefined group; null for an account's grant
 * @param permission such as {@code READ}
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Grant.html">Grant</a>
 */
public record AclGrant(String account, String group, String permission) {}
