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

  /** Who or what changes the bucket. */
  public ChangeOrigin origin() {
    return origin;
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
    return put(draft, List.of(), event);
  }

  /** The same with annotations, which another version has. */
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
   * time, by which it takes its place among the others.
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

  /** Lets go of what belonged to a version that is no longer in the bucket. */
  private void discard(ObjectVersion gone) {
    bucket.annotations().forget(gone);
    if (gone.content() != null) {
      gone.content().discard();
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

  /** Tells of the deletion of a key that is not there; S3 reports what was asked to go. */
  public void reportMissing(String key, String owner, ObjectEvent event) {
    long nowMillis = bucket.surroundings().timeline().nowMillis();
    ObjectVersion missing =
        ObjectVersion.of(key, owner)
            .place(ObjectVersion.NULL_ID, bucket.nextSequence(nowMillis), nowMillis)
            .build();
    bucket.report(new ObjectChange(event, missing, null, origin));
  }

  /** Removes a version that is in the bucket for good. */
  public void remove(ObjectVersion version, ObjectEvent event) {
    bucket.remove(version);
    discard(version);
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
    ObjectVersion changed = bucket.prepared(this, builder.build(), version);
    bucket.replace(version, changed);
    bucket.tell(new ObjectChange(event, changed, version, origin));
    return changed;
  }

  /** Tells of what has become of the replication of a version. */
  public void report(ObjectVersion version, ObjectEvent event, ReplicationReport report) {
    bucket.report(new ObjectChange(event, version, null, origin, report, null));
  }

  // ----------------------------------------------------------------------------- annotations

  /** Adds an annotation to a version that is in the bucket, in the place of one of its name. */
  public void annotate(ObjectVersion version, ObjectAnnotation annotation) {
    bucket.annotations().put(version, annotation);
    bucket.tell(
        new ObjectChange(ObjectEvent.ANNOTATION_PUT, version, version, origin, null, annotation));
  }

  /** Removes an annotation that a version in the bucket has. */
  public void removeAnnotation(ObjectVersion version, ObjectAnnotation annotation) {
    bucket.annotations().remove(version, annotation);
    bucket.tell(
        new ObjectChange(
            ObjectEvent.ANNOTATION_DELETE, version, version, origin, null, annotation));
  }

  /** Puts an annotation that is replicated, or whose replication has got on; nobody is told. */
  public void mirror(ObjectVersion version, ObjectAnnotation annotation) {
    bucket.annotations().put(version, annotation);
  }

  /** Removes an annotation whose original is gone; nobody is told. */
  public void removeMirrored(ObjectVersion version, ObjectAnnotation annotation) {
    bucket.annotations().remove(version, annotation);
  }

  // ----------------------------------------------------------------------- multipart uploads

  /**
   * Begins a multipart upload.
   *
   * @param draft the object that it will become, without content
   * @param checksumAlgorithm null where none was asked for
   * @param checksumType null where none was asked for
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

  /** Adds a part to an upload that has not ended, in the place of an earlier one of its number. */
  public UploadedPart addPart(Upload upload, ObjectPart part) {
    UploadedPart uploaded = new UploadedPart(part, bucket.surroundings().timeline().nowMillis());
    bucket.uploads().add(upload, uploaded);
    return uploaded;
  }

  /** Ends an upload that has not ended, with all its parts. */
  public void abort(Upload upload) {
    bucket.uploads().end(upload, Set.of());
    bucket.tellAborted(upload.record(), origin);
  }

  /**
   * Makes an upload that has not ended the object of {@code content}, whose parts are its own.
   *
   * @param checksumAnswered whether the client is told the checksum, now and when it asks again
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

  /** Sets the configuration of that id. */
  public <V> void setConfiguration(ConfigurationKind<V, ?> kind, String id, V value) {
    bucket.setConfiguration(kind, id, value);
  }

  /** Removes a configuration of a kind that a bucket has once; returns whether it was there. */
  public boolean removeConfiguration(ConfigurationKind<?, ?> kind) {
    return removeConfiguration(kind, ConfigurationKind.ONLY);
  }

  /** Removes the configuration of that id; returns whether it was there. */
  public boolean removeConfiguration(ConfigurationKind<?, ?> kind, String id) {
    return bucket.removeConfiguration(kind, id);
  }

  /** One of the bucket's further tables, which {@link S3Tables} names. */
  public <K extends Comparable<K>, V> Table<K, V> table(TableSpec<K, V> spec) {
    return bucket.table(spec);
  }
}
