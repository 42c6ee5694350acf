package dev.brume.sns;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.message.MessageText;
import dev.brume.core.schema.Unit;
import dev.brume.sns.api.CreateEndpointResponse;
import dev.brume.sns.api.CreatePlatformEndpointInput;
import dev.brume.sns.api.DeleteEndpointInput;
import dev.brume.sns.api.Endpoint;
import dev.brume.sns.api.GetEndpointAttributesInput;
import dev.brume.sns.api.GetEndpointAttributesResponse;
import dev.brume.sns.api.ListEndpointsByPlatformApplicationInput;
import dev.brume.sns.api.ListEndpointsByPlatformApplicationResponse;
import dev.brume.sns.api.SetEndpointAttributesInput;
import dev.brume.sns.engine.PlatformApplication;
import dev.brume.sns.engine.PlatformApplications;
import dev.brume.sns.engine.PlatformEndpoint;
import dev.brume.sns.engine.TopicQuotas;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Platform endpoints: apps on devices.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_CreatePlatformEndpoint.html">CreatePlatformEndpoint</a>
 */
final class PlatformEndpointOperations {
  private static final String USER_DATA = "CustomUserData";
  private static final String PARAMETER = "EndpointArn";
  private static final String WHERE = "Attributes Reason: ";
  private static final Set<String> NAMES =
      Set.of(USER_DATA, PlatformApplication.ENABLED, PlatformEndpoint.TOKEN);

  /** "Must be in UTF-8 format and less than 2KB." */
  private static final int MAX_USER_DATA_BYTES = 2_048;

  private final TopicFinder finder;

  PlatformEndpointOperations(TopicFinder finder) {
    this.finder = finder;
  }

  CreateEndpointResponse createPlatformEndpoint(
      RequestContext context, CreatePlatformEndpointInput input) {
    String application =
        PlatformApplicationOperations.idOf(context, input.platformApplicationArn());
    Map<String, String> given = new HashMap<>();
    given.put(PlatformApplication.ENABLED, "true");
    if (input.customUserData() != null) {
      given.put(USER_DATA, input.customUserData());
    }
    if (input.attributes() != null) {
      given.putAll(input.attributes());
    }
    check(given);
    if (input.token().isEmpty()) {
      // In which words AWS says so is not recorded.
      throw SnsFaults.invalid("Token");
    }
    given.put(PlatformEndpoint.TOKEN, input.token());
    PlatformApplications all = finder.region(context).applications();
    PlatformEndpoint endpoint = all.createOrFind(application, input.token(), given);
    if (endpoint == null) {
      throw PlatformApplicationOperations.noSuchApplication();
    }
    if (!endpoint.attributes().equals(given)) {
      throw SnsFaults.invalid(
          "Token Reason: Endpoint "
              + all.arnOf(endpoint)
              + " already exists with the same Token, but different attributes.");
    }
    return CreateEndpointResponse.builder().endpointArn(all.arnOf(endpoint)).build();
  }

  private static void check(Map<String, String> given) {
    given.forEach(
        (name, value) -> {
          if (!NAMES.contains(name)) {
            throw PlatformApplicationOperations.invalidName(name);
          }
          if (name.equals(USER_DATA) && MessageText.sizeBytes(value) > MAX_USER_DATA_BYTES) {
            throw invalidValue(
                USER_DATA,
                "must be at most " + MAX_USER_DATA_BYTES + " bytes long in UTF-8 encoding");
          }
          boolean isTruth = value.equals("true") || value.equals("false");
          if (name.equals(PlatformApplication.ENABLED) && !isTruth) {
            throw invalidValue(name, "must be true or false");
          }
        });
  }

  private static AwsError invalidValue(String name, String why) {
    return SnsFaults.invalid(WHERE + "Invalid value for attribute: " + name + ": " + why);
  }

  private static String idOf(RequestContext context, String arn) {
    return TopicFinder.slashedId(context, PARAMETER, arn, PlatformEndpoint.ARN_PREFIX, 3);
  }

  private static AwsError noSuchEndpoint() {
    return SnsFaults.notFound("Endpoint does not exist");
  }

  GetEndpointAttributesResponse getEndpointAttributes(
      RequestContext context, GetEndpointAttributesInput input) {
    String id = idOf(context, input.endpointArn());
    PlatformEndpoint endpoint = finder.region(context).applications().endpoint(id);
    if (endpoint == null) {
      throw noSuchEndpoint();
    }
    return GetEndpointAttributesResponse.builder()
        .attributes(new TreeMap<>(endpoint.attributes()))
        .build();
  }

  Unit setEndpointAttributes(RequestContext context, SetEndpointAttributesInput input) {
    String id = idOf(context, input.endpointArn());
    PlatformApplications all = finder.region(context).applications();
    if (all.endpoint(id) == null) {
      throw noSuchEndpoint();
    }
    check(input.attributes());
    if (all.changeEndpoint(id, input.attributes()) == null) {
      throw noSuchEndpoint();
    }
    return Unit.INSTANCE;
  }

  Unit deleteEndpoint(RequestContext context, DeleteEndpointInput input) {
    String id = idOf(context, input.endpointArn());
    finder.region(context).applications().deleteEndpoint(id);
    return Unit.INSTANCE;
  }

  ListEndpointsByPlatformApplicationResponse listEndpointsByPlatformApplication(
      RequestContext context, ListEndpointsByPlatformApplicationInput input) {
    String application =
        PlatformApplicationOperations.idOf(context, input.platformApplicationArn());
    PlatformApplications all = finder.region(context).applications();
    if (all.application(application) == null) {
      throw PlatformApplicationOperations.noSuchApplication();
    }
    PageTokens tokens =
        PageTokens.of(
            "sns",
            "ListEndpointsByPlatformApplication",
            () -> SnsFaults.invalid("NextToken"),
            context.scope(),
            application);
    PageTokens.Page<PlatformEndpoint> page =
        tokens.page(
            all.endpoints(application, tokens.position(input.nextToken())).stream(),
            TopicQuotas.PAGE_SIZE,
            PlatformEndpoint::id);
    return ListEndpointsByPlatformApplicationResponse.builder()
        .endpoints(
            page.elements().stream()
                .map(
                    endpoint ->
                        Endpoint.builder()
                            .endpointArn(all.arnOf(endpoint))
                            .attributes(new TreeMap<>(endpoint.attributes()))
                            .build())
                .toList())
        .nextToken(page.nextToken())
        .build();
  }
}
