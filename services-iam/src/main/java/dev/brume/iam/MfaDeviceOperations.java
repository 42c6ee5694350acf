package dev.brume.iam;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Unit;
import dev.brume.iam.api.CreateVirtualMFADeviceRequest;
import dev.brume.iam.api.CreateVirtualMFADeviceResponse;
import dev.brume.iam.api.DeactivateMFADeviceRequest;
import dev.brume.iam.api.DeleteVirtualMFADeviceRequest;
import dev.brume.iam.api.EnableMFADeviceRequest;
import dev.brume.iam.api.GetMFADeviceRequest;
import dev.brume.iam.api.GetMFADeviceResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListMFADeviceTagsRequest;
import dev.brume.iam.api.ListMFADeviceTagsResponse;
import dev.brume.iam.api.ListMFADevicesRequest;
import dev.brume.iam.api.ListMFADevicesResponse;
import dev.brume.iam.api.ListVirtualMFADevicesRequest;
import dev.brume.iam.api.ListVirtualMFADevicesResponse;
import dev.brume.iam.api.MFADevice;
import dev.brume.iam.api.ResyncMFADeviceRequest;
import dev.brume.iam.api.Tag;
import dev.brume.iam.api.TagMFADeviceRequest;
import dev.brume.iam.api.UntagMFADeviceRequest;
import dev.brume.iam.api.VirtualMFADevice;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamQuotas;
import dev.brume.iam.engine.IamTags;
import dev.brume.iam.engine.MfaDeviceRecord;
import dev.brume.iam.engine.OneTimeCodes;
import dev.brume.iam.engine.UserRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Virtual MFA devices. Their seeds are real: any authenticator can generate their codes. The QR
 * code is omitted from the response.
 */
final class MfaDeviceOperations {
  private static final String SEED_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** 320 bits, like AWS's seeds. */
  private static final int SEED_LENGTH = 64;

  private final IamCallers callers;

  MfaDeviceOperations(IamCallers callers) {
    this.callers = callers;
  }

  CreateVirtualMFADeviceResponse createVirtualMFADevice(
      IamAccount account, CreateVirtualMFADeviceRequest input) {
    String path = input.path() == null ? UserOperations.ROOT_PATH : input.path();
    String arn = account.arn("mfa" + path + input.virtualMFADeviceName());
    if (account.credentials().devices().get(arn) != null) {
      throw IamErrors.entityAlreadyExistsException(
          "MFADevice entity at the same path and name already exists.");
    }
    MfaDeviceRecord device =
        new MfaDeviceRecord(
            arn,
            account.ids().text(SEED_LENGTH, SEED_ALPHABET),
            null,
            account.nowMillis(),
            null,
            IamTags.of(input.tags()));
    account.credentials().devices().put(arn, device);
    return CreateVirtualMFADeviceResponse.builder()
        .virtualMFADevice(
            VirtualMFADevice.builder()
                .serialNumber(arn)
                .base32StringSeed(Blob.of(device.seed().getBytes(StandardCharsets.UTF_8)))
                .tags(Responses.tagsOrNull(device.tags()))
                .build())
        .build();
  }

  private static MfaDeviceRecord find(IamAccount account, String serialNumber) {
    MfaDeviceRecord device = account.credentials().devices().get(serialNumber);
    if (device == null) {
      throw IamErrors.noSuchEntityException(
          "VirtualMFADevice with serial number " + serialNumber + " doesn't exist.");
    }
    return device;
  }

  private static MfaDeviceRecord find(IamAccount account, UserRecord user, String serialNumber) {
    MfaDeviceRecord device = account.credentials().devices().get(serialNumber);
    if (device == null || !user.name().equals(device.user())) {
      throw IamErrors.noSuchEntityException(
          "MFA Device invalid for user: Device " + serialNumber + " doesn't exist.");
    }
    return device;
  }

  void deleteVirtualMFADevice(IamAccount account, DeleteVirtualMFADeviceRequest input) {
    MfaDeviceRecord device = find(account, input.serialNumber());
    if (device.user() != null) {
      throw IamErrors.deleteConflictException("MFA VirtualDevice in use. Must deactivate first.");
    }
    account.credentials().devices().remove(device.arn());
  }

  void enableMFADevice(IamAccount account, EnableMFADeviceRequest input) {
    UserRecord user = account.users().find(input.userName());
    MfaDeviceRecord device = find(account, input.serialNumber());
    if (device.user() != null) {
      throw IamErrors.entityAlreadyExistsException("MFA Device is already in use.");
    }
    if (account.credentials().devicesOf(user.name()).size() >= IamQuotas.MFA_DEVICES_PER_USER) {
      throw IamErrors.limitExceededException(
          "Cannot exceed quota for MFADevicesPerUser: " + IamQuotas.MFA_DEVICES_PER_USER);
    }
    requireCodes(account, device, input.authenticationCode1(), input.authenticationCode2());
    account
        .credentials()
        .devices()
        .put(device.arn(), device.givenTo(user.name(), account.nowMillis()));
  }

  private static void requireCodes(
      IamAccount account, MfaDeviceRecord device, String first, String second) {
    if (!OneTimeCodes.areConsecutive(device.seed(), account.nowMillis(), first, second)) {
      throw IamErrors.invalidAuthenticationCodeException(
          "Authentication code for device is not valid.");
    }
  }

  void resyncMFADevice(IamAccount account, ResyncMFADeviceRequest input) {
    UserRecord user = account.users().find(input.userName());
    MfaDeviceRecord device = find(account, user, input.serialNumber());
    requireCodes(account, device, input.authenticationCode1(), input.authenticationCode2());
  }

  Unit deactivateMFADevice(
      IamAccount account, RequestContext context, DeactivateMFADeviceRequest input) {
    UserRecord user = user(account, context, input.userName());
    MfaDeviceRecord device = find(account, user, input.serialNumber());
    account.credentials().devices().put(device.arn(), device.givenTo(null, null));
    return Unit.INSTANCE;
  }

  private UserRecord user(IamAccount account, RequestContext context, String named) {
    return account.users().find(named == null ? callers.requireUser(account, context) : named);
  }

  GetMFADeviceResponse getMFADevice(
      IamAccount account, RequestContext context, GetMFADeviceRequest input) {
    MfaDeviceRecord device =
        find(account, user(account, context, input.userName()), input.serialNumber());
    return GetMFADeviceResponse.builder()
        .userName(device.user())
        .serialNumber(device.arn())
        .enableDate(Responses.moment(device.enabledMillis()))
        .build();
  }

  /** The root user has none. */
  ListMFADevicesResponse listMFADevices(
      IamAccount account, RequestContext context, ListMFADevicesRequest input) {
    String name = input.userName() == null ? callers.userOf(account, context) : input.userName();
    List<MfaDeviceRecord> devices =
        name == null
            ? List.of()
            : account.credentials().devicesOf(account.users().find(name).name());
    MarkedPage<MfaDeviceRecord> page = MarkedPage.of(account, input, devices, MfaDeviceRecord::arn);
    return ListMFADevicesResponse.builder()
        .mfaDevices(
            page.items().stream()
                .map(
                    device ->
                        MFADevice.builder()
                            .userName(device.user())
                            .serialNumber(device.arn())
                            .enableDate(Responses.moment(device.enabledMillis()))
                            .build())
                .toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  ListVirtualMFADevicesResponse listVirtualMFADevices(
      IamAccount account, ListVirtualMFADevicesRequest input) {
    String status = input.assignmentStatus();
    List<MfaDeviceRecord> devices =
        account.credentials().allDevices().stream()
            .filter(
                device ->
                    status == null
                        || status.equals("Any")
                        || status.equals("Assigned") == (device.user() != null))
            .toList();
    MarkedPage<MfaDeviceRecord> page = MarkedPage.of(account, input, devices, MfaDeviceRecord::arn);
    return ListVirtualMFADevicesResponse.builder()
        .virtualMFADevices(page.items().stream().map(each -> listed(account, each)).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private static VirtualMFADevice listed(IamAccount account, MfaDeviceRecord device) {
    UserRecord user = account.users().get(device.user());
    return VirtualMFADevice.builder()
        .serialNumber(device.arn())
        .enableDate(Responses.moment(device.enabledMillis()))
        .user(user == null ? null : Responses.user(account, user).build())
        .build();
  }

  void tagMFADevice(IamAccount account, TagMFADeviceRequest input) {
    MfaDeviceRecord device = find(account, input.serialNumber());
    account
        .credentials()
        .devices()
        .put(device.arn(), device.withTags(IamTags.added(device.tags(), input.tags())));
  }

  void untagMFADevice(IamAccount account, UntagMFADeviceRequest input) {
    MfaDeviceRecord device = find(account, input.serialNumber());
    account
        .credentials()
        .devices()
        .put(device.arn(), device.withTags(IamTags.without(device.tags(), input.tagKeys())));
  }

  ListMFADeviceTagsResponse listMFADeviceTags(IamAccount account, ListMFADeviceTagsRequest input) {
    MarkedPage<Tag> page =
        IamTagOperations.page(account, input, find(account, input.serialNumber()).tags());
    return ListMFADeviceTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }
}
