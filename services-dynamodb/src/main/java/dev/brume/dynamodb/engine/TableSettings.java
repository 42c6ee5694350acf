package dev.brume.dynamodb.engine;

import dev.brume.core.kit.Transition;
import java.util.List;
import java.util.Map;

/**
 * The stored settings of a table, except for its key, indexes and capacity.
 *
 * @param tableClass STANDARD or STANDARD_INFREQUENT_ACCESS; null where never set
 * @param tableClassMillis when it was last changed; 0 for never
 * @param deletionProtection whether deletion is refused
 * @param encryptionKeyArn the KMS key, or null for the key that DynamoDB owns
 * @param streamView NEW_IMAGE and the like; null without a stream
 * @param streamLabel of the latest stream, enabled or not; null if there never was one
 * @param timeToLive the time-to-live setting
 * @param recovery point-in-time recovery
 * @param policy its resource-based policy, or null
 * @param destinations Kinesis data streams that changes are sent to
 * @param insights Contributor Insights of the table and its indexes, where ever switched
 * @param replicas the regions of its replicas, its own left out
 * @param overrides what is different in regions of a global table
 * @param strong TRUE where all replicas are written before a write is answered; else null
 * @param witness the region of the witness that goes with strong consistency, or null
 * @param legacyGlobal of a global table of version 2017.11.29; else null
 * @param scaling the auto scaling settings
 * @param restored the origin of a restored table, or null
 * @param state the transition from CREATING or UPDATING; null once it is ACTIVE
 * @param tags by key
 */
public record TableSettings(
    String tableClass,
    long tableClassMillis,
    boolean deletionProtection,
    String encryptionKeyArn,
    String streamView,
    String streamLabel,
    TimeToLive timeToLive,
    RecoverySettings recovery,
    AttachedPolicy policy,
    List<StreamingDestination> destinations,
    List<InsightsSetting> insights,
    List<String> replicas,
    List<ReplicaOverrides> overrides,
    Boolean strong,
    String witness,
    LegacyGlobalTable legacyGlobal,
    List<ScalingSetting> scaling,
    RestoreOrigin restored,
    Transition state,
    Map<String, String> tags) {

  /** Tables stored before overrides and scaling settings existed have none. */
  public TableSettings {
    overrides = overrides == null ? List.of() : overrides;
    scaling = scaling == null ? List.of() : scaling;
  }

  /** What is different in {@code region}, which may be nothing. */
  public ReplicaOverrides overridesOf(String region) {
    for (ReplicaOverrides each : overrides) {
      if (each.region().equals(region)) {
        return each;
      }
    }
    return ReplicaOverrides.none(region);
  }

  /** Whether its replicas are strongly consistent. */
  public boolean isStrong() {
    return strong != null && strong;
  }

  /** Settings with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with these settings. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.tableClass = tableClass;
    builder.tableClassMillis = tableClassMillis;
    builder.deletionProtection = deletionProtection;
    builder.encryptionKeyArn = encryptionKeyArn;
    builder.streamView = streamView;
    builder.streamLabel = streamLabel;
    builder.timeToLive = timeToLive;
    builder.recovery = recovery;
    builder.policy = policy;
    builder.destinations = destinations;
    builder.insights = insights;
    builder.replicas = replicas;
    builder.overrides = overrides;
    builder.strong = strong;
    builder.witness = witness;
    builder.legacyGlobal = legacyGlobal;
    builder.scaling = scaling;
    builder.restored = restored;
    builder.state = state;
    builder.tags = tags;
    return builder;
  }

  /** Builds settings. */
  public static final class Builder {
    private String tableClass;
    private long tableClassMillis;
    private boolean deletionProtection;
    private String encryptionKeyArn;
    private String streamView;
    private String streamLabel;
    private TimeToLive timeToLive = TimeToLive.NEVER;
    private RecoverySettings recovery = RecoverySettings.OFF;
    private AttachedPolicy policy;
    private List<StreamingDestination> destinations = List.of();
    private List<InsightsSetting> insights = List.of();
    private List<String> replicas = List.of();
    private List<ReplicaOverrides> overrides = List.of();
    private Boolean strong;
    private String witness;
    private LegacyGlobalTable legacyGlobal;
    private List<ScalingSetting> scaling = List.of();
    private RestoreOrigin restored;
    private Transition state;
    private Map<String, String> tags = Map.of();

    private Builder() {}

    /** The class, and when it was last changed; 0 if it was set at creation. */
    public Builder tableClass(String changed, long nowMillis) {
      tableClass = changed;
      tableClassMillis = nowMillis;
      return this;
    }

    public Builder deletionProtection(boolean on) {
      deletionProtection = on;
      return this;
    }

    /** The key's ARN, or null for DynamoDB's own. */
    public Builder encryptionKey(String arn) {
      encryptionKeyArn = arn;
      return this;
    }

    /** A stream with its label, or none if {@code view} is null. */
    public Builder stream(String view, String label) {
      streamView = view;
      streamLabel = label;
      return this;
    }

    public Builder timeToLive(TimeToLive changed) {
      timeToLive = changed;
      return this;
    }

    public Builder recovery(RecoverySettings changed) {
      recovery = changed;
      return this;
    }

    /** The policy, or null for none. */
    public Builder policy(AttachedPolicy changed) {
      policy = changed;
      return this;
    }

    public Builder destinations(List<StreamingDestination> changed) {
      destinations = changed;
      return this;
    }

    public Builder insights(List<InsightsSetting> changed) {
      insights = changed;
      return this;
    }

    public Builder replicas(List<String> regions) {
      replicas = regions;
      return this;
    }

    public Builder overrides(List<ReplicaOverrides> changed) {
      overrides = changed;
      return this;
    }

    /** Whether its replicas are strongly consistent, and the region of a witness, if any. */
    public Builder strong(boolean on, String witnessRegion) {
      strong = on ? Boolean.TRUE : null;
      witness = witnessRegion;
      return this;
    }

    /** The global table of version 2017.11.29, or null. */
    public Builder legacyGlobal(LegacyGlobalTable changed) {
      legacyGlobal = changed;
      return this;
    }

    public Builder scaling(List<ScalingSetting> changed) {
      scaling = changed;
      return this;
    }

    public Builder restored(RestoreOrigin from) {
      restored = from;
      return this;
    }

    /** The transitional state, or null. */
    public Builder state(Transition changed) {
      state = changed;
      return this;
    }

    public Builder tags(Map<String, String> changed) {
      tags = changed;
      return this;
    }

    /** Builds the settings. */
    public TableSettings build() {
      return new TableSettings(
          tableClass,
          tableClassMillis,
          deletionProtection,
          encryptionKeyArn,
          streamView,
          streamLabel,
          timeToLive,
          recovery,
          policy,
          destinations,
          insights,
          replicas,
          overrides,
          strong,
          witness,
          legacyGlobal,
          scaling,
          restored,
          state,
          tags);
    }
  }
}
