package dev.brume.sns;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.NameRule;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.sns.api.CreatePlatformApplicationInput;
import dev.brume.sns.api.CreatePlatformApplicationResponse;
import dev.brume.sns.api.DeletePlatformApplicationInput;
import dev.brume.sns.api.GetPlatformApplicationAttributesInput;
import dev.brume.sns.api.GetPlatformApplicationAttributesResponse;
import dev.brume.sns.api.ListPlatformApplicationsInput;
import dev.brume.sns.api.ListPlatformApplicationsResponse;
import dev.brume.sns.api.SetPlatformApplicationAttributesInput;
import dev.brume.sns.engine.PlatformApplication;
import dev.brume.sns.engine.PlatformApplications;
import dev.brume.sns.engine.TopicQuotas;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Platform applications: an app at a push service.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_CreatePlatformApplication.html">CreatePlatformApplication</a>
 */
final class PlatformApplicationOperations {
  private static final String PRINCIPAL = "PlatformPrincipal";
  private static final String CREDENTIAL = "PlatformCredential";
  private static final String PARAMETER = "PlatformApplicationArn";
  private static final String SAMPLE_RATE = "SuccessFeedbackSampleRate";
  private static final String PREFIX = "app/";
  private static final String WHERE = "Attributes Reason: ";

  /** "ADM, APNS, APNS_SANDBOX, GCM (Firebase)", and the others that the developer guide names. */
  private static final Set<String> PLATFORMS =
      Set.of(
          "ADM",
          "APNS",
          "APNS_SANDBOX",
          "APNS_VOIP",
          "APNS_VOIP_SANDBOX",
          "BAIDU",
          "GCM",
          "MACOS",
          "MACOS_SANDBOX",
          "MPNS",
          "WNS");

  /** Platforms that need only one credential. */
  private static final Set<String> WITHOUT_PRINCIPAL = Set.of("GCM");

  /**
   * "Uppercase and lowercase ASCII letters, numbers, underscores, hyphens, and periods", 1 to 256.
   */
  private static final NameRule NAME = NameRule.of(1, 256, "[A-Za-z0-9_.-]");

  /** Whose topics are told what happens to endpoints. */
  private static final Set<String> EVENTS =
      Set.of(
          "EventEndpointCreated",
          "EventEndpointDeleted",
          "EventEndpointUpdated",
          "EventDeliveryFailure");

  private static final String SUCCESS_ROLE = "SuccessFeedbackRoleArn";
  private static final String FAILURE_ROLE = "FailureFeedbackRoleArn";

  /** With which delivery status is logged. */
  private static final Set<String> ROLES = Set.of(SUCCESS_ROLE, FAILURE_ROLE);

  private static final Set<String> SETTABLE =
      Set.of(
          PlatformApplication.ENABLED,
          PRINCIPAL,
          CREDENTIAL,
          "ApplePlatformBundleID",
          "ApplePlatformTeamID",
          "EventEndpointCreated",
          "EventEndpointDeleted",
          "EventEndpointUpdated",
          "EventDeliveryFailure",
          SUCCESS_ROLE,
          FAILURE_ROLE,
          SAMPLE_RATE);

  private final TopicFinder finder;

  PlatformApplicationOperations(TopicFinder finder) {
    this.finder = finder;
  }

  CreatePlatformApplicationResponse createPlatformApplication(
      RequestContext context, CreatePlatformApplicationInput input) {
    String platform = input.platform();
    if (!PLATFORMS.contains(platform)) {
      throw SnsFaults.invalid("Platform Reason: " + platform + " is not supported");
    }
    NAME.require(input.name(), () -> SnsFaults.invalid("Name"));
    Map<String, String> given = input.attributes();
    checkCredentials(platform, given);
    checkNames(given);
    PlatformApplications all = finder.region(context).applications();
    PlatformApplication application = all.createOrFind(platform + "/" + input.name(), given);
    if (!application.attributes().equals(given)) {
      throw SnsFaults.invalid(
          WHERE + "Application already exists with the same name, but different attributes.");
    }
    return CreatePlatformApplicationResponse.builder()
        .platformApplicationArn(all.arnOf(application))
        .build();
  }

  private static void checkCredentials(String platform, Map<String, String> given) {
    boolean hasPrincipal = given.containsKey(PRINCIPAL);
    boolean hasCredential = given.containsKey(CREDENTIAL);
    if (hasPrincipal && !hasCredential) {
      throw SnsFaults.invalid(WHERE + PRINCIPAL + " attribute provided without " + CREDENTIAL);
    }
    if (hasCredential && !hasPrincipal && !WITHOUT_PRINCIPAL.contains(platform)) {
      throw SnsFaults.invalid(WHERE + CREDENTIAL + " attribute provided without " + PRINCIPAL);
    }
    if (!hasCredential) {
      throw SnsFaults.invalid(WHERE + CREDENTIAL + " is a required attribute");
    }
  }

  private static void checkNames(Map<String, String> given) {
    for (String name : given.keySet()) {
      if (!SETTABLE.contains(name)) {
        throw invalidName(name);
      }
    }
    String enabled = given.get(PlatformApplication.ENABLED);
    if (enabled != null && !enabled.equals("true") && !enabled.equals("false")) {
      throw SnsFaults.invalid(
          WHERE + "Invalid value for attribute: Enabled: must be true or false");
    }
    for (String name : EVENTS) {
      String topic = given.getOrDefault(name, "");
      if (!topic.isEmpty()
          && Arn.parse(topic).filter(arn -> arn.service().equals("sns")).isEmpty()) {
        throw SnsFaults.invalid(
            WHERE + "Invalid value for attribute: " + name + ": must be the ARN of a topic");
      }
    }
    for (String name : ROLES) {
      if (!TopicAttributes.isRoleOrEmpty(given.getOrDefault(name, ""))) {
        throw SnsFaults.invalid(
            WHERE + "Invalid value for attribute: " + name + ": must be the ARN of a role");
      }
    }
    String rate = given.getOrDefault(SAMPLE_RATE, "");
    if (!TopicAttributes.PERCENT.matcher(rate).matches()) {
      throw SnsFaults.invalid(
          WHERE + "Invalid value for attribute: " + SAMPLE_RATE + ": must be an integer 0-100");
    }
  }

  /** The error for an unknown attribute name. */
  static AwsError invalidName(String name) {
    return SnsFaults.invalid(WHERE + "Invalid attribute name: " + name);
  }

  static AwsError noSuchApplication() {
    return SnsFaults.notFound("PlatformApplication does not exist");
  }

  /** The id of the application in an ARN. */
  static String idOf(RequestContext context, String arn) {
    return TopicFinder.slashedId(context, PARAMETER, arn, PREFIX, 2);
  }

  private PlatformApplication find(RequestContext context, String arn) {
    String id = idOf(context, arn);
    PlatformApplication application = finder.region(context).applications().application(id);
    if (application == null) {
      throw noSuchApplication();
    }
    return application;
  }

  GetPlatformApplicationAttributesResponse getPlatformApplicationAttributes(
      RequestContext context, GetPlatformApplicationAttributesInput input) {
    PlatformApplication application = find(context, input.platformApplicationArn());
    return GetPlatformApplicationAttributesResponse.builder()
        .attributes(shown(application))
        .build();
  }

  /** The attributes without the credentials. */
  private static Map<String, String> shown(PlatformApplication application) {
    Map<String, String> shown = new TreeMap<>(application.attributes());
    shown.remove(PRINCIPAL);
    shown.remove(CREDENTIAL);
    shown.putIfAbsent(PlatformApplication.ENABLED, "true");
    return shown;
  }

  Unit setPlatformApplicationAttributes(
      RequestContext context, SetPlatformApplicationAttributesInput input) {
    PlatformApplication application = find(context, input.platformApplicationArn());
    checkNames(input.attributes());
    if (finder.region(context).applications().change(application.id(), input.attributes())
        == null) {
      throw noSuchApplication();
    }
    return Unit.INSTANCE;
  }

  Unit deletePlatformApplication(RequestContext context, DeletePlatformApplicationInput input) {
    String id = idOf(context, input.platformApplicationArn());
    finder.region(context).applications().delete(id);
    return Unit.INSTANCE;
  }

  ListPlatformApplicationsResponse listPlatformApplications(
      RequestContext context, ListPlatformApplicationsInput input) {
    PlatformApplications all = finder.region(context).applications();
    PageTokens tokens =
        PageTokens.of(
            "sns",
            "ListPlatformApplications",
            () -> SnsFaults.invalid("NextToken"),
            context.scope());
    PageTokens.Page<PlatformApplication> page =
        tokens.page(
            all.applications(tokens.position(input.nextToken())).stream(),
            TopicQuotas.PAGE_SIZE,
            PlatformApplication::id);
    return ListPlatformApplicationsResponse.builder()
        .platformApplications(
            page.elements().stream()
                .map(
                    application ->
                        dev.brume.sns.api.PlatformApplication.builder()
                            .platformApplicationArn(all.arnOf(application))
                            .attributes(shown(application))
                            .build())
                .toList())
        .nextToken(page.nextToken())
        .build();
  }
}
