package dev.brume.s3.encryption;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brume.core.id.Ids;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.api.ServerSideEncryption;
import dev.brume.s3.api.ServerSideEncryptionByDefault;
import dev.brume.s3.api.ServerSideEncryptionRule;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectEncryption;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.DraftContributor;
import java.io.IOException;
import java.util.Base64;

/**
 * The encryption of a new object: from the request's headers, else the bucket's default.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html">Protecting
 *     data with server-side encryption</a>
 */
final class RequestedEncryption implements DraftContributor {
  private static final String HEADER = "x-amz-server-side-encryption";
  private static final String CONTEXT_HEADER = "x-amz-server-side-encryption-context";
  private static final int SALT_LENGTH = 16;
  private static final String HEXADECIMAL = "0123456789abcdef";

  /** Loaded with the first context that is sent. */
  private static final class EncryptionJson {
    private static final JsonFactory FACTORY = new JsonFactory();
  }

  private final Ids ids;
  private final KmsKeys keys;
  private final boolean customerKeysNeedTls;

  /**
   * @param ids generates salts
   * @param keys finds KMS keys
   * @param customerKeysNeedTls whether customer-provided keys are refused without TLS
   */
  RequestedEncryption(Ids ids, KmsKeys keys, boolean customerKeysNeedTls) {
    this.ids = ids;
    this.keys = keys;
    this.customerKeysNeedTls = customerKeysNeedTls;
  }

  @Override
  public void contribute(
      BucketRequest request, PutObjectRequest headers, ObjectVersion.Builder draft) {
    refuseTwice(headers);
    CustomerKey key =
        CustomerKey.of(
            headers.sseCustomerAlgorithm(), headers.sseCustomerKey(), headers.sseCustomerKeyMD5());
    if (key != null) {
      checkAllowed(request);
      draft.encryption(key.encryption(ids.text(SALT_LENGTH, HEXADECIMAL)));
    } else {
      draft.encryption(byServer(request, headers));
    }
  }

  /**
   * A customer-provided key and server-managed encryption exclude each other, whatever their
   * values.
   */
  private static void refuseTwice(PutObjectRequest headers) {
    boolean byCustomer =
        headers.sseCustomerAlgorithm() != null
            || headers.sseCustomerKey() != null
            || headers.sseCustomerKeyMD5() != null;
    if (byCustomer && headers.serverSideEncryption() != null) {
      throw S3Refusals.invalidArgument(
          "Server Side Encryption with Customer provided key is incompatible with the encryption"
              + " method specified",
          HEADER,
          headers.serverSideEncryption());
    }
  }

  /**
   * Refuses customer-provided keys that are not permitted.
   *
   * @throws dev.brume.core.error.AwsError InvalidRequest without TLS, AccessDenied if the bucket
   *     blocks them
   */
  private void checkAllowed(BucketRequest request) {
    if (customerKeysNeedTls && !request.context().http().connection().isSecure()) {
      throw S3Refusals.invalidRequest(
          "Requests specifying Server Side Encryption with Customer provided keys must be made over"
              + " a secure connection.");
    }
    ServerSideEncryptionRule rule = request.bucket().configuration(Configurations.ENCRYPTION);
    if (rule != null && EncryptionOperations.blocksCustomerKeys(rule)) {
      throw S3Errors.accessDenied(
          "The bucket does not allow server-side encryption with customer-provided keys.");
    }
  }

  private ObjectEncryption byServer(BucketRequest request, PutObjectRequest headers) {
    Bucket bucket = request.bucket();
    String algorithm = headers.serverSideEncryption();
    if (algorithm == null) {
      refuseKmsHeaders(headers, null);
      return byDefault(request, headers.bucketKeyEnabled());
    }
    switch (algorithm) {
      case ServerSideEncryption.AES256 -> {
        refuseKmsHeaders(headers, algorithm);
        return null;
      }
      case ServerSideEncryption.AWS_KMS, ServerSideEncryption.AWS_KMS_DSSE -> {
        checkContext(headers.ssekmsEncryptionContext());
        return ObjectEncryption.ofKms(
            algorithm,
            keys.arn(request, keyOf(bucket, headers.ssekmsKeyId(), algorithm)),
            headers.ssekmsEncryptionContext(),
            usesBucketKey(bucket, algorithm, headers.bucketKeyEnabled()));
      }
      default ->
          throw S3Refusals.invalidArgument(
              "The encryption method specified is not supported", HEADER, algorithm);
    }
  }

  private static void refuseKmsHeaders(PutObjectRequest headers, String algorithm) {
    if (headers.ssekmsKeyId() != null || headers.ssekmsEncryptionContext() != null) {
      throw S3Refusals.invalidArgument(
          "Server Side Encryption with AWS KMS managed key requires HTTP header"
              + " x-amz-server-side-encryption : aws:kms",
          HEADER,
          algorithm);
    }
  }

  /** A KMS request without a key uses the bucket's, if the bucket's default is KMS too. */
  private static String keyOf(Bucket bucket, String named, String algorithm) {
    ServerSideEncryptionRule rule = bucket.configuration(Configurations.ENCRYPTION);
    if (named != null || rule == null) {
      return named;
    }
    ServerSideEncryptionByDefault byDefault = rule.applyServerSideEncryptionByDefault();
    return byDefault != null && algorithm.equals(byDefault.sseAlgorithm())
        ? byDefault.kmsMasterKeyID()
        : null;
  }

  /** DSSE has no bucket keys. */
  private static boolean usesBucketKey(Bucket bucket, String algorithm, Boolean asked) {
    if (algorithm.equals(ServerSideEncryption.AWS_KMS_DSSE)) {
      return false;
    }
    if (asked != null) {
      return asked;
    }
    ServerSideEncryptionRule rule = bucket.configuration(Configurations.ENCRYPTION);
    return rule != null && Boolean.TRUE.equals(rule.bucketKeyEnabled());
  }

  private ObjectEncryption byDefault(BucketRequest request, Boolean bucketKey) {
    Bucket bucket = request.bucket();
    ServerSideEncryptionRule rule = bucket.configuration(Configurations.ENCRYPTION);
    ServerSideEncryptionByDefault byDefault =
        rule == null ? null : rule.applyServerSideEncryptionByDefault();
    if (byDefault == null || byDefault.sseAlgorithm().equals(ServerSideEncryption.AES256)) {
      return null;
    }
    return ObjectEncryption.ofKms(
        byDefault.sseAlgorithm(),
        keys.arn(request, byDefault.kmsMasterKeyID()),
        null,
        usesBucketKey(bucket, byDefault.sseAlgorithm(), bucketKey));
  }

  private static void checkContext(String context) {
    if (context != null && !isMapOfTexts(context)) {
      throw S3Refusals.invalidArgument(
          "The header '"
              + CONTEXT_HEADER
              + "' shall be Base64-encoded UTF-8 string holding JSON which represents a"
              + " string-string map",
          CONTEXT_HEADER,
          context);
    }
  }

  private static boolean isMapOfTexts(String context) {
    try (JsonParser json =
        EncryptionJson.FACTORY.createParser(Base64.getDecoder().decode(context))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        if (json.nextToken() != JsonToken.VALUE_STRING) {
          return false;
        }
      }
      return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
