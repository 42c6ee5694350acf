package dev.brume.s3.access;

import dev.brume.core.policy.PolicyVocabulary;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The vocabulary of a bucket's policy: S3's actions, on this bucket and its objects; that of an
 * access point, on the same under its own names.
 */
final class BucketVocabulary implements PolicyVocabulary {
  private final String bucketArn;
  private final String objects;

  BucketVocabulary(Bucket bucket) {
    bucketArn = bucket.arn();
    objects = bucketArn + "/";
  }

  BucketVocabulary(AccessPoint point) {
    bucketArn = point.arn();
    objects = point.arnOf("");
  }

  boolean isOfAccessPoint() {
    return !objects.equals(bucketArn + "/");
  }

  @Override
  public boolean isAction(String action) {
    return PolicyActions.isAction(action);
  }

  @Override
  public boolean isResource(String resource) {
    Glob glob = new Glob(resource);
    return meansBucket(glob) || meansObjects(glob);
  }

  private boolean meansBucket(Glob resource) {
    return resource.matches(bucketArn);
  }

  private boolean meansObjects(Glob resource) {
    return resource.reachesBeyond(objects);
  }

  @Override
  public boolean appliesTo(String action, String resource) {
    return !meant(action, List.of(resource)).isEmpty();
  }

  /** The actions that {@code action} matches and that apply to any of {@code resources}. */
  private Set<String> meant(String action, List<String> resources) {
    Set<String> meant = new TreeSet<>();
    for (String resource : resources) {
      Glob glob = new Glob(resource);
      if (meansBucket(glob)) {
        meant.addAll(PolicyActions.meant(action, PolicyActions.OF_BUCKETS));
      }
      if (meansObjects(glob)) {
        meant.addAll(PolicyActions.meant(action, PolicyActions.OF_OBJECTS));
      }
    }
    return meant;
  }

  @Override
  public boolean isConditionKey(String key) {
    return PolicyConditions.isKey(key);
  }

  /** Every action of the statement must support the key; for a wildcard, any action it matches. */
  @Override
  public boolean conditionApplies(String key, List<String> actions, List<String> resources) {
    return actions.stream()
        .allMatch(action -> PolicyConditions.applies(key, meant(action, resources)));
  }
}
