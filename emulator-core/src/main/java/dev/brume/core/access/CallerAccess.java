package dev.brume.core.access;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Decision;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PrincipalPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the caller of one request may do. Services ask it for what they only know on the way; what
 * can be told from an operation's input the gateway has asked before. Everything here is called in
 * a section of the store.
 */
public final class CallerAccess {
  private static final Logger LOG = LoggerFactory.getLogger(CallerAccess.class);

  /** Longer lists of decisions are cut off; a request rarely has more than two. */
  private static final int MAX_REMEMBERED = 20;

  private final Authorizer authorizer;
  private final String requestId;
  private final Function<AccessDenial, AwsError> wording;

  /** Null where nothing is decided. */
  private final ContextKeys request;

  private final List<EvaluatedAccess> evaluated;
  private CallerIdentity identity;

  CallerAccess(
      Authorizer authorizer,
      String requestId,
      HttpRequest http,
      String region,
      Function<AccessDenial, AwsError> wording) {
    this.authorizer = authorizer;
    this.requestId = requestId;
    this.wording = wording;
    this.request = http == null ? null : GlobalKeys.of(http, region, authorizer.timeline());
    this.evaluated = http == null ? List.of() : new ArrayList<>(2);
  }

  /**
   * Access of the caller of a request.
   *
   * @param region that the request acts in
   * @param wording how the service puts a denial
   */
  public static CallerAccess of(
      Authorizer authorizer,
      String requestId,
      HttpRequest http,
      String region,
      Function<AccessDenial, AwsError> wording) {
    return authorizer.mode() == Authorizer.Mode.OFF
        ? authorizer.unrestricted()
        : new CallerAccess(authorizer, requestId, http, region, wording);
  }

  /** Whether anything is decided; where not, everybody may do everything. */
  public boolean isRestricted() {
    return request != null;
  }

  /** Who calls. */
  public CallerIdentity identify(
      String accessKeyId, String account, String sessionToken, String partition) {
    if (identity != null) {
      return identity;
    }
    CallerIdentity caller = authorizer.identify(accessKeyId, account, sessionToken, partition);
    identity = isRestricted() ? caller : null; // The unrestricted one is everybody's.
    return caller;
  }

  /**
   * What all policies say, whether that is enforced or not. It is remembered for those who want to
   * know why. Only where access {@link #isRestricted() is restricted}.
   */
  public Decision decide(CallerIdentity caller, AccessQuery query) {
    Decision decision = authorizer.decide(caller, query, request);
    if (evaluated.size() < MAX_REMEMBERED) {
      evaluated.add(
          new EvaluatedAccess(caller.name(), query.action(), query.target().arn(), decision));
    }
    return decision;
  }

  /** The refusal of what is denied, in the service's words; null where it may be done. */
  public AwsError refusal(CallerIdentity caller, AccessQuery query) {
    if (!isRestricted()) {
      return null;
    }
    Decision decision = decide(caller, query);
    return decision.isAllowed()
        ? null
        : enforced(wording.apply(new AccessDenial(caller, query, decision)));
  }

  /** A refusal as far as it counts: null in soft mode, where it is logged. */
  public AwsError enforced(AwsError refusal) {
    if (refusal == null || authorizer.mode() == Authorizer.Mode.ENFORCED) {
      return refusal;
    }
    LOG.warn("{} would be refused: {}", requestId, refusal.getMessage());
    return null;
  }

  /** The request is about to be done: see {@link CallerDirectory#used}. */
  public void used(String accessKeyId, String service, String region) {
    authorizer.callers().used(accessKeyId, service, region);
  }

  /**
   * The first user or role that a policy names and that is not there; null where there is none, or
   * nobody knows. Asked for every policy that is put somewhere, whether access is restricted or
   * not.
   */
  public String unknownPrincipal(Policy policy) {
    return policy.statements().stream()
        .filter(statement -> statement.principals() != null)
        .flatMap(statement -> statement.principals().patterns().stream())
        .filter(
            pattern ->
                pattern.kind() == PrincipalPattern.Kind.USER
                    || pattern.kind() == PrincipalPattern.Kind.ROLE)
        .map(PrincipalPattern::value)
        .filter(arn -> !isPrincipal(arn))
        .findFirst()
        .orElse(null);
  }

  /** See {@link CallerDirectory#isPrincipal}. */
  public boolean isPrincipal(String arn) {
    return authorizer.callers().isPrincipal(arn);
  }

  /** The decisions so far. */
  public List<EvaluatedAccess> evaluated() {
    return List.copyOf(evaluated);
  }
}
