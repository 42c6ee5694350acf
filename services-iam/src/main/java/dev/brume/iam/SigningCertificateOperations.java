package dev.brume.iam;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.iam.api.DeleteSigningCertificateRequest;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListSigningCertificatesRequest;
import dev.brume.iam.api.ListSigningCertificatesResponse;
import dev.brume.iam.api.SigningCertificate;
import dev.brume.iam.api.UpdateSigningCertificateRequest;
import dev.brume.iam.api.UploadSigningCertificateRequest;
import dev.brume.iam.api.UploadSigningCertificateResponse;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamQuotas;
import dev.brume.iam.engine.SigningCertificateRecord;
import java.util.List;

/** X.509 certificates of users. */
final class SigningCertificateOperations {
  private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int ID_LENGTH = 32;

  private final IamCallers callers;

  SigningCertificateOperations(IamCallers callers) {
    this.callers = callers;
  }

  private String user(IamAccount account, RequestContext context, String named) {
    return account
        .users()
        .find(named == null ? callers.requireUser(account, context) : named)
        .name();
  }

  UploadSigningCertificateResponse uploadSigningCertificate(
      IamAccount account, RequestContext context, UploadSigningCertificateRequest input) {
    String user = user(account, context, input.userName());
    PemCertificates.read(input.certificateBody());
    List<SigningCertificateRecord> present = account.credentials().signingCertificatesOf(user);
    String body = input.certificateBody().strip();
    if (present.stream().anyMatch(each -> each.body().strip().equals(body))) {
      throw IamErrors.duplicateCertificateException(
          "The certificate is already associated with the user " + user + ".");
    }
    if (present.size() >= IamQuotas.SIGNING_CERTIFICATES_PER_USER) {
      throw IamErrors.limitExceededException(
          "Cannot exceed quota for CertificatesPerUser: "
              + IamQuotas.SIGNING_CERTIFICATES_PER_USER);
    }
    SigningCertificateRecord record =
        new SigningCertificateRecord(
            account.ids().text(ID_LENGTH, ID_ALPHABET),
            user,
            input.certificateBody(),
            true,
            account.nowMillis());
    account.credentials().signingCertificates().put(record.id(), record);
    return UploadSigningCertificateResponse.builder().certificate(shown(record)).build();
  }

  private static SigningCertificate shown(SigningCertificateRecord record) {
    return SigningCertificate.builder()
        .userName(record.user())
        .certificateId(record.id())
        .certificateBody(record.body())
        .status(record.active() ? "Active" : "Inactive")
        .uploadDate(Responses.moment(record.uploadedMillis()))
        .build();
  }

  ListSigningCertificatesResponse listSigningCertificates(
      IamAccount account, RequestContext context, ListSigningCertificatesRequest input) {
    MarkedPage<SigningCertificateRecord> page =
        MarkedPage.of(
            account,
            input,
            account.credentials().signingCertificatesOf(user(account, context, input.userName())),
            SigningCertificateRecord::id);
    return ListSigningCertificatesResponse.builder()
        .certificates(page.items().stream().map(SigningCertificateOperations::shown).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private SigningCertificateRecord find(
      IamAccount account, RequestContext context, String named, String id) {
    String user = user(account, context, named);
    SigningCertificateRecord record = account.credentials().signingCertificates().get(id);
    if (record == null || !record.user().equals(user)) {
      throw IamErrors.noSuchEntityException("The Certificate with id " + id + " cannot be found.");
    }
    return record;
  }

  Unit updateSigningCertificate(
      IamAccount account, RequestContext context, UpdateSigningCertificateRequest input) {
    SigningCertificateRecord record =
        find(account, context, input.userName(), input.certificateId());
    account
        .credentials()
        .signingCertificates()
        .put(record.id(), record.activated(input.status().equals("Active")));
    return Unit.INSTANCE;
  }

  Unit deleteSigningCertificate(
      IamAccount account, RequestContext context, DeleteSigningCertificateRequest input) {
    SigningCertificateRecord record =
        find(account, context, input.userName(), input.certificateId());
    account.credentials().signingCertificates().remove(record.id());
    return Unit.INSTANCE;
  }
}
