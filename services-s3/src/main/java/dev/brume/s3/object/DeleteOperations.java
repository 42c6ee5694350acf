package dev.brume.s3.object;

import dev.brume.core.error.AwsError;
import dev.brume.s3.AccessCheck;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DeleteObjectOutput;
import dev.brume.s3.api.DeleteObjectRequest;
import dev.brume.s3.api.DeleteObjectsOutput;
import dev.brume.s3.api.DeleteObjectsRequest;
import dev.brume.s3.api.DeletedObject;
import dev.brume.s3.api.ObjectIdentifier;
import dev.brume.s3.api.S3Error;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * DeleteObject and DeleteObjects.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html">DeleteObject</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>
 */
final class DeleteOperations {
  private static final String BYPASS = "x-amz-bypass-governance-retention";
  private static final int MAX_OBJECTS = 1000;

  private final AccessCheck access;
  private final List<DeleteGuard> guards;

  /** The result of a deletion: a deleted version or delete marker, or a new delete marker. */
  private record Deletion(ObjectVersion removed, ObjectVersion marker) {}

  /**
   * @param access authorizes the deletion of each of several objects
   * @param guards the features that may protect a version
   */
  DeleteOperations(AccessCheck access, List<DeleteGuard> guards) {
    this.access = access;
    this.guards = guards;
  }

  /** Refuses the governance bypass header, whatever its value, in buckets without object lock. */
  private static void checkBypass(BucketRequest request) {
    if (request.header(BYPASS) != null && !request.bucket().record().objectLock()) {
      throw S3Refusals.invalidArgument(
          "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
          BYPASS,
          null);
    }
  }

  public DeleteObjectOutput deleteObject(BucketRequest request, DeleteObjectRequest input) {
    ObjectDraft.checkKey(input.key());
    checkBypass(request);
    if (input.versionId() != null) {
      if (request.bucket().versions().find(input.key(), input.versionId()) == null) {
        VersionIds.check(input.versionId());
      }
      if (MfaDelete.isOn(request.bucket())) {
        MfaDelete.demand(input.mfa());
      }
    }
    if (input.versionId() != null && input.ifMatch() != null) {
      // Conditions only apply to the current version.
      throw S3Refusals.notImplemented("If-Match");
    }
    Deletion deletion = delete(request, input.key(), input.versionId(), input.ifMatch());
    DeleteObjectOutput.Builder answer = DeleteObjectOutput.builder();
    if (deletion.marker != null) {
      answer.deleteMarker(true).versionId(deletion.marker.versionId());
    } else if (input.versionId() != null) {
      answer.deleteMarker(isMarker(deletion.removed) ? true : null).versionId(input.versionId());
    }
    return answer.build();
  }

  private static boolean isMarker(ObjectVersion version) {
    return version != null && version.deleteMarker();
  }

  private Deletion delete(BucketRequest request, String key, String versionId, String ifMatch) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              Preconditions.checkDelete(edit, key, ifMatch);
              return versionId == null
                  ? deleteLatest(request, edit, key)
                  : deleteVersion(request, edit, key, versionId);
            });
  }

  private static Deletion deleteLatest(BucketRequest request, BucketEdit edit, String key) {
    ObjectVersion marker =
        edit.delete(
            key,
            request.bucket().owner(),
            ObjectEvent.REMOVED_DELETE,
            ObjectEvent.REMOVED_DELETE_MARKER_CREATED);
    return new Deletion(null, marker);
  }

  private Deletion deleteVersion(
      BucketRequest request, BucketEdit edit, String key, String versionId) {
    ObjectVersion version = edit.find(key, versionId);
    if (version != null) {
      for (DeleteGuard guard : guards) {
        guard.check(request, version);
      }
      edit.remove(version, ObjectEvent.REMOVED_DELETE);
    }
    return new Deletion(version, null);
  }

  // ------------------------------------------------------------------------------ many at once

  public DeleteObjectsOutput deleteObjects(BucketRequest request, DeleteObjectsRequest input) {
    checkBypass(request);
    List<ObjectIdentifier> objects = input.delete().objects();
    check(request, input, objects);
    boolean quiet = Boolean.TRUE.equals(input.delete().quiet());
    List<DeletedObject> deleted = new ArrayList<>(quiet ? 0 : objects.size());
    List<S3Error> errors = new ArrayList<>(0);
    for (ObjectIdentifier object : objects) {
      try {
        DeletedObject done = delete(request, input, object);
        if (!quiet) {
          deleted.add(done);
        }
      } catch (AwsError refusal) {
        errors.add(
            S3Error.builder()
                .key(object.key())
                .versionId(object.versionId())
                .code(refusal.code())
                .message(refusal.getMessage())
                .build());
      }
    }
    return DeleteObjectsOutput.builder().deleted(deleted).errors(errors).build();
  }

  /** Errors of the whole request. Without MFA no object is deleted if any version is named. */
  private static void check(
      BucketRequest request, DeleteObjectsRequest input, List<ObjectIdentifier> objects) {
    if (objects == null || objects.isEmpty() || objects.size() > MAX_OBJECTS) {
      throw S3Refusals.malformedXml();
    }
    boolean versions = false;
    for (ObjectIdentifier object : objects) {
      if (object.key() == null || object.key().isEmpty()) {
        throw S3Refusals.malformedXml();
      }
      versions |= object.versionId() != null;
    }
    if (versions && MfaDelete.isOn(request.bucket())) {
      MfaDelete.demand(input.mfa());
    }
  }

  private DeletedObject delete(
      BucketRequest request, DeleteObjectsRequest input, ObjectIdentifier object) {
    String key = object.key();
    String versionId = object.versionId();
    ObjectDraft.checkKey(key);
    AwsError refusal = access.refusalOfOne(request, input, key, versionId);
    if (refusal != null) {
      throw refusal;
    }
    if (versionId != null
        && request.bucket().versions().find(key, versionId) == null
        && !ObjectVersion.isVersionId(versionId)) {
      throw S3Refusals.noSuchVersion(key, versionId);
    }
    if (object.lastModifiedTime() != null || object.size() != null) {
      throw S3Refusals.notImplemented(
          object.size() != null ? "x-amz-if-match-size" : "x-amz-if-match-last-modified-time");
    }
    boolean wasThere = versionId != null || request.bucket().versions().latest(key) != null;
    Deletion deletion = delete(request, key, versionId, object.eTag());
    if (!wasThere && deletion.marker == null) {
      request
          .bucket()
          .edit(
              request.origin(),
              edit -> {
                edit.reportMissing(key, request.bucket().owner(), ObjectEvent.REMOVED_DELETE);
                return null;
              });
    }
    DeletedObject.Builder done = DeletedObject.builder().key(key).versionId(versionId);
    if (deletion.marker != null) {
      done.deleteMarker(true).deleteMarkerVersionId(deletion.marker.versionId());
    } else if (isMarker(deletion.removed)) {
      done.deleteMarker(true).deleteMarkerVersionId(deletion.removed.versionId());
    }
    return done.build();
  }
}
