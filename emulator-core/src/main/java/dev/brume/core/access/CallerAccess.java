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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authorizes the caller of one request. Services call it for permissions that are only known while
 * the operation runs; permissions that follow from the input have been checked by the gateway. Call
 * all methods in a section of the store.
 */
public final class CallerAccess {
  private static final Logger LOG = LoggerFactory.getLogger(CallerAccess.class);

  /** The most decisions kept; a request rarely has more than two. */
  private static final int MAX_REMEMBERED = 20;

  private final Authorizer authorizer;
  private final String requestId;
  private final Function<AccessDenial, AwsError> wording;

  /** Null if nothing is evaluated. */
  private final ContextKeys request;

  private final List<EvaluatedAccess> evaluated;
  private CallerIdentity identity;
  private Supplier<RequestTags> tags = () -> RequestTags.NONE;

  CallerAccess(
      Authorizer authorizer,
      String requestId,
      HttpRequest http,
      String region,
      Function<AccessDenial, AwsError> wording) {
    this.authorizer = authorizer;
    this.requestId = requestId;
    this.wording = wording;
    this.request =
        http == null ? null : GlobalKeys.of(http, region, authorizer.timeline(), () -> tags.get());
    this.evaluated = http == null ? List.of() : new ArrayList<>(2);
  }

  /**
   * The access of a request's caller.
   *
   * @param region in which the request acts
   * @param wording the service's error for a denial
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

  /** Whether policies are evaluated; otherwise everything is allowed. */
  public boolean isRestricted() {
    return request != null;
  }

  /**
   * Has policies told of the tags that the request gives or takes away.
   *
   * @param newTags asked for when a policy wants to know them; only where access is restricted
   */
  public void tagsAre(Supplier<RequestTags> newTags) {
    tags = newTags;
  }

  /** Sets the caller. */
  public CallerIdentity identify(
      String accessKeyId, String account, String sessionToken, String partition) {
    if (identity != null) {
      return identity;
    }
    CallerIdentity caller = authorizer.identify(accessKeyId, account, sessionToken, partition);
    identity =
        isRestricted() ? caller : null; // The unrestricted instance is shared by all callers.
    return caller;
  }

  /**
   * The decision of all policies, enforced or not. It is kept for explanations. Only when access
   * {@link #isRestricted() is restricted}.
   */
  public Decision decide(CallerIdentity caller, AccessQuery query) {
    Decision decision = authorizer.decide(caller, query, request);
    if (evaluated.size() < MAX_REMEMBERED) {
      evaluated.add(
          new EvaluatedAccess(caller.name(), query.action(), query.target().arn(), decision));
    }
    return decision;
  }

  /** The error for a denial, in the service's words; null if allowed. */
  public AwsError refusal(CallerIdentity caller, AccessQuery query) {
    return refusal(caller, query, wording);
  }

  /** The same in other words, for what one service needs of another on the caller's behalf. */
  public AwsError refusal(
      CallerIdentity caller, AccessQuery query, Function<AccessDenial, AwsError> otherWording) {
    if (!isRestricted()) {
      return null;
    }
    Decision decision = decide(caller, query);
    return decision.isAllowed()
        ? null
        : enforced(otherWording.apply(new AccessDenial(caller, query, decision)));
  }

  /** The error to enforce: null in soft mode, which logs it. */
  public AwsError enforced(AwsError refusal) {
    if (refusal == null || authorizer.mode() == Authorizer.Mode.ENFORCED) {
      return refusal;
    }
    LOG.warn("{} would be refused: {}", requestId, refusal.getMessage());
    return null;
  }

  /** Called before the request is performed: see {@link CallerDirectory#used}. */
  public void used(String accessKeyId, String service, String region) {
    authorizer.callers().used(accessKeyId, service, region);
  }

  /**
   * The first user or role that a policy names and that is not there, by its ARN or a unique id;
   * null where there is none, or nobody knows. Asked for every policy that is put somewhere,
   * whether access is restricted or not.
   */
  public String unknownPrincipal(Policy policy) {
    return policy.statements().stream()
        .filter(statement -> statement.principals() != null)
        .flatMap(statement -> statement.principals().patterns().stream())
        .filter(
            pattern ->
                switch (pattern.kind()) {
                  case USER, ROLE -> !isPrincipal(pattern.value());
                  case UNIQUE_ID -> true;
                  default -> false;
                })
        .map(PrincipalPattern::value)
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
