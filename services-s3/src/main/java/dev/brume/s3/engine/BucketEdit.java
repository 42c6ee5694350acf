package dev.brume.s3.engine;

import dev.brume.core.state.Table;
import dev.brume.core.state.TableSpec;
import dev.brume.s3.engine.BucketRecord.Versioning;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Changes a bucket while its lock is held. All changes of object versions go through it; do not
 * keep a reference to it.
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

  /** The origin of the change. */
  public ChangeOrigin origin() {
    return origin;
  }

  /** The latest version of a key, which may be a delete marker; null if there is none. */
  public ObjectVersion latest(String key) {
    return bucket.versions().latest(key);
  }

  /** The version of a key with that id, or null. */
  public ObjectVersion find(String key, String versionId) {
    return bucket.versions().find(key, versionId);
  }

  // -------------------------------------------------------------------------------- versions

  /**
   * Makes {@code draft} the latest version of its key. In a bucket without enabled versioning it
   * becomes the null version, and replaces the present one.
   *
   * @return the stored version
   */
  public ObjectVersion put(ObjectVersion draft, ObjectEvent event) {
    return put(draft, List.of(), event);
  }

  /** The same with annotations of another version. */
  public ObjectVersion put(
      ObjectVersion draft, Collection<ObjectAnnotation> annotations, ObjectEvent event) {
    String versionId = newVersionId();
    ObjectVersion displaced =
        versionId.equals(ObjectVersion.NULL_ID) ? find(draft.key(), ObjectVersion.NULL_ID) : null;
    long nowMillis = bucket.surroundings().timeline().nowMillis();
    long sequence = bucket.nextSequence(nowMillis);
    ObjectContent content = draft.content();
    ObjectVersion placed =
        draft.toBuilder()
            .content(content == null ? null : content.encrypted(draft.encryption(), sequence))
            .place(versionId, sequence, nowMillis)
            .build();
    ObjectVersion added = bucket.prepared(this, placed, null);
    for (ObjectAnnotation annotation : annotations) {
      bucket.annotations().put(added, annotation.at(nowMillis));
    }
    bucket.add(added, displaced);
    if (displaced != null) {
      discard(displaced);
    }
    bucket.tell(new ObjectChange(event, added, displaced, origin));
    return added;
  }

  /**
   * Adds a version of another bucket with its version id, which no version of the key has, and its
   * time, which determines its position.
   */
  public ObjectVersion putReplica(ObjectVersion version, ObjectEvent event) {
    long sequence = bucket.sequenceNear(version.sequence());
    ObjectVersion added =
        version.toBuilder().place(version.versionId(), sequence, version.createdMillis()).build();
    bucket.add(added, null);
    bucket.tell(new ObjectChange(event, added, null, origin));
    return added;
  }

  private String newVersionId() {
    return bucket.versioning() == Versioning.ENABLED
        ? ObjectVersion.newVersionId(bucket.surroundings().ids())
        : ObjectVersion.NULL_ID;
  }

  /** Releases everything of a version that is no longer in the bucket. */
  private void discard(ObjectVersion gone) {
    bucket.annotations().forget(gone);
    if (gone.content() != null) {
      gone.content().discard();
    }
  }

  /**
   * Deletes a key without naming a version: with versioning enabled a delete marker becomes the
   * latest version; if it was never enabled, the object is deleted; if it is suspended, a delete
   * marker replaces the null version.
   *
   * @param owner the owner of the delete marker
   * @param whenGone the event for a deleted object
   * @param whenMarked the event for a new delete marker
   * @return the delete marker, or null if none was created
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

  /** Reports the deletion of a missing key; S3 reports every requested deletion. */
  public void reportMissing(String key, String owner, ObjectEvent event) {
    long nowMillis = bucket.surroundings().timeline().nowMillis();
    ObjectVersion missing =
        ObjectVersion.of(key, owner)
            .place(ObjectVersion.NULL_ID, bucket.nextSequence(nowMillis), nowMillis)
            .build();
    bucket.report(new ObjectChange(event, missing, null, origin));
  }

  /** Permanently removes a version in the bucket. */
  public void remove(ObjectVersion version, ObjectEvent event) {
    bucket.remove(version);
    discard(version);
    bucket.tell(new ObjectChange(event, version, null, origin));
  }

  /**
   * Changes the mutable parts of a version in the bucket: tags, access, lock, storage class.
   *
   * @return the changed version
   */
  public ObjectVersion change(
      ObjectVersion version, Consumer<ObjectVersion.Builder> change, ObjectEvent event) {
    ObjectVersion.Builder builder = version.toBuilder();
    change.accept(builder);
    ObjectVersion changed = bucket.prepared(this, builder.build(), version);
    bucket.replace(version, changed);
    bucket.tell(new ObjectChange(event, changed, version, origin));
    return changed;
  }

  /** Reports the replication status of a version. */
  public void report(ObjectVersion version, ObjectEvent event, ReplicationReport report) {
    bucket.report(new ObjectChange(event, version, null, origin, report, null));
  }

  // ----------------------------------------------------------------------------- annotations

  /** Adds an annotation to a version in the bucket, replacing one with its name. */
  public void annotate(ObjectVersion version, ObjectAnnotation annotation) {
    bucket.annotations().put(version, annotation);
    bucket.tell(
        new ObjectChange(ObjectEvent.ANNOTATION_PUT, version, version, origin, null, annotation));
  }

  /** Removes an annotation of a version in the bucket. */
  public void removeAnnotation(ObjectVersion version, ObjectAnnotation annotation) {
    bucket.annotations().remove(version, annotation);
    bucket.tell(
        new ObjectChange(
            ObjectEvent.ANNOTATION_DELETE, version, version, origin, null, annotation));
  }

  /** Stores a replicated annotation or its changed replication status; without an event. */
  public void mirror(ObjectVersion version, ObjectAnnotation annotation) {
    bucket.annotations().put(version, annotation);
  }

  /** Removes an annotation whose original was deleted; without an event. */
  public void removeMirrored(ObjectVersion version, ObjectAnnotation annotation) {
    bucket.annotations().remove(version, annotation);
  }

  // ----------------------------------------------------------------------- multipart uploads

  /**
   * Starts a multipart upload.
   *
   * @param draft the future object, without content
   * @param checksumAlgorithm null if not requested
   * @param checksumType null if not requested
   */
  public Upload beginUpload(ObjectVersion draft, String checksumAlgorithm, String checksumType) {
    S3Environment surroundings = bucket.surroundings();
    long nowMillis = surroundings.timeline().nowMillis();
    String id = MultipartUploads.newId(bucket.nextSequence(nowMillis), surroundings.ids());
    ObjectVersion latest = latest(draft.key());
    UploadRecord record =
        new UploadRecord(
            id,
            nowMillis,
            origin.account(),
            draft,
            checksumAlgorithm,
            checksumType,
            latest == null ? null : latest.sequence());
    Upload begun = bucket.uploads().begin(record);
    bucket.tellBegun(record);
    return begun;
  }

  /** Adds a part to an active upload, replacing an earlier one with its number. */
  public UploadedPart addPart(Upload upload, ObjectPart part) {
    UploadedPart uploaded = new UploadedPart(part, bucket.surroundings().timeline().nowMillis());
    bucket.uploads().add(upload, uploaded);
    return uploaded;
  }

  /** Ends an active upload, with all its parts. */
  public void abort(Upload upload) {
    bucket.uploads().end(upload, Set.of());
    bucket.tellAborted(upload.record(), origin);
  }

  /**
   * Completes an active upload to an object with {@code content}, which consists of its parts.
   *
   * @param checksumAnswered whether responses contain the checksum, now and on a repeated
   *     completion
   */
  public ObjectVersion complete(Upload upload, ObjectContent content, boolean checksumAnswered) {
    ObjectVersion whole = upload.record().draft().toBuilder().content(content).build();
    ObjectVersion stored = put(whole, ObjectEvent.CREATED_COMPLETE_MULTIPART_UPLOAD);
    Set<Integer> used = new HashSet<>();
    content.parts().forEach(part -> used.add(part.number()));
    bucket.uploads().end(upload, used);
    bucket
        .uploads()
        .remember(
            upload.record().id(),
            new CompletedUpload(
                stored.key(),
                stored.createdMillis(),
                stored.versionId(),
                content.etag(),
                checksumAnswered ? content.checksum() : null,
                checksumAnswered ? content.checksumType() : null));
    return stored;
  }

  // -------------------------------------------------------------------------------- the bucket

  /** Changes the bucket's settings. */
  public void setRecord(BucketRecord changed) {
    bucket.adopt(changed);
  }

  /** Sets a configuration of a kind that a bucket has once. */
  public <V> void setConfiguration(ConfigurationKind<V, ?> kind, V value) {
    setConfiguration(kind, ConfigurationKind.ONLY, value);
  }

  /** Sets the configuration with that id. */
  public <V> void setConfiguration(ConfigurationKind<V, ?> kind, String id, V value) {
    bucket.setConfiguration(kind, id, value);
  }

  /** Removes a configuration of a kind that a bucket has once; returns whether it existed. */
  public boolean removeConfiguration(ConfigurationKind<?, ?> kind) {
    return removeConfiguration(kind, ConfigurationKind.ONLY);
  }

  /** Removes the configuration with that id; returns whether it existed. */
  public boolean removeConfiguration(ConfigurationKind<?, ?> kind, String id) {
    return bucket.removeConfiguration(kind, id);
  }

  /** A further table of the bucket, from {@link S3Tables}. */
  public <K extends Comparable<K>, V> Table<K, V> table(TableSpec<K, V> spec) {
    return bucket.table(spec);
  }
}
