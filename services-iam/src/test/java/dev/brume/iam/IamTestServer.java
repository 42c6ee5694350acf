package dev.brume.iam;

import dev.brume.core.access.Authorizer;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.kit.Surroundings;
import dev.brume.iam.api.IamApi;
import dev.brume.iam.sts.StsService;
import dev.brume.iam.sts.api.StsApi;
import dev.brume.testkit.TestServer;

/** A server of IAM and STS alone. */
public final class IamTestServer {
  private IamTestServer() {}

  private static IamAccounts accounts(Surroundings world) {
    return new IamAccounts(world.store(), world.timeline(), world.ids());
  }

  private static IamCallers callers(Surroundings world) {
    return new IamCallers(world.store(), accounts(world));
  }

  /** One that decides who may do what, or does not. */
  public static TestServer in(Authorizer.Mode mode) {
    return TestServer.builder()
        .service(IamApi.SERVICE, world -> new IamService(accounts(world), callers(world)))
        .service(
            StsApi.SERVICE,
            world ->
                new StsService(
                    accounts(world),
                    callers(world),
                    new StoreSection(world.store(), world.outbox())))
        .surroundings(world -> world.with(new Authorizer(mode, callers(world), world.timeline())))
        .build();
  }
}
