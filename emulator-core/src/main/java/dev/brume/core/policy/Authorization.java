package dev.brume.core.policy;

import dev.brume.core.policy.Decision.PolicyType;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates all policies that apply to a request together, within an account and across accounts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html">Cross-account
 *     policy evaluation logic</a>
 */
public final class Authorization {

  /** Policies of which at least one must allow. */
  private record Layer(PolicyType type, List<Policy> policies) {

    Decision decide(PolicyRequest request) {
      Decision result = Decision.NOT_ALLOWED;
      for (Policy policy : policies) {
        Decision decision = policy.decide(request);
        if (decision.isDenied()) {
          return decision.by(type);
        }
        result = decision.isAllowed() ? decision : result;
      }
      return result.by(type);
    }
  }

  private final List<Layer> controls;
  private final Layer resource;
  private final Layer identity;
  private final Layer boundary;
  private final Layer session;
  private final boolean resourcePolicyMustAllow;
  private final PrincipalMatch grantedOtherwise;

  private Authorization(Builder builder) {
    controls = List.copyOf(builder.controls);
    resource = new Layer(PolicyType.RESOURCE, List.copyOf(builder.resource));
    identity = new Layer(PolicyType.IDENTITY, List.copyOf(builder.identity));
    boundary = new Layer(PolicyType.BOUNDARY, List.copyOf(builder.boundary));
    session = new Layer(PolicyType.SESSION, List.copyOf(builder.session));
    resourcePolicyMustAllow = builder.resourcePolicyMustAllow;
    grantedOtherwise = builder.grantedOtherwise;
  }

  /** Starts without policies. */
  public static Builder builder() {
    return new Builder();
  }

  /** The decision of all policies on a request. */
  public Decision decide(PolicyRequest request) {
    Decision limited = null;
    for (Layer control : controls) {
      Decision decision = control.decide(request);
      if (decision.isDenied()) {
        return decision;
      }
      limited = limited == null && !decision.isAllowed() ? decision : limited;
    }
    Decision ofResource = resource.decide(request);
    Decision ofIdentity = identity.decide(request);
    Decision ofBoundary = boundary.decide(request);
    Decision ofSession = session.decide(request);
    for (Decision decision : List.of(ofResource, ofIdentity, ofBoundary, ofSession)) {
      if (decision.isDenied()) {
        return decision;
      }
    }
    if (limited != null) {
      return limited;
    }
    Decision ofPrincipal = ofPrincipal(request, ofIdentity, ofBoundary, ofSession);
    if (grantedOtherwise != null && !ofResource.isAllowed()) {
      ofResource = Decision.granted(PolicyType.RESOURCE, grantedOtherwise);
    }
    PolicyPrincipal principal = request.principal();
    if (principal.account() == null) {
      return ofResource;
    }
    if (!principal.account().equals(request.resourceAccount())) {
      boolean byPrincipal = ofResource.isAllowed() && !isRoot(ofPrincipal);
      return byPrincipal ? ofPrincipal : ofResource;
    }
    if (!ofResource.isAllowed()) {
      return resourcePolicyMustAllow ? ofResource : ofPrincipal;
    }
    return switch (ofResource.grant()) {
      case DIRECT -> ofResource;
      case ISSUER -> limits(request, ofResource, ofBoundary, ofSession);
      case ACCOUNT -> ofPrincipal;
    };
  }

  /** Whether no statement was needed: then the other side explains the decision. */
  private static boolean isRoot(Decision ofPrincipal) {
    return ofPrincipal.isAllowed() && ofPrincipal.policyType() == null;
  }

  /** The decision of the principal's own policies; its account's root user needs none. */
  private Decision ofPrincipal(
      PolicyRequest request, Decision ofIdentity, Decision ofBoundary, Decision ofSession) {
    if (request.principal().kind() == PolicyPrincipal.Kind.ROOT) {
      return Decision.granted(null, PrincipalMatch.DIRECT);
    }
    return ofIdentity.isAllowed() ? limits(request, ofIdentity, ofBoundary, ofSession) : ofIdentity;
  }

  /**
   * Applies the limiting policies to {@code granted}. A federated user without a session policy has
   * no permissions.
   */
  private Decision limits(
      PolicyRequest request, Decision granted, Decision ofBoundary, Decision ofSession) {
    if (!boundary.policies().isEmpty() && !ofBoundary.isAllowed()) {
      return ofBoundary;
    }
    boolean limitedBySession =
        !session.policies().isEmpty()
            || request.principal().kind() == PolicyPrincipal.Kind.FEDERATED_USER;
    return limitedBySession && !ofSession.isAllowed() ? ofSession : granted;
  }

  /** Collects policies. */
  public static final class Builder {
    private final List<Layer> controls = new ArrayList<>();
    private final List<Policy> resource = new ArrayList<>();
    private final List<Policy> identity = new ArrayList<>();
    private final List<Policy> boundary = new ArrayList<>();
    private final List<Policy> session = new ArrayList<>();
    private boolean resourcePolicyMustAllow;
    private PrincipalMatch grantedOtherwise;

    private Builder() {}

    /** The resource's own policy; null for none. */
    public Builder resource(Policy policy) {
      resource.add(policy);
      return this;
    }

    /**
     * The same for a resource whose policy must allow every action, even within its account: KMS
     * keys, and roles to be assumed. Null for no policy.
     */
    public Builder decisiveResource(Policy policy) {
      resourcePolicyMustAllow = true;
      return policy == null ? this : resource(policy);
    }

    /**
     * A permission outside of policies: an access control list, a KMS grant.
     *
     * @param grant how the principal is matched; null for no such permission
     */
    public Builder grantedOtherwise(PrincipalMatch grant) {
      grantedOtherwise = grant;
      return this;
    }

    /** The policies of the user and of its groups, or of the role. */
    public Builder identity(List<Policy> policies) {
      identity.addAll(policies);
      return this;
    }

    /** The permissions boundary of the user or the role. */
    public Builder boundary(Policy policy) {
      boundary.add(policy);
      return this;
    }

    /** The policies that were passed when the session was created. */
    public Builder session(List<Policy> policies) {
      session.addAll(policies);
      return this;
    }

    /**
     * The service control policies of one level above the principal's account: its root, a unit, or
     * the account. Every level must allow.
     */
    public Builder serviceControl(List<Policy> level) {
      controls.add(new Layer(PolicyType.SERVICE_CONTROL, List.copyOf(level)));
      return this;
    }

    /** The resource control policies of one level above the resource's account. */
    public Builder resourceControl(List<Policy> level) {
      controls.add(new Layer(PolicyType.RESOURCE_CONTROL, List.copyOf(level)));
      return this;
    }

    /** Builds the authorization. */
    public Authorization build() {
      return new Authorization(this);
    }
  }
}
