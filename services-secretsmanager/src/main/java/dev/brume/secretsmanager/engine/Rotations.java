package dev.brume.secretsmanager.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Tables;
import dev.brume.core.task.TaskQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rotations of a region's secrets. Used under the region's lock. */
public final class Rotations implements AutoCloseable {
  private final SecretsRegion region;
  private final Surroundings surroundings;
  private final TaskQueue<RotationTask> tasks;

  Rotations(SecretsRegion region, SecretsEnvironment environment, Scope scope, Tables tables) {
    this.region = region;
    surroundings = environment.surroundings();
    tasks =
        surroundings
            .tasks()
            .open(SecretsTables.ROTATIONS, tables, "", new RotationSteps(environment, scope));
  }

  /**
   * Why Secrets Manager can't call a function for a secret; null if it can. Must not be called
   * under the lock.
   *
   * @param function the function
   */
  public static DeliveryOutcome refusal(
      Surroundings surroundings, Scope scope, Arn function, SecretRecord secret) {
    return RotationSteps.refusal(surroundings, function, RotationSteps.sender(secret, scope));
  }

  /** The version that the rotation in progress will make current; null if there is none. */
  public SecretVersion pending(SecretRecord secret) {
    SecretVersion pending = region.labelled(secret, StagingLabels.PENDING);
    return pending == null || pending.stages().contains(StagingLabels.CURRENT) ? null : pending;
  }

  /** Sets the rotation configuration of a secret, effective immediately. */
  public SecretRecord configure(SecretRecord secret, String functionArn, RotationRules rules) {
    SecretRotation old = secret.rotation();
    String token = old == null ? null : old.token();
    long rotated = old == null ? 0 : old.rotatedMillis();
    forget(secret);
    SecretRecord changed =
        schedule(
            secret
                .with(new SecretRotation(true, functionArn, rules, token, rotated, 0, 0))
                .changed(region.nowMillis()),
            region.nowMillis());
    region.put(changed);
    return changed;
  }

  private SecretRecord schedule(SecretRecord secret, long nowMillis) {
    RotationRules rules = secret.rotation().rules();
    Optional<RotationRules.Window> window =
        rules == null ? Optional.empty() : rules.next(nowMillis);
    if (window.isEmpty()) {
      return secret.with(secret.rotation().scheduled(0, 0));
    }
    long id = tasks.add(RotationTask.window(secret), window.get().startMillis());
    return secret.with(secret.rotation().scheduled(id, window.get().endMillis()));
  }

  /** Starts a rotation, which ends by making the version with the id current. */
  public void begin(SecretRecord secret, String versionId) {
    add(secret, versionId, RotationTask.first(secret, versionId));
  }

  /** Tests the function without a rotation: "runs the testSecret step". */
  public void tryOut(SecretRecord secret, String versionId) {
    add(secret, versionId, RotationTask.trial(secret, versionId));
  }

  private void add(SecretRecord secret, String versionId, RotationTask task) {
    if (region.version(secret, versionId) == null) {
      region.addEmptyVersion(secret, versionId);
      StagingLabels.move(region, secret, StagingLabels.PENDING, versionId);
    }
    region.put(secret.with(secret.rotation().started(surroundings.ids().uuid())));
    tasks.add(task);
  }

  /** Resumes a rotation that has stopped. */
  public void beginAgain(SecretRecord secret, SecretVersion pending) {
    if (tasksOf(secret, false).isEmpty()) {
      begin(secret, pending.id());
    }
  }

  /** Cancels rotation, including one in progress. */
  public void cancel(SecretRecord secret) {
    forget(secret);
    region.put(secret.with(secret.rotation().cancelled()).changed(region.nowMillis()));
  }

  /** Drops all pending tasks of a secret. */
  void forget(SecretRecord secret) {
    tasksOf(secret, true).forEach(tasks::remove);
  }

  private List<Long> tasksOf(SecretRecord secret, boolean withWindows) {
    List<Long> ids = new ArrayList<>();
    tasks.forEach(
        (id, task) -> {
          if (task.arn().equals(secret.arn()) && (withWindows || !task.isWindow())) {
            ids.add(id);
          }
        });
    return ids;
  }

  // --------------------------------------------------------------------------------- tasks

  private SecretRecord secretOf(RotationTask task) {
    SecretRecord secret = region.find(task.name());
    return secret != null && secret.arn().equals(task.arn()) && secret.isRotated() ? secret : null;
  }

  /** Starts a window. A secret that is pending deletion is not rotated. */
  Void openWindow(RotationTask task) {
    SecretRecord secret = secretOf(task);
    if (secret == null) {
      return null;
    }
    SecretRecord scheduled = schedule(secret, region.nowMillis());
    region.put(scheduled);
    SecretVersion pending = pending(secret);
    if (secret.isDeleted()) {
      return null;
    }
    if (pending != null) {
      beginAgain(scheduled, pending);
    } else {
      begin(scheduled, surroundings.ids().uuid());
    }
    return null;
  }

  /** The secret of a step; null if the rotation is over. */
  SecretRecord goesOn(RotationTask task) {
    SecretRecord secret = secretOf(task);
    return secret != null && !secret.isDeleted() && region.version(secret, task.versionId()) != null
        ? secret
        : null;
  }

  /** The function has completed a step. */
  Void stepDone(RotationTask task) {
    SecretRecord secret = goesOn(task);
    if (secret == null) {
      return null;
    }
    if (task.isTrial()) {
      StagingLabels.remove(region, secret, StagingLabels.PENDING);
      region.removeVersion(secret, task.versionId());
    } else if (task.next() != null) {
      tasks.add(task.next());
    } else {
      region.put(secret.with(secret.rotation().rotated(region.nowMillis())));
    }
    return null;
  }

  @Override
  public void close() {
    tasks.close();
  }
}
