package dev.brume.core.gateway;

import dev.brume.core.auth.Accounts;
import dev.brume.core.auth.PresignedExpiry;
import dev.brume.core.auth.Regions;
import dev.brume.core.auth.Signature;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.scope.Scope;
import dev.brume.core.time.Timeline;

/**
 * Says who a caller is and where the request acts. Credentials are not verified: any are accepted
 * that can be read and have not expired.
 */
final class Authentication {
  private static final SignatureFault MISSING = new SignatureFault.Missing();

  private final Regions regions;
  private final Timeline timeline;

  Authentication(Regions regions, Timeline timeline) {
    this.regions = regions;
    this.timeline = timeline;
  }

  /**
   * Sets the scope of {@code exchange}, whose operation is known.
   *
   * @param region what the address says, or null
   * @throws dev.brume.core.error.AwsError where the caller is not let through
   */
  void check(Exchange exchange, String region) {
    Signature signature = exchange.signature;
    Dialect dialect = exchange.service.dialect();
    SignatureFault fault = signature.fault();
    if (fault == null && signature.isUnsigned() && !dialect.acceptsUnsigned(exchange.operation())) {
      fault = MISSING;
    }
    if (fault == null) {
      fault = PresignedExpiry.check(signature, dialect.needsExpiry(), timeline.nowMillis());
    }
    String named = signature.region() != null ? signature.region() : region;
    String resolved = regions.resolve(named);
    if (fault == null && resolved == null) {
      boolean inQuery = signature.form() == Signature.Form.PRESIGNED;
      fault = new SignatureFault.WrongRegion(named, inQuery);
    }
    if (fault != null) {
      throw dialect.signatureError(fault, exchange.protocol.id());
    }
    exchange.scope = new Scope(Accounts.of(signature.accessKeyId()), resolved);
  }
}
