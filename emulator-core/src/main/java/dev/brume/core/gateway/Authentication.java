package dev.brume.core.gateway;

import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerDirectory;
import dev.brume.core.auth.Accounts;
import dev.brume.core.auth.Credentials;
import dev.brume.core.auth.PresignedExpiry;
import dev.brume.core.auth.RegionSet;
import dev.brume.core.auth.Regions;
import dev.brume.core.auth.Signature;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.auth.SignatureRefusal;
import dev.brume.core.auth.SignatureRules;
import dev.brume.core.auth.SignatureVerifier;
import dev.brume.core.error.AwsError;
import dev.brume.core.http.RequestBody;
import dev.brume.core.scope.Scope;
import dev.brume.core.time.Timeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Determines the caller, and the account and region in which the request acts. When no credentials
 * are configured to verify against, any well-formed, unexpired credentials are accepted.
 */
final class Authentication {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final SignatureFault MISSING = new SignatureFault.Missing();

  private final Regions regions;
  private final HostNames hosts;
  private final Timeline timeline;
  private final CallerDirectory callers;
  private final Authorizer.Mode mode;

  /** Null when signatures are not verified. */
  private final Credentials credentials;

  /** Null when signatures are not verified. */
  private final SignatureVerifier verifier;

  Authentication(GatewayOptions options) {
    this.regions = options.regions();
    this.hosts = options.hosts();
    this.timeline = options.timeline();
    this.callers = options.authorizer().callers();
    this.mode = options.authorizer().mode();
    this.credentials =
        options.credentials() == null ? null : options.credentials().or(callers::credential);
    this.verifier =
        credentials == null ? null : new SignatureVerifier(credentials, options.timeline());
  }

  /**
   * The credentials that signatures are verified against; null when signatures are not verified.
   */
  Credentials credentials() {
    return credentials;
  }

  /**
   * Sets the scope of {@code exchange}, whose operation is known.
   *
   * @throws AwsError if the caller is refused
   */
  void check(Exchange exchange, Route route) {
    Signature signature = exchange.signature;
    Dialect dialect = exchange.service.dialect();
    SignatureFault fault = signature.fault();
    if (fault == null && signature.isUnsigned() && !acceptsUnsigned(exchange)) {
      fault = MISSING;
    }
    if (fault == null) {
      fault = PresignedExpiry.check(signature, dialect.needsExpiry(), timeline);
    }
    String addressed = regionOfAddress(exchange);
    if (fault == null && isVerified(exchange)) {
      fault = checkAddress(signature, addressed);
    }
    String named = regionOf(signature, addressed != null ? addressed : route.region());
    String instead = named == null ? null : dialect.regionInsteadOf(named);
    String resolved = instead == null ? regions.resolve(named) : null;
    if (fault == null && resolved == null) {
      fault = wrongRegion(signature, named, instead == null ? Scope.DEFAULT_REGION : instead);
    }
    if (fault != null) {
      throw dialect.signatureError(fault, exchange.protocol.id());
    }
    exchange.scope = new Scope(accountOf(exchange, route), resolved);
  }

  /** Sets the scope of {@code exchange}, which is for no operation and therefore has no caller. */
  void admit(Exchange exchange, Route route) {
    String region = regions.resolve(route.region());
    String account = Accounts.of(null);
    exchange.scope = new Scope(account, region == null ? Scope.DEFAULT_REGION : region);
  }

  /**
   * The region that the host names; null when it is not checked: then any credentials are accepted
   * and their region is used.
   */
  private String regionOfAddress(Exchange exchange) {
    if (!isVerified(exchange) && exchange.signature.regionSet() == null) {
      return null;
    }
    HostNames.Prefix prefix = hosts.prefixOf(exchange.original);
    return prefix == null || prefix.labels().isEmpty() ? null : prefix.region();
  }

  private boolean isVerified(Exchange exchange) {
    return credentials != null
        && credentials.verify(
            exchange.signature.form(), exchange.service.dialect().signatureRules());
  }

  /** A request to one region's address must be signed for that region. */
  private static SignatureFault checkAddress(Signature signature, String addressed) {
    if (addressed == null || signature.region() == null) {
      return null;
    }
    RegionSet set = signature.regionSet();
    boolean right = set == null ? signature.region().equals(addressed) : set.contains(addressed);
    return right ? null : wrongRegion(signature, signature.regionText(), addressed);
  }

  private static String regionOf(Signature signature, String addressed) {
    RegionSet set = signature.regionSet();
    boolean chosen = addressed != null && set != null && set.contains(addressed);
    return chosen || signature.region() == null ? addressed : signature.region();
  }

  private static SignatureFault wrongRegion(Signature signature, String named, String expected) {
    boolean inQuery = signature.form() == Signature.Form.PRESIGNED;
    return new SignatureFault.WrongRegion(named, expected, inQuery);
  }

  /** While signatures are verified, policies that are not evaluated admit no unsigned request. */
  private boolean acceptsUnsigned(Exchange exchange) {
    Dialect dialect = exchange.service.dialect();
    return !isVerified(exchange) || evaluatesPolicies(exchange.service)
        ? dialect.acceptsUnsigned(exchange.operation())
        : exchange.operation().isUnsignedAllowed();
  }

  private boolean evaluatesPolicies(BoundService service) {
    return mode == Authorizer.Mode.ENFORCED && service.isRestricted();
  }

  private String accountOf(Exchange exchange, Route route) {
    Signature signature = exchange.signature;
    if (!isVerified(exchange) || signature.isUnsigned()) {
      requireUsable(exchange);
      return accountOf(signature.accessKeyId());
    }
    Dialect dialect = exchange.service.dialect();
    try {
      exchange.verification =
          signature.isVersion2() && dialect.signatureRules() == SignatureRules.DECLARED_PAYLOAD
              ? verifier.beginVersion2(exchange.original, signature, resourceOf(exchange))
              : verifier.begin(
                  exchange.original,
                  signature,
                  dialect.signatureRules(),
                  route.entry().signingName());
    } catch (SignatureRefusal refusal) {
      throw dialect.signatureError(refusal.fault(), exchange.protocol.id());
    }
    return exchange.verification.credential().account();
  }

  /** A key that IAM has taken back opens nothing where policies count, whoever signs with it. */
  private void requireUsable(Exchange exchange) {
    Signature signature = exchange.signature;
    SignatureFault fault = faultOf(signature.accessKeyId(), signature.sessionToken());
    if (fault != null) {
      throw exchange.service.dialect().signatureError(fault, exchange.protocol.id());
    }
  }

  /**
   * Why credentials are refused whose signature is not verified; null where they are not. In soft
   * mode that is logged.
   *
   * @param accessKeyId null where nobody signed
   */
  SignatureFault faultOf(String accessKeyId, String sessionToken) {
    if (mode == Authorizer.Mode.OFF || accessKeyId == null) {
      return null;
    }
    SignatureFault fault = callers.fault(accessKeyId, sessionToken);
    if (fault == null || mode == Authorizer.Mode.ENFORCED) {
      return fault;
    }
    LOG.warn("The key {} would be refused: {}", accessKeyId, fault.getClass().getSimpleName());
    return null;
  }

  /** The account of a key, which is null where nobody signed. */
  String accountOf(String accessKeyId) {
    String account = accessKeyId == null ? null : callers.accountOf(accessKeyId);
    return account != null ? account : Accounts.of(accessKeyId);
  }

  /** The path, with the resource part of the host in front. */
  private static String resourceOf(Exchange exchange) {
    String path = exchange.original.path();
    String adapted = exchange.request.path();
    return path.equals("/") && !adapted.equals(path) ? adapted + path : adapted;
  }

  /** Whether the signature can only be verified after the whole body has arrived. */
  boolean awaitsBody(Exchange exchange) {
    return exchange.verification != null
        && exchange.verification.needsBody()
        && exchange.original.body() instanceof RequestBody.Streamed;
  }

  /**
   * Verifies the signature of {@code exchange}, if signatures are verified.
   *
   * @throws AwsError if the signature does not match
   */
  void verify(Exchange exchange) {
    if (exchange.verification == null) {
      return;
    }
    Dialect dialect = exchange.service.dialect();
    try {
      exchange.chunkSignatures =
          exchange.verification.verify(
              exchange.original, fault -> dialect.signatureError(fault, exchange.protocol.id()));
    } catch (SignatureRefusal refusal) {
      throw dialect.signatureError(refusal.fault(), exchange.protocol.id());
    }
  }
}
