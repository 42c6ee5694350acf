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

/** Authorizes requests for all services, by all policies that apply. There is one per server. */
public final class Authorizer {
  private static final Logger LOG = LoggerFactory.getLogger(Authorizer.class);

  /** Allows everything; every key belongs to a root user. */
  public static final Authorizer OFF = new Authorizer(Mode.OFF, CallerDirectory.EMPTY, null);

  /** The effect of decisions. */
  public enum Mode {
    /** Nothing is evaluated: everything is allowed. */
    OFF,
    /** Denied requests are performed, and logged. */
    SOFT,
    /** Denied requests are refused. */
    ENFORCED
  }

  private final Mode mode;
  private final CallerDirectory callers;
  private final Timeline timeline;
  private final CallerAccess unrestricted;

  /**
   * @param mode the effect of decisions
   * @param callers the owners of access keys
   * @param timeline the time for conditions; may be null if nothing is evaluated
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

  /** The owners of access keys. */
  public CallerDirectory callers() {
    return callers;
  }

  /** Access without restrictions. */
  public CallerAccess unrestricted() {
    return unrestricted;
  }

  /** The time for conditions. */
  Timeline timeline() {
    return timeline;
  }

  /**
   * The owner of an access key.
   *
   * @param accessKeyId null for an unsigned request
   * @param account of the key
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
   * Whether the resource's policy permits an action of an AWS service on its own behalf, as in
   * deliveries. In soft mode it is permitted and a denial is logged; while nothing is evaluated it
   * is permitted. Call in a section of the store.
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
   * The decision of all policies on an action of a service, on its own behalf or in a role,
   * whatever the mode.
   */
  public Decision decide(CallerIdentity service, AccessQuery query) {
    return decide(service, query, GlobalKeys.ofDelivery(timeline));
  }

  /**
   * The decision of all policies, whatever the mode.
   *
   * @param request the request's condition keys
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
