package dev.brume.s3.control;

import dev.brume.core.access.AccessDenial;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.auth.SignatureRules;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.http.ChunkSignatures;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestedDigests;
import dev.brume.core.id.Ids;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.protocol.rest.RestXmlProtocol;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.s3.S3Dialect;
import dev.brume.s3.S3PayloadErrors;
import dev.brume.s3.S3RestXml;
import dev.brume.s3.S3SignatureErrors;
import dev.brume.s3.api.S3Errors;

/** The wire behaviour of S3 Control, which is S3's. */
final class S3ControlDialect implements Dialect {
  private static final Protocol REST_XML = new RestXmlProtocol(new S3RestXml(false));

  @Override
  public Protocol protocol(Protocol common) {
    return REST_XML;
  }

  @Override
  public AwsError accessDenied(AccessDenial denial, ProtocolId protocol) {
    return S3Errors.accessDenied(denial.message());
  }

  @Override
  public AwsError signatureError(SignatureFault fault, ProtocolId protocol) {
    return S3SignatureErrors.of(fault);
  }

  @Override
  public SignatureRules signatureRules() {
    return SignatureRules.DECLARED_PAYLOAD;
  }

  @Override
  public boolean needsExpiry() {
    return true;
  }

  @Override
  public HttpRequest decodeBody(
      HttpRequest request, Operation<?, ?> operation, ChunkSignatures signatures) {
    return S3PayloadErrors.INTEGRITY.verified(
        request, operation.isChecksumRequired(), signatures, RequestedDigests.NONE);
  }

  @Override
  public String newRequestId(Ids ids) {
    return S3Dialect.requestId(ids);
  }

  @Override
  public void addHeaders(Headers headers, String requestId) {
    headers.set("Server", S3Dialect.SERVER);
  }
}
