package dev.brume.s3.engine;

import dev.brume.core.state.Table;
import dev.brume.core.state.TableSpec;
import dev.brume.s3.engine.BucketRecord.Versioning;
import java.util.function.Consumer;

/**
 * A bucket while its lock is held: the one place where object versions change. Not to be kept.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html">How S3
 *     versioning works</a>
 */
public final class BucketEdit {
  private final Bucket bucket;
  private final ChangeOrigin origin;

  BucketEdit(Bucket bucket, ChangeOrigin origin) {
    this.bucket = bucket;
    this.origin = origin;
  }

  public Bucket bucket() {
    return bucket;
  }

  /** The latest version of a key, which may be a delete marker; null where there is none. */
  public ObjectVersion latest(String key) {
    return bucket.versions().latest(key);
  }

  /** The version of a key with that id, or null. */
  public ObjectVersion find(String key, String versionId) {
    return bucket.versions().find(key, versionId);
  }

  // -------------------------------------------------------------------------------- versions

  /**
   * Makes {@code draft} the latest version of its key. In a bucket that does not keep versions now
   * it becomes the null version, and displaces the one that there is.
   *
   * @return the version as it is in the bucket
   */
  public ObjectVersion put(ObjectVersion draft, ObjectEvent event) {
    return putAs(draft, newVersionId(), event);
  }

  /** The same with the version id of the draft, which no version of the key has. */
  public ObjectVersion putReplica(ObjectVersion draft, ObjectEvent event) {
    return putAs(draft, draft.versionId(), event);
  }

  private ObjectVersion putAs(ObjectVersion draft, String versionId, ObjectEvent event) {
    ObjectVersion displaced = displace(draft.key(), versionId);
    long nowMillis = bucket.surroundings().timeline().nowMillis();
    ObjectVersion added =
        draft.toBuilder().place(versionId, bucket.nextSequence(nowMillis), nowMillis).build();
    bucket.add(added);
    bucket.tell(new ObjectChange(event, added, displaced, origin));
    return added;
  }

  private String newVersionId() {
    return bucket.versioning() == Versioning.ENABLED
        ? ObjectVersion.newVersionId(bucket.surroundings().ids())
        : ObjectVersion.NULL_ID;
  }

  /** A null version gives way to the next one. */
  private ObjectVersion displace(String key, String versionId) {
    if (!versionId.equals(ObjectVersion.NULL_ID)) {
      return null;
    }
    ObjectVersion former = find(key, ObjectVersion.NULL_ID);
    if (former != null) {
      forget(former);
    }
    return former;
  }

  private void forget(ObjectVersion version) {
    bucket.remove(version);
    if (version.content() != null) {
      version.content().discard();
    }
  }

  /**
   * Deletes a key without naming a version: in a bucket that keeps versions a delete marker becomes
   * the latest version; in one that never has, the object is gone; in one that has ceased to, a
   * delete marker displaces the null version.
   *
   * @param owner whose the delete marker is
   * @param whenGone the event where the object is gone
   * @param whenMarked the event where a delete marker is made
   * @return the delete marker, or null where none was made
   */
  public ObjectVersion delete(
      String key, String owner, ObjectEvent whenGone, ObjectEvent whenMarked) {
    if (bucket.versioning() != Versioning.NEVER) {
      return put(ObjectVersion.marker(key, owner).build(), whenMarked);
    }
    ObjectVersion former = latest(key);
    if (former != null) {
      remove(former, whenGone);
    }
    return null;
  }

  /** Removes a version that is in the bucket for good. */
  public void remove(ObjectVersion version, ObjectEvent event) {
    forget(version);
    bucket.tell(new ObjectChange(event, version, null, origin));
  }

  /**
   * Changes what may change of a version that is in the bucket: tags, access, lock, storage class.
   *
   * @return the version as it is now
   */
  public ObjectVersion change(
      ObjectVersion version, Consumer<ObjectVersion.Builder> change, ObjectEvent event) {
    ObjectVersion.Builder builder = version.toBuilder();
    change.accept(builder);
    ObjectVersion changed = builder.build();
    bucket.replace(version, changed);
    bucket.tell(new ObjectChange(event, changed, version, origin));
    return changed;
  }

  // -------------------------------------------------------------------------------- the bucket

  /** Changes the bucket's settings. */
  public void setRecord(BucketRecord changed) {
    bucket.adopt(changed);
  }

  /** Sets a configuration of a kind that a bucket has once. */
  public <V> void setConfiguration(TableSpec<String, V> spec, V value) {
    setConfiguration(spec, Configurations.ONLY, value);
  }

  /** Sets the configuration of that id. */
  public <V> void setConfiguration(TableSpec<String, V> spec, String id, V value) {
    bucket.setConfiguration(spec, id, value);
  }

  /** Removes a configuration of a kind that a bucket has once; returns whether it was there. */
  public boolean removeConfiguration(TableSpec<String, ?> spec) {
    return removeConfiguration(spec, Configurations.ONLY);
  }

  /** Removes the configuration of that id; returns whether it was there. */
  public boolean removeConfiguration(TableSpec<String, ?> spec, String id) {
    return bucket.removeConfiguration(spec, id);
  }

  /** One of the bucket's further tables, which {@link S3Tables} names. */
  public <K extends Comparable<K>, V> Table<K, V> table(TableSpec<K, V> spec) {
    return bucket.table(spec);
  }
}
