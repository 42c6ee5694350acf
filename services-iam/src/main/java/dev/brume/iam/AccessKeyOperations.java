package dev.brume.iam;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.iam.api.AccessKey;
import dev.brume.iam.api.AccessKeyLastUsed;
import dev.brume.iam.api.AccessKeyMetadata;
import dev.brume.iam.api.CreateAccessKeyRequest;
import dev.brume.iam.api.CreateAccessKeyResponse;
import dev.brume.iam.api.DeleteAccessKeyRequest;
import dev.brume.iam.api.GetAccessKeyLastUsedRequest;
import dev.brume.iam.api.GetAccessKeyLastUsedResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListAccessKeysRequest;
import dev.brume.iam.api.ListAccessKeysResponse;
import dev.brume.iam.api.UpdateAccessKeyRequest;
import dev.brume.iam.engine.AccessKeyRecord;
import dev.brume.iam.engine.IamAccount;

/** Access keys of users, and of the root user. */
final class AccessKeyOperations {
  private static final String NEVER = "N/A";

  private final IamCallers callers;

  AccessKeyOperations(IamCallers callers) {
    this.callers = callers;
  }

  /** The user of a request; null for the root user. */
  private String user(IamAccount account, RequestContext context, String named) {
    return named == null ? callers.userOf(account, context) : account.users().find(named).name();
  }

  CreateAccessKeyResponse createAccessKey(
      IamAccount account, RequestContext context, CreateAccessKeyRequest input) {
    String user = user(account, context, input.userName());
    AccessKeyRecord key = account.keys().create(user);
    account.change(account.settings()); // Stays known when its last key and user are gone.
    return CreateAccessKeyResponse.builder()
        .accessKey(
            AccessKey.builder()
                .userName(user)
                .accessKeyId(key.id())
                .status(key.status())
                .secretAccessKey(key.secret())
                .createDate(Responses.moment(key.createdMillis()))
                .build())
        .build();
  }

  ListAccessKeysResponse listAccessKeys(
      IamAccount account, RequestContext context, ListAccessKeysRequest input) {
    String user = user(account, context, input.userName());
    MarkedPage<AccessKeyRecord> page =
        MarkedPage.of(account, input, account.keys().of(user), AccessKeyRecord::id);
    return ListAccessKeysResponse.builder()
        .accessKeyMetadata(page.items().stream().map(AccessKeyOperations::metadata).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private static AccessKeyMetadata metadata(AccessKeyRecord key) {
    return AccessKeyMetadata.builder()
        .userName(key.user())
        .accessKeyId(key.id())
        .status(key.status())
        .createDate(Responses.moment(key.createdMillis()))
        .build();
  }

  Unit updateAccessKey(IamAccount account, RequestContext context, UpdateAccessKeyRequest input) {
    String user = user(account, context, input.userName());
    AccessKeyRecord key = account.keys().find(user, input.accessKeyId());
    if (input.status().equals("Expired")) {
      throw AwsError.client(
          "ValidationError", 400, "The status of an access key cannot be set to Expired");
    }
    account.keys().put(key.activated(input.status().equals("Active")));
    return Unit.INSTANCE;
  }

  Unit deleteAccessKey(IamAccount account, RequestContext context, DeleteAccessKeyRequest input) {
    String user = user(account, context, input.userName());
    account.keys().remove(account.keys().find(user, input.accessKeyId()));
    return Unit.INSTANCE;
  }

  /** "The action is only for keys of users of the account" where another's is not known at all. */
  GetAccessKeyLastUsedResponse getAccessKeyLastUsed(
      IamAccount account, GetAccessKeyLastUsedRequest input) {
    AccessKeyRecord key = account.keys().get(input.accessKeyId());
    if (key == null) {
      throw IamErrors.noSuchEntityException(
          "The Access Key with id " + input.accessKeyId() + " cannot be found");
    }
    return GetAccessKeyLastUsedResponse.builder()
        .userName(key.user())
        .accessKeyLastUsed(
            AccessKeyLastUsed.builder()
                .lastUsedDate(Responses.moment(key.usedMillis()))
                .serviceName(key.usedService() == null ? NEVER : key.usedService())
                .region(key.usedRegion() == null ? NEVER : key.usedRegion())
                .build())
        .build();
  }
}
