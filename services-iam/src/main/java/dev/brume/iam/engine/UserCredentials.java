package dev.brume.iam.engine;

import dev.brume.core.state.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The credentials of users other than passwords and access keys. Tables are by id. */
public final class UserCredentials {
  private final Table<String, ServiceCredentialRecord> services;
  private final Table<String, MfaDeviceRecord> devices;
  private final Table<String, SshKeyRecord> sshKeys;
  private final Table<String, SigningCertificateRecord> signingCertificates;

  UserCredentials(
      Table<String, ServiceCredentialRecord> services,
      Table<String, MfaDeviceRecord> devices,
      Table<String, SshKeyRecord> sshKeys,
      Table<String, SigningCertificateRecord> signingCertificates) {
    this.services = services;
    this.devices = devices;
    this.sshKeys = sshKeys;
    this.signingCertificates = signingCertificates;
  }

  /** Credentials for single services. */
  public Table<String, ServiceCredentialRecord> services() {
    return services;
  }

  /** MFA devices by ARN, assigned or not. */
  public Table<String, MfaDeviceRecord> devices() {
    return devices;
  }

  /** SSH public keys. */
  public Table<String, SshKeyRecord> sshKeys() {
    return sshKeys;
  }

  /** Signing certificates. */
  public Table<String, SigningCertificateRecord> signingCertificates() {
    return signingCertificates;
  }

  private static <T> List<T> found(
      Table<String, T> table, Predicate<T> wanted, Comparator<T> order) {
    List<T> found = new ArrayList<>();
    table.forEach(
        (id, each) -> {
          if (wanted.test(each)) {
            found.add(each);
          }
        });
    found.sort(order);
    return found;
  }

  /** A user's credentials for single services, oldest first. */
  public List<ServiceCredentialRecord> servicesOf(String user) {
    return found(
        services,
        each -> each.user().equals(user),
        Comparator.comparingLong(ServiceCredentialRecord::createdMillis)
            .thenComparing(ServiceCredentialRecord::id));
  }

  /** The MFA devices of a user. */
  public List<MfaDeviceRecord> devicesOf(String user) {
    return found(
        devices, each -> user.equals(each.user()), Comparator.comparing(MfaDeviceRecord::arn));
  }

  /** All MFA devices. */
  public List<MfaDeviceRecord> allDevices() {
    return found(devices, each -> true, Comparator.comparing(MfaDeviceRecord::arn));
  }

  /** The number of assigned MFA devices. */
  public int devicesInUse() {
    return found(devices, each -> each.user() != null, Comparator.comparing(MfaDeviceRecord::arn))
        .size();
  }

  /** The SSH keys of a user, oldest first. */
  public List<SshKeyRecord> sshKeysOf(String user) {
    return found(
        sshKeys,
        each -> each.user().equals(user),
        Comparator.comparingLong(SshKeyRecord::uploadedMillis).thenComparing(SshKeyRecord::id));
  }

  /** The signing certificates of a user, oldest first. */
  public List<SigningCertificateRecord> signingCertificatesOf(String user) {
    return found(
        signingCertificates,
        each -> each.user().equals(user),
        Comparator.comparingLong(SigningCertificateRecord::uploadedMillis)
            .thenComparing(SigningCertificateRecord::id));
  }

  /** Moves a user's credentials to a new name. */
  public void rename(String formerUser, String newUser) {
    servicesOf(formerUser).forEach(each -> services.put(each.id(), each.of(newUser)));
    devicesOf(formerUser)
        .forEach(each -> devices.put(each.arn(), each.givenTo(newUser, each.enabledMillis())));
    sshKeysOf(formerUser).forEach(each -> sshKeys.put(each.id(), each.of(newUser)));
    signingCertificatesOf(formerUser)
        .forEach(each -> signingCertificates.put(each.id(), each.of(newUser)));
  }

  /** What must be removed before a user can be deleted, in AWS's words; null for nothing. */
  public String heldBy(String user) {
    if (!signingCertificatesOf(user).isEmpty()) {
      return "must delete referenced signing certificates first";
    }
    if (!devicesOf(user).isEmpty()) {
      return "must delete MFA device first";
    }
    if (!sshKeysOf(user).isEmpty()) {
      return "must delete SSH public keys first";
    }
    return servicesOf(user).isEmpty() ? null : "must delete service specific credentials first";
  }
}
