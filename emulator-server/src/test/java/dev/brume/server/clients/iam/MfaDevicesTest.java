package dev.brume.server.clients.iam;

import static dev.brume.server.clients.iam.IamClients.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.clients.VirtualBrume;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;

/**
 * Virtual MFA devices whose codes any authenticator makes.
 *
 * <p>Source of truth: <a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a> and <a
 * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableMFADevice.html">EnableMFADevice</a>.
 * Texts are those that users of AWS report.
 */
class MfaDevicesTest {

  /** The code of a step of thirty seconds, made in another way than the server makes it. */
  private static String code(String seed, long millis) throws Exception {
    BigInteger bits = BigInteger.ONE;
    for (char each : seed.toCharArray()) {
      int digit = each >= 'A' ? each - 'A' : each - '2' + 26;
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(digit));
    }
    byte[] bytes = bits.toByteArray();
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(Arrays.copyOfRange(bytes, 1, bytes.length), "RAW"));
    byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(millis / 30_000).array());
    int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
    return String.format("%06d", number % 1_000_000);
  }

  @Test
  void aDeviceIsEnabledByTwoCodesAndShownToSts() throws Exception {
    try (VirtualBrume brume = new VirtualBrume()) {
      IamClients root = IamClients.rootAt(brume.endpoint());
      root.iam.createUser(r -> r.userName("eve"));
      AccessKey key = root.iam.createAccessKey(r -> r.userName("eve")).accessKey();
      VirtualMFADevice device =
          root.iam.createVirtualMFADevice(r -> r.virtualMFADeviceName("phone")).virtualMFADevice();
      String seed = device.base32StringSeed().asUtf8String();
      long now = brume.brume().timeline().nowMillis();

      assertThat(device.serialNumber()).isEqualTo(root.arn("mfa/phone"));
      assertRefused(
          () ->
              root.iam.enableMFADevice(
                  r ->
                      r.userName("eve")
                          .serialNumber(device.serialNumber())
                          .authenticationCode1("000000")
                          .authenticationCode2("000000")),
          403,
          "InvalidAuthenticationCode",
          "Authentication code for device is not valid.");
      String first = code(seed, now - 30_000);
      String second = code(seed, now);
      root.iam.enableMFADevice(
          r ->
              r.userName("eve")
                  .serialNumber(device.serialNumber())
                  .authenticationCode1(first)
                  .authenticationCode2(second));
      assertThat(root.iam.listMFADevices(r -> r.userName("eve")).mfaDevices()).hasSize(1);

      IamClients eve = root.as(key.accessKeyId(), key.secretAccessKey());
      assertThat(
              eve.sts.getSessionToken(r -> r.serialNumber(device.serialNumber()).tokenCode(second)))
          .isNotNull();
      assertRefused(
          () ->
              eve.sts.getSessionToken(
                  r -> r.serialNumber(device.serialNumber()).tokenCode("000000")),
          403,
          "AccessDenied",
          "MultiFactorAuthentication failed with invalid MFA one time pass code.");
      assertRefused(
          () -> root.iam.deleteVirtualMFADevice(r -> r.serialNumber(device.serialNumber())),
          409,
          "DeleteConflict",
          "MFA VirtualDevice in use. Must deactivate first.");
      root.iam.deactivateMFADevice(r -> r.userName("eve").serialNumber(device.serialNumber()));
      root.iam.deleteVirtualMFADevice(r -> r.serialNumber(device.serialNumber()));
    }
  }
}
