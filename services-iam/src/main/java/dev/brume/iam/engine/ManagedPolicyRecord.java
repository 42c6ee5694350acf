package dev.brume.iam.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A managed policy.
 *
 * @param arn its ARN
 * @param description null if it has none
 * @param createdMillis when it was created
 * @param updatedMillis when its default version was last changed
 * @param defaultNumber the number of the default version
 * @param nextNumber the number of the next version
 * @param versions in number order
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html">Policy</a>
 */
public record ManagedPolicyRecord(
    String name,
    String path,
    String id,
    String arn,
    String description,
    long createdMillis,
    long updatedMillis,
    int defaultNumber,
    int nextNumber,
    List<PolicyVersionRecord> versions,
    Map<String, String> tags)
    implements Entity {

  /** The version with an id; null if there is none. */
  public PolicyVersionRecord version(String versionId) {
    return versions.stream()
        .filter(version -> version.versionId().equals(versionId))
        .findAny()
        .orElse(null);
  }

  /** The default version. */
  public PolicyVersionRecord defaultVersion() {
    return version("v" + defaultNumber);
  }

  /** The same with other tags. */
  public ManagedPolicyRecord withTags(Map<String, String> changed) {
    return new ManagedPolicyRecord(
        name,
        path,
        id,
        arn,
        description,
        createdMillis,
        updatedMillis,
        defaultNumber,
        nextNumber,
        versions,
        changed);
  }

  /** The same with a new version. */
  public ManagedPolicyRecord withVersion(String document, boolean asDefault, long nowMillis) {
    List<PolicyVersionRecord> more = new ArrayList<>(versions);
    more.add(new PolicyVersionRecord(nextNumber, document, nowMillis));
    return new ManagedPolicyRecord(
        name,
        path,
        id,
        arn,
        description,
        createdMillis,
        nowMillis,
        asDefault ? nextNumber : defaultNumber,
        nextNumber + 1,
        more,
        tags);
  }

  /** The same without a version. */
  public ManagedPolicyRecord withoutVersion(String versionId) {
    List<PolicyVersionRecord> fewer =
        versions.stream().filter(version -> !version.versionId().equals(versionId)).toList();
    return new ManagedPolicyRecord(
        name,
        path,
        id,
        arn,
        description,
        createdMillis,
        updatedMillis,
        defaultNumber,
        nextNumber,
        fewer,
        tags);
  }

  /** The same with another default version. */
  public ManagedPolicyRecord withDefault(int number, long nowMillis) {
    return new ManagedPolicyRecord(
        name,
        path,
        id,
        arn,
        description,
        createdMillis,
        nowMillis,
        number,
        nextNumber,
        versions,
        tags);
  }
}
