package dev.brume.iam;

import dev.brume.core.gateway.RequestContext;
import dev.brume.iam.api.DeleteSSHPublicKeyRequest;
import dev.brume.iam.api.GetSSHPublicKeyRequest;
import dev.brume.iam.api.GetSSHPublicKeyResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListSSHPublicKeysRequest;
import dev.brume.iam.api.ListSSHPublicKeysResponse;
import dev.brume.iam.api.SSHPublicKey;
import dev.brume.iam.api.SSHPublicKeyMetadata;
import dev.brume.iam.api.UpdateSSHPublicKeyRequest;
import dev.brume.iam.api.UploadSSHPublicKeyRequest;
import dev.brume.iam.api.UploadSSHPublicKeyResponse;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamQuotas;
import dev.brume.iam.engine.SshKeyRecord;
import java.util.List;

/** SSH public keys of users, for CodeCommit. */
final class SshKeyOperations {
  private static final String ID_PREFIX = "APKA";

  private final IamCallers callers;

  SshKeyOperations(IamCallers callers) {
    this.callers = callers;
  }

  private String user(IamAccount account, RequestContext context, String named) {
    return account
        .users()
        .find(named == null ? callers.requireUser(account, context) : named)
        .name();
  }

  UploadSSHPublicKeyResponse uploadSSHPublicKey(
      IamAccount account, UploadSSHPublicKeyRequest input) {
    String user = account.users().find(input.userName()).name();
    SshPublicKey key = SshPublicKey.read(input.sshPublicKeyBody());
    List<SshKeyRecord> present = account.credentials().sshKeysOf(user);
    if (present.stream().anyMatch(each -> each.fingerprint().equals(key.fingerprint()))) {
      throw IamErrors.duplicateSSHPublicKeyException(
          "The SSH public key is already associated with the user " + user + ".");
    }
    if (present.size() >= IamQuotas.SSH_KEYS_PER_USER) {
      throw IamErrors.limitExceededException(
          "Cannot exceed quota for SSHPublicKeysPerUser: " + IamQuotas.SSH_KEYS_PER_USER);
    }
    SshKeyRecord record =
        new SshKeyRecord(
            account.ids().accessKey(ID_PREFIX),
            user,
            key.openSsh(),
            key.fingerprint(),
            true,
            account.nowMillis());
    account.credentials().sshKeys().put(record.id(), record);
    return UploadSSHPublicKeyResponse.builder().sshPublicKey(shown(record, record.body())).build();
  }

  private static SSHPublicKey shown(SshKeyRecord record, String body) {
    return SSHPublicKey.builder()
        .userName(record.user())
        .sshPublicKeyId(record.id())
        .fingerprint(record.fingerprint())
        .sshPublicKeyBody(body)
        .status(status(record))
        .uploadDate(Responses.moment(record.uploadedMillis()))
        .build();
  }

  private static String status(SshKeyRecord record) {
    return record.active() ? "Active" : "Inactive";
  }

  private static SshKeyRecord find(IamAccount account, String named, String id) {
    String user = account.users().find(named).name();
    SshKeyRecord record = account.credentials().sshKeys().get(id);
    if (record == null || !record.user().equals(user)) {
      throw IamErrors.noSuchEntityException("The Public Key with id " + id + " cannot be found.");
    }
    return record;
  }

  GetSSHPublicKeyResponse getSSHPublicKey(IamAccount account, GetSSHPublicKeyRequest input) {
    SshKeyRecord record = find(account, input.userName(), input.sshPublicKeyId());
    String body =
        input.encoding().equals("PEM") ? SshPublicKey.read(record.body()).pem() : record.body();
    return GetSSHPublicKeyResponse.builder().sshPublicKey(shown(record, body)).build();
  }

  ListSSHPublicKeysResponse listSSHPublicKeys(
      IamAccount account, RequestContext context, ListSSHPublicKeysRequest input) {
    MarkedPage<SshKeyRecord> page =
        MarkedPage.of(
            account,
            input,
            account.credentials().sshKeysOf(user(account, context, input.userName())),
            SshKeyRecord::id);
    return ListSSHPublicKeysResponse.builder()
        .sshPublicKeys(
            page.items().stream()
                .map(
                    each ->
                        SSHPublicKeyMetadata.builder()
                            .userName(each.user())
                            .sshPublicKeyId(each.id())
                            .status(status(each))
                            .uploadDate(Responses.moment(each.uploadedMillis()))
                            .build())
                .toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  void updateSSHPublicKey(IamAccount account, UpdateSSHPublicKeyRequest input) {
    SshKeyRecord record = find(account, input.userName(), input.sshPublicKeyId());
    account
        .credentials()
        .sshKeys()
        .put(record.id(), record.activated(input.status().equals("Active")));
  }

  void deleteSSHPublicKey(IamAccount account, DeleteSSHPublicKeyRequest input) {
    SshKeyRecord record = find(account, input.userName(), input.sshPublicKeyId());
    account.credentials().sshKeys().remove(record.id());
  }
}
