package dev.brume.core.access;

import dev.brume.core.policy.Authorization;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Decision;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyRequest;
import dev.brume.core.time.Timeline;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides for every service who may do what, by all policies that a request is subject to. There is
 * one for the server.
 */
public final class Authorizer {
  private static final Logger LOG = LoggerFactory.getLogger(Authorizer.class);

  /** Everybody may do everything, and every key is a root user's. */
  public static final Authorizer OFF = new Authorizer(Mode.OFF, CallerDirectory.EMPTY, null);

  /** What decisions are worth. */
  public enum Mode {
    /** Nothing is decided: everybody may do everything. */
    OFF,
    /** What would be refused is done, and logged. */
    SOFT,
    /** What is refused is not done. */
    ENFORCED
  }

  private final Mode mode;
  private final CallerDirectory callers;
  private final Timeline timeline;
  private final CallerAccess unrestricted;

  /**
   * @param mode what decisions are worth
   * @param callers who has which key
   * @param timeline tells policies the time; may be null where nothing is decided
   */
  public Authorizer(Mode mode, CallerDirectory callers, Timeline timeline) {
    this.mode = mode;
    this.callers = callers;
    this.timeline = timeline;
    this.unrestricted = new CallerAccess(this, null, null, null, null);
  }

  public Mode mode() {
    return mode;
  }

  /** Who has which key. */
  public CallerDirectory callers() {
    return callers;
  }

  /** Access of callers whom nothing keeps from anything. */
  public CallerAccess unrestricted() {
    return unrestricted;
  }

  /** The time that policies are told. */
  Timeline timeline() {
    return timeline;
  }

  /**
   * Who signs with an access key.
   *
   * @param accessKeyId null for a caller who did not sign
   * @param account that the key belongs to
   */
  CallerIdentity identify(
      String accessKeyId, String account, String sessionToken, String partition) {
    if (accessKeyId == null) {
      return CallerIdentity.anonymous();
    }
    CallerIdentity known = callers.identify(accessKeyId, sessionToken);
    return known != null ? known : CallerIdentity.root(partition, account);
  }

  /**
   * Whether an AWS service may do something on its own behalf, as in deliveries: as the resource's
   * policy says. In soft mode it may, and a refusal is logged; where nothing is decided it may.
   * Call in a section of the store.
   */
  public boolean admits(CallerIdentity service, AccessQuery query) {
    if (mode == Mode.OFF) {
      return true;
    }
    Decision decision = decide(service, query);
    if (decision.isAllowed()) {
      return true;
    }
    AccessDenial denial = new AccessDenial(service, query, decision);
    LOG.warn("{}: {}", mode == Mode.SOFT ? "Would be refused" : "Refused", denial.message());
    return mode == Mode.SOFT;
  }

  /**
   * What all policies say of what a service does, on its own behalf or in a role, whatever the
   * mode.
   */
  public Decision decide(CallerIdentity service, AccessQuery query) {
    return decide(service, query, GlobalKeys.ofDelivery(timeline));
  }

  /**
   * What all policies say, whatever the mode.
   *
   * @param request what the request tells of itself
   */
  public Decision decide(CallerIdentity caller, AccessQuery query, ContextKeys request) {
    AccessTarget target = query.target();
    String account = target.account() == null ? caller.principal().account() : target.account();
    Authorization.Builder policies =
        Authorization.builder()
            .identity(caller.identityPolicies())
            .session(caller.sessionPolicies());
    caller.boundary().forEach(policies::boundary);
    for (List<Policy> level : caller.serviceControls()) {
      policies.serviceControl(level);
    }
    if (target.mustAllow()) {
      policies.decisiveResource(target.policy());
    } else if (target.policy() != null) {
      policies.resource(target.policy());
    }
    return policies
        .grantedOtherwise(target.granted())
        .build()
        .decide(
            new PolicyRequest(
                caller.principal(),
                query.action(),
                target.arn(),
                account,
                List.of(target.keys(), caller.keys(), request)));
  }
}
