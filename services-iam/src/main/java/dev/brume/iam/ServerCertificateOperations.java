package dev.brume.iam;

import dev.brume.iam.api.DeleteServerCertificateRequest;
import dev.brume.iam.api.GetServerCertificateRequest;
import dev.brume.iam.api.GetServerCertificateResponse;
import dev.brume.iam.api.ListServerCertificateTagsRequest;
import dev.brume.iam.api.ListServerCertificateTagsResponse;
import dev.brume.iam.api.ListServerCertificatesRequest;
import dev.brume.iam.api.ListServerCertificatesResponse;
import dev.brume.iam.api.ServerCertificate;
import dev.brume.iam.api.ServerCertificateMetadata;
import dev.brume.iam.api.Tag;
import dev.brume.iam.api.TagServerCertificateRequest;
import dev.brume.iam.api.UntagServerCertificateRequest;
import dev.brume.iam.api.UpdateServerCertificateRequest;
import dev.brume.iam.api.UploadServerCertificateRequest;
import dev.brume.iam.api.UploadServerCertificateResponse;
import dev.brume.iam.engine.EntityKind;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamTags;
import dev.brume.iam.engine.ServerCertificateRecord;
import java.security.cert.X509Certificate;

/** Certificates of servers. */
final class ServerCertificateOperations {

  UploadServerCertificateResponse uploadServerCertificate(
      IamAccount account, UploadServerCertificateRequest input) {
    account.certificates().requireFree(input.serverCertificateName());
    X509Certificate certificate = PemCertificates.read(input.certificateBody());
    PemCertificates.requireKey(certificate, input.privateKey());
    if (input.certificateChain() != null) {
      PemCertificates.read(input.certificateChain());
    }
    ServerCertificateRecord record =
        new ServerCertificateRecord(
            input.serverCertificateName(),
            input.path() == null ? UserOperations.ROOT_PATH : input.path(),
            account.ids().unique(EntityKind.SERVER_CERTIFICATE.idPrefix()),
            input.certificateBody(),
            input.certificateChain(),
            account.nowMillis(),
            certificate.getNotAfter().getTime(),
            IamTags.of(input.tags()));
    account.certificates().put(record);
    return UploadServerCertificateResponse.builder()
        .serverCertificateMetadata(metadata(account, record))
        .tags(Responses.tagsOrNull(record.tags()))
        .build();
  }

  private static ServerCertificateMetadata metadata(
      IamAccount account, ServerCertificateRecord record) {
    return ServerCertificateMetadata.builder()
        .path(record.path())
        .serverCertificateName(record.name())
        .serverCertificateId(record.id())
        .arn(account.arn(EntityKind.SERVER_CERTIFICATE, record))
        .uploadDate(Responses.moment(record.uploadedMillis()))
        .expiration(Responses.moment(record.expiresMillis()))
        .build();
  }

  GetServerCertificateResponse getServerCertificate(
      IamAccount account, GetServerCertificateRequest input) {
    ServerCertificateRecord record = account.certificates().find(input.serverCertificateName());
    return GetServerCertificateResponse.builder()
        .serverCertificate(
            ServerCertificate.builder()
                .serverCertificateMetadata(metadata(account, record))
                .certificateBody(record.body())
                .certificateChain(record.chain())
                .tags(Responses.tagsOrNull(record.tags()))
                .build())
        .build();
  }

  ListServerCertificatesResponse listServerCertificates(
      IamAccount account, ListServerCertificatesRequest input) {
    MarkedPage<ServerCertificateRecord> page =
        MarkedPage.of(
            account,
            input,
            account.certificates().list(input.pathPrefix()),
            ServerCertificateRecord::name);
    return ListServerCertificatesResponse.builder()
        .serverCertificateMetadataList(
            page.items().stream().map(each -> metadata(account, each)).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  void updateServerCertificate(IamAccount account, UpdateServerCertificateRequest input) {
    ServerCertificateRecord record = account.certificates().find(input.serverCertificateName());
    account
        .certificates()
        .rename(
            record.name(),
            record.renamed(
                input.newServerCertificateName() == null
                    ? record.name()
                    : input.newServerCertificateName(),
                input.newPath() == null ? record.path() : input.newPath()));
  }

  void deleteServerCertificate(IamAccount account, DeleteServerCertificateRequest input) {
    account
        .certificates()
        .remove(account.certificates().find(input.serverCertificateName()).name());
  }

  void tagServerCertificate(IamAccount account, TagServerCertificateRequest input) {
    ServerCertificateRecord record = account.certificates().find(input.serverCertificateName());
    account.certificates().put(record.withTags(IamTags.added(record.tags(), input.tags())));
  }

  void untagServerCertificate(IamAccount account, UntagServerCertificateRequest input) {
    ServerCertificateRecord record = account.certificates().find(input.serverCertificateName());
    account.certificates().put(record.withTags(IamTags.without(record.tags(), input.tagKeys())));
  }

  ListServerCertificateTagsResponse listServerCertificateTags(
      IamAccount account, ListServerCertificateTagsRequest input) {
    MarkedPage<Tag> page =
        IamTagOperations.page(
            account, input, account.certificates().find(input.serverCertificateName()).tags());
    return ListServerCertificateTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }
}
