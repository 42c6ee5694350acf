package dev.brume.core.port;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.Requester;
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
   * @param string null for a binary value
   * @param binary null for a text value
   * @param stages the value's staging labels
   * @param createdMillis when the value was created
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
   * The secret with its current value; counts as an access to it.
   *
   * @param caller who needs permission to use the secret's key
   * @param scope the caller's account and region
   * @param secretId a name, or an ARN whole or in part
   * @throws AwsError ResourceNotFoundException, InvalidRequestException, DecryptionFailure, or
   *     AccessDeniedException for the key
   */
  StoredSecret read(Requester caller, Scope scope, String secretId);

  /** The permission needed to read it. */
  AccessQuery access(Scope caller, String secretId);
}
