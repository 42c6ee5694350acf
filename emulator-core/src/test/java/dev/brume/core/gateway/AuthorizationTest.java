package dev.brume.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerAccess;
import dev.brume.core.access.CallerDirectory;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.access.EvaluatedAccess;
import dev.brume.core.gateway.GatewayContext.Answer;
import dev.brume.core.gateway.GatewayContext.Ask;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.policy.Decision;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.policy.PrincipalMatch;
import dev.brume.core.schema.ProtocolId;
import dev.brume.testlog.ExpectsLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The step of the gateway that asks policies. Source of truth: IAM User Guide, "Policy evaluation
 * logic", "Cross-account policy evaluation logic" and "Troubleshoot access denied error messages".
 */
class AuthorizationTest {
  private static final String ARN = "arn:aws:json:us-east-1:000000000000:thing";
  private static final String ACTION = "json:Echo";
  private static final PolicyPrincipal ANA =
      PolicyPrincipal.of("arn:aws:iam::000000000000:user/ana");

  private final TinyService.Operations operations = new TinyService.Operations();
  private final Map<String, CallerIdentity> keys = new HashMap<>();
  private AccessTarget thing = AccessTarget.of(ARN, "000000000000");

  private GatewayContext gateway(Authorizer.Mode mode) {
    GatewayContext context = new GatewayContext();
    CallerDirectory directory =
        new CallerDirectory() {
          @Override
          public String accountOf(String accessKeyId) {
            CallerIdentity known = keys.get(accessKeyId);
            return known == null ? null : known.principal().account();
          }

          @Override
          public CallerIdentity identify(String accessKeyId, String sessionToken) {
            return keys.get(accessKeyId);
          }
        };
    return context
        .authorizer(new Authorizer(mode, directory, context.timeline))
        .access(new AccessTable("json").on(operations.echo, (request, input) -> thing))
        .add(
            "json",
            "json",
            operations,
            binder -> binder.on(operations.echo, context::echo),
            ProtocolId.AWS_JSON_1_0,
            ProtocolId.AWS_QUERY)
        .add("objects", "objects", new TinyService.Operations(), binder -> {}, ProtocolId.REST_XML);
  }

  private Answer echo(GatewayContext context, String accessKeyId) {
    return context.send(
        Ask.json("Target_json.Echo").signed(accessKeyId + "/20250101/us-east-1/json/aws4_request"));
  }

  private Answer echo(String accessKeyId) {
    return echo(gateway(Authorizer.Mode.ENFORCED), accessKeyId);
  }

  /** Gives the key {@code ana} to somebody with these policies. */
  private void ana(String... statements) {
    List<Policy> policies =
        statements.length == 0 ? List.of() : List.of(ofIdentity(String.join(",", statements)));
    keys.put("ana", CallerIdentity.of(ANA).withIdentityPolicies(policies));
  }

  private static Policy ofIdentity(String statements) {
    return parse(statements, PolicyRules.ofIdentity(2_048)).named("user ana, policy work");
  }

  private static Policy ofResource(String statements) {
    return parse(statements, PolicyRules.ofResource(2_048));
  }

  private static Policy parse(String statements, PolicyRules rules) {
    String text = "{'Version':'2012-10-17','Statement':[" + statements + "]}";
    try {
      return Policy.parse(text.replace('\'', '"'), rules);
    } catch (PolicyFault fault) {
      throw new AssertionError(fault);
    }
  }

  @Test
  void theRootUserOfTheOwningAccountMayDoEverything() {
    assertThat(echo("test").status()).isEqualTo(200);
  }

  @Test
  void aUserWithoutPoliciesMayDoNothing() {
    ana();

    Answer answer = echo("ana");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("AccessDeniedException")
        .contains(
            "User: arn:aws:iam::000000000000:user/ana is not authorized to perform: json:Echo on"
                + " resource: "
                + ARN
                + " because no identity-based policy allows the json:Echo action");
  }

  @Test
  void aUserMayDoWhatItsPoliciesAllow() {
    ana("{'Effect':'Allow','Action':'json:Echo','Resource':'" + ARN + "'}");
    assertThat(echo("ana").status()).isEqualTo(200);

    ana("{'Effect':'Allow','Action':'json:Other','Resource':'" + ARN + "'}");
    assertThat(echo("ana").status()).isEqualTo(400);
  }

  @Test
  void anExplicitDenyOutdoesAll() {
    ana(
        "{'Effect':'Allow','Action':'*','Resource':'*'}",
        "{'Sid':'Never','Effect':'Deny','Action':'json:*','Resource':'*'}");

    assertThat(echo("ana").body())
        .contains("resource: " + ARN + " with an explicit deny in an identity-based policy");
  }

  @Test
  void withinAnAccountTheResourcesPolicyIsEnough() {
    ana();
    thing =
        thing.with(
            ofResource(
                "{'Effect':'Allow','Principal':{'AWS':'"
                    + ANA.arn()
                    + "'},'Action':'json:Echo','Resource':'"
                    + ARN
                    + "'}"));
    assertThat(echo("ana").status()).isEqualTo(200);
  }

  @Test
  void acrossAccountsBothSidesMustAllow() {
    assertThat(echo("222222222222").body())
        .contains("because no resource-based policy allows the json:Echo action");

    thing =
        thing.with(
            ofResource(
                "{'Effect':'Allow','Principal':{'AWS':'222222222222'},'Action':'json:Echo',"
                    + "'Resource':'*'}"));
    assertThat(echo("222222222222").status()).isEqualTo(200);

    keys.put("bob", CallerIdentity.of(PolicyPrincipal.of("arn:aws:iam::222222222222:user/bob")));
    assertThat(echo("bob").body())
        .contains("because no identity-based policy allows the json:Echo action");
  }

  @Test
  void aBoundaryAndASessionPolicyLimitWhatIsAllowed() {
    Policy all = ofIdentity("{'Effect':'Allow','Action':'*','Resource':'*'}");
    Policy others = ofIdentity("{'Effect':'Allow','Action':'sqs:*','Resource':'*'}");
    CallerIdentity ana = CallerIdentity.of(ANA).withIdentityPolicies(List.of(all));

    keys.put("ana", ana.within(others));
    assertThat(echo("ana").body()).contains("because no permissions boundary allows");

    keys.put("ana", ana.within(all).withSessionPolicies(List.of(others)));
    assertThat(echo("ana").body()).contains("because no session policy allows");

    keys.put("ana", ana.within(all).withSessionPolicies(List.of(all)));
    assertThat(echo("ana").status()).isEqualTo(200);
  }

  @Test
  void tagsOfPrincipalsAndResourcesAreCompared() {
    thing =
        thing.with(ContextKeys.builder().tags("aws:ResourceTag/", Map.of("team", "blue")).build());
    Policy sameTeam =
        ofIdentity(
            "{'Effect':'Allow','Action':'json:Echo','Resource':'*','Condition':{'StringEquals':"
                + "{'aws:ResourceTag/team':'${aws:PrincipalTag/team}'}}}");
    CallerIdentity ana = CallerIdentity.of(ANA).withIdentityPolicies(List.of(sameTeam));

    keys.put("ana", ana.withTags(Map.of("team", "blue")));
    assertThat(echo("ana").status()).isEqualTo(200);

    keys.put("ana", ana.withTags(Map.of("team", "red")));
    assertThat(echo("ana").status()).isEqualTo(400);
  }

  @Test
  void aResourceWhosePolicyIsDecisiveNeedsIt() {
    thing = thing.withDecisive(null);
    assertThat(echo("test").body()).contains("because no resource-based policy allows");

    thing = thing.orGranted(PrincipalMatch.DIRECT);
    assertThat(echo("test").status()).isEqualTo(200);
  }

  @Test
  void theQueryProtocolHasItsOwnCodeAndStatus() {
    ana();
    Answer answer =
        gateway(Authorizer.Mode.ENFORCED)
            .send(
                Ask.of("POST", "/")
                    .signed("ana/20250101/us-east-1/json/aws4_request")
                    .form("Action=Echo&Version=2020-json&Text=hello"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("<Code>AccessDenied</Code>");
  }

  @Test
  @ExpectsLog(from = CallerAccess.class, text = "would be refused: User: ")
  void inSoftModeWhatWouldBeRefusedIsDone() {
    ana();
    assertThat(echo(gateway(Authorizer.Mode.SOFT), "ana").status()).isEqualTo(200);
  }

  @Test
  void whereNothingIsDecidedNobodyIsAsked() {
    ana();
    GatewayContext context = gateway(Authorizer.Mode.OFF);

    assertThat(echo(context, "ana").status()).isEqualTo(200);
    assertThat(context.lastCall().access().isRestricted()).isFalse();
    assertThat(context.lastCall().access().evaluated()).isEmpty();
  }

  @Test
  void theContextSaysWhoCalls() {
    ana("{'Effect':'Allow','Action':'*','Resource':'*'}");
    GatewayContext context = gateway(Authorizer.Mode.OFF);

    echo(context, "ana");
    assertThat(context.lastCall().identity().principal()).isEqualTo(ANA);
    assertThat(context.lastCall().scope().account()).isEqualTo("000000000000");

    echo(context, "333333333333");
    assertThat(context.lastCall().identity().principal().arn())
        .isEqualTo("arn:aws:iam::333333333333:root");
  }

  @Test
  void theRecordOfARequestSaysWhichStatementDecided() {
    ana(
        "{'Effect':'Allow','Action':'*','Resource':'*'}",
        "{'Sid':'Never','Effect':'Deny','Action':'json:*','Resource':'*'}");
    GatewayContext context = gateway(Authorizer.Mode.ENFORCED);

    echo(context, "ana");

    List<EvaluatedAccess> access =
        context.observer.history().newest(record -> true, 1).getFirst().access();
    assertThat(access).hasSize(1);
    Decision decision = access.getFirst().decision();
    assertThat(access.getFirst().action()).isEqualTo(ACTION);
    assertThat(access.getFirst().resource()).isEqualTo(ARN);
    assertThat(decision.outcome()).isEqualTo(Decision.Outcome.EXPLICIT_DENY);
    assertThat(decision.policy().name()).isEqualTo("user ana, policy work");
    assertThat(decision.policy().statements().indexOf(decision.statement())).isEqualTo(1);
    assertThat(decision.statement().sid()).isEqualTo("Never");
  }

  @Test
  @ExpectsLog(
      from = Authorizer.class,
      text = "because no resource-based policy allows the json:Echo action")
  void aServiceIsAdmittedByTheResourcesPolicyAlone() {
    GatewayContext context = new GatewayContext();
    Authorizer authorizer =
        new Authorizer(Authorizer.Mode.ENFORCED, CallerDirectory.EMPTY, context.timeline);
    CallerIdentity s3 =
        CallerIdentity.service("s3.amazonaws.com", "arn:aws:s3:::bucket", "000000000000");
    assertThat(authorizer.admits(s3, new AccessQuery(ACTION, thing))).isFalse();

    thing =
        thing.with(
            ofResource(
                "{'Effect':'Allow','Principal':{'Service':'s3.amazonaws.com'},'Action':'json:Echo',"
                    + "'Resource':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:s3:::bucket'},"
                    + "'StringEquals':{'aws:SourceAccount':'000000000000'}}}"));
    assertThat(authorizer.admits(s3, new AccessQuery(ACTION, thing))).isTrue();

    CallerIdentity other =
        CallerIdentity.service("s3.amazonaws.com", "arn:aws:s3:::other", "000000000000");
    assertThat(authorizer.admits(other, new AccessQuery(ACTION, thing))).isFalse();
  }
}
