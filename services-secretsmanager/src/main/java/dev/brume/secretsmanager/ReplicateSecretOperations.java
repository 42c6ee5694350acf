package dev.brume.secretsmanager;

import dev.brume.core.auth.Regions;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import dev.brume.secretsmanager.api.RemoveRegionsFromReplicationRequest;
import dev.brume.secretsmanager.api.RemoveRegionsFromReplicationResponse;
import dev.brume.secretsmanager.api.ReplicaRegionType;
import dev.brume.secretsmanager.api.ReplicateSecretToRegionsRequest;
import dev.brume.secretsmanager.api.ReplicateSecretToRegionsResponse;
import dev.brume.secretsmanager.api.ReplicationStatusType;
import dev.brume.secretsmanager.api.StopReplicationToReplicaRequest;
import dev.brume.secretsmanager.api.StopReplicationToReplicaResponse;
import dev.brume.secretsmanager.engine.SecretRecord;
import dev.brume.secretsmanager.engine.SecretReplica;
import dev.brume.secretsmanager.engine.SecretsRegion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Replicas of secrets in other regions. */
final class ReplicateSecretOperations {
  private static final String DEFAULT_KEY = "alias/aws/secretsmanager";

  private final SecretFinder finder;

  ReplicateSecretOperations(SecretFinder finder) {
    this.finder = finder;
  }

  /** A secret with additional replicas. */
  static SecretRecord replicated(
      SecretRecord secret, Scope scope, List<ReplicaRegionType> added, boolean overwrite) {
    List<SecretReplica> replicas = new ArrayList<>(secret.knownReplicas());
    Set<String> asked = new HashSet<>();
    for (ReplicaRegionType each : added) {
      String region = each.region();
      // The text is not documented.
      if (region == null
          || region.equals(scope.region())
          || !Regions.mayCopy(scope.region(), region)
          || !asked.add(region)) {
        throw SecretRefusals.invalidParameter("Invalid replica region.");
      }
      replicas.removeIf(known -> known.region().equals(region));
      replicas.add(SecretReplica.of(region, each.kmsKeyId(), overwrite));
    }
    return secret.replicated(scope.region(), replicas);
  }

  ReplicateSecretToRegionsResponse replicateSecretToRegions(
      RequestContext context, ReplicateSecretToRegionsRequest input) {
    boolean overwrite = Boolean.TRUE.equals(input.forceOverwriteReplicaSecret());
    return finder.withPrimary(
        context,
        input.secretId(),
        (region, secret) -> {
          SecretRecord changed =
              replicated(secret, region.scope(), input.addReplicaRegions(), overwrite);
          region.put(changed);
          return ReplicateSecretToRegionsResponse.builder()
              .arn(secret.arn())
              .replicationStatus(shown(changed))
              .build();
        });
  }

  RemoveRegionsFromReplicationResponse removeRegionsFromReplication(
      RequestContext context, RemoveRegionsFromReplicationRequest input) {
    return finder.withPrimary(
        context,
        input.secretId(),
        (region, secret) -> {
          List<SecretReplica> left = new ArrayList<>(secret.knownReplicas());
          for (String gone : input.removeReplicaRegions()) {
            // The text is not documented.
            if (!left.removeIf(replica -> replica.region().equals(gone))) {
              throw SecretRefusals.invalidParameter(
                  "The secret is not replicated to region " + gone + ".");
            }
          }
          SecretRecord changed = secret.replicated(region.scope().region(), left);
          region.put(changed);
          input.removeReplicaRegions().forEach(gone -> region.removeCopy(secret, gone));
          return RemoveRegionsFromReplicationResponse.builder()
              .arn(secret.arn())
              .replicationStatus(shown(changed))
              .build();
        });
  }

  /** "You must call this operation from the Region in which you want to promote the replica." */
  StopReplicationToReplicaResponse stopReplicationToReplica(
      RequestContext context, StopReplicationToReplicaRequest input) {
    SecretRecord copy =
        finder.withLiving(
            context,
            input.secretId(),
            (region, secret) -> {
              if (!secret.isReplica()) {
                // The text is not documented.
                throw SecretRefusals.invalidRequest(
                    "Operation not permitted on a secret that is not a replica.");
              }
              return secret;
            });
    Scope here = new Scope(context.scope().account(), SecretFinder.regionOf(copy));
    SecretsRegion home = finder.region(new Scope(here.account(), copy.primaryRegion()));
    home.call(() -> leave(home, copy, here.region()));
    SecretsRegion region = finder.region(here);
    region.call(
        () -> {
          SecretRecord now = region.find(copy.name());
          if (now != null && now.arn().equals(copy.arn())) {
            region.put(now.replicated(here.region(), List.of()).with(null));
          }
          return null;
        });
    return StopReplicationToReplicaResponse.builder().arn(copy.arn()).build();
  }

  private static Void leave(SecretsRegion home, SecretRecord copy, String region) {
    SecretRecord primary = home.find(copy.name());
    if (primary != null) {
      List<SecretReplica> left = new ArrayList<>(primary.knownReplicas());
      left.removeIf(replica -> replica.region().equals(region));
      home.put(primary.replicated(home.scope().region(), left));
    }
    return null;
  }

  /** The replication status of a primary's replicas; null if it has none. */
  static List<ReplicationStatusType> shown(SecretRecord secret) {
    return secret.replicas() == null
        ? null
        : secret.replicas().stream()
            .map(
                replica ->
                    ReplicationStatusType.builder()
                        .region(replica.region())
                        .kmsKeyId(replica.kmsKeyId() == null ? DEFAULT_KEY : replica.kmsKeyId())
                        .status(replica.status())
                        .statusMessage(replica.message())
                        .build())
            .toList();
  }

  /** The same with the last access dates of the replicas. */
  List<ReplicationStatusType> described(SecretRecord secret, Scope scope) {
    List<ReplicationStatusType> shown = shown(secret);
    return shown == null
        ? null
        : shown.stream().map(status -> withAccess(status, secret.name(), scope)).toList();
  }

  private ReplicationStatusType withAccess(ReplicationStatusType status, String name, Scope scope) {
    SecretsRegion region = finder.region(new Scope(scope.account(), status.region()));
    SecretRecord copy = region.call(() -> region.find(name));
    return copy == null || !copy.isReplica()
        ? status
        : status.toBuilder()
            .lastAccessedDate(SecretOperations.instant(copy.accessedMillis()))
            .build();
  }
}
