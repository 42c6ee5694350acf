package dev.brume.iam.engine;

import java.util.List;

/**
 * The password of a user.
 *
 * @param createdMillis when the user first got one
 * @param changedMillis when it was last set
 * @param hash of the password; the password itself is not stored
 * @param formerHashes of former passwords, newest first
 * @param resetRequired whether the user must change it at sign-in
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_LoginProfile.html">
 *     LoginProfile</a>
 */
public record LoginRecord(
    long createdMillis,
    long changedMillis,
    String hash,
    List<String> formerHashes,
    boolean resetRequired) {}
