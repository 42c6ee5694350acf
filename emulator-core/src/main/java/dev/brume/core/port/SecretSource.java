package dev.brume.core.port;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import java.util.List;

/**
 * The secrets of an account, for services that read them by reference. Called in a section of the
 * store, with no engine's lock held.
 */
public interface SecretSource {
  /**
   * A secret with one of its values.
   *
   * @param string null where the value is binary
   * @param binary null where the value is a text
   * @param stages the value's staging labels
   * @param createdMillis when the value was made
   */
  record StoredSecret(
      String arn,
      String name,
      String versionId,
      String string,
      Blob binary,
      List<String> stages,
      long createdMillis) {}

  /**
   * The secret with its current value, which counts as read by this.
   *
   * @param secretId a name, or an ARN whole or in part
   * @throws AwsError ResourceNotFoundException, InvalidRequestException or DecryptionFailure
   */
  StoredSecret read(Scope caller, String secretId);

  /** What a caller must be allowed in order to read it. */
  AccessQuery access(Scope caller, String secretId);
}
