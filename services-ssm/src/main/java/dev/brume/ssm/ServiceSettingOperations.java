package dev.brume.ssm;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.ssm.api.GetServiceSettingRequest;
import dev.brume.ssm.api.GetServiceSettingResult;
import dev.brume.ssm.api.ResetServiceSettingRequest;
import dev.brume.ssm.api.ResetServiceSettingResult;
import dev.brume.ssm.api.ServiceSetting;
import dev.brume.ssm.api.SsmErrors;
import dev.brume.ssm.api.UpdateServiceSettingRequest;
import dev.brume.ssm.api.UpdateServiceSettingResult;
import dev.brume.ssm.engine.ServiceSettingRecord;
import dev.brume.ssm.engine.SsmRegion;
import java.time.Instant;
import java.util.Set;

/**
 * Settings of an account in a region: those of Parameter Store. The others are of what is not here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_UpdateServiceSetting.html">UpdateServiceSetting</a>
 */
final class ServiceSettingOperations {
  private static final String PREFIX = "servicesetting";

  /** Of new parameters whose tier is not given. */
  private static final String DEFAULT_TIER = "/ssm/parameter-store/default-parameter-tier";

  private static final String THROUGHPUT = "/ssm/parameter-store/high-throughput-enabled";
  private static final Set<String> TIERS = Set.of("Standard", "Advanced", "Intelligent-Tiering");
  private static final Set<String> SWITCH = Set.of("true", "false");

  /** Known to AWS, and not here. */
  private static final Set<String> UNBUILT =
      Set.of(
          "/ssm/appmanager/appmanager-enabled",
          "/ssm/automation/customer-script-log-destination",
          "/ssm/automation/customer-script-log-group-name",
          "/ssm/automation/enable-adaptive-concurrency",
          "/ssm/documents/console/public-sharing-permission",
          "/ssm/managed-instance/activation-tier",
          "/ssm/managed-instance/default-ec2-instance-management-role",
          "/ssm/opsinsights/opscenter");

  private final ParameterFinder finder;

  ServiceSettingOperations(ParameterFinder finder) {
    this.finder = finder;
  }

  /** The tier of new parameters that do not name one. */
  static String defaultTier(SsmRegion region) {
    ServiceSettingRecord changed = region.settings().get(DEFAULT_TIER);
    return changed == null ? "Standard" : changed.value();
  }

  /** The id that an id or an ARN means. */
  private static String known(String text) {
    String id =
        Arn.parse(text)
            .filter(arn -> arn.is("ssm", PREFIX))
            .map(arn -> arn.resource().substring(PREFIX.length()))
            .orElse(text);
    if (UNBUILT.contains(id)) {
      throw ParameterRefusals.unbuilt("The setting " + id + " is not implemented.");
    }
    if (!id.equals(DEFAULT_TIER) && !id.equals(THROUGHPUT)) {
      throw SsmErrors.serviceSettingNotFound(
          "The specified service setting wasn't found. Either the service name or the setting"
              + " hasn't been provisioned by the Amazon Web Services service team.");
    }
    return id;
  }

  GetServiceSettingResult getServiceSetting(
      RequestContext context, GetServiceSettingRequest input) {
    String id = known(input.settingId());
    SsmRegion region = finder.region(context.scope());
    return GetServiceSettingResult.builder()
        .serviceSetting(region.call(() -> show(context.scope(), region, id)))
        .build();
  }

  /** When a setting was made that nobody has changed is not documented: the beginning of time. */
  private static ServiceSetting show(Scope scope, SsmRegion region, String id) {
    ServiceSettingRecord changed = region.settings().get(id);
    String original = id.equals(DEFAULT_TIER) ? "Standard" : "false";
    return ServiceSetting.builder()
        .settingId(id)
        .settingValue(changed == null ? original : changed.value())
        .lastModifiedDate(Instant.ofEpochMilli(changed == null ? 0 : changed.modifiedMillis()))
        .lastModifiedUser(changed == null ? "System" : changed.user())
        .arn(scope.arn("ssm", PREFIX + id).toString())
        .status(changed == null ? "Default" : "Customized")
        .build();
  }

  UpdateServiceSettingResult updateServiceSetting(
      RequestContext context, UpdateServiceSettingRequest input) {
    String id = known(input.settingId());
    Set<String> values = id.equals(DEFAULT_TIER) ? TIERS : SWITCH;
    if (!values.contains(input.settingValue())) {
      throw ParameterRefusals.invalid(
          "The value " + input.settingValue() + " is not valid for the setting " + id + ".");
    }
    String user = context.identity().principal().arn();
    SsmRegion region = finder.region(context.scope());
    region.call(
        () -> {
          region
              .settings()
              .put(id, new ServiceSettingRecord(input.settingValue(), region.nowMillis(), user));
          return id;
        });
    return UpdateServiceSettingResult.builder().build();
  }

  ResetServiceSettingResult resetServiceSetting(
      RequestContext context, ResetServiceSettingRequest input) {
    String id = known(input.settingId());
    SsmRegion region = finder.region(context.scope());
    ServiceSetting shown =
        region.call(
            () -> {
              region.settings().remove(id);
              return show(context.scope(), region, id);
            });
    return ResetServiceSettingResult.builder().serviceSetting(shown).build();
  }
}
